"""Parts of a total that words tell: 其中脱贫劳动力397人, 省外90人 of a list."""

from __future__ import annotations

import re

from kg.extract.figures.view import View
from kg.extract.han import HAN

PART = re.compile(r"其中|其余|包括|包含|(?:[他她它]们|这些[^，。；]{1,6}|这)当?中|(?:^|[（(])\s*含")
"""Says that what follows is a part of the total before it."""
_PART_CLAUSE = re.compile(r"(?:其中|其余|包括|[他她它]们当?中|这当?中)[，,：:]\s*$")
"""The same as a clause of its own."""
_PART_OF_PLACE = re.compile(rf"[省市县区州镇乡村国境]{HAN}{{0,2}}[内外]|就[近地]|[本当]地|跨[省市县区]")
"""What begins a part by where its people are: 省外, 省内县外, 就近就地."""
_ACTS = re.compile(r"培训|补贴|扶持|创业|资助|带动")
"""What is done for others than the people of the total."""
_BRACKET = re.compile(r"[（(](?=[^（()）]*$)")
"""A bracket that is still open: 2114人（脱贫劳动力1785人、…）."""
LONGEST_ITEM = 16
"""Characters that an item of a list has at most before its figure."""


def part_of_total(view: View) -> bool:
    """Whether a figure is a part of a total before it: 其中…, or in brackets right behind the total."""
    if PART.search(view.prefix) or _PART_CLAUSE.search(view.text, view.sentence.start, view.clause[0]):
        return True
    bracket = _BRACKET.search(view.text, view.sentence.start, view.mention.start)
    return bracket is not None and any(end == bracket.start() for _, end in view.neighbours)


def is_part_listed(view: View) -> bool:
    """Whether a figure is one of the parts that a list gives after 其中: 其中省外90人，县外80人，县内70人."""
    before = view.text[view.sentence.start : view.clause[0]]
    if PART.search(view.prefix):
        return not _ACTS.search(view.prefix)
    return "其中" in before and len(view.prefix) <= LONGEST_ITEM and bool(_PART_OF_PLACE.match(view.prefix))
