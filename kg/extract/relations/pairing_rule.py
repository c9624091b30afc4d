"""The rules that tie two neighbouring places of a sentence: by the words between and after them, and by their sides."""

from __future__ import annotations

import re

from kg.extract.page.both_sides import BOTH_SIDES
from kg.extract.page.side import AID_VERBS, AIDED_LETTERS
from kg.extract.relations.neighbours import Neighbours
from kg.extract.wordlists import alternation, table, words_of
from kg.ontology import RelationType

_LONGEST_LINK = 40
"""Characters between two places of which the first does something for the second."""
_ANY, _KNOWN = (1, -1, 0), (1, -1)
"""What the sides may tell for a rule to fit: anything, or who gives."""

_FILLER = r"[^，。；、,;]{0,14}?"
_AND_OTHERS = r"等[^，。；]{0,16}?"
_CORPS = "(?:(?:新疆)?(?:生产建设)?兵团)?"
"""What may stand before the name of a city of the corps, or a division."""
_BEFORE_NAME = rf"(?:“|”|原|我国|西藏|新疆|的是)?{_CORPS}"
_AID = r"[^，。；]{0,8}(?:协作|帮扶|支援|援助|对口)"
"""No 扶贫 alone: a place may do that by itself."""
_TWO_OF_AID = r"两[省市县区州地旗盟][^。；]{0,30}?(?:协作|帮扶|支援|援助|对口|合作)"
_USES = rf"[^，。；]{{0,6}}(?:{alternation('using_verbs.txt')})"
_IS = r"(?:就|正|也|都|均|同样)?(?:是|为|作为|系|属)"
_SENDS_HELPERS = (
    r"[^，。；]{0,8}?(?:[选抽]派|派[出遣驻]|抽调|组织)[^。；]{0,24}?(?:医|教师|专家|人才|干部|骨干|队|\d名)"
    r"[^，。；]{0,8}?(?:到|赴|[进入]驻|前往|来到?|深入)"
)
_NOT_FOR_OWN_ENDS = r"(?![^，。；]{0,12}?(?:考察|调研|参观|学习|进修|招[聘工商]|洽谈|投资|旅游|参[加展会]|出席|慰问))"
_TO_HELP = r"[^，。；]{0,16}?(?:帮扶|支援|援助|对口|支[教医农]|[义巡]诊|[送帮]教)"
_IN_PROGRAMME = rf"的?(?:对口|结对|东西部|定点)+(?:{AID_VERBS})"
_PARTNER = (
    rf"的?[^，。；、]{{0,6}}?(?:对口|结对|东西部|定点|协作|合作|{AID_VERBS})+"
    r"(?:城市|地区|伙伴|对象|单位|[省市县区州盟旗地])?(?![^，。；、]{0,6}(?:项目|资金|企业|车间|学校|医院|基地|产业|工作|干部|成果))"
)
_PAIRED = rf"(?:开展|建立|结成|结为)?(?:了)?(?:{AID_VERBS}|结对|对口|东西部|合作|牵手|携手|关系)+"
_THAT = rf"(?:\d+年)?的{_BEFORE_NAME}"
_WITH_HELP = r"的?[^，。；、]{0,8}(?:支持|帮扶|帮助|援助|支援|援建)(?:之?下)?[，,]?[^，。；、]{0,4}"
_HELP = r"[^，。；]{0,14}?(?:帮扶|援助|支援)"
_SUPPORT = r"[^，。；]{0,14}?(?:支持|帮扶|帮助|援助|支援|关心)"
_THANKS = r"[^，。；]{0,12}?(?:感谢|谢意|敬意)"
_OWED = r"[^。；]{0,30}?(?:离不开|得益于|受益于)"
_ACROSS = rf"[^。；]{{0,50}}[，,][^，。；,、]{{0,4}}?(?:{AID_VERBS}|对口帮扶|结对帮扶|定点帮扶|对口支援)(?:了|过)?"
_ACROSS_TO = r"[^。；]{0,50}[，,][^，。；,、]{0,4}?(?:助力|助推|帮助|支持|协助|扶持|惠及|带动)(?:了|过)?"
_STATIONED = r"(?:市|省|区|县)?(?:组团)?(?:对口|派)?(?:驻|援)"
_DASH = r"\s*(?:——?|[-－–~～→]+|对口|[：:])\s*"
_TAKES_ON = r"(?:承担|担负|负责|肩负|担当)(?:着|了|起)?(?:对|与|和)?"
_TASK = r"的?[^，。；、]{0,8}(?:协作|帮扶|支援|援助|对口)[^，。；、]{0,6}(?:任务|工作|责任|使命)"
_REACHES = (
    rf"的?(?:对口|结对|东西部|定点)*(?:{AID_VERBS})[^，。；、]{{0,8}}?"
    r"(?:覆盖|涉及|惠及|面向|范围[是为]|(?:调整|扩[大展]|延伸|拓展)[到至为])了?"
)

