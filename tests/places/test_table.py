"""What must hold of the tables whatever they say."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from kg.places import load
from kg.places.gazetteer import _rows

PLACES = load().places
ENGLISH = Path(__file__).with_name("english.tsv")


def test_every_parent_exists_and_every_chain_ends_at_the_country() -> None:
    assert [place.id for place in PLACES.values() if place.parent is None] == ["100000"]
    assert all(load().ancestors(place_id)[-1] == "100000" for place_id in PLACES if place_id != "100000")


def test_ids_are_unique() -> None:
    ids = [row[0] for row in _rows("places.tsv.gz")]
    assert len(ids) == len(set(ids))


def test_level_agrees_with_id() -> None:
    for place in PLACES.values():
        zeros = len(place.id) - len(place.id.rstrip("0"))
        expected = "province" if place.id.endswith("0000") else "prefecture" if place.id.endswith("00") else "county"
        assert place.level == ("country" if place.id == "100000" else expected), (place, zeros)


def test_there_are_as_many_divisions_as_the_state_counts() -> None:
    levels = Counter(place.level for place in PLACES.values())
    # 333 prefectures and 雄安新区.
    # 2,844 counties at the end of 2023; two set up in 2024, 两江新区, 大柴旦, four districts of 大兴安岭.
    assert levels == {"country": 1, "province": 34, "prefecture": 334, "county": 2852}


@pytest.mark.parametrize(
    ("place_id", "name", "parent"),
    [
        ("370000", "山东省", "100000"),
        ("371400", "德州市", "370000"),
        ("500242", "酉阳土家族苗族自治县", "500000"),
        ("500101", "万州区", "500000"),
        ("110105", "朝阳区", "110000"),
        ("419001", "济源市", "410000"),
        ("429004", "仙桃市", "420000"),
        ("469001", "五指山市", "460000"),
        ("659002", "阿拉尔市", "650000"),
        ("659012", "白杨市", "650000"),
        ("441900", "东莞市", "440000"),
        ("442000", "中山市", "440000"),
        ("460400", "儋州市", "460000"),
        ("620200", "嘉峪关市", "620000"),
        ("330113", "临平区", "330100"),
        ("330114", "钱塘区", "330100"),
        ("610981", "旬阳市", "610900"),
        ("520581", "黔西市", "520500"),
        ("520204", "水城区", "520200"),
        ("540481", "米林市", "540400"),
        ("653229", "和安县", "653200"),
        ("460302", "西沙区", "460300"),
        ("710000", "台湾省", "100000"),
    ],
)
def test_units_that_are_easily_missed(place_id: str, name: str, parent: str) -> None:
    assert (PLACES[place_id].name, PLACES[place_id].parent) == (name, parent)


@pytest.mark.parametrize("place_id", ["110100", "419000", "429000", "469000", "500100", "500200", "659000"])
def test_placeholders_are_no_places(place_id: str) -> None:
    assert place_id not in PLACES


@pytest.mark.parametrize(
    ("place_id", "name_en"),
    [
        ("370000", "Shandong"),
        ("610000", "Shaanxi"),
        ("140000", "Shanxi"),
        ("500000", "Chongqing"),
        ("513221", "Wenchuan"),
        ("513200", "Aba"),
        ("500242", "Youyang"),
        ("500233", "Zhongxian"),
        ("650100", "Urumqi"),
        ("653100", "Kashgar"),
        ("540200", "Xigaze"),
        ("150600", "Ordos"),
        ("610100", "Xi'an"),
        ("140400", "Changzhi"),
        ("411100", "Luohe"),
        ("211300", "Chaoyang"),
        ("522701", "Duyun"),
    ],
)
def test_english_names(place_id: str, name_en: str) -> None:
    assert PLACES[place_id].name_en == name_en


@pytest.mark.parametrize("line", ENGLISH.read_text(encoding="utf-8").splitlines()[1:])
def test_readings_that_dictionaries_miss(line: str) -> None:
    name, name_en = line.split("\t")
    assert {place.name_en for place in PLACES.values() if place.name == name} == {name_en}


def test_every_english_name_is_written_in_latin_letters() -> None:
    assert [p.id for p in PLACES.values() if not p.name_en or not p.name_en.replace("ü", "u").isascii()] == []


def test_coordinates_lie_in_china_and_few_are_missing() -> None:
    placed = [place for place in PLACES.values() if place.lat is not None and place.lon is not None]
    assert len(placed) > 0.97 * len(PLACES)
    assert all(3 < place.lat < 54 and 73 < place.lon < 136 for place in placed if place.lat and place.lon)


def test_ancestors_are_nearest_first() -> None:
    gazetteer = load()
    assert gazetteer.ancestors("513221") == ("513200", "510000", "100000")
    assert gazetteer.ancestors("500242/龙潭镇/丹泉村") == ("500242/龙潭镇", "500242", "500000", "100000")
    assert gazetteer.is_within("500242/龙潭镇", "500000")
    assert gazetteer.is_within("513221", "513221")
    assert not gazetteer.is_within("510000", "513221")


def test_every_name_leads_to_a_place() -> None:
    gazetteer = load()
    for place in PLACES.values():
        assert place.id in [candidate.id for candidate in gazetteer.candidates(place.name)]
    ids = {row[1] for row in _rows("names.tsv.gz") if row[1]}
    assert ids <= PLACES.keys()


def test_a_name_by_itself_is_found_whole() -> None:
    gazetteer = load()
    for name in {row[0] for row in _rows("names.tsv.gz") if row[1]}:
        assert [match.name for match in gazetteer.find(name)] == [name]


def test_letters_are_provinces() -> None:
    letters = load().province_letters
    assert (letters["鲁"], letters["渝"], letters["川"], letters["蜀"]) == ("370000", "500000", "510000", "510000")
    assert {PLACES[place_id].level for place_id in letters.values()} == {"province"}
    assert load().paired_letters < letters.keys()


def test_towns_are_found_within_a_county_a_prefecture_and_a_province() -> None:
    gazetteer = load()
    (town,) = gazetteer.towns_named("龙潭镇", ["500242"])
    assert (town.id, town.level, town.parent) == ("500242/龙潭镇", "town", "500242")
    assert [town.id for town in gazetteer.towns_named("木坡乡", ["513200"])] == ["513227/木坡乡"]
    assert "500242/龙潭镇" in [town.id for town in gazetteer.towns_named("龙潭镇", ["500000", "520000"])]
    assert [town.id for town in gazetteer.towns_named("虎门镇", ["440000"])] == ["441900/虎门镇"]
    assert gazetteer.towns_named("龙潭镇", ["370000"]) == []


def test_a_town_of_a_people_is_found_by_its_short_name() -> None:
    (town,) = load().towns_named("喇叭沟门乡", ["110000"])
    assert town.id == "110116/喇叭沟门满族乡"


def test_every_county_of_towns_is_a_place() -> None:
    assert {row[0] for row in _rows("towns.tsv.gz")} <= PLACES.keys()


def test_loading_and_finding_are_quick() -> None:
    started = time.process_time()
    load.__wrapped__()
    assert time.process_time() - started < 0.5  # 0.03 s measured; a busy machine does not count

    text = "山东省对口支援重庆市酉阳县，汶川的樱桃卖到了浙江。他们谈了很久，天色已经暗了，大家还不愿离去。" * 2000
    started = time.process_time()
    found = load().find(text)
    assert len(found) == 5 * 2000
    assert len(text.encode()) / (time.process_time() - started) > 1_000_000  # bench/places.py: 7 to 16 MB/s
