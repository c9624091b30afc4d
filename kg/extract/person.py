"""Persons: where a text introduces them by name, and whom a position of it is about.

A name stands after what introduces a person (a post, 村民, an age, a place with 的), or opens a clause that tells of a
person. What names are built of, `name` knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.name import ANY, COMMON, FOLLOWS, NAME, SURE_NAME, USUAL, is_name
from kg.extract.quantity import Figure
from kg.extract.reading import Naming, Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.extract.words import is_of_words
from kg.model import Entity, Mention, Span

_HAN = "[\u4e00-\u9fff]"
TITLE = rf"(?:驻村|常务|党支部|[省市州县区旗]委|党委|党组)?(?:{alternation('posts.txt')})"
"""A post as titles give it: 驻村第一书记, 常务副市长."""

_LONGEST_PLACE, _LONGEST_ORGANISATION = 12, 24
_LONGEST_TITLES = 40
_POST = re.compile(alternation("posts.txt"))
_TITLES = re.compile(rf"{TITLE}(?:、{TITLE})*$")
_NOUN = re.compile(alternation("person_nouns.txt"))
_HOME = re.compile(r"(?:[一二三四五六七八九十\d][组社]|村口|村头|村里|同村|本村)的")
_AGE = re.compile(r"岁的?")
_DOING = re.compile(
    r"(?:住在|家住|来自|毕业|打工|务工|上班|工作|创业|返乡|归来|退休|支教|挂职|坐[在着]?|站[在着]?|忙[着碌]?|正在|名叫|叫做|叫)"
    r"[^，。；：、\n的,:;]{0,14}(?:的|(?<=叫)|(?<=叫做))"
)
"""What a person is said to do, up to the name: 靠窗坐着的陆彩莲, 家住龙潭镇的王小兰."""
_GAP = re.compile(r"[\s“]?")
_LINK = re.compile(r"和|与|及")
_SPEAKER = re.compile(rf"(?:(?![的等们]){_HAN}){{2,5}}?(?=表示[，：,:]|介绍[，：说,:]|告诉记者|说[，：,:])")
_OF_PLACE = re.compile(
    rf"(?:[一二三四五六七八九十\\d]+[组社队])?(?P<tie>籍的?|的|人(?![文力才民]))?(?:一[名位])?(?:今年)?(?:\d\d岁的?)?(?:{_HAN}{{1,4}}族)?"
    rf"(?P<noun>{alternation('person_nouns.txt')})?"
)
"""After a place: 昭觉籍工人沙马木呷, 龙潭镇的冉俊松, 九寨沟小伙付友友."""
_PARTS = re.compile(
    rf"(?:(?<=[的，。、\s“岁是叫员民户人位名,])|^)(?P<name>(?:(?![的岁是叫]){_HAN}){{2,6}}·{_HAN}{{2,7}}?(?:·{_HAN}{{2,7}}?)?){FOLLOWS}"
)
_OPENS = re.compile(
    rf"(?:(?<=[，。！？；：”“　\s\n的,:;])|^)(?P<name>{USUAL})(?:[和与、](?P<other>{USUAL})(?=[是都一在说来]))?"
    rf"(?=是[^，。；,;]{{1,24}}(?:[人户员工民师生长]|兄弟|姐妹|夫妻|夫妇|党员|军人|干部|代表|书记|主任|老板|骨干|能手|一个|一位|一名)"
    r"|[，（(,](?:男|女|今年|现年|\d\d岁|是[^，。；,;]{1,24}[人民户员])|今年\d\d|毕业(?:于|后)|来自|家住|老家|告诉记者|坦言|回忆|感慨"
    r"|笑[着了说呵]|说[，：。,:]|[和的](?:丈夫|妻子|爱人|儿子|女儿|父亲|母亲|老伴)|家住|一家[^，。,]{0,3}口|显得|高兴|激动|家里|每月|每天"
    r"|[，,][^，。；,;]{2,16}(?:干部|职工|教师|医生|村民|员工|工人)[，。,])"
)
"""A name that opens a clause on a person: 王建国毕业于…, 李明辉，东营市人社局干部."""

_LEADS = re.compile(r"长|书记|主任|委员|常委|主席|负责人|发言人|总|巡视员|指挥|组织者|主持人")
_PRONOUN = re.compile(r"[他她](?!们)|自己|这[位名]")
_WHO = re.compile(r"[^，。；：,:;]{0,30}的[^，。；：,:;]{0,24}")
"""Between what somebody does and the name: 在北仑区上班的昭觉籍工人沙马木呷."""
_AND = re.compile(rf"(?:[和与、]|以及)(?:{alternation('person_nouns.txt')})?")
_PLURAL = re.compile(r"人均|户均|平均|均收入|他们|大家|群众|劳动力|员工")

_BEFORE_POST = re.compile(
    rf"(?:(?<=[，。、：\s的和与及由请上,:])|^)(?P<name>{USUAL})"
    r"(?P<post>(?:副?书记|副?(?:市|县|区|州|省|镇|乡)长|副?主任|副?局长|副?部长|副?院长|副?校长|教授|医生|老师|医师))(?!的|们|办|制|会)"
)
"""A name with its post after it: 李明辉医生."""


def find_namings(reading: Reading) -> list[Naming]:
    """Where a text introduces persons, in order; the page's authors are left out."""
    authors = {author.value for author in reading.source.authors}
    found: dict[int, Naming] = {}
    for naming in (
        *_after_cues(reading.clean),
        *_by_places(reading),
        *_with_parts(reading.clean),
        *_opening(reading.clean),
        *_before_posts(reading.clean),
    ):
        if naming.name in authors or _is_in_other_name(reading, naming):
            continue
        known = found.setdefault(naming.span[0], naming)
        place, post = known.place or naming.place, known.post or naming.post
        found[naming.span[0]] = replace(known, place=place, post=post, post_span=known.post_span or naming.post_span)
    return sorted(found.values(), key=lambda naming: naming.span)


