"""The persons of a page: every place that names one, and whom a position of the text is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from kg.extract.han import HAN
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Naming, Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation, lines, words_of
from kg.model import Entity, Mention

_ADDRESSES = lines("addresses.txt")
_LEADS = re.compile(alternation("official_endings.txt"))
_HEADS_FIRM = re.compile(r"经理|[厂场店社]长|董事长|理事长|老板|负责人|带头人")
_LIFE = re.compile(
    r"(?:今年)?[，,]?\d\d岁|[^。；]{0,24}?(?:打工|务工|闯荡|打拼|返乡|[回归]乡|回到(?:家乡|老家|村)|回村|回家|辞职|老家|曾[在当做]|[当做干]过)|是[^，。；]{2,12}人[，,。]"
)
"""After a name: whence the person came back, or how old they are."""
THEY = re.compile("[他她](?!们)")
"""The pronoun of one person."""
_OTHERS_NOUN = {
    "他": re.compile(f"(?:{alternation('women.txt')})$"),
    "她": re.compile(f"(?:{alternation('men.txt')})$"),
}
"""Before the name of somebody for whom a pronoun does not stand: 妻子 before whom 他 leaves out."""
_LONGEST_NOUN = 4
_PRONOUN = re.compile(rf"{THEY.pattern}|自己|这[位名]")
_GOES_ON = re.compile(r"[“]?(?:以前|过去|从前|原来|起初|曾经|后来|如今|现在|眼下|每天|平时)")
"""A sentence that begins so, and names no other, is still about the person before."""
_WHO = re.compile(r"[^，。；：,:;]{0,30}的[^，。；：,:;]{0,24}")
"""Between what somebody does and the name: 在北仑区上班的昭觉籍工人沙马木呷."""
_WHO_THEY = re.compile(rf"{_WHO.pattern}{THEY.pattern}")
"""And a pronoun: 在北仑区上班的他."""
_AND = re.compile(rf"(?:[和与、]|以及)(?:{alternation('person_nouns.txt')})?")
_LEAST_PART, _LONGEST_USUAL = 2, 3
"""Characters of a first name that stands for the whole one, and of a usual name."""
_LONGEST_LEAD = 50
"""Characters between what somebody says and their name."""
ME = "(?<![自你])[我俺](?![们国省市州县区乡镇村校院局厅委行司社处所厂])"
"""我 as the one who speaks: 我去年回来, but no 我县, 我们."""
_FIRST_PERSON = re.compile(f"{ME}|我家|家里")
_MINE = re.compile("[“，]现?在?我(?:现在|如今|今年|去年|每个?月|每天|一年|一个月|一天|家)")
"""In what an official says, too, of their own: “我每个月能挣2800元。”车间组长…说."""
_AFFECTED = re.compile(
    r"(?:经(?![济营常验])过?|通过|给|向|把|对(?!口)|帮(?!扶|手)助?|教(?![师育授研练])会?|让|(?<![作成认身])为|被|请来?|邀请|聘请|带(?!头|动|货|教)[着领]?|找到?|见到|遇到"
    rf"|送|派(?!驻)|跟着?|随|像|据|[和同与](?=[^，。；]*(?:这样|那样|一样)))(?:(?![的是]){HAN}|[（）“”·]){{0,20}}$"
)
"""Before a person to whom or with whom somebody else does something."""
_UNDER = re.compile(
    r"的?(?:[指引]导|帮[助扶]|带[领动]|支持|介绍|动员|影响|推荐|劝说|鼓励|建议|培养|培训|陪同|示范)(?:和[^，。]{2,4})?下|这样|那样|一样|(?:告诉|通知|[让叫劝帮带给教]|建议|介绍|推荐|动员)我"
)
"""After a person by whose help somebody else does something, or who is but an example."""
_LIVES = re.compile(
    f"{HAN}{{0,4}}?(?:居住|生活|所在|工作|上班|务工|打工|任教|任职|就读|驻守|驻点|驻村|帮扶|挂职|服务|安家|落户|创办|开办|经营|负责|管理)过?的(?!{HAN}{{1,8}}(?:说|是))"
)
"""After a person of whose home or work a sentence goes on to tell: 李会芬居住的木城社区."""
_I = re.compile(f"[^“]*{ME}")
"""The narrator outside of quotation marks."""
_I_AM = re.compile(r"我(?:叫|是|名叫|的名字叫)$")
_PLURAL = re.compile(
    rf"人均|户均|平均|每[人户名]|均收入|他们|大家|群众|劳动力|员工"
    rf"|^{HAN}{{0,6}}?(?:{alternation('kinds_of_workers.txt')})|^{HAN}{{2,8}}?的(?:(?:一个|每个?)[月天年]|[也就都还]|能|可以?|最多|[拿挣领])"
)
"""Of many, or of a kind of workers: 手脚麻利的一个月能拿3800元."""


def find_persons(reading: Reading) -> list[Mention[Entity]]:
    """Every place where the text names a person whom it introduces; the rule tells officials from others."""
    officials = {naming.name for naming in reading.namings if naming.post and _LEADS.search(naming.post)}
    officials -= {naming.name for naming in reading.namings if _tells_life(reading, naming)}
    officials |= {naming.name for naming in reading.namings if f"{naming.name}表示" in reading.clean}
    known = {naming.name: naming.name for naming in reading.namings}
    known = {**_short_names(known), **known}
    found = []
    for match in re.finditer(words_of(known), reading.clean) if known else ():
        name = known[match.group()]
        if name != match.group() and reading.within(reading.places, match.span()):
            continue  # 小金县
        rule = "official" if name in officials else "person"
        found.append(Mention("person", match.start(), match.end(), Entity("Person", name), rule))
    return found


def _tells_life(reading: Reading, naming: Naming) -> bool:
    """Whether the page tells the life of a firm's head, as of any person: 公司负责人桂香今年41岁."""
    return bool(naming.post and _HEADS_FIRM.search(naming.post) and _LIFE.match(reading.clean, naming.span[1]))


