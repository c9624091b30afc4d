"""Documents by who issued them, where no verb says so: right after their issuers (省人社厅、省扶贫办《…意见》), or in
the title of the notice that puts them into force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.relations.actor import distinct
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Relation

_OWN_DOCUMENT = re.compile(
    r"(?:[(（][^()（）]{2,40}[)）])?(?:印发的?|出台的?|下发的?|《关于印发)?"
    rf"《(?P<name>[^》]{{4,60}}(?:{alternation('document_kinds.txt')}))》"
)
_BETWEEN_ISSUERS = ("、", "和", "与", " ", "会同", "联合")
_COMES_OUT = re.compile(
    r"《(?P<name>[^》]{4,60})》(?:在[^，。；]{1,8}?)?(?:正式|今日|[近日昨]日|日前|全文)*(?:发布|印发|出台|公布)"
)
_NOTICE = re.compile(r"(?:关于(?:印发|下发|发布)|现将)《(?P<name>[^》]{4,60})》(?:的通知|印发)")
_SIGNERS = re.compile(r"[\s　、]+")


def documents_after_issuers(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """Documents named right after the organisations that issued them: 省人社厅、省扶贫办《…意见》."""
    organisations = reading.within(reading.organisations, (sentence.start, sentence.end))
    for index, organisation in enumerate(organisations):
        match = _OWN_DOCUMENT.match(reading.clean, organisation.end)
        if not match:
            continue
        first = index
        while first and reading.clean[organisations[first - 1].end : organisations[first].start] in _BETWEEN_ISSUERS:
            first -= 1
        evidence = reading.evidence((organisations[first].start, match.end()), "organisation and its document")
        for issuer in organisations[first : index + 1]:
            yield Relation(issuer.value, "issued", Entity("Document", match["name"]), evidence)


def documents_of_names(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """Documents that come out and whose names begin with who issued them: 《岷江集团社会责任报告》在京发布."""
    for match in _COMES_OUT.finditer(reading.clean, sentence.start, sentence.end):
        first = next(iter(reading.within(reading.organisations, match.span("name"))), None)
        if first and first.start == match.start("name"):
            evidence = reading.evidence(match.span(), "document with its issuer's name")
            yield Relation(first.value, "issued", Entity("Document", match["name"]), evidence)


def documents_of_notice(reading: Reading) -> Iterator[Relation]:
    """The document that a notice puts into force, by the organisations that sign it in a line of their own."""
    notice = _NOTICE.search(reading.clean)
    if not notice:
        return
    for sentence in reading.sentences:
        signers = reading.within(reading.organisations, (sentence.start, sentence.end))
        rest = reading.clean[sentence.start : sentence.end]
        for signer in signers:
            rest = rest.replace(reading.clean[signer.start : signer.end], "")
        if signers and not _SIGNERS.sub("", rest):
            evidence = reading.evidence(notice.span(), "notice and who signs it")
            for issuer in distinct(signer.value for signer in signers):
                yield Relation(issuer, "issued", Entity("Document", notice["name"]), evidence, reading.source.today)
