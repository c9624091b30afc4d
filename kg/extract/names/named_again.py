"""Organisations that a page has named, where it names them again: whole, without the place (海澜医院), or in short
(天目康源 for 湖州天目康源生物科技有限公司)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.names.organisation_name import LEVELS, endings
from kg.extract.wordlists import lines, table, words_of
from kg.extract.words import frequency
from kg.model import Entity, Mention

_SHORT_OF_STATE = 5
"""Characters from which on the name of a body of the state goes without 国务院 too: 国资委."""
_LEAST, _LEAST_OF_BRAND = 4, 3
_COMMON = re.compile(r"人民政府|政府|人民医院|县委|市委|总工会|职业|中学|日报|(?:党|省|州|区)委|" + LEVELS)
_LEGAL_FORM = re.compile(r"(?:控股|股份|实业|投资|发展)*(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)$")
_GENERIC = words_of((*lines("generic_words.txt"), *lines("products.txt")))
_TRADES = re.compile(rf"(?:{endings(lambda row: row['kind'] == 'company')}|{_GENERIC})*$")
"""What follows the brand in a firm's name: 人力资源 in 锦程人力资源有限公司."""

_SHORT = {row["name"]: row["short"].split() for row in table("national_short_names.tsv")}
_BEGINS = r"(?:(?<![\u4e00-\u9fff])|(?<=[在由与和向从对据经为被给请]))"
"""Before a short name, which may be a part of other words too: 安全总监."""


def named_again(
    text: str, found: Iterable[Mention[Entity]], places: Iterable[Mention[Entity]]
) -> Iterator[Mention[Entity]]:
    """The organisations found wherever the text has their names, or what is left of them without place and form."""
    ends = {place.start: place.end for place in places}
    names: dict[str, str] = {}
    for mention in found:
        name = mention.value.name
        if name.startswith("国务院") and len(name) > _SHORT_OF_STATE:
            names[name.removeprefix("国务院")] = name
        names |= dict.fromkeys(_others(text, mention, ends), name)
    short = {short: mention.value for mention in found for short in _SHORT.get(mention.value.name, ())}
    for match in re.finditer(f"{_BEGINS}(?:{words_of(short)})", text) if short else ():
        yield Mention("organisation", *match.span(), short[match.group()], "named again")
    for match in re.finditer(words_of(names), text) if names else ():
        yield Mention(
            "organisation", match.start(), match.end(), Entity("Organization", names[match.group()]), "named again"
        )


def _others(text: str, mention: Mention[Entity], ends: dict[int, int]) -> Iterator[str]:
    """By what other names a page may name an organisation."""
    name = mention.value.name
    if mention.rule in ("told to be a name", "who helps"):
        yield name
    is_placed = mention.rule == "place and suffix"
    core = text[ends.get(mention.start, mention.start) : mention.end] if is_placed else name
    tail = re.sub(rf"^.*?{LEVELS}", "", core) if is_placed and core == name else core
    if _LEAST <= len(tail) < len(name) and not _COMMON.match(tail):
        yield tail
    firm = _LEGAL_FORM.sub("", core)
    if firm != core:
        with_place = _TRADES.sub("", _LEGAL_FORM.sub("", name))
        if is_placed and len(with_place) >= _LEAST and with_place != core:
            yield with_place
        brand = _TRADES.sub("", firm)
        known = frequency(brand) or frequency(firm)
        yield from (each for each in (firm, brand) if len(each) >= _LEAST_OF_BRAND and not known)
        yield from (f"{brand}{form}" for form in ("公司", "集团", "企业") if len(brand) > 1)
