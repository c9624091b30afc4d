"""Text to facts. `Extractor` runs the finders in order; each fact rule sees one `Reading` of the page."""

from __future__ import annotations

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
