"""Figures that state no fact: what a rule asks for, what a page corrects, what is hoped for."""

from __future__ import annotations

import re

from kg.extract.fate import Fate
from kg.extract.quantities.numeral import spans_of
from kg.extract.quantities.quantity import Figure, Quantity
from kg.extract.wordlists import alternation

_EACH = re.compile(
    r"每(?:新?吸纳|新?招用|招收|招聘|聘用|新增|带动|帮助|安置|引进|培训|输送|输出|输转|转移|接收|推荐|介绍|组织)?$|每[户人村]限[报额]?$|至少(?:吸纳|招用|带动|安置)$"
)
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
_DENIED = re.compile(alternation("denials.txt"))
_PLANS = (
    "新|投入|采|总?引|从|派|选|培|开[展办行设]|举|组|建|实施|安排|提供|转移|输[送转出]|吸纳|带动|帮|资助|支持|完成|达到"
    "|面向|向|在|到|用|再|将|今|明|全年|分|投资(?![额总])"
)
"""What a plan may go on with: 计划从…选派, 计划面向…培训; but 计划总投资 is what was agreed."""
_WILL = (
    "达|资助|投资|投入|建设|新增|组织|安排|选派|实现|开展|举办|培训|提供|再|稳定|超过|突破|保持|采购|购买|引进|开[行工]"
    "|派|打造|建成|完成|落实|拨付|吸纳|带动|惠及|覆盖|解决|支持|帮助|推[出动]|招[聘收录募]|增[加至]|扩大|新建|启动|实施"
    "|继续|进一步|全面|陆续|分批|逐步|争取|努力|力争|有[^，。；,;]{0,8}$|[向在为由于对与从]|每年|全年|年内"
)
"""What 将 stands before where it is no 把."""
_NOT_YET = re.compile(
    r"没有|尚未|未能|未完成|不再|假如|如果|倘若|力争|(?<!累计)(?<!已)(?<!共)争取(?![到了]|[^，。；,;]{0,12}(?:资金|项目|补助|款))"
    r"|预计|有望|拟|此前有?报道|约定|(?:今后|未来)[一二三四五几\d]+年"
    rf"|(?<!完成)(?<!年度)计划(?={_PLANS})|将(?={_WILL})"
)
_NEXT = re.compile(r"[\s　“]*(?:下一?步|下一?阶段|接下来|今后|未来(?:[一二三四五几\d]+年)?)[，,]?(?:[^。；已]*$)")

_IN_HAN = str.maketrans("123456789", "一二三四五六七八九")
_PRINCIPLE = re.compile(rf"[“”]?(?:{alternation('principles.txt')})")
"""After 4个: how a slogan goes on."""
_IN_QUOTES = re.compile(r"[^“”，。；]{1,6}”")
"""After a number that quotation marks begin with: “3个1”, “5张金名片”."""
_METAPHOR = re.compile(r"[张本]“")
"""Between a number and what a slogan compares with: 5张“金名片”, 3本“经”."""
_LARGEST_SLOGAN = 10

_ROUNDED = 0.1
"""How far a headline's round number may be from the text's."""


