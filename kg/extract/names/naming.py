"""Where a text introduces persons by name: after a post, 村民, an age or a place, or as a clause opens on one.

What names are built of, `name` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.han import HAN
from kg.extract.names.name import (
    ANY,
    COMMON,
    FOLLOWERS,
    LOOSE,
    NAME,
    SURE_NAME,
    SURNAME_WORDS,
    SURNAMED,
    USUAL,
    is_name,
    is_sure_family,
    name_end,
)
from kg.extract.names.opening import opening
from kg.extract.names.title import TITLE, TITLES
from kg.extract.page.byline import SPEAKER
from kg.extract.reading import Naming, Reading
from kg.extract.wordlists import alternation
from kg.extract.words import frequency, word_over, words
from kg.model import Span

_LONGEST_PLACE, _LONGEST_ORGANISATION = 12, 24
_LONGEST_CUT = 8
_LONGEST_LABEL = 12
_LONGEST_TITLES = 40
_POST, _TITLE = re.compile(alternation("posts.txt")), re.compile(TITLE)
_TITLES_AT_END = re.compile(f"{TITLES}$")
_NOUNS = alternation("person_nouns.txt")
_NOUN = re.compile(_NOUNS)
_LISTED_TITLES = re.compile(rf"(?P<titles>{TITLES})、(?:{HAN}{{0,12}})$")
"""Posts before a noun: 肿瘤外科主任、第十批援藏干部."""
_HOME = re.compile(
    r"(?:[一二三四五六七八九十\d][组社]|村口|村头|村里|本村|同[村乡镇县车行桌班组厂]|一旁|身边|旁边|邻座|隔壁|对面|一起来)的"
)
_AGE = re.compile(r"岁的?(?!时)|年[逾愈过近]?[五六七八九]旬的?")
_DOING = re.compile(rf"(?:{alternation('what_persons_do.txt')})[^，。；：、\n的,:;]{{0,14}}(?:的|(?<=叫)|(?<=叫做))")
"""What a person is said to do, up to the name: 靠窗坐着的陆彩莲, 家住龙潭镇的王小兰."""
_CHOSEN = re.compile(
    r"(?:选派|选送|委派|指派|派出|派遣|抽调|任命|聘请|聘任|推选|选举|选聘|推荐)(?:了|了?[^，。；、,;\d]{2,8}的)?"
    rf"(?=(?:{HAN}|·){{2,8}}?(?:为|[担兼出]?任|到|赴|前往|挂职|进驻|驻村|作为)(?!期))"
)
"""Before somebody who is given a post or sent: 选派王建国任副县长."""
_COMMON_POST = re.compile(r"(?:干部|教师|老师|医生|护士|医师|技术员|队员|会计|民警|店员|工作人员)$")
"""Posts that many hold: what follows them is often no name."""
_ASIDE = re.compile(r"[（(][^（）()\n]{1,14}[）)]")
"""Between a post and the name: 副县长（挂职）王建国."""
_COLON, _LABEL = re.compile("[ 　]?[:：][ 　]?"), re.compile(rf"(?<!主)(?!主编|监制){TITLE}$")
_LABELLED_NAME = re.compile(rf"(?P<name>{LOOSE})(?P<mark>[ 、　\t]+)?(?=[\s，。；、（(　\d]|$|电话|手机|联系)")
"""After a post and a colon: 站长：王建军、李春梅."""
_GAP = re.compile(r"[ \t　“”]?")
_OF = re.compile("的")
_LINK = re.compile(r"和|与|及")
_SPEAKER = re.compile(rf"(?:(?![的等们]){HAN}){{2,5}}?(?=表示[，：,:]|介绍[，：说,:]|告诉记者|说[，：。,:])")
_NO_SPEAKER = frozenset((*SURNAME_WORDS, *"对也都就还又曾已正便才再则却并先的了我你他她这"))
"""What no name of any build begins with."""
_OF_PLACE = re.compile(
    rf"(?:[一二三四五六七八九十\d]+[组社队])?(?P<tie>籍的?|的|人(?![文力才民]))?(?:一[名位])?(?:今年)?(?P<age>\d\d岁的?)?"
    rf"(?:{HAN}{{1,4}}族)?(?P<noun>{_NOUNS})?"
)
"""After a place: 昭觉籍工人沙马木呷, 龙潭镇的冉俊松, 九寨沟小伙付友友."""
_ENDED = re.compile("(..)[及将则还从在已也都曾又就便可向与和被把对]")
"""A name of two with a word after it."""
_GOES_TO = re.compile(r"[赴到往在去来入进]$")
_POST_AFTER = r"副?(?:书记|[市县区州省镇乡局部院校]长|主任)|教授|医生|老师|医师"
_BEFORE_POST = re.compile(rf"(?P<name>{USUAL})(?P<post>{_POST_AFTER})(?!的|们|办|制|会)")
"""A name with its post after it: 李明辉医生."""
_SPEAKER_RULE = "speaker of the page"
_SHARED = re.compile(r"副[^、，]{1,4}$|常委$|委员$|成员$|干部$|教师$|医生$|老师$|队员$|专家$")
_IN_LIST = re.compile(rf"{USUAL}(?=[、，,。；等和与]|一行|参加|出席|陪同)")
_BEGINS = "，。、：的和与及由请上向,: 　\n“"
_SPEAKS = re.compile(
    r"(?:告诉记者|说[，：,:]|介绍说|高兴地|一家|家[里中有]|夫[妇妻]|老[人汉两]|今年\d\d|\d\d岁|[（(]\d\d岁)"
)


def find_namings(reading: Reading) -> list[Naming]:
    """Where a text introduces persons, in order; the page's authors are left out."""
    authors = {author.value for author in reading.source.authors}
    found: dict[int, Naming] = {}
    for naming in (
        *_after_cues(reading.clean),
        *_labelled(reading.clean),
        *_by_places(reading),
        *_by_organisations(reading),
        *opening(reading.clean),
        *_before_posts(reading),
        *_speakers(reading.clean),
    ):
        if (naming.name in authors and naming.rule != _SPEAKER_RULE) or _is_in_other_name(reading, naming):
            continue
        known = found.setdefault(naming.span[0], naming)
        place, post = known.place or naming.place, known.post or naming.post
        found[naming.span[0]] = replace(known, place=place, post=post, post_span=known.post_span or naming.post_span)
    for naming in [each for known in found.values() for each in _listed_after(reading.clean, known)]:
        if naming.name not in authors and not _is_in_other_name(reading, naming):
            found.setdefault(naming.span[0], naming)
    return sorted(found.values(), key=lambda naming: naming.span)


