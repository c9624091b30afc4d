"""Text to facts. `Extractor` runs the finders in order; each fact rule sees one `Reading` of the page."""

from __future__ import annotations

from kg.extract.decision import LEAST_CONFIDENCE
from kg.extract.extraction import Extraction
from kg.extract.extractor import Extractor
from kg.extract.fate import Fate

__all__ = ["LEAST_CONFIDENCE", "Extraction", "Extractor", "Fate"]
