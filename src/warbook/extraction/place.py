"""Where a figure belongs: the narrowest named place that it is about, chosen among the places that the report names.

Candidates stand in the figure's sentence, those around it, the dateline and the title, or were chosen for the figure
before. The weights (`place.en.json`) are made by `training/figure_places.py`.
"""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from warbook.documents import readable
from warbook.extraction.ranker import Features, decide
from warbook.extraction.spot import Scene
from warbook.language import casing, places, sentences
from warbook.language.lexicon import common_words
from warbook.language.places import PlaceMention
from warbook.language.places.gazetteer import key
from warbook.model import Document, Place, Span
from warbook.vocabulary import entries

BACK = 4
AHEAD = 1
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_DATELINE = re.compile(r"[^\n.]{0,60}?(?:\(|–|—|--| - |:|\d)")


class Setting(msgspec.Struct, frozen=True):
    """A report's places: `mentions` with offsets in its text in order, `titled` those of its title (without a span)."""

    text: str
    lines: tuple[Span, ...]
    mentions: tuple[PlaceMention, ...]
    titled: tuple[PlaceMention, ...]
    counts: dict[str, int]
    commonest: str

    def line_of(self, offset: int) -> int:
        """The place of the sentence that covers or precedes an offset."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)


def setting(document: Document, spotted: Scene | None = None) -> Setting:
    """All places that a report names, read together with its title. `spotted`: what was spotted in it before."""
    text, title = casing.restore(readable(document)), (document.title or "").strip()
    return setting_of(text, title, document.lang, spotted)


def setting_of(text: str, title: str = "", lang: str = "en", spotted: Scene | None = None) -> Setting:
    """As `setting`, from the readable text itself."""
    head = f"{title}.\n\n" if title else ""
    if spotted is not None and not head and spotted.text == text:
        lines = tuple(line.span for line in spotted.lines)
        named = [place for line in spotted.lines for place in line.places]
    else:
        lines, named = tuple(sentences.split(text, lang)), places.find(head + text, lang)
    found = [m for m in named if m.kind != "people" and not m.organisation and m.name not in _bodies(lang)]
    shift = len(head)
    mentions = tuple(
        msgspec.structs.replace(m, span=Span(m.span.start - shift, m.span.end - shift))
        for m in found
        if m.span.start >= shift
    )
    counts = Counter(key(m.name) for m in mentions)
    titled = tuple(m for m in found if m.span.start < shift)
    commonest = max(counts, key=counts.__getitem__, default="")
    return Setting(text, lines, mentions, titled, dict(counts), commonest)


@cache
def _bodies(lang: str) -> frozenset[str]:
    """Names of bodies, which are no places though a village may be called so: 'Red Cross', 'United Nations'. Seats of
    power ('the Kremlin') are places too."""
    told = (e for e in entries("organisations", lang) if e.data["kind"] == "body" and e.id not in _SEATS)
    return frozenset(word for entry in told for word in entry.words)


_SEATS = frozenset({"seats of power"})


def choose(
    scene: Setting,
    number: Span,
    event: str = "-",
    before: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> Place | None:
    """The place of the figure at `number`, or None where none is likely. `before`: the place of the figure before."""
    options = candidates(scene, number, event, before)
    chosen = decide(shipped() if weights is None else weights, options).label
    if chosen is None:
        return None
    near = _within_reach(scene, scene.line_of(number.start))
    mention = next((m for m in near if m.name == chosen), None)
    if mention:
        return mention.place()
    titled = next(m for m in scene.titled if m.name == chosen)
    return msgspec.structs.replace(titled.place(), span=None)


def candidates(scene: Setting, number: Span, event: str, before: str | None) -> list[tuple[str | None, Features]]:
    """The names within reach with what speaks for and against each, and None."""
    line = scene.line_of(number.start)
    near = _within_reach(scene, line)
    here = [m for m in near if scene.line_of(m.span.start) == line]
    nearest = min(here, key=lambda m: _gap(number, m.span), default=None)
    ways: dict[str, list[tuple[int, Features]]] = {}
    names: dict[str, str] = {}
    for mention in near:
        features = _of_mention(scene, number, line, mention)
        features.append(f"{features[0]}:nearest={mention is nearest},{min(len(here), 3)}")
        names.setdefault(key(mention.name), mention.name)
        ways.setdefault(key(mention.name), []).append((_rank(scene, number, line, mention), features))
    for mention in scene.titled:
        names.setdefault(key(mention.name), mention.name)
        ways.setdefault(key(mention.name), []).append((9_000, ["title", f"title:{mention.kind}"]))
    kinds = {key(m.name): m.kind for m in (*scene.titled, *near)}
    options: list[tuple[str | None, Features]] = [
        (None, ["none", f"none:here={min(len(here), 2)}", f"none:{event}", f"none:before={before is not None}"])
    ]
    for name, found in ways.items():
        best = min(found)[1]
        shared = [f"kind={kinds[name]}", f"kind={kinds[name]},{event}"]
        if name == scene.commonest:
            shared.append(f"commonest,{len(here) > 0}")
        if before is not None and key(before) == name:
            shared += ["as before", f"as before,{best[0]}", f"as before,here={min(len(here), 2)}"]
        if any("title" in features for _, features in found) and best[0] != "title":
            shared.append("also title")
        shared.append(f"times={min(scene.counts.get(name, 0), 4)}")
        options.append((names[name], [*best, *shared]))
    return options


def _within_reach(scene: Setting, line: int) -> list[PlaceMention]:
    first = scene.lines[max(0, line - BACK)].start if scene.lines else 0
    last = scene.lines[min(len(scene.lines) - 1, line + AHEAD)].end if scene.lines else 0
    starts = bisect_right(scene.mentions, first - 1, key=lambda m: m.span.start)
    ends = bisect_right(scene.mentions, last, key=lambda m: m.span.start)
    opening = [m for m in scene.mentions[:3] if m.span.start < 200][: max(0, min(3, starts))]
    return [*opening, *scene.mentions[starts:ends]]


def _rank(scene: Setting, number: Span, line: int, mention: PlaceMention) -> int:
    """Which of several mentions of a place is looked at: the nearest, before the number rather than after."""
    away = line - scene.line_of(mention.span.start)
    return (0 if away == 0 else 1000 * abs(away) + 500 * (away < 0)) + min(_gap(number, mention.span), 499)


def _gap(number: Span, span: Span) -> int:
    return max(span.start - number.end, number.start - span.end, 0)


def _of_mention(scene: Setting, number: Span, line: int, mention: PlaceMention) -> Features:
    text, span = scene.text, mention.span
    away = line - scene.line_of(span.start)
    where = "here" if away == 0 else f"back{min(away, BACK + 1)}" if away > 0 else "ahead"
    before = [w.lower() for w in _WORD.findall(text[max(0, span.start - 40) : span.start])[-3:]]
    after = [w.lower() for w in _WORD.findall(text[span.end : span.end + 30])[:2]]
    preposition = next((w for w in reversed(before) if w not in ("the", "a", "of")), "^")
    features = [where, f"{where}:{mention.kind}", f"{where}:p={_word(preposition)}"]
    features += [f"p1={_word(before[-1]) if before else '^'}", f"n1={_word(after[0]) if after else '$'}"]
    features.append(f"{where}:n={' '.join(map(_word, after))}")
    if away == 0:
        features += _between(text, number, span)
    elif text.find("\n", min(span.end, number.end), max(span.start, number.start)) >= 0:
        features.append(f"{where}:other paragraph")
    if _inside_of(text, scene, mention):
        features.append(f"{where}:narrower")
    if _holds(text, scene, mention):
        features.append(f"{where}:wider")
    line_start = text.rfind("\n", 0, span.start) + 1
    if span.start - line_start < 30 and _DATELINE.match(text, span.end) and not text[line_start : span.start].strip():
        features.append(f"dateline{'' if line_start else ' first'}")
    return features


def _between(text: str, number: Span, span: Span) -> Features:
    follows = span.start >= number.end
    gap = text[number.end : span.start] if follows else text[span.end : number.start]
    words = len(gap.split())
    step = 0 if words == 0 else 2 if words <= 2 else 4 if words <= 4 else 8 if words <= 8 else 15 if words <= 15 else 16
    side = ">" if follows else "<"
    stop = ";" if ";" in gap else "," if "," in gap else ""
    numbers = "#" if re.search(r"\d", gap) else ""
    return [f"{side}{step}", f"{side}{step}{stop}{numbers}", f"{side}{stop}{numbers}"]


def _inside_of(text: str, scene: Setting, mention: PlaceMention) -> bool:
    """Whether a wider place is named right after: 'Sloviansk, Donetsk region', 'the camp near Goma'."""
    at = bisect_right(scene.mentions, mention.span.start, key=lambda m: m.span.start)
    if at >= len(scene.mentions):
        return False
    between = text[mention.span.end : scene.mentions[at].span.start].strip().lower()
    return between in (",", "in", ", in", "(", "in the", ", in the", "of", "near", ", near", "outside", "'s", "’s")


def _holds(text: str, scene: Setting, mention: PlaceMention) -> bool:
    at = bisect_right(scene.mentions, mention.span.start, key=lambda m: m.span.start) - 2
    return at >= 0 and scene.mentions[at].span.end <= mention.span.start and _inside_of(text, scene, scene.mentions[at])


def _word(word: str) -> str:
    return word if word in common_words() or not word[0].isalnum() else "9" if word[0].isdigit() else "?"


@cache
def shipped(lang: str = "en") -> dict[str, float]:
    """The weights that come with Warbook."""
    path = resources.files(__package__).joinpath(f"place.{lang}.json")
    table: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return table
