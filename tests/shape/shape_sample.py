"""A small graph: two pages, a pairing, workshops, an amount about which the text is vague, and a press office."""

from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation

SHANDONG = Entity("Place", "山东省", "370000")
CHONGQING = Entity("Place", "重庆市", "500000")
WENCHUAN = Entity("Place", "汶川县", "513221")
VILLAGE = Entity("Place", "丹泉村", "500242/龙潭镇/丹泉村")
OFFICE = Entity("Organization", "重庆市乡村振兴局", "1f2e3d")
PAGE = Entity("Document", "pairings", "pairings")

PLACES = (
    Place("100000", "中国", "country", None, "China"),
    Place("370000", "山东省", "province", "100000", "Shandong", 36.668530, 117.020359),
    Place("500000", "重庆市", "province", "100000", "Chongqing", 29.563761, 106.550464),
    Place("500242", "酉阳土家族苗族自治县", "county", "500000", "Youyang", 28.839828, 108.767201),
    Place("500242/龙潭镇", "龙潭镇", "town", "500242"),
    Place("500242/龙潭镇/丹泉村", "丹泉村", "village", "500242/龙潭镇"),
    Place("510000", "四川省", "province", "100000", "Sichuan", 30.659462, 104.065735),
    Place("513200", "阿坝藏族羌族自治州", "prefecture", "510000", "Ngawa", 31.899792, 102.221374),
    Place("513221", "汶川县", "county", "513200", "Wenchuan", 31.47463, 103.58067),
)
DOCUMENTS = (
    Document(
        "pairings", "pairings.html", "结对关系", "重庆市乡村振兴局", "2021-10-15", "https://example.org/a?b=1&c=2"
    ),
    Document("workshops", "workshops.txt", "车间复工"),
)


def evidence(doc: str, start: int, quote: str, rule: str) -> tuple[Evidence, ...]:
    return (Evidence(doc, start, start + len(quote), quote, rule),)


TOLD = evidence("pairings", 20, "山东省结对帮扶重庆市", "pairing.pair_up")
FACTS: dict[str, Fact] = {
    "f1": Relation(SHANDONG, "assists", CHONGQING, TOLD + evidence("workshops", 7, "鲁渝协作", "pairing.short")),
    "f2": Relation(PAGE, "published_by", OFFICE, evidence("pairings", 90, "重庆市乡村振兴局", "source.line")),
    "f3": Relation(PAGE, "published_on", "2021-10-15", evidence("pairings", 99, "2021年10月15日", "source.line")),
    "f4": Observation(
        WENCHUAN, "has_workshops", 21.0, "count", evidence("workshops", 40, "汶川县21个扶贫车间", "figure.count"),
        low=21.0, high=21.0, period="2020",
    ),
    "f5": Observation(
        CHONGQING, "cooperation_funds", 159_000_000.0, "yuan", evidence("pairings", 60, "1.59亿余元", "figure.money"),
        "more_than", low=159_000_000.0, period="2020-01/2020-10", counterpart=SHANDONG, confidence=0.9,
    ),
    "f6": Observation(
        VILLAGE, "completion_rate", 1.09, "ratio", evidence("workshops", 80, "109%", "figure.share"),
        population="registered_poor",
    ),
}  # fmt: skip


def build(facts: dict[str, Fact]) -> Graph:
    things = (SHANDONG, CHONGQING, WENCHUAN, VILLAGE, OFFICE, PAGE)
    return Graph(
        documents={document.id: document for document in DOCUMENTS},
        entities={str(thing.id): thing for thing in things},
        places={place.id: place for place in PLACES},
        facts=facts,
    )