def _short_names(names: Iterable[str]) -> dict[str, str]:
    """What a page may call persons once it has introduced them: 老郑, 郑大姐, 吐尔逊江 for 吐尔逊江·艾合买提."""
    whole = sorted(names)
    short = {first: name for name in whole if (first := name.partition("·")[0]) != name and len(first) > _LEAST_PART}
    families = Counter(name[0] for name in whole)
    for name in whole:
        if families[name[0]] == 1 and len(name) <= _LONGEST_USUAL and "·" not in name:
            short |= {f"{before}{name[0]}": name for before in "老小"}
            short |= {f"{name[0]}{address}": name for address in _ADDRESSES}
    return short


def current_person(reading: Reading, sentence: Sentence, position: int) -> Mention[Entity] | None:
    """The person that a position of a sentence is about, named before it there or taken up by a pronoun."""
    they = next(reversed(THEY.findall(reading.clean, sentence.start, position)), "")
    here = reading.within(reading.persons, (sentence.start, position))
    here = [each for each in here if they not in reading.clean[each.end : position] or _suits(reading, each, they)]
    doing = [each for each in here if is_doing(reading, sentence, each)]
    if doing:
        return doing[-1]
    if here and not THEY.search(reading.clean, here[-1].end, position):
        return here[-1]
    has_pronoun = _PRONOUN.search(reading.clean, sentence.start, position) or _GOES_ON.match(
        reading.clean, sentence.start
    )
    if not has_pronoun:
        return narrator(reading) if _I.match(reading.clean, sentence.start, position) else None
    return last_person(reading, sentence, they) or (_person_before(reading, sentence, they) if they else None)


def _suits(reading: Reading, person: Mention[Entity], they: str) -> bool:
    """Whether a pronoun may stand for a person, by the nouns that introduce them: 妻子王琼 is no 他."""
    noun = _OTHERS_NOUN.get(they)
    starts = (naming.span[0] for naming in reading.namings if naming.name == person.value.name)
    return noun is None or not any(noun.search(reading.clean, max(0, at - _LONGEST_NOUN), at) for at in starts)


