"""Figures that state no fact by the words right around them: what a rule asks for, what a page corrects, slogans."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.fate import Fate
from kg.extract.quantities.numeral import spans_of
from kg.extract.quantities.quantity import Figure
from kg.extract.wordlists import alternation

_DONE_TO_ONE = "新?吸纳|新?招用|招收|招聘|聘用|新增|带动|帮助|安置|引进|培训|输送|输出|输转|转移|接收|推荐|介绍|组织"
_EACH = re.compile(rf"每(?:{_DONE_TO_ONE})?$|每[户人村]限[报额]?$|至少(?:吸纳|招用|带动|安置)$")
_EACH_ONE = re.compile(r"每[\u4e00-\u9fff]{1,10}$")
"""Before one: 每成功推荐1名."""
_LEAST = re.compile(r"[^，。；,;]{0,24}?的[，,]|[^，。；,;]{0,16}?的(?:企业|单位|人员|劳动力|车间|机构|用人单位)")
_NO_FEWER = re.compile(r"(?:不少于|不低于|达到?|满)$")
_PHASE = re.compile(r"[一二三四五六七八九]期")
_TERM = re.compile(
    r"[^，。；、\d]{0,6}(?:人大|政协|党代会|全会|委员会|常委会|[一二三四五六七八九]次(?:全体)?会议)|中央|[省市县区州]委"
)
"""After 十四届: a congress or committee, of which it is the ordinal."""
_COURSES = re.compile(r"培训|班|[举承]办|开[展办设]")
"""Before 三期: courses are counted, not phases of a work."""
_ALSO_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[、和及与至到]$")
"""第十、十一批: the second is an ordinal too."""
_SAID_BEFORE = re.compile(r"(?:[这那该此]|上述|以上|前述|所述)$")
"""Of those of whom the text has told: 这5个县区分别由…, 这326人里."""
_KIN = re.compile(rf"(?:{alternation('kin.txt')})")
_HOME = re.compile(r"(?:(?:[我他她]家|家[里中])[共还]?有?|(?<![\u4e00-\u9fff])[一全]家|[育生]有)$")
_LARGEST_FAMILY = 15
"""People of one family: 家里3个小孩、4个老人."""
_ONE_EACH = re.compile(r"1(?:户|家|人|村|乡|镇|企|县|校)(?=至少|1)(?:至少)?1(?:人|岗|品|策|档|业|名)")
"""1户1人就业: a slogan."""
_RANKED = re.compile(r"[^，,。；;、\d]{0,14}(?:位列|排名|排在|名列|位居|率先|之一)")
"""在全市30个园区里名列第三, 10个示范县之一: those that something is one of."""
_DIVIDED = re.compile(r"分(?:为|成)?$")
_STAGES = ("期", "批", "批次", "组", "轮")
_NAMES_STAGES = re.compile(r"(?:批次?|阶段|步骤?|环节|轮次)")
"""分两批实施: how a work is divided."""
_OF_MANY = re.compile(r"\d[余多]?[个家座条处所][^，,。；;、\d]{1,8}$")
_SIZED = re.compile(r"以?上?的?(?:企业|园区|产业园|产业集群|市场主体)")
"""After a sum: those that are so large: 12家产值过亿元企业."""
_NAMED_NEXT = re.compile(r"的?[\u4e00-\u9fff]")
_NEAR = 12
_UNIT = re.compile(r"[（(：:]\s*[十百千]?[万亿]元")
"""The unit of a table, not ten thousand: 单位：万元, 资金（万元）."""
_WHO_HAS = re.compile(r"的[，,、；]")
_TAKES_ON = re.compile(r"(?:吸纳|招用|招收|录用|聘用|安置)了?$")
_WHO_DOES = re.compile(r"[^，。；,;]{0,24}(?:满|以上|及以上)[^，。；,;]{0,10}的[，,、；]")
"""A clause about whoever takes people on for so long: 吸纳1名脱贫劳动力就业满6个月的，…."""
_CORRECTED = re.compile(
    r"[”’」]?\s*(?:应[为是]|应改为|更正为|有误|系误|[系属为][^，。；]{0,6}(?:错误|笔误|误[写录植]|之误))"
)
_TOLD_BEFORE = re.compile(r"(?:此前|之前|原先|先前|早前|早先)(?:曾?(?:公布|发布|报道|通报|统计|公开|报出))过?的?$")
"""Before a figure that was given out and does not hold."""
_IN_HAN = str.maketrans("123456789", "一二三四五六七八九")
_PRINCIPLE = re.compile(rf"[“”]?(?:{alternation('principles.txt')})")
"""After 4个: how a slogan goes on."""
_IN_QUOTES = re.compile(r"[^“”，。；]{1,6}”")
"""After a number that quotation marks begin with: “3个1”, “5张金名片”."""
_METAPHOR = re.compile(r"[张本]“")
"""Between a number and what a slogan compares with: 5张“金名片”, 3本“经”."""
_LARGEST_SLOGAN = 10

Test = Callable[[str, Figure], bool]
"""Whether something holds of a figure of a text."""


def _is_slogan(text: str, figure: Figure) -> bool:
    """Whether a small count is a part of a set phrase, also with a digit for its numeral: 4个不摘, “3个1”."""
    quantity, start = figure.value[0], figure.start
    if quantity.unit.unit_class != "count" or quantity.value > _LARGEST_SLOGAN:
        return False
    if text[start - 1 : start] == "“" and _IN_QUOTES.match(text, figure.end):
        return True
    if (quantity.counter == "个" and _PRINCIPLE.match(text, figure.end)) or _METAPHOR.match(text, figure.end - 1):
        return True
    first = max(0, start - _NEAR)
    phrases = spans_of("set_phrases.txt", text[first : figure.end + _NEAR].translate(_IN_HAN))
    return any(begin <= start - first and figure.end - first <= end for begin, end in phrases)


def _is_of_family(text: str, figure: Figure) -> bool:
    """Whether a figure tells who belongs to one person's family."""
    quantity = figure.value[0]
    is_small = quantity.unit.unit_class in ("people", "count") and quantity.value <= _LARGEST_FAMILY
    is_at_home = _HOME.search(text, max(0, figure.start - _NEAR), figure.start) and quantity.unit.unit_class == "people"
    return is_small and bool(is_at_home or (quantity.counter in ("个", "个人") and _KIN.match(text, figure.end)))


