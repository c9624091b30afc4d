"""Figures that count those who help, not those who are helped: 10个市结对帮扶…, 分别由5个区承担."""

from __future__ import annotations

import re

from kg.extract.figures.view import View

_COUNTED = r"[^，,。；;、的为是]{0,4}?(?:[、和及与]?\d+个?[\u4e00-\u9fff（()）、]{1,6}?){0,4}?"
"""What is counted, and what else is: 个市、12个县."""
_HELP = r"(?:具体|共同|积极)?参与|选择|(?:结对|对口|定点|携手)?(?:帮扶|支援|援建|对接|协作)"
_SIGN = r"[与同和][^，,。；;]{2,24}?(?:签订|签署)"
_HELPS = re.compile(rf"{_COUNTED}(?:{_HELP}|{_SIGN})(?!任务|工作|关系|机制|对象|名单|[县区市村镇]|的)")
"""Behind those who help: 10个市结对帮扶…, 8个区参与对口支援."""
_HELPER = re.compile(
    r"(?:承担|参与)?(?:对口)?(?:援[疆藏青川宁黔滇甘建]|支援|帮扶|协作|东部)(?:任务)?的?(?:省|市(?!场|县)|城市|发达)"
)
"""19个援疆省市: areas that are named for their help."""
_TOGETHER = re.compile(r"[与同跟]")
"""Before those with whom something is done: 与海宁等5个县对接."""
_BY = re.compile(r"(?<![缘理自])由$")
"""Before those who help: 分别由5个区承担."""


def are_helpers(view: View) -> bool:
    """Whether those counted help others: 10个市结对帮扶…, 分别由5个区承担."""
    if _BY.search(view.prefix) or _HELPER.match(view.text, view.mention.end):
        return True
    return not _TOGETHER.search(view.prefix) and _HELPS.match(view.text, view.mention.end) is not None