def _labelled(clean: str) -> Iterator[Naming]:
    """站长：王建军、李春梅."""
    for colon in _COLON.finditer(clean):
        name = _LABELLED_NAME.match(clean, colon.end())
        label = _LABEL.search(clean, max(0, colon.start() - _LONGEST_LABEL), colon.start()) if name else None
        while name and label:
            if is_name(name["name"], is_official=True):
                yield Naming(name["name"], name.span("name"), "after a label", label.group(), label.span())
            name = _LABELLED_NAME.match(clean, name.end()) if name["mark"] else None


def _listed_after(clean: str, one: Naming) -> Iterator[Naming]:
    """Names after one with a post that several may hold: 副县长张建国、李明辉等."""
    end = one.span[1]
    while one.post and _SHARED.search(one.post) and clean.startswith("、", end):
        match = _IN_LIST.match(clean, end + 1)
        if not match or not is_name(match.group(), is_official=True):
            return
        yield replace(one, name=match.group(), span=match.span(), rule="listed after a post")
        end = match.end()


def _after_cues(clean: str) -> Iterator[Naming]:
    """Names after a post, a noun for persons, an age, or what a person does."""
    for match in _POST.finditer(clean):
        between = _OF.match(clean, match.end()) or _ASIDE.match(clean, match.end())  # 挂职副市长的李世民
        is_official = not _COMMON_POST.search(match.group())
        span = (
            _name_at(clean, between.end(), SURE_NAME, most=ANY)
            if between
            else _name_at(clean, match.end(), NAME, is_official) or _speaker_at(clean, match.end())
        )
        titles = _TITLES_AT_END.search(clean, max(0, match.end() - _LONGEST_TITLES), match.end()) if span else None
        is_nickname = titles and clean[match.end()] == "”" and clean[titles.start() - 1] != "“"  # “大棚书记”
        if span and titles and not is_nickname:
            yield Naming(clean[slice(*span)], span, "after a post", titles.group(), titles.span())
    for match in _NOUN.finditer(clean):
        span = _name_at(clean, match.end(), NAME) or _speaker_at(clean, match.end())
        if span:
            titles = _LISTED_TITLES.search(clean, max(0, match.start() - _LONGEST_TITLES), match.start())
            post, at = (titles["titles"], titles.span("titles")) if titles else (None, None)
            yield Naming(clean[slice(*span)], span, "after a noun", post, at)
    for rule, cue in (
        ("after an age", _AGE),
        ("after what they do", _DOING),
        ("sent", _CHOSEN),
        ("after a home", _HOME),
    ):
        for match in cue.finditer(clean):
            span = _name_at(clean, match.end(), NAME, most=ANY)
            if span:
                yield Naming(clean[slice(*span)], span, rule)


