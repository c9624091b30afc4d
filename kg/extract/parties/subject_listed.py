"""Ways to a figure's subject in lists: beside its place or after 分别, of the most and the least, as compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.parties.owner import Asked, is_destination, is_receivers, may_own, named, ranked, takes, went_to
from kg.extract.parties.scene import Scene
from kg.extract.places.role import Role
from kg.model import Entity

_RESPECTIVELY = re.compile(r"分别|各自|依次")
_BUYS = re.compile(r"(?:采购|消费|购买|认购|订购|购进)了?$")
"""Before what givers spend themselves."""


def respectively(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The place that 分别 gives the figure: of as many places before it as there are figures in the clause.

    Receivers listed after it (福建、广东分别向宁夏、广西拨付5亿元、8亿元) have the sums.
    """
    start, end = scene.clause(asked.figure.start)
    word = _RESPECTIVELY.search(scene.reading.clean, scene.sentence.start, asked.figure.start)
    if not word:
        return
    figures = scene.reading.within(scene.reading.quantities, (max(start, word.end()), end))
    if len(figures) < 2:
        return
    places = _places(scene, scene.clause(word.start())[0], word.start())
    receivers = _places(scene, word.end(), figures[0].start) if is_receivers(asked) else []
    places = receivers if len(receivers) == len(figures) else places
    if len(places) != len(figures):
        return
    place = places[figures.index(asked.figure)]
    told = scene.last or scene.total
    if told and went_to(scene, asked, place):
        yield told[1]  # 浙江、上海分别为1105人和662人, of those who went
    elif _BUYS.search(scene.reading.clean, word.end(), figures[0].start) or takes(scene, asked, place):
        yield place


def _places(scene: Scene, start: int, end: int) -> list[Entity]:
    """The places named in a part of the sentence, but for those where somebody goes."""
    named_there = ((m, role) for m, role in scene.places if start <= m.start < end)
    return [m.value for m, role in named_there if m.rule != "letter" and role is not Role.GOAL]


_ADJACENT = re.compile(r"(?:有|约|的|则有|为|达)?|(?:派出|选派|派驻|派来|选送|输送|抽调)的")
_HARMLESS = (Role.PARTNER, Role.RECIPIENT)
"""Roles of a place right before a figure that do not keep it from being the subject: 支援新疆12个地州."""


def beside(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The place right before the figure: 乐都区819万元."""
    for mention, role in named(scene, asked):
        is_adjacent = _ADJACENT.fullmatch(scene.reading.clean, mention.end, asked.figure.start)
        if is_destination(scene, asked, mention):
            continue
        if is_adjacent and may_own(scene, asked, mention, Role.TOPIC if role in _HARMLESS else role):
            yield mention.value


_IN_LIST = re.compile(r"[^，。；：\d]{0,8}[、和及与]")
"""Between two figures of a list."""


def listed(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The subject of the figure before it in a list: 铜仁市的122个镇、446个贫困村、542所学校."""
    if scene.beside is None:
        return
    before, subject = scene.beside
    between = before.end, asked.figure.start
    names_place = scene.reading.within(scene.reading.places, between)
    if _IN_LIST.fullmatch(scene.reading.clean, *between) and not names_place:
        yield subject


def first_or_last(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The place that has the most or the least: 沙子镇最少，只有27人; but where the most went, it is no one's."""
    place = ranked(scene, asked)
    if place and not went_to(scene, asked, place.value) and takes(scene, asked, place.value):
        yield place.value


_COMPARES = re.compile(
    r"[^，。；\d]{0,8}[，,](?:[前后]者|同期|数量|规模|金额|人数)?(?:同比|环比|[比较](?!例)|[与和同](?=[^，。；]{0,10}相比)|[是为达](?=[^，。；]{0,10}的)|相当于|占|增[长加幅]|下降|减少)"
    r"[^，。；]*"
)
"""Between a figure and one that compares it: 31个，比上年增长."""


def compared(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whose the figure before is, the only one of its clause, that this one compares: 黔西市31个，比上年增长20%."""
    reading, before = scene.reading, scene.before
    if before and _COMPARES.fullmatch(reading.clean, before.figure.end, asked.figure.start):
        start = scene.clause(before.figure.start)[0]
        if not reading.within(reading.quantities, (start, before.figure.start)):
            yield before.subject
