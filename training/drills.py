"""Drills: made-up sentences, many of each pattern, that teach the reader whose figure it is by grammar alone.

    python training/drills.py COUNT --out drills.pickle [--seed 1]

The patterns are in `drills.txt`, whose head explains them. A drill is one to four patterns about the same sides, with
sentences without figures between them. Sides are drawn from the vocabulary, so that nothing rests on who they are.
Drills say nothing of periods and sources: these are not taught by them.
"""

import argparse
import pickle
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec
from linker import document_of
from reader_lessons import Lesson, lesson
from reader_prepare import same_name

from warbook.extraction import lexicon, link_event, link_object
from warbook.extraction.extract import scene_of
from warbook.vocabulary import Entry, entries

PATTERNS = Path(__file__).with_name("drills.txt")
FIRST_DAY, DAYS = date(1900, 1, 1), 45_000

EQUIPMENT = {
    "tanks": ["tanks", "battle tanks"],
    "armoured_vehicles": ["armoured vehicles", "personnel carriers", "APCs"],
    "artillery": ["guns", "howitzers", "mortars", "artillery pieces"],
    "mlrs": ["rocket launchers"],
    "air_defence": ["air defence systems", "surface-to-air missile launchers"],
    "aircraft": ["aircraft", "planes", "fighters", "bombers", "jets"],
    "helicopters": ["helicopters"],
    "drones": ["drones", "unmanned aircraft"],
    "ships": ["ships", "boats", "patrol boats", "vessels"],
    "vehicles": ["lorries", "trucks", "vehicles", "pick-ups"],
    "shells": ["shells", "rounds"],
    "missiles": ["missiles", "rockets"],
    "other_equipment": ["radars", "pieces of equipment"],
}
WEAPONS = {"bombs": ["bombs"], "missiles": ["missiles", "rockets"], "drones": ["drones"], "shells": ["shells"]}
PEOPLE = {
    "personnel": ["soldiers", "troops", "fighters", "servicemen", "men", "officers", "policemen"],
    "civilians": ["civilians", "villagers", "residents", "women and children"],
    "people": ["people"],
}
NOUNS = {
    "men": ["soldiers", "troops", "fighters", "servicemen", "men", "militants", "combatants", "recruits"],
    "civ": ["civilians", "villagers", "residents", "townspeople"],
    "unit": ["battalions", "brigades", "divisions", "regiments", "companies"],
    "house": ["houses", "schools", "buildings", "homes", "bridges", "warehouses"],
    "town": ["Karas", "Old Ferry", "Mount Tabo", "Linden", "Sarvan", "the river line", "Bekoro", "Hill 412"],
}
BETWEEN = [
    "{A} made no comment.",
    "The truth is hard to come by.",
    "{B} told another story.",
    "Neither {A} nor {B} let reporters in.",
    "{A.head} flew home on Sunday.",
    "The road was closed for a week.",
    "{A.adj} papers wrote of victory, {B.adj} ones of treason.",
    "Nobody could check it.",
    "{B.head} blamed {A}.",
    "So it went on for most of the year.",
]
HEDGES = ["about ", "some ", "at least ", "more than ", "nearly ", "up to ", "over ", "around ", "as many as "]
WORDS = [
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "fifteen", "twenty", "thirty", "forty"),
]
VAGUE = ["several", "several hundred", "a dozen", "a few"]
LOOSE = ["dozens", "hundreds", "scores", "thousands"]
"""Words that take 'of' before the thing counted."""
_SLOT = re.compile(r"\[(?P<figure>[^\]]+)\]|\{(?P<word>[^}]+)\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


class Side(NamedTuple):
    """The words for a party in a drill."""

    id: str
    name: str
    adj: str
    people: str
    seat: str
    head: str


def sides() -> dict[str, list[Side]]:
    """The parties of the vocabulary by kind, each with words that no other party shares."""
    known: dict[str, list[Side]] = {}
    for entry in entries("parties", "en"):
        name = next((w for w in entry.words if w[0].isupper() and _tells(w, entry)), None)
        if name:
            own = {
                key: [w for w in entry.data.get(key, ()) if _tells(w, entry)] for key in ("people", "seats", "leaders")
            }
            known.setdefault(str(entry.data["kind"]), []).append(
                Side(
                    entry.id,
                    _with_article(name),
                    own["people"][0] if own["people"] else name,
                    own["people"][-1]
                    if own["people"] and own["people"][-1].endswith(("s", "ese", "sh"))
                    else f"{name} men",
                    own["seats"][0] if own["seats"] else _with_article(name),
                    own["leaders"][0] if own["leaders"] else _with_article(name),
                )
            )
    return known


def _tells(word: str, entry: Entry) -> bool:
    found = lexicon.parties().find(word)
    return len(found) == 1 and [s.id for s in found[0].senses] == [entry.id]


def _with_article(name: str) -> str:
    plural = name[-1] == "s" and name.isalpha() and name not in {"Hamas", "Honduras", "Laos", "Cyprus", "Belarus"}
    return f"the {name}" if plural or name.startswith(("United ", "Soviet ", "Republic ", "Allied ")) else name


class Writer:
    """Writes drills from patterns."""

    def __init__(self, patterns: Sequence[str], chance: Random) -> None:
        self.patterns, self.chance, self.sides = patterns, chance, sides()

    def drill(self, name: str) -> dict[str, Any]:
        """One annotated document."""
        cast = self._cast()
        text, figures = "", []
        for _ in range(self.chance.choice([1, 1, 2, 2, 3, 4])):
            if self.chance.random() < 0.3:
                cast = dict(zip("ABC", [cast["B"], cast["A"], cast["C"]], strict=True))
            if self.chance.random() < 0.3:
                text = self._write(self.chance.choice(BETWEEN), cast, text, figures)
            text = self._write(self.chance.choice(self.patterns), cast, text, figures)
        day = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
        published = day.isoformat() if self.chance.random() < 0.6 else None
        return {"id": name, "title": None, "published": published, "lang": "en", "text": text, "figures": figures}

    def _cast(self) -> dict[str, Side]:
        kinds = ["state" if self.chance.random() < 0.65 else "group" for _ in "ABC"]
        chosen: list[Side] = []
        for kind in kinds:
            pool = [s for s in self.sides.get(kind, self.sides["state"]) if s.id not in [c.id for c in chosen]]
            chosen.append(self.chance.choice(pool))
        return dict(zip("ABC", chosen, strict=True))

    def _write(self, pattern: str, cast: dict[str, Side], text: str, figures: list[dict[str, Any]]) -> str:
        while _CHOICE.search(pattern):
            pattern = _CHOICE.sub(lambda found: self.chance.choice(found[1].split("|")), pattern, count=1)
        drawn: dict[str, tuple[str, str]] = {}
        begin = text = f"{text} " if text and self.chance.random() < 0.8 else f"{text}\n\n" if text else ""
        last = 0
        for slot in _SLOT.finditer(pattern):
            text += pattern[last : slot.start()]
            last = slot.end()
            if slot["word"]:
                text = _joined(text, self._word(slot["word"], cast, drawn))
                continue
            cells = slot["figure"].split()
            number = self._number(cells)
            loose = pattern[last:].startswith(" {") and self.chance.random() < 0.04
            number = self.chance.choice(LOOSE) if loose else number
            if len(text) == len(begin) or text.endswith((". ", '"')):
                number = number[0].upper() + number[1:]
            figures.append(
                self._figure(cells, cast, drawn)
                | {"number": number, "start": len(text), "end": len(text) + len(number)}
            )
            text += f"{number} of" if loose else number
        text += pattern[last:]
        return text[: len(begin)] + text[len(begin) : len(begin) + 1].upper() + text[len(begin) + 1 :]

    def _word(self, slot: str, cast: dict[str, Side], drawn: dict[str, tuple[str, str]]) -> str:
        if slot[0] in "*@":
            return self._drawn(slot, drawn)[1]
        if slot in NOUNS:
            return self.chance.choice(NOUNS[slot])
        side = cast[slot[0]]
        if slot.endswith("'s"):
            return side.name + ("'" if side.name.endswith("s") else "'s")
        return getattr(side, slot[2:] or "name")

    def _drawn(self, mark: str, drawn: dict[str, tuple[str, str]]) -> tuple[str, str]:
        """The kind of thing that a mark stands for in this pattern, and its noun."""
        if mark not in drawn:
            table = PEOPLE if mark[0] == "@" else WEAPONS if mark.endswith("w") else EQUIPMENT
            free = [kind for kind in table if kind not in {kind for kind, _ in drawn.values()}]
            kind = self.chance.choice(free)
            drawn[mark] = kind, self.chance.choice(table[kind])
        return drawn[mark]

    def _figure(self, cells: list[str], cast: dict[str, Side], drawn: dict[str, tuple[str, str]]) -> dict[str, Any]:
        who, event, thing, *more = cells
        mood = next((m for m in ("planned", "possible", "denied") if any(m.startswith(x) for x in more)), "asserted")
        object_ = self._drawn(thing, drawn)[0] if thing[0] in "*@" else _whole(thing, link_object.OBJECTS)
        return {
            "event": _whole(event, link_event.EVENTS),
            "object": object_,
            "party": cast[who].id if who != "-" else None,
            "modality": mood,
            "cumulative": "cum" in more,
            "period": None,
            "sources": [],
        }

    def _number(self, cells: list[str]) -> str:
        draw = self.chance.random()
        if cells[2].startswith("mone"):
            return f"${self.chance.randint(2, 900)} {self.chance.choice(['million', 'billion'])}"
        if "cum" in cells:
            return f"{self.chance.randint(200, 900_000):,}"
        if draw < 0.3:
            number = self.chance.choice(WORDS)
        elif draw < 0.36:
            return self.chance.choice(VAGUE)
        else:
            number = f"{int(10 ** self.chance.uniform(0.4, 4.4)):,}"
        return self.chance.choice(HEDGES) + number if self.chance.random() < 0.2 else number


def _joined(text: str, word: str) -> str:
    """A word behind a text: 'an' before a vowel, a capital at the beginning of a sentence."""
    if word[0] in "AEIOUaeiou" and text.endswith((" a ", "A ")):
        text = text[:-1] + "n "
    return text + (word[0].upper() + word[1:] if text.endswith((". ", "? ", "! ", '. "')) else word)


def _whole(beginning: str, names: Sequence[str]) -> str:
    found = [name for name in names if name.startswith(beginning)]
    if len(found) != 1:
        raise ValueError(f"'{beginning}' begins {found or 'no name'}")
    return found[0]


def patterns(path: Path = PATTERNS) -> list[str]:
    """The patterns of the file, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def taught(row: dict[str, Any]) -> Lesson:
    """The lesson of a drill, silent on periods and sources."""
    found = lesson(scene_of(document_of(row)), row, same_name)
    silent = [msgspec.structs.replace(a, days=[], forms=[], sources=[]) for a in found.answers]
    return msgspec.structs.replace(found, answers=silent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patterns", type=Path, default=PATTERNS)
    args = parser.parse_args()
    writer = Writer(patterns(args.patterns), Random(args.seed))
    rows = [writer.drill(f"drill-{args.seed}-{n}") for n in range(args.count)]
    args.out.write_bytes(pickle.dumps([("ours-drills", 0, taught(row)) for row in rows]))


if __name__ == "__main__":
    main()
