"""A small graph for the pictures, and the same with strings of one's choice wherever a page may put one."""

from pathlib import Path

from kg.model import Document, Entity, Evidence, Graph, Observation, Place, Relation
from kg.view import write_html

HOSTILE = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for line in Path(__file__).with_name("hostile_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


def build(text: str = "", url: str = "https://example.org/1") -> Graph:
    """Pairings at two levels and within a province, figures, two pages; `text` is added to every name and quote."""
    places = {
        "370000": Place("370000", "山东省" + text, "province", "100000", "Shandong" + text),
        "370100": Place("370100", "济南市" + text, "prefecture", "370000", "Jinan" + text),
        "500000": Place("500000", "重庆市" + text, "province", "100000", "Chongqing" + text),
        "500156": Place("500156", "武隆区" + text, "county", "500000", "Wulong" + text, 29.3, 107.7),
        "440000": Place("440000", "广东省" + text, "province", "100000", "Guangdong" + text),
        "440300": Place("440300", "深圳市" + text, "prefecture", "440000"),
        "441600": Place("441600", "河源市" + text, "prefecture", "440000"),
        "513221": Place("513221", "汶川县" + text, "county", "510000", "Wenchuan" + text),
    }
    entity = {id: Entity("Place", place.name, id) for id, place in places.items()}
    camp = Entity("Place", "营地" + text, "营地" + text)

    def told(doc: str, start: int, quote: str) -> tuple[Evidence, ...]:
        return (Evidence(doc, start, start + len(quote), quote + text, "rule" + text, "据悉，" + text, "。" + text),)

    facts = {
        "f1": Relation(entity["370000"], "assists", entity["500000"], told("a", 0, "山东省帮扶重庆市")),
        "f2": Relation(entity["370000"], "assists", entity["500000"], told("b", 0, "东西部协作"), "2021/.."),
        "f3": Relation(entity["370100"], "assists", entity["500156"], told("a", 20, "济南结对武隆"), "2021-05/2022-05"),
        "f4": Relation(entity["440300"], "assists", entity["441600"], told("a", 40, "深圳帮扶河源")),
        "f5": Relation(entity["370000"], "assists", camp, told("b", 50, "山东支援营地")),
        "f6": Relation(entity["500000"], "sends_workers_to", entity["370000"], told("b", 60, "到山东务工")),
        "f7": Observation(
            entity["513221"], "has_workshops", 21.0, "count", told("a", 70, "扶贫车间21个"), period="../2020-04-24"
        ),
        "f8": Observation(
            entity["500000"], "cooperation_funds", 159_000_000.0, "yuan", told("b", 80, "1.59亿余元"), "more_than",
            counterpart=entity["370000"], population="registered_poor" + text,
        ),
        "f9": Observation(entity["500000"], "completion_rate" + text, 1.09, "ratio", told("b", 90, "完成109%")),
        "f10": Relation(Entity("Person", "绣娘" + text, "p"), "works_in", entity["513221"], told("a", 95, "在汶川")),
    }  # fmt: skip
    documents = {
        "a": Document("a", "a.html", "标题" + text, "日报" + text, "2021-10-15", url),
        "b": Document("b", "b.txt"),
    }
    return Graph(documents, {f"Place/{each.id}": each for each in (*entity.values(), camp)}, places, facts)


def written(graph: Graph, file: Path, **options: Path) -> Path:
    """The page of a graph."""
    with file.open("wb") as out:
        write_html(graph, out, **options)
    return file