def is_attribute(text: str, figure: Figure) -> bool:
    """Whether a figure only tells how large the thing behind it is: 9个近2000平方米的车间, 6个产值过亿元的园区."""
    if figure.value[0].unit.unit_class == "extent":
        return bool(_NAMED_NEXT.match(text, figure.end))
    of_many = _OF_MANY.search(text, max(0, figure.start - _NEAR), figure.start)
    return of_many is not None and (text.startswith("的", figure.end) or _SIZED.match(text, figure.end) is not None)


def _is_before(words: re.Pattern[str], reach: int = _NEAR) -> Test:
    """Whether words stand right before a figure."""
    return lambda text, figure: words.search(text, max(0, figure.start - reach), figure.start) is not None


def _is_behind(words: re.Pattern[str]) -> Test:
    """Whether words stand right behind a figure."""
    return lambda text, figure: words.match(text, figure.end) is not None


def _is_for_each(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.start - _NEAR) : figure.start]
    is_one = all(each.value == 1 for each in figure.value)
    return bool(_EACH.search(before) or (is_one and _EACH_ONE.search(before)))


def _is_least(text: str, figure: Figure) -> bool:
    is_least = text.endswith("以上", figure.start, figure.end) or _counts_no_fewer(text, figure)
    return is_least and _LEAST.match(text, figure.end) is not None


