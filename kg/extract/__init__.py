"""Text to facts. `Extractor` runs the finders in order; each fact rule sees one `Reading` of the page.

What a text names   `quantities`, `times`, `places`, `names`
What the page is    `page`: whom it is about, who helps whom there, who published it and when
Figures to facts    `figures`: of what, `parties`: whose and with whom, `tables`
Relations           `relations`
Numbers left over   `ledger`
"""

from __future__ import annotations

from kg.extract.extraction import Extraction
from kg.extract.extractor import Extractor
from kg.extract.fate import Fate
from kg.extract.figures.decision import LEAST_CONFIDENCE

__all__ = ["LEAST_CONFIDENCE", "Extraction", "Extractor", "Fate"]
