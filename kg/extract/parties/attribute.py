"""Places that only say more of something else: where firms are from, who gave or built it, what a station is called."""

from __future__ import annotations

import re

from kg.extract.page.side import AID_VERBS

_CLASS = re.compile(r"班(?![子次期车])")
"""After a place: the name of a class of pupils, 浙江班."""
_STATION = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:(?:火车|高铁|汽车|客运|动车|[东西南北])站(?!点)|机场)")
"""After a place: the name of a station."""
_OF = re.compile(
    r"(?:籍|当地|本地|的[^，。；、\d]{0,4}?)?(?:企业|客商|商家|市场|订单|做法|经验|模式|样[板本]|案例)"
    r"|[^，。；]{0,4}?(?:空白|领先|首[例家个座条]|第[一二三]|之最|前列)"
)
_COUNTED_FIRMS = re.compile(r"的?\d+[余多]?家[^，。；、]{0,4}?(?:企业|单位|公司|用人)")
_GAVE = re.compile(
    rf"[省市区县]?(?:对口|定点|结对)?(?:(?:{AID_VERBS}|[援捐帮]建|捐[赠助款资]|资助|投资|出资|投入)[^，。；、\d]{{0,6}}?的"
    rf"|(?:{AID_VERBS}|援[疆藏青川])(?:资金|项目)|的?(?:大力|倾力|全力|鼎力|无私)?(?:支持|帮助|帮扶|援助|扶持|牵线|协助)下?[，,])"
)
_SITE = r"车间|工厂|厂[区房里]|基地|合作社|社区|安置[点区]|产业园|园区|大棚|工坊"
_HAS_OTHER = re.compile(rf"的(?![^，。；、\d]{{0,12}}?(?:{_SITE}))")
_BUILT_BY = re.compile(
    r"由[^，。；]{2,40}?(?:共建|合建|援建|承建|捐建|打造|建设|投资|出资|资助|运营|经营|开办|创办|引进|引入|招引|牵线|提供|实施)"
)

_AT = re.compile(r"[在于](?:(?:(?![、和与及])[\u4e00-\u9fff]){2,6}[、和与及])*$")
_SETS_UP = re.compile(
    r"(?:(?:[、和与及]|以及)[\u4e00-\u9fff]{2,5}?|等地|等市|等省市|[省市县区]){0,4}(?:共|分别|累计|先后|还|等)*"
    r"(?:建成|建立|建设|设立|开设|成立|布局|挂牌)了?"
)
"""After a place where somebody from elsewhere makes something: 在杭州、宁波建成科创飞地8个."""
_RANKED = re.compile(
    r"的?[^，。；、\d]{0,6}?(?:最[\u4e00-\u9fff]{1,3}|居首|居[前末]|第[一二三]|次之|紧随其后|领先|垫底|较[多少])[，,：:]"
)
"""After a place that is first or last of several: 沙子镇最少，."""


def names_class(clean: str, end: int) -> bool:
    """Whether a class of pupils has the name of a place that ends here: 浙江班."""
    return bool(_CLASS.match(clean, end))


def names_station(clean: str, end: int) -> bool:
    """Whether a station has it: 百色火车站."""
    return bool(_STATION.match(clean, end))


def is_whence(clean: str, end: int) -> bool:
    """Whether it says where firms or orders are from, where a thing was done first, or among whom it is first."""
    return bool(_OF.match(clean, end))


def counts_firms(clean: str, end: int) -> bool:
    """Whether firms that are counted follow it: 顺德236家企业."""
    return bool(_COUNTED_FIRMS.match(clean, end))


def gave(clean: str, end: int) -> bool:
    """Whether it gave or built what the words are about, or helped: 长乐区援建的车间, 通过栖霞区的帮助."""
    return bool(_GAVE.match(clean, end))


def names_builder(clean: str, start: int, position: int) -> bool:
    """Whether a clause names somebody only as who built what it is about: 产业园由历下区与龙山县共建."""
    return any(by.start() < position < by.end() for by in _BUILT_BY.finditer(clean, start))


def has_other(clean: str, end: int) -> bool:
    """Whether something of it that is no site there is told of: 固玛镇的老乡."""
    return bool(_HAS_OTHER.match(clean, end))


def is_set_up_at(clean: str, since: int, start: int, end: int) -> bool:
    """Whether somebody from elsewhere sets something up at it: 在杭州、宁波建成科创飞地8个."""
    return bool(_AT.search(clean, since, start) and _SETS_UP.match(clean, end))


def rank_end(clean: str, end: int) -> int | None:
    """Where the words end that say that it is first or last of several, if they do: 沙子镇最少，只有27人."""
    rank = _RANKED.match(clean, end)
    return rank.end() if rank else None