def _counts_no_fewer(text: str, figure: Figure) -> bool:
    counts = all(each.unit.unit_class in ("people", "households", "count") for each in figure.value)
    return counts and _is_before(_NO_FEWER)(text, figure)


def _is_unit(text: str, figure: Figure) -> bool:
    return _UNIT.fullmatch(text, max(0, figure.start - 1), figure.end) is not None


def _is_of_term(text: str, figure: Figure) -> bool:
    return text.endswith("届", figure.start, figure.end) and _TERM.match(text, figure.end) is not None


def _is_named_before(text: str, figure: Figure) -> bool:
    return not _is_ratio(figure) and _is_before(_SAID_BEFORE, 3)(text, figure)


def _is_size(text: str, figure: Figure) -> bool:
    is_sum = figure.value[0].unit.unit_class == "money"
    return is_sum and _SIZED.match(text, figure.end) is not None and is_attribute(text, figure)


def _is_one_each(text: str, figure: Figure) -> bool:
    around = _ONE_EACH.finditer(text, max(0, figure.start - 4), figure.end + 4)
    return any(match.start() <= figure.start < match.end() for match in around)


def _is_none(text: str, figure: Figure) -> bool:
    return not _is_ratio(figure) and all(each.value == 0 for each in figure.value)


def _is_stage(text: str, figure: Figure) -> bool:
    names_stages = text[figure.start : figure.end].endswith(_STAGES) or _NAMES_STAGES.match(text, figure.end)
    return bool(names_stages) and _is_before(_DIVIDED)(text, figure)


def _is_phase(text: str, figure: Figure) -> bool:
    return _PHASE.fullmatch(text, figure.start, figure.end) is not None and not _is_before(_COURSES)(text, figure)


def _is_ratio(figure: Figure) -> bool:
    return figure.value[0].unit.unit_class == "ratio"


_RULES: tuple[tuple[Fate, str, tuple[Test, ...]], ...] = (
    (Fate.CORRECTED, "corrected", (_is_behind(_CORRECTED),)),
    (Fate.CORRECTED, "corrected", (_is_before(_TOLD_BEFORE),)),
    (Fate.CONDITION, "for each", (_is_for_each,)),
    (Fate.CONDITION, "who has", (_is_behind(_WHO_HAS),)),
    (Fate.CONDITION, "who takes on", (_is_before(_TAKES_ON), _is_behind(_WHO_DOES))),
    (Fate.CONDITION, "at least", (_is_least,)),
    (Fate.UNIT, "unit of a table", (_is_unit,)),
    (Fate.ORDINAL, "listed ordinals", (_is_before(_ALSO_ORDINAL),)),
    (Fate.ORDINAL, "term of a congress", (_is_of_term,)),
    (Fate.SET_PHRASE, "named before", (_is_named_before,)),
    (Fate.SET_PHRASE, "how large they are", (_is_size,)),
    (Fate.SET_PHRASE, "one each", (_is_one_each,)),
    (Fate.VAGUE, "none at all", (_is_none,)),
    (Fate.SET_PHRASE, "slogan", (_is_slogan,)),
    (Fate.SET_PHRASE, "of a family", (_is_of_family,)),
    (Fate.SET_PHRASE, "ranked among", (_is_behind(_RANKED),)),
    (Fate.ORDINAL, "stages of a work", (_is_stage,)),
    (Fate.ORDINAL, "phase of a work", (_is_phase,)),
)
"""What a figure is, by which pattern, and what must hold; the first row that holds counts."""


def ruled_out(text: str, figure: Figure, headlines: set[Figure]) -> tuple[Fate, str] | None:
    """What a figure is that states no fact, and by which pattern; None for others.

    A rule's condition (每吸纳1名…, 带动5名以上…的, 吸纳不少于5人的), or what the page takes back (“43座”应为).
    """
    if figure in headlines:
        return Fate.HEADLINE, "said again in the text"
    holding = ((fate, name) for fate, name, tests in _RULES if all(test(text, figure) for test in tests))
    return next(holding, None)
