"""Annotated reports in a notation that a person can write: text with its figures in brackets, a row for each.

    == fr-012
    title: Convoy hit south of Kidal
    published: 2024-08-02            (a day, or -)
    conflict: Mali war
    kind: wire
    --
    BAMAKO - The army said on Friday that [[at least 12]] of its soldiers had died and [[three]] were missing.
    --
    12+ | killed personnel | Mali | 2024-08-02 | the army | - |
    3 | missing personnel | Mali | 2024-08-02 | the army

A row: value | event object | party | period | sources | place | modality; the last two may be left out. Values: `12`,
`12+` (at least), `..12` (at most), `10..12`, with a unit behind where it is not a count (`50 percent`,
`61000000000 USD`). Party: `Mali`, `-`, `United States > Ukraine` (to), `Mali (Wagner)` (group). Period: a day,
`from..to`, `..to`, `-`; `cum` behind a running total. Sources: the origin first, split by `;`, or `-`.

    python training/annotated.py FILE… > annotated.jsonl        # complaints go to standard error
"""

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from warbook.extraction import link_event, link_object

EVENTS = frozenset(link_event.EVENTS)
OBJECTS = frozenset(link_object.OBJECTS)
MODALITIES = frozenset({"asserted", "planned", "possible", "denied"})
UNITS = frozenset({"count", "percent", "percent_gdp", "ratio", "km2", "mi2", "t"})
_MARK = re.compile(r"\[\[(.+?)\]\]", re.S)
_NUMBER = r"\d+(?:\.\d+)?(?:[eE]\d+)?"
_VALUE = re.compile(rf"(?P<low>{_NUMBER})?(?P<open>\+)?(?:(?P<dots>\.\.)(?P<high>{_NUMBER}))?$")
_PARTY = re.compile(r"(?P<party>[^>(]+?)(?:\s*>\s*(?P<to>[^(]+?))?(?:\s*\((?P<group>.+)\))?$")


def documents(path: Path) -> list[dict[str, Any]]:
    """The reports of a file. Raises ValueError with the report and row that are wrong."""
    blocks = re.split(r"(?m)^== *", path.read_text(encoding="utf-8"))[1:]
    return [document(block) for block in blocks]


def document(block: str) -> dict[str, Any]:
    """One report from its notation."""
    name, _, rest = block.partition("\n")
    parts = re.split(r"(?m)^--\s*$\n?", rest)
    if len(parts) != 3:
        raise ValueError(f"{name}: wants head, text and rows between two lines '--', has {len(parts)} parts")
    head = dict(re.split(r":\s*", line, maxsplit=1) for line in parts[0].strip().splitlines())
    text, spans = unmarked(parts[1].strip("\n"))
    rows = [line for line in parts[2].strip().splitlines() if line.strip()]
    if len(rows) != len(spans):
        raise ValueError(f"{name}: {len(spans)} bracketed numbers, {len(rows)} rows")
    figures = []
    for (start, end), row in zip(spans, rows, strict=True):
        try:
            figures.append({"number": text[start:end], "start": start, "end": end} | figure(row))
        except ValueError as wrong:
            raise ValueError(f"{name}: row '{row}': {wrong}") from None
    published = head.get("published", "-")
    return {
        "id": name.strip(),
        "title": head.get("title") or None,
        "published": None if published == "-" else date.fromisoformat(published).isoformat(),
        "lang": "en",
        "conflict": head.get("conflict", ""),
        "kind": head.get("kind", ""),
        "text": text,
        "figures": figures,
    }


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the spans (code points) that stood in them."""
    text, spans, last = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return text + marked[last:], spans


def figure(row: str) -> dict[str, Any]:
    """The annotated fields of one row."""
    cells = [cell.strip() for cell in row.split("|")] + ["", ""]
    if len(cells) < 7:
        raise ValueError("wants value | event object | party | period | sources")
    event, _, thing = cells[1].partition(" ")
    modality = cells[6] or "asserted"
    for what, allowed in ((event, EVENTS), (thing, OBJECTS), (modality, MODALITIES)):
        if what not in allowed:
            raise ValueError(f"'{what}' is not in the vocabulary")
    return (
        value(cells[0])
        | {"event": event, "object": thing}
        | party(cells[2])
        | period(cells[3])
        | {"place": none(cells[5]), "sources": names(cells[4]), "modality": modality}
    )


def value(cell: str) -> dict[str, Any]:
    number, _, unit = cell.partition(" ")
    found = _VALUE.match(number.replace(",", ""))
    if not found or not number:
        raise ValueError(f"cannot read the value '{cell}'")
    low, high = (float(found[side]) if found[side] else None for side in ("low", "high"))
    if not found["dots"]:
        high = None if found["open"] else low
    unit = unit or "count"
    if unit not in UNITS and not re.fullmatch("[A-Z]{3}", unit):
        raise ValueError(f"'{unit}' is no unit")
    return {"low": whole(low), "high": whole(high), "unit": unit}


def whole(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def party(cell: str) -> dict[str, Any]:
    if none(cell) is None:
        return {"party": None, "to": None, "group": None}
    found = _PARTY.match(cell)
    if not found:
        raise ValueError(f"cannot read the party '{cell}'")
    return {"party": none(found["party"]), "to": found["to"], "group": found["group"]}


def period(cell: str) -> dict[str, Any]:
    running = cell.endswith("cum")
    days = cell.removesuffix("cum").strip()
    if none(days) is None:
        return {"period": {"start": None, "end": None} if running else None, "cumulative": running}
    start, dots, end = days.partition("..")
    stated = {"start": start or None, "end": (end if dots else start) or None}
    for day in filter(None, stated.values()):
        date.fromisoformat(day)
    if stated["start"] and stated["end"] and stated["start"] > stated["end"]:
        raise ValueError(f"'{days}' ends before it starts")
    return {"period": stated, "cumulative": running}


def names(cell: str) -> list[str]:
    return [] if none(cell) is None else [name.strip() for name in cell.split(";") if name.strip()]


def none(cell: str) -> str | None:
    return None if cell.strip() in ("", "-") else cell.strip()


def complaints(doc: dict[str, Any]) -> list[str]:
    """What looks wrong: sources and places that the text does not name, digits that do not show in the value."""
    text, said = doc["text"], []
    lower = text.lower()
    for one in doc["figures"]:
        said += [f"source '{s}' not in the text" for s in one["sources"] if s.lower() not in lower]
        if one["place"] and one["place"].lower() not in lower:
            said.append(f"place '{one['place']}' not in the text")
        digits = [d.replace(",", "") for d in re.findall(r"\d[\d,]*", one["number"])]
        bounds = [str(b) for b in (one["low"], one["high"]) if b is not None]
        if digits and not any(d.lstrip("0") and d.rstrip("0")[:3] in b for d in digits for b in bounds):
            said.append(f"value {bounds} beside '{one['number']}'")
    return [f"{doc['id']}: {line}" for line in said]


def main() -> int:
    seen: set[str] = set()
    wrong = 0
    for name in sys.argv[1:]:
        for block in re.split(r"(?m)^== *", Path(name).read_text(encoding="utf-8"))[1:]:
            try:
                doc = document(block)
            except ValueError as error:
                wrong += 1
                print(f"{name}: {error}", file=sys.stderr)
                continue
            for line in complaints(doc) + ([f"{doc['id']}: id used twice"] if doc["id"] in seen else []):
                print(f"{name}: {line}", file=sys.stderr)
            seen.add(doc["id"])
            print(json.dumps(doc, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
