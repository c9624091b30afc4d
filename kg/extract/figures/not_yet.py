"""What is hoped for, planned, denied or supposed: no fact yet, or none at all."""

from __future__ import annotations

import re

from kg.extract.wordlists import alternation

_DENIED = re.compile(alternation("denials.txt"))
_NOT_SO = re.compile(r"没有|尚未|未能|未完成|不再|假如|如果|倘若|此前有?报道")
"""What is denied, supposed or only was reported; it reaches no further than its clause."""
_VERBS = (
    "达|资助|投资(?![总额])|投入|建|新|组|安排|选|派|实[现施]|[开举承筹]|培|提供|再|稳定|超过|突破|保持|采购|购买|引|打造|完成"
    "|落实|拨付|吸纳|带动|惠及|覆盖|解决|支持|帮|推[出动]|招|增|扩大|启动|转移|输[送转出]|共[建同]|争取|努力|继续|进一步"
    r"|全面|陆续|分批|逐步|通过|面向|接|设|邀|有[^，。；,;]{0,8}$|[向在于为由对与从到用今明]|每年|年[内底]|全年|(?:19|20)\d\d年"
)
"""What a plan goes on with: 计划再投入, 将在2024年; but 计划总投资 is what was agreed, and 将80亩地 is 把."""
_TRAVELS = "[^，。；]{0,12}(?:抵达|到达|直达|驶|出发|发车|奔赴)"
"""What a train will do of which the text goes on to tell: 专列将直达杭州，车上有工人326名."""
_NAMED = r"(?:通过|按照?|根据|实施|依托|启动|享受|纳入|完成|占|超|比)[^，。；,;\d]{0,10}(?:计划|预计)"
"""A plan by its name, which is none of what the sentence tells: 按计划, 实施雨露计划."""
_PLANNED = "|".join(
    (
        alternation("plans.txt"),
        rf"(?<!年度)计划(?!招)(?={_VERBS}|外出|务工|[一二三四五六七八九十两\d]+年)",
        rf"(?:将|准备)(?={_VERBS})(?!{_TRAVELS})",
        "(?<![主需重只还不])要(?=再|确保|新[建增])",
        "(?<![比模虚草])拟(?![定订人态制招])",
        r"未来[一二两三四五六七八九十几\d]+年",
        "(?<!累计)(?<!已)(?<!共)争取(?![到了]|[^，。；,;]{0,12}(?:资金|项目|补助|款))",
        "确保(?=[^，。；,;]{0,8}(?:前|年内|[全今]年))",
    )
)
_DONE = "|".join(
    (
        r"已(?!脱贫|[^，。；、\d]{1,6}的)|(?<![为除])了(?![解一])|实际|[，,、](?:累计|现有)",
        "目前|如今|迄今|至今|截[至止]|以来|此前|昨[日天]|(?<![比较与同])[去上前]年(?!同期)",
        r"[，,](?:今年)?(?:上半年|一季度|前[一二三]?个?季度|前\d+个月|1[-—至到]\d+月)",
    )
)
_TURNS = re.compile(f"{_NAMED}|(?P<plan>{_PLANNED})|(?P<done>{_DONE})")
"""Where a sentence turns to what is planned, or to what is done; the name of a plan is neither."""
_IS_THERE = re.compile(r"[^，、。；;,\d]*已(?!脱贫|经?[^，。；、\d]{1,6}的)")
"""Behind a figure: 20名专家已在重庆集结."""


def is_not_yet(prefix: str, before: str, behind: str) -> bool:
    """Whether the clause up to a figure denies or supposes it, or the sentence before it is about a plan by then.

    A plan reaches over what follows, until a clause tells of something done: 计划建10家，带动300人，已建成6家.
    """
    if _IS_THERE.match(behind):
        return False
    turns = [turn.lastgroup for turn in _TURNS.finditer(before) if turn.lastgroup]
    return bool(_NOT_SO.search(prefix)) or turns[-1:] == ["plan"]


def is_denied(words: str) -> bool:
    """Whether words about two places say that there is no tie, or only suppose one: 不再对口帮扶, 所谓, 假如."""
    return bool(_DENIED.search(words))
