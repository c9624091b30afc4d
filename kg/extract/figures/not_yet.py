"""What is hoped for, planned, denied or supposed: no fact yet, or none at all."""

from __future__ import annotations

import re

from kg.extract.wordlists import alternation

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


def is_not_yet(prefix: str, before: str = "") -> bool:
    """Whether the clause up to a figure says that it is hoped for, planned, denied, or only was reported.

    `before` is the sentence up to the figure: 下一步 at its beginning makes all of it a plan.
    """
    return bool(_NOT_YET.search(prefix) or _NEXT.match(before))


def is_denied(words: str) -> bool:
    """Whether words about two places say that there is no tie, or only suppose one: 不再对口帮扶, 所谓, 假如."""
    return bool(_DENIED.search(words))