TO = re.compile(
    r"(?:为|向|给|对|帮助|支持|助力|在|安排|投入|拨[付给]|划拨|下[达拨]|落实|提供|给予|援助|捐[赠助献给]|资助|赠[送予])了?$"
)
"""Before a place: something is given to it or done for it."""
_WITH = re.compile(r"[与和同跟向到赴在从自]$")
"""Before a place that does not act itself."""
_GIVING = re.compile(
    r"资金|援[疆藏青建助]|帮扶|支援|投入(?!运[营行]|使用|生产)|捐|销售|采购|引进|协作|选派|派[出驻遣]|拨付"
)
_COUNTED = r"的?(?:[\d一二两三四五六七八九十百]+个[^，。；\d]{1,4})+，?"
_JOINED = re.compile(rf"(?:[^，。；]{{0,10}}|{_COUNTED})(?:与|和|同|跟|·|携手|联手|牵手)\s*{_CORPS}")
_WITH_PARTNER = re.compile(r"[^。；]{0,80}[，,][^，。；、,]{0,8}?(?:与|和|同|跟)")
_TOGETHER = re.compile(r"[^，。；]{0,8}?(?:交流|互访|协作|合作|对接|结对|沟通|携手|联动)")
_BOTH = re.compile(BOTH_SIDES)
_FIRM = re.compile(r"公司|集团|合作社|企业")
_FIRMS_GO = re.compile(r"[省市县区]?(?:的|籍)?(?:\d+[余多]?家)?(?:企业|公司|客商|集团|商人|老板)")
"""Firms that go somewhere do it for themselves: 20家苏州企业赴黔投资."""
_ORGANISED = re.compile(r"组织(?:了|\d+[余多]?家)*$")
"""Before firms that are sent."""
_GOES = re.compile(r"(?!人[，,]|籍)[^。；]{0,30}?(?:来到|前往|走进|赶赴|奔赴|深入|派驻|进驻|入驻|抵达|[来到赴])")
_WELCOMES = re.compile(r"[^，。；]{0,10}?(?:迎来|接待|欢迎)了?")
_DELEGATION = re.compile(r"[^，。；]{0,16}?(?:代表团|考察[团组]|调研[团组]|工作[队组]|干部|教师|医生|专家)")
_VISITS = re.compile(r"[^，。；]{0,8}?(?:对接|考察|学习|座谈|洽谈|协商)")
_GOALS = [row["head"] for row in table("table_heads.tsv") if row["part"].startswith("goal")]
_GOAL_HEAD = re.compile(words_of(_GOALS))
"""A header over where workers go."""
_NEXT_CELL = re.compile(r"\s*[|｜\t]\s*")
_MISSION = re.compile(rf"援[{AIDED_LETTERS}派]|支[医教农]|挂职|驻点|帮扶|支援|援助|组团式|[送帮]教|[义巡]诊")


class Rule:
    """A rule that looks only at the words between and after two places and at what their sides tell."""

    def __init__(
        self, name: str, *, gives: int, between: str, before: str = "", after: str = "", told: tuple[int, ...] = _ANY
    ) -> None:
        """`between` is the pattern of all that is between, `before` that of the end of what is before, `after` that of
        the beginning of what is after."""
        self.name = name
        self.gives = gives
        """1 where the first gives by it, -1 where the second does, 0 where their sides tell."""
        self._between = re.compile(between)
        self._before, self._after = re.compile(f"(?:{before})$"), re.compile(after)
        self._told = told

    def fits(self, two: Neighbours) -> bool:
        """Whether it ties the two."""
        is_between = two.told in self._told and self._between.fullmatch(two.between)
        return bool(is_between and self._before.search(two.before) and self._after.match(two.after))


GOES_ON = "giver, verb receiver"
"""The rule for a giver of whom a later clause tells whom it helps."""
EXPLICIT = ("giver verb receiver", "receiver by giver", "giver to receiver", "pair with dash")
"""Rules whose words state the pairing itself."""


