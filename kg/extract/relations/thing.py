"""What is signed, issued, launched, held or set up: its name after the verb, and whether the words are a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.reading import Reading
from kg.extract.wordlists import alternation, lines, table, words_of
from kg.model import Entity
from kg.ontology import Ontology, RelationType

_CHARACTER = r"[^，。；：！？,;:!?\s、（）()《》]"
_BARE = r"[^，。；：！？,;:!?\s、（）()“”]"
_GAP = r"(?:[^，。；,;“]{0,16}(?<![省市县区州盟旗])——)?"
_JOINT = rf"(?:{_CHARACTER}{{2,40}}?暨)?"
"""Before the name of an event that is two at once: “春风行动”启动仪式暨…招聘会."""
_GOES_ON = r"[^，。；：！？,;:!?\s、（）()“”《》的和及与在]{0,4}"
"""Between an ending and a later one in which the name really ends: 直播带岗活动."""
_LONG_GAP = r"[^，。；,;《“]{0,12}?"
_TELLING = "由|将|为|的是|参加|出席|组织|举办|举行|召开|开展|启动|印发|记者|我们"
"""What stands in a clause that tells more than a name."""
_TOLD = rf"(?:“[^“”\n]{{2,40}}”|(?!{_TELLING})[^，。；：！？,;:!?\n《》]){{2,60}}?"
_ONLY_BEFORE_MARKS = ("办", "推进", "参与")
"""Verbs that are a part of too many words to stand before a name without marks."""
_LEADING = re.compile(
    r"^(?:了|着|过|的|首场|首届|首次|首批|首个|一场|一次|线下|线上|此次|全(?![省市县州区国面])|各类|系列|《|和|实施|开展|推进|推行|打造|(?:\d+|[一二三四五六七八九十两]+)[趟列]次?)+"
)
_QUOTED = re.compile(r"^“([^“”]*)”$")
_NAMED_TWICE = re.compile(r"“([^“”]+(?:工程|行动|计划|项目))”(?:项目|活动|行动)")
"""A programme with a word for what it is: “蓝鹰工程”项目."""
_IN_MARKS = re.compile(r"[“《][^”》]{2}")
_SUMMED_UP = re.compile(r"”(?:等)?[\d一二两三四五六七八九十]+[项个大][^“”]*$")
"""Behind the last of several names in marks: what they all are."""
_FIRST = re.compile("第一[家所个]|首[家所个]|一家")
"""In words that only tell what somebody set up: 全省第一家服务中心."""
_AGREEMENT = re.compile(r"(?:协议书?|备忘录|合同|意向书)(?:[（(].*)?$")
"""What no document of rules ends in."""
_SEVERAL = re.compile(r"”等(?!.*”$)")
_COUNTED = re.compile(r"\d+[场期个次项份支家所处批]|多[场次期个项份]")
_SET_PHRASE = re.compile(r"“[^”]*(?:、|点对点|一对一|一站式|零距离|家门口)[^”]*”(?:专列|模式|活动)")
_BUILDING = re.compile(rf"(?:{alternation('works.txt')})(?:工程|项目)$")
_PLURAL = re.compile(r"多次|先后|多场|每年|定期|各类|多项|一批|一系列|分别")
_BESIDE_MARKS = re.compile(r"[和、及与]“")
_SHORTEST = 4
_LEAST_MODIFIER, _WHOLE = 2, 6
"""Characters before an ending that make it a name, and those of an ending that is one: 战略合作协议."""
_LEAST_OF_OWN = 4
"""Characters before its ending that make the name of an event by themselves: 就业扶贫视频调度会."""
_KNOWN = frozenset(lines("known_projects.txt"))
_SERIES = re.compile(alternation("known_projects.txt"))
_TELLS_WHICH = re.compile(rf"第[一二三四五六七八九十百\d]+[次届]|20\d\d年|{_SERIES.pattern}")
_LEAD = re.compile(r"[\s　]*(?:(?:\d{1,2}月)?\d{1,2}日|[上下]午|当[天日]|近日|日前|[昨今][日天]|随后)*")
_MARKS = "，。；：！？,;:!?\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """A relation, the type of its object, and how the object's name is found."""

    relation: RelationType
    object_type: str
    needs: dict[str, str]
    """What the name needs besides, by its ending."""
    after_verb: re.Pattern[str]
    shape: re.Pattern[str]
    """The name by itself."""
    whole: re.Pattern[str]
    """All that stands between two marks, if it ends as such a name."""
    verbs: str
    """The verbs as an alternation for a pattern."""

    def named(self, reading: Reading, words: re.Match[str], is_specific: bool) -> str | None:
        """The name in the words that a shape matched, or None where they are none: 34场招聘会, 六大行动.

        `is_specific`: the sentence tells when or where it took place, so it is one.
        """
        name = _LEADING.sub("", _without_attribute(words["name"])).strip("《》")
        if self._is_no_name(reading, name, words.end("name")) or not self._is_known(reading, name, words, is_specific):
            return None
        name = _NAMED_TWICE.sub(r"\1", _SUMMED_UP.sub("”", name))
        return _QUOTED.sub(r"\1", name).replace("”的", "”")

    def _is_no_name(self, reading: Reading, name: str, end: int) -> bool:
        """Whether words tell how many there are, or of what kind, or name something else than this act makes."""
        others = {"issued": _AGREEMENT, "set_up": _FIRST}.get(self.relation.name)
        is_other = others and others.search(name)
        is_of_several = _COUNTED.match(reading.clean, end) and not self._is_series(reading, name, end)
        is_counted = is_of_several or _COUNTED.search(name) or _SEVERAL.search(name)
        return bool(
            len(name) < _SHORTEST or is_other or is_counted or _BUILDING.search(name) or _SET_PHRASE.match(name)
        )

    def _is_series(self, reading: Reading, name: str, end: int) -> bool:
        """Whether an event that takes place several times has a name of its own: 举办“春风送岗”招聘会3场."""
        letters = any(place.rule == "letter" for place in reading.within(reading.places, (end - len(name), end)))
        is_own = _IN_MARKS.search(name) or _SERIES.search(name) or letters
        return bool(is_own and self.relation.name == "held" and not name.endswith("班"))

    def _is_known(self, reading: Reading, name: str, words: re.Match[str], is_specific: bool) -> bool:
        """Whether a name is one by its marks or ending, or tells of one thing by a place, a year or a number."""
        raw = words["name"].rstrip("”")
        ending = next((raw[at:] for at in range(len(raw)) if raw[at:] in self.needs), "")
        needs = self.needs.get(ending, "usual")
        modifiers = len(name) - len(ending)
        is_own = needs == "own" and (modifiers >= _LEAST_MODIFIER or len(name) >= _WHOLE)
        is_own = is_own or (needs == "long" and modifiers >= _LEAST_OF_OWN)
        if is_own or name in _KNOWN or _IN_MARKS.search(words["name"]):
            return True
        if needs not in ("usual", "long"):
            return False
        is_beside = _BESIDE_MARKS.match(reading.clean, words.end("name"))
        is_one = is_specific if self.relation.name == "held" else is_beside
        is_told = reading.within(reading.places, words.span("name")) or _TELLS_WHICH.search(words["name"])
        return bool(is_told or (is_one and modifiers >= _LEAST_OF_OWN))

    def ending_at(self, reading: Reading, start: int, end: int) -> Entity | None:
        """The thing whose name ends at a position: 《…》, an organisation, or a name by its ending."""
        if self.object_type == "Organization":
            near = reading.within(reading.organisations, (start, end))
            return near[-1].value if near and near[-1].end == end else None
        begin = begin_of_words(reading, end)
        lead = _LEAD.match(reading.clean, begin, end)
        whole = self.whole.fullmatch(reading.clean, lead.end() if lead else begin, end)
        for words in (whole,) if whole else self.shape.finditer(reading.clean, start, end):
            if words.end("name") == end:
                name = self.named(reading, words, is_specific=True)
                return Entity(self.object_type, name) if name else None
        return None