def is_doing(reading: Reading, sentence: Sentence, person: Mention[Entity]) -> bool:
    """Whether a person that a sentence names does what it tells, and not somebody else to them or with them."""
    clause = sentence.clause(person.start)[0]
    is_affected = _AFFECTED.search(reading.clean, clause, person.start) or _UNDER.match(reading.clean, person.end)
    return not is_affected and not _LIVES.match(reading.clean, person.end)


def _person_before(reading: Reading, sentence: Sentence, they: str) -> Mention[Entity] | None:
    """The person whom the paragraph before that of a sentence named last, one for whom the pronoun may stand."""
    start = reading.paragraph_start(sentence)
    earlier = next((each for each in reading.before(reading.persons, start) if _suits(reading, each, they)), None)
    is_near = earlier and "\n" not in reading.clean[earlier.end : start].strip()
    return earlier if is_near else None


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
        joined = later[1:] and _AND.fullmatch(reading.clean, later[0].end, later[1].start)
        return later[: 2 if joined else 1]
    pronoun = _WHO_THEY.match(reading.clean, mention.end, clauses[index][1])
    if pronoun:
        person = current_person(reading, sentence, pronoun.end())
        return [person] if person else []
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


def narrator(reading: Reading) -> Mention[Entity] | None:
    """Who tells the page: 我叫尚国民."""
    told = (each for each in reading.persons if _I_AM.search(reading.clean, max(0, each.start - 4), each.start))
    return next(told, None)


def last_person(reading: Reading, sentence: Sentence, they: str = "") -> Mention[Entity] | None:
    """The person whom the paragraph named last before a sentence, one for whom the pronoun may stand."""
    start = reading.paragraph_start(sentence)
    index = bisect_left(reading.sentences, sentence.start, key=lambda each: each.start)
    earlier: Mention[Entity] | None = None
    while index and (before := reading.sentences[index - 1]).start >= start:
        named = reading.within(reading.persons, (before.start, before.end))
        named = [each for each in named if _suits(reading, each, they)]
        doing = [each for each in named if is_doing(reading, before, each)]
        if doing:
            return doing[-1]
        earlier, index = earlier or (named[-1] if named else None), index - 1
    return earlier


def quote_end(reading: Reading, figure: Figure) -> int | None:
    """Where the quotation marks close in which a figure stands, if they do in its line."""
    clean = reading.clean
    start, end = clean.rfind("“", 0, figure.start), clean.find("”", figure.end)
    line_end = clean.find("\n", figure.end)
    is_quoted = clean.find("”", max(start, 0), figure.start) < 0 <= start and clean.find("\n", start, figure.start) < 0
    return end if is_quoted and end >= 0 and not 0 <= line_end < end else None


def speaker(reading: Reading, figure: Figure) -> Mention[Entity] | None:
    """Who says of themself what stands in quotation marks before their name: “去年挣了4万元。”村民马志强说."""
    end = quote_end(reading, figure)
    if end is None:
        return None
    line_end = reading.clean.find("\n", end)
    last = min(end + _LONGEST_LEAD, line_end if line_end > 0 else len(reading.clean))
    named = reading.within(reading.persons, (end, last))
    return named[0] if named else None


def figure_person(reading: Reading, sentence: Sentence, figure: Figure, from_before: bool) -> Mention[Entity] | None:
    """The person whose figure it is, or None where it is about many or about an official's matters.

    A wage may be of a person named sentences ago (`from_before`), another sum only of one whom its sentence is about.
    """
    if _PLURAL.search(reading.clean[sentence.clause(figure.start)[0] : figure.end]):
        return None
    person = current_person(reading, sentence, figure.start)
    if not person and (from_before or _FIRST_PERSON.search(reading.clean, sentence.start, figure.end)):
        person = speaker(reading, figure)
    if not person and from_before:
        person = last_person(reading, sentence)
        between = reading.within(reading.places, (person.end, figure.start)) if person else []
        if any(place.rule == "own" for place in between):
            return None  # 全县, 我市: the text has gone on to the place
    is_own = person and (person.rule == "person" or _MINE.search(reading.clean, sentence.start, figure.start))
    return person if is_own else None