def _after_cues(clean: str) -> Iterator[Naming]:
    """Names after a post, a noun for persons, an age, or what a person does."""
    for match in _POST.finditer(clean):
        span = _name_at(clean, match.end(), NAME, is_official=True) or _speaker_at(clean, match.end())
        titles = _TITLES.search(clean, max(0, match.end() - _LONGEST_TITLES), match.end()) if span else None
        if span and titles:
            yield Naming(clean[slice(*span)], span, titles.group(), titles.span(), None, "after a post")
    for match in _NOUN.finditer(clean):
        span = _name_at(clean, match.end(), NAME)
        if span:
            yield Naming(clean[slice(*span)], span, None, None, match.group(), "after a noun")
    for rule, cue in (("after an age", _AGE), ("after what they do", _DOING), ("after a home", _HOME)):
        for match in cue.finditer(clean):
            span = _name_at(clean, match.end(), NAME if cue is _AGE else SURE_NAME, most=ANY)
            if span:
                yield Naming(clean[slice(*span)], span, None, None, None, rule)


def _name_at(
    clean: str, position: int, build: re.Pattern[str], is_official: bool = False, most: int = COMMON
) -> Span | None:
    """Where a name stands at a position, over a space or a quotation mark."""
    gap = _GAP.match(clean, position)
    start = gap.end() if gap else position
    match = build.match(clean, start)
    if not match or (start == position and _LINK.match(clean, start)):
        return None  # 教师和工人
    is_sure = build is SURE_NAME or SURE_NAME.match(clean, start)
    return match.span() if is_name(match.group(), is_official, most if is_sure else ANY) else None


def _speaker_at(clean: str, position: int) -> Span | None:
    """A name of any build between a post and what the person says."""
    match = _SPEAKER.match(clean, position)
    return match.span() if match and not is_of_words(match.group()) and not _LINK.match(clean, position) else None


def _by_places(reading: Reading) -> Iterator[Naming]:
    for place in reading.places:
        tie = _OF_PLACE.match(reading.clean, place.end)
        if not tie or not (tie["tie"] or tie["noun"]):
            continue
        build, most = (NAME, COMMON) if tie["noun"] else (SURE_NAME, ANY)
        span = _name_at(reading.clean, tie.end(), build, most=most)
        if span:
            yield Naming(reading.clean[slice(*span)], span, None, None, None, "of a place", place.value)


def _with_parts(clean: str) -> Iterator[Naming]:
    """Names with ·, wherever they stand."""
    if "·" in clean:
        for match in _PARTS.finditer(clean):
            if not is_name(match["name"], False):
                continue
            yield Naming(match["name"], match.span("name"), None, None, None, "name with parts")


def _opening(clean: str) -> Iterator[Naming]:
    for match in _OPENS.finditer(clean):
        for group in ("name", "other"):
            if match[group] and is_name(match[group], False, ANY):
                yield Naming(match[group], match.span(group), None, None, None, "opens a clause")