def kinds(ontology: Ontology) -> list[Kind]:
    """The kinds of things that acts make, in the order of the table."""
    rows = table("named_things.tsv")
    names = dict.fromkeys(row["relation"] for row in rows)
    return [_kind(ontology.relations[name], [row for row in rows if row["relation"] == name]) for name in names]


def begin_of_words(reading: Reading, end: int) -> int:
    """Where the words begin that stand between a mark and a position; a dash is none, as names have it."""
    return max(reading.clean.rfind(mark, 0, end) for mark in _MARKS) + 1


def is_plural(clean: str, start: int, end: int) -> bool:
    """Whether words before a verb tell of several acts: 先后举办, 每年举办."""
    return bool(_PLURAL.search(clean, start, end))


def _kind(relation: RelationType, rows: list[dict[str, str]]) -> Kind:
    plain = words_of(verb for verb in relation.cues if verb not in _ONLY_BEFORE_MARKS)
    marked = (
        f"{verb}(?=(?:了|过)?(?:[一二两三四五六几\\d]+[场次届个期])?“)"
        for verb in relation.cues
        if verb in _ONLY_BEFORE_MARKS
    )
    verbs = "|".join((plain, *marked))
    endings = words_of(row["ending"] for row in rows if row["ending"] != "《》")
    shapes = [r"《[^》]{4,60}》"] if any(row["ending"] == "《》" for row in rows) else []
    shapes += _shapes(relation.name, endings) if endings else []
    shape = f"(?P<name>{'|'.join(shapes)})"
    gap = _LONG_GAP if shapes[0].startswith("《") else _GAP
    return Kind(
        relation,
        rows[0]["type"],
        {row["ending"]: row["needs"] for row in rows},
        re.compile(rf"(?P<verb>{verbs})(?!暨|仪式|大会|以来){gap}{shape}"),
        re.compile(shape),
        re.compile(rf"(?P<name>{_TOLD}(?:{endings or '(?!)'})+)"),
        verbs,
    )


def _shapes(relation: str, endings: str) -> list[str]:
    """The patterns of the names of what a relation makes, by the alternation of their endings."""
    is_held = relation == "held"
    joint, mark = (_JOINT, "[和、及与]") if is_held else ("", "[和、及与]?")
    known = f"|{alternation('known_projects.txt')}" if relation == "launched" else ""
    listed = rf"“[^“”]{{3,30}}”(?=(?:{mark}“[^“”]{{3,30}}”)+[^，。；“”]{{0,10}}?(?:{endings}))"
    before_ending = rf"{_BARE}{{0,10}}?“[^“”]{{2,30}}”的?{_BARE}{{0,10}}?(?:{endings})+"
    with_ending = rf"{_BARE}{{0,10}}?“[^“”]{{2,30}}(?:{endings})”"
    bare = rf"(?!“){_CHARACTER}{{2,24}}?(?:{endings})+(?!”)"
    no_more = rf"(?!等|”?暨|资金|经费|{_CHARACTER}?[各的]|{_GOES_ON}(?:{endings}))"
    return [listed, rf"{joint}(?:{before_ending}|{with_ending}{known}|{bare}){no_more}"]


def _without_attribute(name: str) -> str:
    """A name without the description before it: 由县长任组长的稳岗就业工作专班."""
    head, mark, tail = name.rpartition("的")
    return tail if mark and len(tail) >= 4 and "“" not in tail and "“" not in head and "《" not in name else name