def ruled_out(text: str, figure: Figure, headlines: set[Figure]) -> tuple[Fate, str] | None:
    """What a figure is that states no fact, and by which pattern; None for others.

    A rule's condition (每吸纳1名…, 带动5名以上…的, 吸纳不少于5人的), or what the page takes back (“43座”应为).
    """
    if figure in headlines:
        return Fate.HEADLINE, "said again in the text"
    if _CORRECTED.match(text, figure.end) or _TOLD_BEFORE.search(text, max(0, figure.start - _NEAR), figure.start):
        return Fate.CORRECTED, "corrected"
    is_one = all(each.value == 1 for each in figure.value)
    before = text[max(0, figure.start - _NEAR) : figure.start]
    if _EACH.search(before) or (is_one and _EACH_ONE.search(before)):
        return Fate.CONDITION, "for each"
    if _WHO_HAS.match(text, figure.end):
        return Fate.CONDITION, "who has"
    if _TAKES_ON.search(text, max(0, figure.start - _NEAR), figure.start) and _WHO_DOES.match(text, figure.end):
        return Fate.CONDITION, "who takes on"
    surface = text[figure.start : figure.end]
    if (surface.endswith("以上") or _counts_no_fewer(text, figure)) and _LEAST.match(text, figure.end):
        return Fate.CONDITION, "at least"
    if _UNIT.fullmatch(text, max(0, figure.start - 1), figure.end):
        return Fate.UNIT, "unit of a table"
    if _ALSO_ORDINAL.search(text, max(0, figure.start - _NEAR), figure.start):
        return Fate.ORDINAL, "listed ordinals"
    if surface.endswith("届") and _TERM.match(text, figure.end):
        return Fate.ORDINAL, "term of a congress"
    is_ratio = figure.value[0].unit.unit_class == "ratio"
    if not is_ratio and _SAID_BEFORE.search(text, max(0, figure.start - 3), figure.start):
        return Fate.SET_PHRASE, "named before"
    if figure.value[0].unit.unit_class == "money" and _SIZED.match(text, figure.end) and is_attribute(text, figure):
        return Fate.SET_PHRASE, "how large they are"
    if any(
        match.start() <= figure.start < match.end()
        for match in _ONE_EACH.finditer(text, max(0, figure.start - 4), figure.end + 4)
    ):
        return Fate.SET_PHRASE, "one each"
    if all(each.value == 0 for each in figure.value) and not is_ratio:
        return Fate.VAGUE, "none at all"
    if _is_slogan(text, figure):
        return Fate.SET_PHRASE, "slogan"
    if _is_of_family(text, figure):
        return Fate.SET_PHRASE, "of a family"
    if _RANKED.match(text, figure.end):
        return Fate.SET_PHRASE, "ranked among"
    names_stages = surface.endswith(_STAGES) or _NAMES_STAGES.match(text, figure.end)
    if names_stages and _DIVIDED.search(text, max(0, figure.start - _NEAR), figure.start):
        return Fate.ORDINAL, "stages of a work"
    if _PHASE.fullmatch(surface) and not _COURSES.search(text, max(0, figure.start - _NEAR), figure.start):
        return Fate.ORDINAL, "phase of a work"
    return None


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


def _counts_no_fewer(text: str, figure: Figure) -> bool:
    counts = all(each.unit.unit_class in ("people", "households", "count") for each in figure.value)
    return counts and bool(_NO_FEWER.search(text, max(0, figure.start - _NEAR), figure.start))


def restated(text: str, figures: list[Figure]) -> set[Figure]:
    """The figures of a page's headlines, in whole or round numbers, that its text states too.

    Headlines are the lines before the first one with a full stop.
    """
    stop = text.find("。")
    body = text.rfind("\n", 0, stop) + 1 if stop >= 0 else 0
    stated = [each for figure in figures if figure.start >= body for each in figure.value]
    return {figure for figure in figures if figure.start < body and _is_among(figure.value[0], stated)}


def _is_among(quantity: Quantity, others: list[Quantity]) -> bool:
    return any(
        quantity.unit.unit_class == other.unit.unit_class
        and abs(quantity.value - other.value) <= _ROUNDED * max(abs(quantity.value), abs(other.value))
        for other in others
    )


def is_not_yet(prefix: str, before: str = "") -> bool:
    """Whether the clause up to a figure says that it is hoped for, planned, denied, or only was reported.

    `before` is the sentence up to the figure: 下一步 at its beginning makes all of it a plan.
    """
    return bool(_NOT_YET.search(prefix) or _NEXT.match(before))


def is_denied(words: str) -> bool:
    """Whether words about two places say that there is no tie, or only suppose one: 不再对口帮扶, 所谓, 假如."""
    return bool(_DENIED.search(words))