def _before_posts(clean: str) -> Iterator[Naming]:
    for match in _BEFORE_POST.finditer(clean):
        if len(match["name"]) > 2 and is_name(match["name"], False, ANY):
            yield Naming(match["name"], match.span("name"), match["post"], match.span("post"), None, "before a post")


def find_persons(reading: Reading) -> list[Mention[Entity]]:
    """Every place where the text names a person whom it introduces; the rule tells officials from others."""
    officials = {naming.name for naming in reading.namings if naming.post and _LEADS.search(naming.post)}
    names = sorted({naming.name for naming in reading.namings}, key=len, reverse=True)
    found = []
    for match in re.finditer("|".join(map(re.escape, names)), reading.clean) if names else ():
        rule = "official" if match.group() in officials else "person"
        found.append(Mention("person", match.start(), match.end(), Entity("Person", match.group()), rule))
    return found


def current_person(reading: Reading, sentence: Sentence, position: int) -> Mention[Entity] | None:
    """The person that a position of a sentence is about, named before it there or taken up by a pronoun."""
    here = reading.within(reading.persons, (sentence.start, position))
    if here:
        return here[-1]
    has_pronoun = _PRONOUN.search(reading.clean, sentence.start, position)
    return last_person(reading, sentence) if has_pronoun else None


def acting_persons(
    reading: Reading, sentence: Sentence, mention: Mention[Entity], may_follow: bool = False
) -> list[Mention[Entity]]:
    """The persons who do something at a place or an organisation of a sentence.

    The one whose attribute it is (在…上班的X), else those named before or meant by a pronoun, else with `may_follow`
    the one that the next clause begins with (在…的车间，X正在…).
    """
    clauses, index = sentence.clauses, sentence.clause_at(mention.start)
    later = reading.within(reading.persons, (mention.end, clauses[index][1]))
    if later and _WHO.fullmatch(reading.clean, mention.end, later[0].start):
        return later[:1]
    person = current_person(reading, sentence, mention.start)
    if person:
        return [*_beside(reading, person), person]
    if may_follow and index + 1 < len(clauses):
        start, end = clauses[index + 1]
        named = reading.within(reading.persons, (start, end))
        has_pronoun = _PRONOUN.match(reading.clean, start)
        follower = named[0] if named else last_person(reading, sentence) if has_pronoun else None
        return [follower] if follower else []
    return []


def _beside(reading: Reading, person: Mention[Entity]) -> list[Mention[Entity]]:
    """The person listed right before another: 余俊飞和余绍明."""
    before = next(reading.before(reading.persons, person.start), None)
    return [before] if before and _AND.fullmatch(reading.clean, before.end, person.start) else []


def last_person(reading: Reading, sentence: Sentence) -> Mention[Entity] | None:
    """The person whom the paragraph named last before a sentence."""
    start = reading.paragraph_start(sentence)
    earlier = reading.within(reading.persons, (start, sentence.start))
    return earlier[-1] if earlier else None


def figure_person(reading: Reading, sentence: Sentence, figure: Figure, from_before: bool) -> Mention[Entity] | None:
    """The person whose figure it is, or None where it is about many or about an official's matters.

    A wage may be of a person named sentences ago (`from_before`), another sum only of one whom its sentence is about.
    """
    clause_start = sentence.clauses[sentence.clause_at(figure.start)][0]
    if _PLURAL.search(reading.clean, clause_start, figure.end):
        return None
    person = current_person(reading, sentence, figure.start)
    if not person and from_before:
        person = last_person(reading, sentence)
        between = reading.within(reading.places, (person.end, figure.start)) if person else []
        if any(place.rule == "own" for place in between):
            return None  # 全县, 我市: the text has gone on to the place
    return person if person and person.rule == "person" else None


def _is_in_other_name(reading: Reading, naming: Naming) -> bool:
    """Whether the name begins in a place's or an organisation's name, or is a pair of provinces (鲁渝).

    A place in a name (杨永胜) is none.
    """
    start, end = naming.span
    if set(naming.name) <= reading.gazetteer.paired_letters:
        return True
    places = reading.within(reading.places, (start - _LONGEST_PLACE, start + 1))
    organisations = reading.within(reading.organisations, (start - _LONGEST_ORGANISATION, end))
    return any(other.start < end and start < other.end for other in (*places, *organisations))
