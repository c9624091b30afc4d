import pytest

from kg import ontology
from kg.model import Document, Entity, Evidence, Graph, Relation
from kg.programme import programmes

GIVER, RECEIVER = Entity("Place", "山东省", "370000"), Entity("Place", "重庆市", "500000")


@pytest.mark.parametrize(
    ("before", "quote", "title", "found"),
    [
        ("", "山东省对口帮扶重庆市", "鲁渝一家亲", []),
        ("", "东西部扶贫协作中，山东帮扶重庆", "", ["east_west_cooperation"]),
        ("", "对口支援和劳务协作", "", ["counterpart_support", "labour_cooperation"]),
        ("在对口合作中，", "山东帮扶重庆", "东西部协作", ["counterpart_cooperation"]),
        ("", "山东帮扶重庆", "山海协作结对名单", ["mountains_and_sea"]),
        ("", "援疆干部", "", ["counterpart_support"]),
    ],
)
def test_a_programme_is_what_the_words_nearest_to_the_pairing_say(
    before: str, quote: str, title: str, found: list[str]
) -> None:
    pairing = Relation(GIVER, "assists", RECEIVER, (Evidence("a", 0, 1, quote, "rule", before),))
    graph = Graph({"a": Document("a", "a.txt", title)}, {}, {}, {})
    assert programmes(graph, pairing, ontology.load()) == found
