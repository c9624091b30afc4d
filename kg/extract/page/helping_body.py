"""Organisations that a page says help a place: 华辰能源集团定点帮扶石楼县, whose facts are no pairing of two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.organisation import is_agency, kind_of
from kg.extract.page.side import AID_VERBS
from kg.extract.page.source import is_medium
from kg.extract.places.place_list import LIST_MARK
from kg.extract.reading import Reading
from kg.model import Entity, Mention, Span

_PROGRAMME = rf"(?:定点|对口|结对|挂钩|挂点|挂联|联点|驻点|包[联保扶村县]|牵手|一对一)(?:{AID_VERBS}|帮助|联系|共建)"
_HELPS = re.compile(
    rf"[^，。；]{{0,24}}?{_PROGRAMME}(?:了|的|过)?(?:(?!之一)[^，。；、]){{0,10}}?$|[^，。；、]{{0,6}}?(?:{AID_VERBS})$"
)
"""Between an organisation and whom it helps, where it helps no other."""
_GIVES_TO = re.compile(r"[^，。；]{0,24}?[向为给](?:(?!之一)[^，。；、的]){0,10}?$")
_GIFT = re.compile(
    r"[^，。；\d]{0,8}?(?:拨付|投入|引[进入]|捐[赠助款资献建]|赠送|援[助建]|选?派|派[出驻]|提供|培训|采购|购买)"
)
"""Between an organisation and to whom it gives, and after the latter."""
_IS_UNIT = re.compile(r"[^，。；]{0,4}?(?:是|为|作为|系)$")
_UNIT = re.compile(rf"的?[^，。；、]{{0,4}}?(?:{_PROGRAMME}|帮扶|包联)(?:责任|后盾|牵头)?(?:单位|企业|部门|银行|高校)")
"""Between an organisation and a place whose helper it is said to be, and after the latter."""
_IS_HELPED = re.compile(r"[^，。；]{0,12}?(?:由|受|得到|接受|是)$")
"""Between a place and who helps it."""
_BY = re.compile(rf"[^，。；、]{{0,6}}?(?:进行|开展|实施|负责)?的?{_PROGRAMME}")
"""After who helps the place named before."""


def helping_bodies(reading: Reading) -> list[tuple[Entity, Entity]]:
    """(organisation, place) by which the page says that the one helps the other, each once."""
    return list(dict.fromkeys(pair for sentence in reading.sentences for pair in _pairs(reading, sentence.clauses)))


def _pairs(reading: Reading, clauses: tuple[Span, ...]) -> Iterator[tuple[Entity, Entity]]:
    for clause in clauses:
        places = [m for m in reading.within(reading.places, clause) if m.value.id and _may_be_helped(reading, m)]
        bodies = [m for m in reading.within(reading.organisations, clause) if not is_medium(m.value.name)]
        last: tuple[Entity, Mention[Entity]] | None = None
        for place in places:
            helpers = [body.value for body in bodies if _helps(reading.clean, body, place)]
            if not helpers and last and LIST_MARK.fullmatch(reading.clean, last[1].end, place.start):
                helpers = [last[0]]
            last = (helpers[-1], place) if helpers else None
            if last:
                yield last[0], place.value


def _may_be_helped(reading: Reading, place: Mention[Entity]) -> bool:
    """Whether a place stands for itself, or is that of a hospital or school: 对口支援岳池县人民医院."""
    body = reading.organisation_of(place)
    return body is None or kind_of(body.name) in ("hospital", "school")


def _helps(clean: str, body: Mention[Entity], place: Mention[Entity]) -> bool:
    if body.end <= place.start:
        between = clean, body.end, place.start
        is_given = _GIVES_TO.fullmatch(*between) and _GIFT.match(clean, place.end)
        gives = is_given and not is_agency(body.value)
        is_unit = _IS_UNIT.fullmatch(*between) and _UNIT.match(clean, place.end)
        return bool(gives or is_unit or _HELPS.fullmatch(*between))
    return bool(_IS_HELPED.fullmatch(clean, place.end, body.start) and _BY.match(clean, body.end))
