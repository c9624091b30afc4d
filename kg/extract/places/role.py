"""What part a place plays in its clause: where workers go, whom aid is for, with whom, or whom the clause is about."""

from __future__ import annotations

import re
from enum import Enum

from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention


class Role(Enum):
    """The part a place plays."""

    TOPIC = "topic"
    """What the clause is about: no preposition says otherwise."""
    GOAL = "goal"
    """Where someone or something goes."""
    RECIPIENT = "recipient"
    """For whom or to whom."""
    PARTNER = "partner"
    """With whom."""
    LOCATION = "location"
    """Where it happens."""
    ORIGIN = "origin"
    """Where someone or something comes from."""


_WORKS = re.compile(
    r"[^，。；,;]{0,8}?(?:务工|就业|打工|上岗|返岗|(?<!帮扶)(?<!协作)(?<!扶贫)(?<!支援)(?<!援助)(?<!劳务)工作|从业|从事|创业|端稳)"
)
HOSTS = re.compile(r"[^。；]{0,12}?(?:举办|举行|合办|主办|承办|召开)")
"""在P举办: the place where it happens is whom it is about."""
_LIST_MARK = re.compile(r"\s*(?:、|和|及|以及)\s*")
COUNTED_ON = re.compile(
    r"[^，。；、]{0,10}?\d[\d.,]*[万千]?[余多]?人次?(?:左右|以上)?"
    r"(?:[、，,]\s*(?:其中|另有|还有)?(?:在|赴|到|往|去|至|输往|前往)|、|[，,](?=[^，。；、]{2,4}\d))"
)
"""Between places that each have their count of people: 赴广东1.6万人、浙江8700人, 在粤300人，在闽200人."""
ARRIVES = re.compile(r"(?:抵达|到达|驶抵|直抵|飞抵|驶[进入]|停靠在?|降落在?|落地|[送运]达|送抵)$")
"""Before the place at which a journey ends."""
_BEFORE = [
    (
        re.compile(
            r"(?:来到|走进|前往|奔赴|奔向|送往|发往|开往|返回|直达|直奔|直飞|驶向|飞向|开赴|(?:目的地|终点站?|终到站?)[是为]"
            r"|输送到|转移到|转移至|输送至|派[往驻赴]|赴|(?<!以)往|(?<![收得达受看接取见做遇听谈提享回])到|(?<!过)去|(?<![甚乃])至|飞往|(?<![以年月])来)了?$"
        ),
        Role.GOAL,
    ),
    (ARRIVES, Role.GOAL),
    (re.compile(r"(?:转移|输送|输出|输入|输转|销售?[往至到]|[远年热畅]销|供应|出口|运[往抵])$"), Role.GOAL),
    (re.compile(r"(?:与|和|同|跟|及|携手|联手|牵手|联合)$"), Role.PARTNER),
    (
        re.compile(
            r"(?:(?<![即必])将|把|向|给|对|(?<![成作称认视因名列定])为|帮助|帮扶|支援|援助|结对|支持|援建|助力|对接|帮"
            r"|助推|惠及|造福|反哺|投入|捐赠|捐助|资助|赠予|拨付|拨给|划拨)[了过着]?$"
        ),
        Role.RECIPIENT,
    ),
    (re.compile(r"(?:安排|拨付|下达|[划下]拨|拨给|捐[赠助资])$"), Role.RECIPIENT),
    (re.compile(r"(?:在|于|(?<![就都也而总但只可却还于老的])是|作为|成为|地处)$"), Role.LOCATION),
    (re.compile(r"(?:来自|从|自|占|入选|入围|列入|荣获|获评|获得|获)$"), Role.ORIGIN),
]
_WITH_HELP = re.compile(
    rf"[^，。；、\d]{{0,12}}?(?:{alternation('aid_verbs.txt')}|{alternation('helping_verbs.txt')}"
    r"|援建|支援|扶持|关[心怀爱]|牵线|搭桥|组织|带动|领导|[合协]作|捐助|资助)[^，。；、\d]{0,8}?(?<![上以])下"
)
"""After 在 and who helps what the clause is about: 西吉县在福州市的大力支持下建成车间12个."""
_VISITS = re.compile(r"[^，。；：\n]{0,12}?(?:(?<![\u4e00-\u9fff])|记者|笔者|我们)(?:走[进入]|来到|步入|踏[进入])了?$")
"""Before the place that a reporter sees, which what follows is about."""
_GOES_TO = "来赴抵返驻入进到"
"""Before the letter of a place."""
_REACH = 4


def roles_of(reading: Reading, sentence: Sentence, mentions: list[Mention[Entity]]) -> list[Role]:
    """The roles that the words around a sentence's places give them; a list shares its first member's."""
    roles: list[Role] = []
    for index, mention in enumerate(mentions):
        previous = mentions[index - 1] if index else None
        if previous and _goes_on(reading, previous, mention, roles[-1]):
            roles.append(roles[-1])
        else:
            is_alone = previous is None or sentence.clause_at(previous.start) != sentence.clause_at(mention.start)
            is_goal = mention.rule == "single letter" and reading.clean[mention.start - 1] in _GOES_TO
            roles.append(Role.GOAL if is_goal else _role(reading.clean, sentence, mention, is_alone))
    return roles


def _goes_on(reading: Reading, one: Mention[Entity], other: Mention[Entity], role: Role) -> bool:
    """Whether a place is listed after another, or as another goal of people with their count: 赴广东9人、浙江8人."""
    if _LIST_MARK.fullmatch(reading.clean, one.end, other.start):
        return True
    is_counted = role is Role.GOAL and COUNTED_ON.fullmatch(reading.clean, one.end, other.start)
    return bool(is_counted and not reading.is_own(other.value))


def _role(text: str, sentence: Sentence, mention: Mention[Entity], is_alone: bool) -> Role:
    before = text[max(sentence.start, mention.start - _REACH) : mention.start]
    for pattern, role in _BEFORE:
        if pattern.search(before):
            if role is Role.GOAL and _VISITS.fullmatch(text, sentence.clause(mention.start)[0], mention.start):
                return Role.TOPIC
            if role is Role.LOCATION and before.endswith(("在", "于")) and _WORKS.match(text, mention.end):
                return Role.GOAL
            if role is Role.LOCATION and _WITH_HELP.match(text, mention.end):
                return Role.PARTNER
            if role is Role.LOCATION and is_alone and HOSTS.match(text, mention.end):
                return Role.TOPIC
            is_first = mention.start - sentence.start <= 2
            return Role.TOPIC if role is Role.LOCATION and is_first else role
    return Role.TOPIC
