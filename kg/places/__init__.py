"""The gazetteer: China's divisions, and where a text names them."""

from kg.places.gazetteer import COUNTRY, Candidate, Gazetteer, NameMatch, Years, is_id, load

__all__ = ["COUNTRY", "Candidate", "Gazetteer", "NameMatch", "Years", "is_id", "load"]
