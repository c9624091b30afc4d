"""What `bench/cleaning_sites.py` counts a damaged place as."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from kg.model import Page

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "cleaning_sites.py"))
SHOWN = "今年共建扶貧車間21個，吸納當?shù)厝罕娋蜆I(yè)。務(wù)工人員陸續返崗。"
MEANT = "今年共建扶贫车间21个，吸纳当地群众就业。务工人员陆续返岗。"
MIXED = "山區群眾安心了?！彼?高興地說。"
"""What is between the two `?` may be 。”他 or 。”她."""

READING, SHIFTED = "readings: repaired right", "shifted bytes: repaired right"
CASES = {
    "reading and shifted bytes": (SHOWN, MEANT, [SHIFTED, READING]),
    "repaired wrong": (SHOWN, MEANT.replace("当地", "当天"), ["shifted bytes: repaired wrong", READING]),
    "not noticed": (SHOWN.replace("返崗", "汳崗"), MEANT, [SHIFTED, "shifted bytes: unseen", READING]),
    "no reading of it": ("務(gao)工人員返崗。", "务工人员返岗。", ["readings: unseen"]),
    "two brackets": ("幫(bang)(bang)扶(fu)工作。", "帮扶工作。", [READING, READING]),
    "marked": (MIXED, "山区群众安心了。”她高兴地说。", ["shifted bytes: flagged"]),
    "sound": (MEANT, MEANT, []),
    "in cut furniture": (f"首頁(yè) > 新聞(wén) > 正文\n{SHOWN}", MEANT, [SHIFTED, READING]),
}


@pytest.mark.parametrize("case", CASES)
def test_place_is_counted_as_what_became_of_it(case: str) -> None:
    raw, original, wanted = CASES[case]
    page = Page(case, case, raw.encode(), "utf-8", raw)
    found = [f"{place.kind}: {place.outcome}" for place in BENCH["damaged_places"](page, original)]
    assert found == wanted


def test_places_of_a_page_without_an_original_are_counted() -> None:
    page = Page("page", "page", SHOWN.encode(), "utf-8", SHOWN + "\n" + MIXED)
    assert BENCH["real_places"](page) == {"repaired": 1, "flagged": 1, "left as it stands": 0}
