"""The gazetteer: China's divisions, and where a text names them."""

from kg.places.gazetteer import Candidate, Gazetteer, NameMatch, Years, is_id, load

__all__ = ["Candidate", "Gazetteer", "NameMatch", "Years", "is_id", "load"]