def _rules(verbs: str) -> tuple[Rule, ...]:
    """The rules in the order of precedence, each with an example; `verbs`: an alternation of those of `assists`."""
    is_aided = rf"[^，。；]{{0,6}}?(?:{verbs})"
    return (
        # 秀山县对合川区的帮扶表示感谢
        Rule(
            "receiver thanks giver", gives=-1, told=(-1,), between=r"[^。；]{0,40}?(?:对|向)", after=_SUPPORT + _THANKS
        ),
        Rule("receiver thanks giver", gives=-1, told=(0,), between=r"[^。；]{0,40}?(?:对|向)", after=_HELP + _THANKS),
        # 秀山县感谢合川区的帮扶
        Rule("receiver thanks giver", gives=-1, told=(-1, 0), between=r"[^。；]{0,40}?感谢", after=_HELP),
        # 山东省结对帮扶重庆市
        Rule(
            "giver verb receiver",
            gives=1,
            between=rf"(?:{_AND_OTHERS})?{_FILLER}(?:{verbs})(?:了|着|过)?{_BEFORE_NAME}",
        ),
        # 武汉市包乃东区
        Rule("giver verb receiver", gives=1, told=(1, 0), between="(?:对口)?(?:包[联保扶干]?|挂[钩包联]|联系)"),
        # 天津市承担着甘肃省的东西部协作任务
        Rule("giver verb receiver", gives=1, told=(1, 0), between=_FILLER + _TAKES_ON + _BEFORE_NAME, after=_TASK),
        # 江门市的帮扶覆盖崇左市四个县
        Rule("giver verb receiver", gives=1, told=(1, 0), between=_REACHES),
        # 河北省助力丰都县建设生态廊道
        Rule("giver verb receiver", gives=1, told=(1,), between=rf"{_FILLER}(?:助力|助推|赋能|倾情|牵手)"),
        # 浙江省对口支援的西藏那曲市
        Rule("giver verb 的 receiver", gives=1, told=(1,), between=rf"{_FILLER}(?:{verbs})的(?:西藏|新疆)?"),
        Rule("giver verb 的 receiver", gives=1, told=(0,), between=rf"{_FILLER}{_IN_PROGRAMME}的"),
        # 重庆市由山东省结对帮扶
        Rule("receiver by giver", gives=-1, between=rf"{_FILLER}(?:由|受|接受|得到)", after=is_aided),
        Rule("receiver by giver", gives=-1, told=(-1, 0), between=rf"{_FILLER}在", after=is_aided),
        # 济南市在东乡县援建车间
        Rule("giver at receiver", gives=1, told=(1,), between=rf"{_FILLER}在", after=is_aided),
        # 浙江省对阿坝州开展对口帮扶
        Rule("giver to receiver", gives=1, between=rf"{_FILLER}(?:对|对于)", after=is_aided),
        # 长寿区选派医生到石柱县开展帮扶
        Rule("giver sends helpers", gives=1, told=(1, 0), between=_SENDS_HELPERS, after=_TO_HELP),
        Rule("giver sends helpers", gives=1, told=(1,), between=_SENDS_HELPERS, after=_NOT_FOR_OWN_ENDS),
        # 武隆县紧抓济南市帮扶机遇
        Rule("receiver uses giver's aid", gives=-1, told=(-1,), between=_USES, after=_AID),
        # 怒江州是珠海市的对口帮扶地区, 珠海市是怒江州的粤滇协作结对城市
        Rule("partner of the other", gives=0, told=_KNOWN, between=_IS, after=_PARTNER),
        # 对口帮扶怒江州的珠海市
        Rule("giver that verb receiver", gives=-1, told=(-1,), before=rf"(?:{verbs})了?", between=_THAT),
        Rule("giver that verb receiver", gives=-1, told=(0,), before=rf"(?:{_IN_PROGRAMME})了?", between=_THAT),
        # 与怒江州结对的珠海市
        Rule("partner of the other", gives=0, told=_KNOWN, before="[与和同跟]", between=_PAIRED + _THAT),
        # 在珠海市的大力支持下，怒江州脱贫
        Rule("receiver by giver's help", gives=1, told=(1,), between=_WITH_HELP, after="(?!由|受(?![益惠])|接受|得到)"),
        # 珠海市的对口帮扶对象是怒江州
        Rule(
            "receiver by giver's help",
            gives=1,
            told=(1,),
            between=rf"{_IN_PROGRAMME}(?:地区|对象|县|市|州|区|地)?{_IS}",
        ),
        # 作为珠海市的对口帮扶地区，怒江州
        Rule(
            "receiver by giver's help",
            gives=1,
            told=(1, 0),
            between=rf"{_IN_PROGRAMME}(?:地区|对象|县|市|州|区|地)[，,]",
        ),
        # 合川区按照部署，真情帮扶秀山县
        Rule(GOES_ON, gives=1, told=(1, 0), between=_ACROSS),
        # 广东省安排资金，助力广西壮族自治区发展
        Rule(GOES_ON, gives=1, told=(1,), between=_ACROSS_TO),
        # 秀山县的成绩离不开合川区的帮扶
        Rule("receiver by giver's help", gives=-1, told=(-1,), between=_OWED, after=_SUPPORT),
        Rule("receiver by giver's help", gives=-1, told=(0,), between=_OWED, after=_HELP),
        # 珠海市驻怒江州扶贫协作工作组
        Rule("giver stationed at receiver", gives=1, told=(1,), between=_STATIONED, after=_AID),
        # 和龙市（鄞州区）
        Rule("pair in brackets", gives=0, told=_KNOWN, between="[（(]", after="[）)]"),
        # 河口区——酉阳县
        Rule("pair with dash", gives=0, between=_DASH),
        # 河口区对酉阳县，利津县对秀山县
        Rule("pair with 对", gives=0, told=_KNOWN, between="对", after=r"\s*(?:[，,、；;。]|$)"),
        # 大连市六盘水市扶贫协作
        Rule("named pair", gives=0, told=_KNOWN, between="", after=_AID),
        # 大连六盘水两市推进扶贫协作
        Rule("named pair", gives=0, told=_KNOWN, between="", after=_TWO_OF_AID),
    )


