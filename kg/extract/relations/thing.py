"""What is signed, issued, launched, held or set up: its name after the verb, and whether the words are a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.reading import Reading
from kg.extract.wordlists import alternation, table, words_of
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
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+[次届]")
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
_LEAST_MODIFIER, _WHOLE = 2, 6
"""Characters before an ending that make it a name, and those of an ending that is one: 战略合作协议."""
_LEAST_OF_OWN = 4
"""Characters before its ending that make the name of an event by themselves: 就业扶贫视频调度会."""


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
        raw, clean = words["name"], reading.clean
        name = _LEADING.sub("", _without_attribute(raw)).strip("《》")
        is_counted = _COUNTED.search(name) or _COUNTED.match(clean, words.end("name"))
        others = {"issued": _AGREEMENT, "set_up": _FIRST}.get(self.relation.name)
        if (
            (others and others.search(name))
            or len(name) < 4
            or is_counted
            or _SEVERAL.search(name)
            or _BUILDING.search(name)
            or _SET_PHRASE.match(name)
        ):
            return None
        has_marks = bool(re.search(r"[“《][^”》]{2}", raw))
        ending = next((raw.rstrip("”")[at:] for at in range(len(raw)) if raw.rstrip("”")[at:] in self.needs), "")
        needs = self.needs.get(ending, "usual")
        modifiers = len(name) - len(ending)
        is_own = needs == "own" and (modifiers >= _LEAST_MODIFIER or len(name) >= _WHOLE)
        is_known = has_marks or is_own or name in _KNOWN
        if needs == "usual" and not is_known:
            is_known = bool(reading.within(reading.places, words.span("name"))) or bool(re.search(r"20\d\d年", raw))
            is_known |= bool(_NUMBERED.search(raw))
            is_one = (
                is_specific if self.relation.name == "held" else bool(_BESIDE_MARKS.match(clean, words.end("name")))
            )
            is_known |= is_one and modifiers >= _LEAST_OF_OWN
        name = _NAMED_TWICE.sub(r"\1", _SUMMED_UP.sub("”", name))
        return _QUOTED.sub(r"\1", name).replace("”的", "”") if is_known else None


_KNOWN = frozenset(alternation("known_projects.txt").split("|"))


def kinds(ontology: Ontology) -> list[Kind]:
    """The kinds of things that acts make, in the order of the table."""
    rows = table("named_things.tsv")
    names = dict.fromkeys(row["relation"] for row in rows)
    return [_kind(ontology.relations[name], [row for row in rows if row["relation"] == name]) for name in names]


def is_plural(clean: str, start: int, end: int) -> bool:
    """Whether words before a verb tell of several acts: 先后举办, 每年举办."""
    return bool(_PLURAL.search(clean, start, end))


def _kind(relation: RelationType, rows: list[dict[str, str]]) -> Kind:
    plain = words_of(verb for verb in relation.cues if verb not in _ONLY_BEFORE_MARKS)
    marked = (f"{verb}(?=“)" for verb in relation.cues if verb in _ONLY_BEFORE_MARKS)
    verbs = "|".join((plain, *marked))
    endings = words_of(row["ending"] for row in rows if row["ending"] != "《》")
    shapes = [r"《[^》]{4,60}》"] if any(row["ending"] == "《》" for row in rows) else []
    if endings:
        known = f"|{alternation('known_projects.txt')}" if relation.name == "launched" else ""
        mark = "[和、及与]" if relation.name == "held" else "[和、及与]?"
        shapes.append(rf"“[^“”]{{3,30}}”(?=(?:{mark}“[^“”]{{3,30}}”)+[^，。；“”]{{0,10}}?(?:{endings}))")
        joint = _JOINT if relation.name == "held" else ""
        shapes.append(
            rf"{joint}(?:{_BARE}{{0,10}}?“[^“”]{{2,30}}”的?{_BARE}{{0,10}}?(?:{endings})+"
            rf"|{_BARE}{{0,10}}?“[^“”]{{2,30}}(?:{endings})”{known}"
            rf"|{_CHARACTER}{{2,24}}?(?:{endings})+)(?!等|”?暨|资金|经费|{_CHARACTER}?[各的]|{_GOES_ON}(?:{endings}))"
        )
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


def _without_attribute(name: str) -> str:
    """A name without the description before it: 由县长任组长的稳岗就业工作专班."""
    head, mark, tail = name.rpartition("的")
    return tail if mark and len(tail) >= 4 and "“" not in tail and "“" not in head and "《" not in name else name