def _name_at(
    clean: str, position: int, build: re.Pattern[str], is_official: bool = False, most: int = COMMON
) -> Span | None:
    """Where a name stands at a position, over a space or a quotation mark."""
    gap = _GAP.match(clean, position)
    start = gap.end() if gap else position
    match = build.match(clean, start)
    if start == position and _LINK.match(clean, start) and not (match and is_official and _is_he(match.group())):
        return None  # 教师和工人
    if match and match.end() - start == 2 and _is_noun(clean, start):
        return None  # 攒下的钱回到家里
    end = name_end(clean, match.span()) if match else start
    if end is None:
        return None
    is_sure = build is SURE_NAME or SURE_NAME.match(clean, start)
    if match and is_name(clean[start:end], is_official, most if is_sure else ANY):
        return start, end
    return _apart_at(clean, start) if build is NAME else None


def _word_follows(clean: str, position: int) -> bool:
    """Whether a word of several characters begins at a position: 荣获 after 汶川县的王桂芝."""
    return any(len(word) > 1 for word in words(clean[position : position + _LONGEST_CUT])[:1])


def _is_noun(clean: str, start: int) -> bool:
    """Whether what may be a family name is a noun of its own, after 的 or before a word."""
    is_money = clean[start] == "钱" and clean[start - 1 : start] == "的"
    return is_money or clean[start + 1 : start + 3] in FOLLOWERS


def _is_he(name: str) -> bool:
    """Whether 和 begins a name as a family name: 县长和丽军陪同."""
    return len(name) > 2 and name[0] == "和" and not frequency(name[1:])


def _apart_at(clean: str, position: int) -> Span | None:
    """A name of which no two characters are a word, up to a word or a mark: 卫其芳, 史会利出席."""
    if not SURNAMED.match(clean, position):
        return None
    cut = words(clean[position : position + _LONGEST_CUT].partition("\n")[0])
    length = next((at for at, word in enumerate(cut) if len(word) > 1 or not re.match(HAN, word)), 0)
    name = _ENDED.sub(r"\1", "".join(cut[:length]))
    length = len(name)
    is_sure = length in (2, 3) and name[0] not in SURNAME_WORDS and not word_over(clean, position)
    return (position, position + length) if is_sure and SURNAMED.fullmatch(name) and is_name(name, False, ANY) else None


def _speaker_at(clean: str, position: int) -> Span | None:
    """A name of any build between a post and what the person says."""
    match = _SPEAKER.match(clean, position)
    is_none = not match or _POST.match(clean, position) or word_over(clean, position)
    return match.span() if match and not is_none and not _is_phrase(match.group()) else None


