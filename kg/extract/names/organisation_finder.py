"""Organisations by their names: a place or 省, 市, 县 with a department or an ending that only they have, a name of
their own before such an ending, a name in quotation marks, or the short form of one that the page has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.han import HAN
from kg.extract.names.named_again import named_again
from kg.extract.names.organisation import national
from kg.extract.names.organisation_name import (
    DEPARTMENT,
    LEVELS,
    MIDDLE,
    NO_OFFICE,
    STOP,
    TAIL,
    VERBS,
    departments,
    endings,
    is_whole,
    kinds,
    name_start,
    organisation_at,
)
from kg.extract.names.own_name import OwnNames
from kg.extract.wordlists import alternation, words_of
from kg.model import Entity, Mention

_NO_NAME = re.compile(
    r"(?:社区|扶贫|帮扶|就业|卫星|乡村|微型|家门口)+工厂$|(?:龙头|骨干|本地|当地|民营|重点|优质|爱心)企业$|劳动力$"
    r"|(?:对口|结对|定点)(?:支援|帮扶|协作|共建|合作)(?:学校|医院|中学|小学|高校|单位|企业)$|中小学校?$"
    r"|^(?:自治区|[省市县区州旗])?(?:各|所有|部分)"
    r"|^(?:自治区|[省市县区州旗])?(?:(?:公立|乡镇|乡村|基层|[县市村乡镇]级|脱贫村|贫困村|农民专业|农村)(?:医院|卫生院|学校|中学|小学|幼儿园|合作社))$"
)
"""A kind of workshop or all schools of a place, and no name: 社区工厂, 中小学. Nor does 动力 end a name in 劳动力."""
_OF_MANY = re.compile("^(?:全(?!州县)|各)[省市县区州旗盟镇乡村]|(?:脱贫村|贫困村)合作社$")
"""All organisations of a kind that a place has: 全县公立医院."""
_LEVEL_AT_END = re.compile(rf"{LEVELS}$")
"""Of a place before another: 福建省 stays in 福建省宁德市人社局, 江苏 goes from 江苏昆山市人社局."""
_OWN_BEGINS = re.compile(r"国企|央企|民企|旗下|所属|下属|企业(?=.)(?!集团|家|管|总|咨|发展|服务|协|联|商)")
"""After a place, where a name of its own begins behind it: 北京市属国企首创食品集团."""
_PAIRED = re.compile(rf"{HAN}[-—–·]")
_NO_HALL = "[大客餐展前正示览会演]"
_OFFICE = rf"(?:(?!{STOP}|{VERBS}){HAN}){{1,8}}?(?:(?<![格布结全开当时大])局(?![面势部限促域外])|(?<!{_NO_HALL})厅)"
"""A department of a field that no list has: 海洋渔业局."""
_COMMITTEE = (
    r"(?:(?<=[省市县区州旗盟])委|地委)(?:办公室|组织部|宣传部|统战部|党校|(?![员托派]))|(?:行政公署|行署)(?!专员)"
)
_STATIONED = (
    rf"(?:驻(?:(?!{STOP}|{VERBS}){HAN}){{2,14}}?"
    r"(?:工作站|服务站|协作站|联络站|劳务站|服务点|联络点|办事处|联络处|代表处|工作组|联络组|工作队|服务中心))?"
)
"""Where a station of an organisation is: 福鼎市人民政府驻沈丘县劳务工作站."""
_AID_GROUP = (
    rf"(?:对口支?)?援{HAN}{{1,3}}?(?:[·•]?{HAN}{{2,6}}?[(（]{HAN}{{2,6}}[)）]|[·•]{HAN}{{2,6}}?)?(?:前方)?"
    r"(?:工作组|工作队|指挥部|前指)"
)
"""Who is sent by a giver: 江苏援伊·常州（武进）工作组."""
_LEADING_GROUP = rf"(?![和与同及、])(?:(?!{VERBS})[^\W\d_的了由把将从到向为]){{2,28}}?领导小组(?:办公室)?"
"""对口支援和对口合作工作领导小组办公室."""
_OF_COMPANY = "(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:总?公司)?"
"""What the name of a known firm goes on with: 国家电网有限公司."""
_CORPS = "新疆生产建设兵团"
_PUBLIC = ("hospital", "school", "body", "association")
"""Kinds that 省, 市 or 县 alone may begin: 县人民医院."""

_IN_BRACKETS = rf"[(（]{HAN}{{2,6}}[)）]"
_SURE = endings(lambda row: row["alone"] != "vague")
_VAGUE = endings(lambda row: row["alone"] == "vague")
_ENDING = rf"(?:{_SURE}|{_VAGUE}(?!(?:{_IN_BRACKETS})?{HAN}{{0,6}}?{_SURE}))"
_PUBLIC_ENDING = endings(lambda row: row["kind"] in _PUBLIC or row["alone"] == "yes")
_KIND_OF_TEAM = rf"(?:“{HAN}{{2,6}}”(?=(?:(?!{STOP}){HAN}){{0,8}}?[队团]))?"
"""“组团式” in 湖州市“组团式”医疗帮扶团队."""
_NAMED = rf"(?P<middle>{_KIND_OF_TEAM}{MIDDLE})(?:{_IN_BRACKETS})?(?P<ending>{_ENDING}){TAIL}"
"""A name of its own: 岷江牦牛产业园, 岷兴纺织（汶川）有限公司."""
_AFTER_PLACE = (
    rf"(?!籍{HAN}{{0,4}}学)(?P<joint>[(（]{HAN}{{2,4}}[)）]|[)）](?=驻|援))?{LEVELS}?"
    rf"(?:{DEPARTMENT}|{_OFFICE}|{_AID_GROUP}|{_LEADING_GROUP}|{_NAMED}|{_COMMITTEE}){_STATIONED}{NO_OFFICE}"
)
_BEGINS = (
    rf"(?P<begins>(?<!{HAN})"
    r"|(?<=[由在向经从与和及为对到据给以同于是任职的驻扶援助持往进入让赴请访派过托导至把将使被]))?"
)
_AFTER_LEVEL = (
    rf"{_BEGINS}(?<![全各两级个数多几贫困地现区县市乡园社校库景片矿团])(?P<level>{LEVELS})(?![级直内域外属])"
    rf"(?:{DEPARTMENT}|{_OFFICE}"
    rf"|(?(begins)(?![省市州县区乡镇])(?:(?!{STOP}|{VERBS}){HAN}){{0,8}}?{_PUBLIC_ENDING}|(?!))|{_COMMITTEE}){NO_OFFICE}"
)
_OF_STATE = (
    rf"国务院(?:{DEPARTMENT}|办公厅)|国家{DEPARTMENT}|中(?:央|国|华)(?:(?!{VERBS}|[的了在与由从对为等]){HAN}){{2,12}}?"
    rf"(?:研究院|科学院|银行|基金会|协会|总会|总公司|集团(?:有限公司|公司)?|铁路局|联合会){TAIL}"
    rf"|中央{MIDDLE}(?:组织部|宣传部|统战部|办公厅)"
)
_OF_CORPS = rf"(?:新疆)?(?:生产建设)?兵团(?!第?[一二三四五六七八九十\d]{{1,3}}师)(?P<rest>{DEPARTMENT})?"
_LISTED = (
    rf"(?:{alternation('posts.txt')})?[、和与及\s]"
    rf"(?P<name>{DEPARTMENT}|总工会|工商联|妇联|团委|残联)(?!{HAN}?[站点])"
)
_WITH_LEVEL = re.compile(rf".*?{LEVELS}(?={DEPARTMENT}$)")
_GROUP_BEFORE = re.compile(rf"(?:(?!{STOP}){HAN}){{2,6}}(?:集团|银行)$")
"""Before a place that is inside of a name: 华农集团海口饲料有限公司."""

_COUNTED = re.compile(
    r"(?:目前|已经?|现|共|累计|总数|数量|就|也|还)*(?:有|达到?|建[成有]|超过?|突破|(?:发展|增加|扩大|新增)[至到]?|增至)?了?(?:近|约|到)?"
    r"\d+[余多]?[家个所座间处](?![\u4e00-\u9fff\d])"
)
"""After a name: there are several of that kind, so that it names none: 巧媳妇工坊发展到14家."""


class OrganisationFinder:
    """Finds the organisations of a page. Made once."""

    def __init__(self) -> None:
        self._after_place = re.compile(_AFTER_PLACE)
        self._after_level = re.compile(_AFTER_LEVEL)
        self._quoted = re.compile(rf"(?<![家个座间所])“(?P<name>[\u4e00-\u9fff—·\-]{{3,24}}?{_ENDING})”(?!\d)")
        self._state = re.compile(_OF_STATE)
        self._known = re.compile(
            rf"(?:{words_of(national())})(?![业史界门分]|学会|{HAN}{{0,4}}?(?:小学|中学|学校|幼儿园)){_OF_COMPANY}{TAIL}{NO_OFFICE}"
        )
        self._national_before = re.compile(f"(?:{words_of(national())})$")
        self._ministry = re.compile(rf"(?:{words_of(departments())})部(?:办公厅)?(?!门|分)")
        self._corps = re.compile(_OF_CORPS)
        self._listed = re.compile(_LISTED)
        self._own = OwnNames()

    def find(self, text: str, places: Iterable[Mention[Entity]]) -> list[Mention[Entity]]:
        """The organisations of a text in order; each value is an Organization entity as the text names it."""
        places = list(places)
        found = _Found()
        found.add(
            organisation_at(text, *match.span("name"), "in quotation marks")
            for match in self._quoted.finditer(text)
            if not _NO_NAME.search(match["name"]) and "的" not in match["name"]
        )
        found.add(self._of_state(text))
        placed = list(self._with_places(text, places))
        begun = {mention.start for mention in placed}
        found.add(
            organisation_at(text, *match.span(), "known by name")
            for match in self._known.finditer(text)
            if match.start() not in begun
        )
        found.add(placed)
        found.add(organisation_at(text, *match.span(), "department") for match in self._after_level.finditer(text))
        found.add(named_again(text, found.mentions, places))
        found.add(self._own.find(text, places))
        found.add(named_again(text, found.mentions, places))
        found.add(other for mention in list(found.mentions) for other in self._with_listed(text, mention))
        counted = {mention.value for mention in found.mentions if _COUNTED.match(text, mention.end)}
        named = (mention for mention in found.mentions if mention.value not in counted)
        return sorted(named, key=lambda mention: mention.start)

    def _with_places(self, text: str, places: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        """Names that begin with a place: 汶川县人社局, 晋江（长汀）工业园区."""
        end, starts = -1, {place.end: place.start for place in places}
        for place in places:
            match = self._after_place.match(text, place.end)
            is_second = _PAIRED.match(text, max(0, place.start - 2))  # 台州-松潘: a pair, no name
            is_joint = text[place.start - 1 : place.start] in ("·", "•") and place.start - 1 in starts
            if not match or (is_second and not is_joint) or place.start < end:
                continue
            stem = (match["joint"] or "") + (match["middle"] or "")  # 晋江（长汀）工业园区
            if match["ending"] and len(stem) < int(kinds()[match["ending"]]["least"]):
                continue
            if _NO_NAME.search(match.group()) or not is_whole(text, match.end()):
                continue
            if match["middle"] and name_start(text, *match.span("middle"), is_brand=True) > match.start("middle"):
                continue
            if match["ending"] and (_OWN_BEGINS.search(match["middle"]) or self._is_untold(text, match)):
                continue
            end, start = match.end(), starts[place.start - 1] if is_joint else place.start
            mention = organisation_at(text, self._left_of(text, start), end, "place and suffix")
            own = text.rfind(place.value.name, place.start, place.end)
            if mention.start == place.start < own and not _LEVEL_AT_END.search(text, place.start, own):
                mention = replace(mention, value=Entity("Organization", text[own:end]))
            yield mention

    def _is_untold(self, text: str, match: re.Match[str]) -> bool:
        """Whether the ending is one that others have too, and nothing tells that a name stands before it."""
        is_vague = kinds()[match["ending"]]["alone"] == "vague" and match.end() == match.end("ending")
        return is_vague and not self._own.is_told(text, match.start("middle"), *match.span("ending"))

    def _left_of(self, text: str, start: int) -> int:
        """Where a name begins whose place is inside of it: 华农集团海口饲料有限公司, 国网怀化供电公司."""
        if text.startswith("共青团", max(0, start - 3)):
            return start - 3
        before = self._national_before.search(text, max(0, start - 8), start)
        before = before or _GROUP_BEFORE.search(text, max(0, start - 8), start)
        return before.start() if before else start

    def _of_state(self, text: str) -> Iterator[Mention[Entity]]:
        """国务院扶贫办, 人力资源和社会保障部, 兵团人社局."""
        for match in self._state.finditer(text):
            yield organisation_at(text, *match.span(), "of the state")
        for match in self._ministry.finditer(text):
            if not re.match(HAN, text[match.start() - 1 : match.start()]):
                yield organisation_at(text, *match.span(), "of the state")
        for match in self._corps.finditer(text):
            entity = Entity("Organization", _CORPS + (match["rest"] or ""))
            yield Mention("organisation", match.start(), match.end(), entity, "of the state")

    def _with_listed(self, text: str, mention: Mention[Entity]) -> Iterator[Mention[Entity]]:
        """Departments listed after one with its place or level: 铜川市人社局、财政局."""
        level = _WITH_LEVEL.match(mention.value.name)
        end = mention.end
        while level and (match := self._listed.match(text, end)):
            end = match.end()
            entity = Entity("Organization", level.group() + match["name"])
            yield Mention("organisation", *match.span("name"), entity, "listed")


class _Found:
    """Mentions without overlap: those that come first stay."""

    def __init__(self) -> None:
        self.mentions: list[Mention[Entity]] = []
        self._taken: set[int] = set()

    def add(self, others: Iterable[Mention[Entity]]) -> None:
        """Adds the mentions that overlap none before them, and are the name of one."""
        for other in others:
            span = range(other.start, other.end)
            if not _OF_MANY.search(other.value.name) and self._taken.isdisjoint(span):
                self._taken.update(span)
                self.mentions.append(other)
