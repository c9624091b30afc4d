"""The words by which a column may be known: its header's, with the title's where it leaves its measure unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.tables.grid import Grid
from kg.extract.tables.role import label_of

_ASIDE = re.compile(
    r"\s*(?:[（(].*[)）]|[（(]?(?:计量|金额)?单位\s?[:：].*|(?:数据|来源|发布|时间|日期|截至|制表|填报|编辑|附[表件]).{0,40}"
    r"|.{0,30}(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}\s?日?\s*)"
)
"""A line between a title and its table: the unit, the source, the date."""
DONE = re.compile(r"(?:累计|实际|已)*完成(?:数量?|人数|情况|值|量)?|实[绩际]数?")
"""A header that says of what the title names how much was done."""
_PLANNING = re.compile(r"目标|任务|计划|完成|情况|进度|进展|排名|排序|[与和及]")
_TAKES_IN = re.compile(r"(?:其中)?(?:吸纳|带动|容纳|从业|用工|在岗)")
"""A header that says who works at what one before it, or the title, names."""
_TAKER = re.compile(r"车间|工厂|工坊|企业|公司|基地|合作社|园区")
_HIRING = re.compile(r"岗位|工种|职位")
"""A header of a table of jobs."""
_JOB = re.compile(r"(?:招聘|用工|需求|招工)*(?:岗位|工种|职位)(?:名称|类[别型])?")
_SOUGHT = re.compile(r"(?:用工|需求|招工|招聘|拟招|计划)?(?:人数|数量|名额|人员)")
_OFFERED = re.compile(rf"{_SOUGHT.pattern}|.{{0,4}}(?:月薪|工资|薪[酬资]|待遇).{{0,8}}")
_WHERE = re.compile(r"[到赴往向]|就近|就地|本地|[省市县州][内外]|跨省")
"""A lower header that says where: 赴杭州 under 就业."""
_BARE = re.compile(r"(?:参会|参与|进场)?(?:企业|单位|用人单位|用工单位)(?:数|数量|家数|个数)?")
"""A header of which the title says more: 企业数 under 招聘会统计."""
_UNSAID = re.compile(
    r".{0,4}(?:金额|资金|经费|数额?|数量|人数|户数|总[量数计额]|小计|合计|其中.*|[省市县区州].{0,3}级|本级|情况|规模|安排|到位|"
    r"(?:省|市|县|州)[内外].{0,4}|[男女]性?|.{2,8}(?:省|市|县|区|州|盟|旗)|贫困.{0,5}|脱贫.{0,5}|建档立卡.{0,5})"
    r"|人|万元"
)
"""A header that leaves its measure to the title."""
_LONGEST_TITLE = 60


def wordings(reading: Reading, grid: Grid, index: int, label: str) -> Iterator[str]:
    """The words by which a column may be known, the surest first: its header's, then with those of the title."""
    title, heads = title_of(reading, grid), [label_of(reading.clean, parts) for parts in grid.header]
    if any(_HIRING.search(head) for head in heads) and _SOUGHT.fullmatch(heads[index]):
        yield "招聘人数"
    if _TAKES_IN.match(label) and not heads[index].endswith("户"):
        takers = [head for head in (*reversed(heads[:index]), title) if _TAKER.search(head)]
        yield from (f"{taker}，{label}" for taker in takers[:1])
    if _BARE.fullmatch(heads[index]):
        yield title + label
    if DONE.fullmatch(label.strip()):
        yield _PLANNING.sub("", title)
        return
    lower = label_of(reading.clean, grid.header[index][-1:])
    if len(grid.header[index]) > 1 and _WHERE.match(lower):
        yield lower + label_of(reading.clean, grid.header[index][:-1])
    yield label
    if _UNSAID.fullmatch(heads[index]):
        yield title + label


def is_of_jobs(reading: Reading, grid: Grid) -> bool:
    """Whether a table lists jobs on offer, one a row: how many people each takes, or what it pays."""
    heads = [label_of(reading.clean, parts) for parts in grid.header]
    return any(map(_JOB.fullmatch, heads)) and any(map(_OFFERED.fullmatch, heads))


def title_of(reading: Reading, grid: Grid) -> str:
    """The short line above a table and what says more of it, or the words before its header where it was flattened with
    them; else the page's title."""
    text = reading.clean
    first = min((cell[0] for parts in grid.header for cell in parts), default=grid.span[0])
    start = text.rfind("\n", 0, max(0, grid.span[0])) + 1
    if text[start:first].strip(" \t　|"):
        words = text[start:first]
        return words if len(words) <= _LONGEST_TITLE else ""
    end = start - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if line and not _ASIDE.fullmatch(line):
            return line if len(line) <= _LONGEST_TITLE and not line.endswith("。") else ""
        end = start - 1
    return ""
