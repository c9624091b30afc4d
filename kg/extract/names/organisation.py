"""Organisations by their names: a place or 省, 市, 县 with a department or an ending that only they have, a name of
their own before such an ending, a name in quotation marks, or the short form of one that the page has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.extract.han import HAN
from kg.extract.wordlists import alternation, lines, table, words_of
from kg.model import Entity, Mention

_LEVELS = "(?:自治区|[省市州县区盟旗])"
_STOP = (
    "[的了在和与及由把将从到向是有已个名读某]|(?<!华)为|(?<![高中初])等|对(?![口外])"
    "|[一二两三四五六七八九十几多数各]家|家家(?!政)|首[家个]"
)
_VERBS = (
    "设立|成立|组建|建立|开设|召开|举办|举行|启动|签订|签署|派出|选派|组织(?!部)|联合(?!会|社)|投入|帮助|实施|来到|前往|引进|引入|打造"
    "|建成|[新改扩修]建|落户|入驻|走进|考入|捐赠|援建|共建|推动|开展|支持|依托|通过|邀请|带领|带动|创办|开办|办起|提供|采购|位于|毕业|上大学|参观|走访|加入|纳入|列入|融入|按照|根据|围绕|落实|贯彻|紧扣|聚焦"
)
_MIDDLE = rf"(?:(?!{_STOP}|{_VERBS}){HAN}){{0,18}}?"
_LONGEST = 22
_BREAK = re.compile(
    rf"[^\u4e00-\u9fff]|{_STOP}|{_VERBS}|[给以据让被于并籍]|等地|[本该我](?=公司|集团|园|院)"
    r"|[现时曾兼担出]任|记者|来自|协调|联系|对接|包括|现为|走进|合作|带来|例如|引导|鼓励|动员|争取|用好|利用|借助|试点|指导|负责|培育|发展(?!有限|集团|公司|股份|控股|$)|建好|共同"
)
"""What no name goes on over, to the left of its ending."""
_NO_OFFICE = (
    "(?!生|(?<=[一二]中)学|们|科技园|(?<=发布)会|书记|副书记|常委|委员|讯"
    "|[近约超共]?\\d(?!\\d{3}年)|[^\u4e00-\u9fff]{0,2}记者)"
)
_SHORT_OF_STATE = 5
"""Characters from which on the name of a body of the state goes without 国务院 too: 国资委."""
_COMMON = re.compile(r"人民政府|政府|人民医院|县委|市委|总工会|职业|中学|日报|(?:党|省|州|区)委|" + _LEVELS)
_NO_NAME = re.compile(
    r"(?:社区|扶贫|帮扶|就业|卫星|乡村|微型|家门口)+工厂$|(?:龙头|骨干|本地|当地|民营|重点|优质|爱心)企业$"
)
"""A kind of workshop, and no name: 社区工厂."""
_LEVEL_AT_END = re.compile(rf"{_LEVELS}$")
"""Of a place before another: 福建省 stays in 福建省宁德市人社局, 江苏 goes from 江苏昆山市人社局."""
_PAIRED = re.compile(rf"{HAN}[-—–·]")


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return {row["ending"]: row for row in table("organisations.tsv")}


@cache
def _ending_of(name: str) -> dict[str, str] | None:
    """The row of the longest ending that a name has."""
    return next((row for at in range(len(name)) if (row := _kinds().get(name[at:]))), None)


@cache
def departments() -> dict[str, str]:
    """The fields of departments by all the words for each: 人社 is 人力资源和社会保障."""
    return {word: row["name"] for row in table("departments.tsv") for word in (row["name"], *row["others"].split())}


_FIELD = f"(?:{words_of(departments())})"
_DEPARTMENT = rf"{_FIELD}(?:{alternation('department_bodies.txt')})(?:(?:帮扶|扶贫)集团)?"
_NO_HALL = "[大客餐展前正示览会演]"
_OFFICE = rf"(?:(?!{_STOP}|{_VERBS}){HAN}){{1,8}}?(?:(?<![格布结全开当时大])局(?![面势部限促域外])|(?<!{_NO_HALL})厅)"
"""A department of a field that no list has: 海洋渔业局."""
_COMMITTEE = (
    r"(?:(?<=[省市县区州旗盟])委|地委)(?:办公室|组织部|宣传部|统战部|党校|(?![员托派]))|(?:行政公署|行署)(?!专员)"
)


_STATIONED = (
    rf"(?:驻(?:(?!{_STOP}|{_VERBS}){HAN}){{2,14}}?"
    r"(?:工作站|服务站|联络站|劳务站|办事处|联络处|代表处|工作组|联络组|工作队|服务中心))?"
)
"""Where a station of an organisation is: 福鼎市人民政府驻沈丘县劳务工作站."""
_AID_GROUP = (
    rf"(?:对口支?)?援{HAN}{{1,3}}?(?:[·•]?{HAN}{{2,6}}?[(（]{HAN}{{2,6}}[)）]|[·•]{HAN}{{2,6}}?)?(?:前方)?"
    r"(?:工作组|工作队|指挥部|前指)"
)
"""Who is sent by a giver: 江苏援伊·常州（武进）工作组."""
_LEADING_GROUP = rf"(?![和与同及、])(?:(?!{_VERBS})[^\W\d_的了由把将从到向为]){{2,28}}?领导小组(?:办公室)?"
"""对口支援和对口合作工作领导小组办公室."""
_PARK = "(?:园区|开发区|高新区|经开区|新区)"
_OF_COMPANY = "(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:总?公司)?"
"""What the name of a known firm goes on with: 国家电网有限公司."""
_TAIL = (
    rf"(?:(?<=大学)(?![与和及、])(?:(?!{_VERBS})(?![的在由把将从到向]){HAN}){{2,14}}?学院|(?:(?!{_STOP}|{_VERBS}){HAN}){{0,6}}?(?:有限责任公司|有限公司|分公司|分行|支行|分院|分局)"
    rf"|(?!{_STOP}){HAN}{{2,4}}?(?:车务|机务|工务|电务|供电|客运|车辆)段|管委会|管理委员会|附属(?:第[一二三四五六七八九十]+)?{HAN}{{0,4}}?(?:医院|中学|小学)|工会|(?<=委)办公室|(?<=政府){_FIELD}?办(?:公室)?)?"
)


@cache
def _national() -> dict[str, str]:
    """The kinds of organisations of the whole country that are known by name."""
    return {row["name"]: row["kind"] for row in table("national_organisations.tsv")}


def kind_of(name: str) -> str:
    """What kind of organisation a name says it is (company, cooperative, park, hospital, school, station, body,
    association, media); `department` where no ending tells."""
    row = _ending_of(name)
    return row["kind"] if row else _national().get(name, "department")


class OrganisationFinder:
    """Finds the organisations of a page. Made once."""

    def __init__(self) -> None:
        ending = f"(?:{words_of(_kinds())})"
        alone = f"(?:{words_of(word for word, row in _kinds().items() if row['alone'] == 'yes')})"
        public = f"(?:{words_of(word for word, row in _kinds().items() if row['kind'] in _PUBLIC)})"
        self._after_place = re.compile(
            rf"(?!籍{HAN}{{0,4}}学)(?P<joint>[(（]{HAN}{{2,4}}[)）]|[)）](?=驻|援))?{_LEVELS}?(?:{_DEPARTMENT}|{_OFFICE}|{_AID_GROUP}|{_LEADING_GROUP}|(?P<middle>{_MIDDLE})(?P<ending>{ending}){_TAIL}|{_COMMITTEE}){_STATIONED}{_NO_OFFICE}"
        )
        self._after_level = re.compile(
            rf"(?P<begins>(?<!{HAN})|(?<=[由在向经从与和及为对到据给以同于是任]))?(?<![全各两级个数多几贫困地现区县市乡园社校库景片矿团])"
            rf"(?P<level>{_LEVELS})(?![级直内域外属])(?:{_DEPARTMENT}|{_OFFICE}"
            rf"|(?(begins)(?![省市州县区乡镇])(?:(?!{_STOP}|{_VERBS}){HAN}){{0,8}}?{public}|(?!))|{_COMMITTEE}){_NO_OFFICE}"
        )
        self._own = re.compile(rf"(?:{alone}(?!{alone}){_TAIL}|{_PARK}{_DEPARTMENT}){_NO_OFFICE}")
        self._quoted = re.compile(rf"“(?P<name>[\u4e00-\u9fff—·\-]{{3,24}}?{ending})”(?!\d)")
        self._state = re.compile(
            rf"国务院(?:{_DEPARTMENT}|办公厅)|国家{_DEPARTMENT}|中(?:央|国|华)(?:(?!{_VERBS}|[的了在与由从对为等]){HAN}){{2,12}}?"
            rf"(?:研究院|科学院|银行|基金会|协会|总会|总公司|集团(?:有限公司|公司)?|铁路局|联合会){_TAIL}|中央{_MIDDLE}(?:组织部|宣传部|统战部|办公厅)"
        )
        self._known = re.compile(rf"(?:{words_of(_national())})(?![业史界门分]|学会){_OF_COMPANY}{_TAIL}{_NO_OFFICE}")
        self._ministry = re.compile(rf"(?:{words_of(departments())})部(?:办公厅)?(?!门|分)")
        self._corps = re.compile(
            rf"(?:新疆)?(?:生产建设)?兵团(?!第?[一二三四五六七八九十\d]{{1,3}}师)(?P<rest>{_DEPARTMENT})?"
        )
        self._makers = re.compile(
            rf"(?:(?<!{HAN})|(?<=[在由]))(?P<stem>(?:(?!{_STOP}|{_VERBS}){HAN}){{2,4}}?)"
            rf"(?P<ending>(?:{words_of(lines('makers.txt'))})厂)(?=[\u4e00-\u9fff]{{0,4}}?(?:{alternation('after_makers.txt')}))"
        )
        post = f"(?:{alternation('posts.txt')})?"
        self._listed = re.compile(
            rf"{post}[、和与及\s](?P<name>{_DEPARTMENT}|总工会|工商联|妇联|团委|残联)(?!{HAN}?[站点])"
        )
        self._generic = re.compile(rf"(?:{alternation('generic_words.txt')})*")

    def find(self, text: str, places: Iterable[Mention[Entity]]) -> list[Mention[Entity]]:
        """The organisations of a text in order; each value is an Organization entity as the text names it."""
        found = _Found()
        for finder in (self._quotes, self._of_state, self._by_name):
            found.add(finder(text))
        found.add(self._with_places(text, places))
        found.add(self._levels(text))
        found.add(_named_again(text, found.mentions))
        found.add(self._own_names(text))
        found.add(self._named_makers(text, places))
        found.add(other for mention in list(found.mentions) for other in self._with_listed(text, mention))
        return sorted(found.mentions, key=lambda mention: mention.start)

    def _with_places(self, text: str, places: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        places = list(places)
        end, starts = -1, {place.end: place.start for place in places}
        for place in places:
            match = self._after_place.match(text, place.end)
            is_second = _PAIRED.match(text, max(0, place.start - 2))  # 台州-松潘: a pair, no name
            is_joint = text[place.start - 1 : place.start] in ("·", "•") and place.start - 1 in starts
            if not match or (is_second and not is_joint) or place.start < end:
                continue
            stem = (match["joint"] or "") + (match["middle"] or "")  # 晋江（长汀）工业园区
            if match["ending"] and len(stem) < int(_kinds()[match["ending"]]["least"]):
                continue
            if _NO_NAME.search(match.group()):
                continue
            end, start = match.end(), starts[place.start - 1] if is_joint else place.start
            mention = _mention(text, self._left_of(text, start), end, "place and suffix")
            own = text.rfind(place.value.name, place.start, place.end)
            if mention.start == place.start < own and not _LEVEL_AT_END.search(text, place.start, own):
                mention = replace(mention, value=Entity("Organization", text[own:end]))
            yield mention

    def _left_of(self, text: str, start: int) -> int:
        """Where a name begins whose place is inside of it: 华农集团海口饲料有限公司, 共青团湖南省委."""
        if text.startswith("共青团", max(0, start - 3)):
            return start - 3
        before = re.search(rf"(?:(?!{_STOP}){HAN}){{2,6}}(?:集团|银行)$", text[max(0, start - 8) : start])
        return max(0, start - 8) + before.start() if before else start

    def _quotes(self, text: str) -> Iterator[Mention[Entity]]:
        for match in self._quoted.finditer(text):
            yield _mention(text, *match.span("name"), "in quotation marks")

    def _of_state(self, text: str) -> Iterator[Mention[Entity]]:
        for match in self._state.finditer(text):
            yield _mention(text, *match.span(), "of the state")
        for match in self._ministry.finditer(text):
            if not re.match(HAN, text[match.start() - 1 : match.start()]):
                yield _mention(text, *match.span(), "of the state")
        for match in self._corps.finditer(text):
            entity = Entity("Organization", _CORPS + (match["rest"] or ""))
            yield Mention("organisation", match.start(), match.end(), entity, "of the state")

    def _by_name(self, text: str) -> Iterator[Mention[Entity]]:
        for match in self._known.finditer(text):
            yield _mention(text, *match.span(), "known by name")

    def _levels(self, text: str) -> Iterator[Mention[Entity]]:
        for match in self._after_level.finditer(text):
            yield _mention(text, *match.span(), "department")

    def _own_names(self, text: str) -> Iterator[Mention[Entity]]:
        """Names without a place: 山海协作产业园, 中铁建集团; 一家农业公司 is none."""
        for match in self._own.finditer(text):
            first = max(0, match.start() - _LONGEST)
            breaks = [each.end() for each in _BREAK.finditer(text, first, match.start())]
            start = breaks[-1] if breaks else first
            stem = text[start : match.start()]
            if self._is_name(stem, match.group(), text[max(0, start - 1) : start]):
                yield _mention(text, start, match.end(), "name of its own")

    def _named_makers(self, text: str, places: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        """Factories at the beginning of a clause, before what they do or who leads them: 金悦制衣厂吸纳就业85人."""
        taken = {at for place in places for at in range(place.start, place.end)}
        for match in self._makers.finditer(text):
            is_name = self._is_name(match["stem"], match["ending"], text[max(0, match.start() - 1) : match.start()])
            if is_name and taken.isdisjoint(range(*match.span("stem"))):
                yield _mention(text, *match.span(), "factory")

    def _is_name(self, stem: str, ending: str, before: str) -> bool:
        """Whether the words before an ending are a name, by themselves and by the character before them."""
        is_cut = before == "+" or (before.isalnum() and not re.match(HAN, before))
        is_any = (
            before in ("家", "个", "所") or (ending == "公司" and len(stem) < 3 and before != "了") or ending in stem
        )
        return (
            len(stem) >= 2 and not is_cut and not is_any and (ending == "管委会" or not self._generic.fullmatch(stem))
        )

    def _with_listed(self, text: str, mention: Mention[Entity]) -> Iterator[Mention[Entity]]:
        """Departments listed after one with its place or level: 铜川市人社局、财政局."""
        level = re.match(rf".*?{_LEVELS}(?={_DEPARTMENT}$)", mention.value.name)
        end = mention.end
        while level and (match := self._listed.match(text, end)):
            end = match.end()
            entity = Entity("Organization", level.group() + match["name"])
            yield Mention("organisation", *match.span("name"), entity, "listed")


_CORPS = "新疆生产建设兵团"
_PUBLIC = ("hospital", "school", "body", "association")
"""Kinds that 省, 市 or 县 alone may begin: 县人民医院."""


def _mention(text: str, start: int, end: int, rule: str) -> Mention[Entity]:
    return Mention("organisation", start, end, Entity("Organization", text[start:end]), rule)


class _Found:
    """Mentions without overlap: those that come first stay."""

    def __init__(self) -> None:
        self.mentions: list[Mention[Entity]] = []
        self._taken: set[int] = set()

    def add(self, others: Iterable[Mention[Entity]]) -> None:
        """Adds the mentions that overlap none before them."""
        for other in others:
            span = range(other.start, other.end)
            if self._taken.isdisjoint(span):
                self._taken.update(span)
                self.mentions.append(other)


def _named_again(text: str, found: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """Organisations by their names without the place, once the page has named them with it: 海澜医院."""
    short = {}
    for mention in found:
        name = mention.value.name
        tail = re.sub(r"^.*?[省市州县区盟旗]", "", name)
        if name.startswith("国务院") and len(name) > _SHORT_OF_STATE:
            short[name.removeprefix("国务院")] = name
        if mention.rule == "place and suffix" and 4 <= len(tail) < len(name) and not _COMMON.match(tail):
            short[tail] = name
    for match in re.finditer("|".join(map(re.escape, short)), text) if short else ():
        yield Mention(
            "organisation", match.start(), match.end(), Entity("Organization", short[match.group()]), "named again"
        )


_AGENCY = re.compile(r"(?:[局厅办]|委员会|[省市州县区]委|政府|办公室|领导小组|工作[组队]|指挥部|(?<!铁路)部门)$")


def is_national(name: str) -> bool:
    """Whether an organisation is a ministry or the like of the whole country."""
    return _national().get(name) == "department"


def is_agency(organisation: Entity) -> bool:
    """Whether an organisation is a body of government, which acts for its place: 县人社局, not 县人民医院."""
    return bool(_AGENCY.search(organisation.name))