def _is_phrase(text: str) -> bool:
    """Whether the words of a text are those of a sentence and no name's: 对记者, 去年就, 何大爷."""
    cut = words(text)
    return cut[0] in _NO_SPEAKER or any(len(word) > 1 and frequency(word) >= ANY for word in cut)


def _by_places(reading: Reading) -> Iterator[Naming]:
    """龙潭镇的冉俊松, 九寨沟小伙付友友."""
    for place in reading.places:
        tie = _OF_PLACE.match(reading.clean, place.end)
        if not tie:
            continue
        if _GOES_TO.search(reading.clean, max(0, place.start - 2), place.start) and not tie["tie"]:
            continue  # 赴粤务工人员
        is_tied = tie["tie"] or tie["noun"] or tie["age"]
        build, most = (NAME, COMMON) if tie["noun"] or tie["age"] else (SURE_NAME, ANY)
        span = _name_at(reading.clean, tie.end(), build, most=most)
        if span and build is SURE_NAME and span[1] - span[0] == 2 and not is_sure_family(reading.clean[slice(*span)]):
            span = None  # 无锡的商超
        if not span and (tie["tie"] or "").endswith("的"):
            span = _name_at(reading.clean, tie.end(), NAME, most=ANY)
            name = reading.clean[slice(*span)] if span else ""
            is_whole = bool(name) and is_sure_family(name)
            is_tied_to = "/" in place.value.key or (span and _word_follows(reading.clean, span[1]))
            span = span if is_whole and is_tied_to else None
        if span and (is_tied or _SPEAKS.match(reading.clean, span[1])):
            yield Naming(reading.clean[slice(*span)], span, "of a place", place=place.value)


def _by_organisations(reading: Reading) -> Iterator[Naming]:
    """中山六院的黄艳, as of a place."""
    for organisation in reading.organisations:
        if reading.clean.startswith("的", organisation.end) and organisation.rule != "said again":
            span = _name_at(reading.clean, organisation.end + 1, SURE_NAME, most=ANY)
            if span:
                name = reading.clean[slice(*span)]
                yield Naming(name, span, "of an organisation", place=organisation.value)


def _before_posts(reading: Reading) -> Iterator[Naming]:
    """李明辉医生, as a clause or a name begins, or right after an organisation."""
    ends = {organisation.end for organisation in reading.organisations}
    for match in _BEFORE_POST.finditer(reading.clean):
        is_begun = match.start() in ends or match.start() == 0 or reading.clean[match.start() - 1] in _BEGINS
        if is_begun and len(match["name"]) > 2 and is_name(match["name"], False, ANY):
            yield Naming(match["name"], match.span("name"), "before a post", match["post"], match.span("post"))


def _speakers(clean: str) -> Iterator[Naming]:
    """Who gives the speech that the page is."""
    for match in SPEAKER.finditer(clean):
        name = re.sub(r"\s", "", match["name"])
        yield Naming(name, match.span("name"), _SPEAKER_RULE, match["titles"], match.span("titles"))


def _is_in_other_name(reading: Reading, naming: Naming) -> bool:
    """Whether the name begins in a place's or an organisation's name, or is a pair of provinces (鲁渝).

    A place in a name (杨永胜) is none.
    """
    start, end = naming.span
    if set(naming.name) <= reading.gazetteer.paired_letters:
        return True
    if naming.name[0] in SURNAME_WORDS and (
        _TITLE.match(reading.clean, start + 1) or any(place.start == start + 1 for place in reading.places)
    ):
        return True  # 工人向浙江出发, 领队由副院长担任
    places = reading.within(reading.places, (start - _LONGEST_PLACE, start + 1))
    if naming.post and naming.rule == "after a post":
        places = [place for place in places if place.start < start or place.end >= end]  # 县长白玉山
    organisations = reading.within(reading.organisations, (start - _LONGEST_ORGANISATION, end))
    return any(other.start < end and start < other.end for other in (*places, *organisations))
