"""A small graph made by hand: provinces, chains of pairings, figures of several years, and two pages."""

from kg.model import Document, Entity, Evidence, Graph, Observation, Place, Relation

PLACES = [
    Place("100000", "中国", "country", None, "China", 35.0, 105.0),
    Place("370000", "山东省", "province", "100000", "Shandong", 36.67, 117.02),
    Place("370100", "济南市", "prefecture", "370000", "Jinan", 36.65, 117.12),
    Place("500000", "重庆市", "province", "100000", "Chongqing", 29.56, 106.55),
    Place("500154", "开州区", "county", "500000", "Kaizhou", 31.16, 108.39),
    Place("500155", "梁平区", "county", "500000", "Liangping", 30.67, 107.8),
    Place("510000", "四川省", "province", "100000", "Sichuan", 30.65, 104.08),
    Place("513221", "汶川县", "county", "510000", "Wenchuan", 31.48, 103.59),
    Place("513221/水磨镇", "水磨镇", "town", "513221"),
    Place("330000", "浙江省", "province", "100000", "Zhejiang", 30.27, 120.15),
    Place("620000", "甘肃省", "province", "100000", "Gansu", 36.06, 103.83),
]
PLACE = {place.name: Entity("Place", place.name, place.id) for place in PLACES}
BUREAU = Entity("Organization", "重庆市乡村振兴局", "organization:a1")
FAIR = Entity("Event", "春风行动招聘会", "event:b2")
WORKER = Entity("Person", "李小花", "person:c3")
DAILY = Entity("Organization", "协作日报", "organization:d4")
PAGE = Entity("Document", "two", "document:e5")
POLICY = Entity("Document", "关于劳务协作的意见", "document:f6")
ENTITIES = [*PLACE.values(), BUREAU, FAIR, WORKER, DAILY, PAGE, POLICY]
DOCUMENTS = [
    Document("one", "pages/one.txt", "鲁渝劳务协作"),
    Document("two", "pages/two.html", "东西部协作", url="https://example.org/two"),
]


def said(doc: str, start: int, quote: str, rule: str = "rule") -> tuple[Evidence, ...]:
    """One piece of evidence."""
    return (Evidence(doc, start, start + len(quote), quote, rule),)


RELATIONS = {
    "r01": Relation(
        PLACE["山东省"],
        "assists",
        PLACE["重庆市"],
        said("one", 0, "山东省对口帮扶重庆市", "pairing.verb") + said("two", 4, "鲁渝协作", "pairing.letters"),
    ),
    "r02": Relation(PLACE["济南市"], "assists", PLACE["开州区"], said("one", 20, "济南市结对帮扶开州区"), "2021"),
    "r03": Relation(PLACE["浙江省"], "assists", PLACE["四川省"], said("two", 60, "浙江帮扶四川")),
    "r04": Relation(PLACE["浙江省"], "assists", PLACE["汶川县"], said("two", 70, "浙江支援汶川")),
    "r05": Relation(PLACE["重庆市"], "sends_workers_to", PLACE["山东省"], said("one", 80, "到山东务工")),
    "r06": Relation(BUREAU, "held", FAIR, said("one", 90, "举办春风行动招聘会")),
    "r07": Relation(WORKER, "holds_position", "车间主任", said("one", 110, "车间主任李小花")),
    "r08": Relation(PAGE, "published_by", DAILY, said("two", 200, "来源：协作日报")),
    "r09": Relation(PAGE, "published_on", "2021-03-02", said("two", 190, "2021年3月2日")),
    "r10": Relation(BUREAU, "issued", POLICY, said("one", 150, "印发《关于劳务协作的意见》"), "2020-07"),
    "r11": Relation(PLACE["山东省"], "assists", PLACE["重庆市"], said("one", 160, "2020年山东帮扶重庆"), "2020"),
}
OBSERVATIONS = {
    "o01": Observation(
        PLACE["汶川县"], "has_workshops", 21, "count", said("two", 40, "车间21个"), low=21, high=21, period="2021"
    ),
    "o02": Observation(PLACE["汶川县"], "has_workshops", 12, "count", said("one", 41, "车间12个"), period="2020"),
    "o03": Observation(PLACE["开州区"], "has_workshops", 30, "count", said("one", 51, "车间30余个"), "more_than", 30),
    "o04": Observation(
        PLACE["重庆市"], "cooperation_funds", 6.5e8, "yuan", said("one", 120, "山东投入6.5亿元"), period="2020",
        counterpart=PLACE["山东省"],
    ),
    "o05": Observation(
        PLACE["重庆市"], "transferred_workers", 2000, "person", said("one", 130, "转移2000人到山东"),
        period="2020-01/2020-10", population="registered_poor", counterpart=PLACE["山东省"],
    ),
    "o06": Observation(PLACE["重庆市"], "trained_people", 800, "person", said("one", 140, "培训800人"), period="2020"),
    "o07": Observation(PLACE["重庆市"], "trained_people", 900, "person", said("two", 140, "培训900人"), period="2020"),
}  # fmt: skip


def small_graph() -> Graph:
    """The graph: every thing that a fact names, every place and what it is part of."""
    return Graph(
        {document.id: document for document in DOCUMENTS},
        {str(entity.id): entity for entity in ENTITIES},
        {place.id: place for place in PLACES},
        {**RELATIONS, **OBSERVATIONS},
    )