class PairingRules:
    """All rules for two neighbours. Made once for the ontology's `assists`."""

    def __init__(self, assists: RelationType) -> None:
        self._rules = _rules(words_of(assists.cues))
        self._co_operation = re.compile(words_of(assists.symmetric_cues))

    def first_fit(self, two: Neighbours) -> tuple[str, int] | None:
        """The name of the first rule that ties the two, and who gives by it as in `Rule.gives`."""
        for rule in self._rules:
            if rule.fits(two) and not (rule.name == GOES_ON and two.parted):
                return rule.name, rule.gives
        if _shares_row(two):
            return "pair in a row", 0
        if _is_given(two):
            return "giver gives to receiver", 1
        clean, end = two.reading.clean, two.sentence.end
        co_operates = self._co_operation.search(clean, two.sentence.start, end)
        if co_operates and (_is_joined(two) or _is_partner(two)):
            return "co-operation", 0
        if _goes(two) and (co_operates or _MISSION.search(clean, two.one.start, end)):
            return "one side goes to the other", 0
        return None


def _shares_row(two: Neighbours) -> bool:
    """Whether they are the two that a row of a table ties: 鄞州区 | 和龙市."""
    span = two.sentence.start, two.sentence.end
    named = [place for place in two.reading.within(two.reading.places, span) if place.rule != "own"]
    is_all = len(named) == len(two.one.members) + len(two.other.members)
    rows = next((each for each in two.reading.tables if each[0] <= span[0] < each[1]), None)
    header = two.reading.clean[slice(*rows)].partition("\n")[0] if rows else ""
    is_flow = any(_GOAL_HEAD.fullmatch(head.strip()) for head in re.split(r"[\t|｜,]", header))
    return bool(is_all and two.told and not is_flow and _NEXT_CELL.fullmatch(two.between))


def _is_given(two: Neighbours) -> bool:
    """Whether the first does something for the second: 青岛市为定西市投入帮扶资金."""
    is_link = two.told == 1 and len(two.between) <= _LONGEST_LINK
    is_partner = _WITH.search(two.reading.clean, two.sentence.start, two.one.start)
    return bool(is_link and not is_partner and TO.search(two.between) and _GIVING.search(two.after))


def _is_joined(two: Neighbours) -> bool:
    """Whether both do it, and no firms of theirs: 福州市与定西市, 广东、广西两省区."""
    is_joined = _JOINED.fullmatch(two.between) or (two.between == "、" and _BOTH.match(two.after))
    return bool(is_joined and not _FIRM.search(two.between))


def _is_partner(two: Neighbours) -> bool:
    """Whether a later clause tells with whom the first works together: 甘谷县抢抓机遇，推进与东丽区交流互访."""
    return bool(two.told and _WITH_PARTNER.fullmatch(two.between) and _TOGETHER.match(two.after))


def _goes(two: Neighbours) -> bool:
    """Whether a giver's people go to the receiver (来到铜仁市), a receiver's come to learn (赴珠海市考察), or either is
    welcomed (迎来怒江州代表团)."""
    is_sent = _ORGANISED.search(two.reading.clean, two.sentence.start, two.one.start)
    if _WITH.search(two.before):
        return False
    is_named = two.one.members[-1].rule != "single letter" and (is_sent or not _FIRMS_GO.match(two.between))
    if two.told and _WELCOMES.fullmatch(two.between) and _DELEGATION.match(two.after):
        return True
    goes = is_named and _GOES.fullmatch(two.between)
    return bool(goes and (two.told == 1 or (two.told == -1 and _VISITS.match(two.after))))
