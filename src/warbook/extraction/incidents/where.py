"""In which places: the names of a report, and what speaks for each being the narrowest named place of an attack."""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from warbook.extraction.incidents.beside import Seen
from warbook.extraction.incidents.context import Hints
from warbook.extraction.incidents.lines import hinted, steps
from warbook.extraction.incidents.model import Option
from warbook.extraction.incidents.report import Line, Report, kind, plain_words
from warbook.language.lexicon import given_names, surnames
from warbook.language.places import PlaceMention
from warbook.language.places.gazetteer import key
from warbook.model import Place, Span

_SITE = re.compile(
    r"(?:\s+(?:international|national|oil|petroleum))?\s+(?:airport|university|college|basin|stadium|prison|bridge)\b"
)
_HERE = {"capital": frozenset({"capital"}), "city": frozenset({"city", "here", "downtown", "town"})}
_SIDES = re.compile(
    r"(?:(?:north|south|east|west|central|downtown)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?"
    r"|(?:town|township|city|village|department|province|port) of)\s+(?!americ)",
    re.I,
)
"""What tells the part or kind of a place and is not of its name; 'Central' is, in 'Central American University'."""
_KINDS = ("name", "unknown", "country", "region", "admin1", "admin2", "town", "site")
_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "outside", "on", "between", "of", "around", "through", "toward", "by"}
)


class Named(msgspec.Struct, frozen=True):
    """A name that may be a place's: where it stands, the place of its sentence, and the place as far as it is known."""

    span: Span
    at: int
    place: PlaceMention | None
    site: bool = False

    def at_place(self, name: str) -> Place:
        """The place of that name, with coordinates where they are known."""
        if self.place is None:
            return Place(name=name, span=self.span)
        return msgspec.structs.replace(self.place.place(), name=name, span=self.span)


def candidates(report: Report, scores: Sequence[float], whole: float, hints: Hints) -> dict[str, tuple[Named, Option]]:
    """For each name (as it is written the first time) its likeliest mention and its features."""
    mentions = [named for line in report.lines for named in _names(report, line)]
    rows: dict[str, list[Named]] = {}
    for named in mentions:
        rows.setdefault(key(_written(report, named)), []).append(named)
    order = sorted(mentions, key=lambda n: n.span.start)
    place_of = {named: at for at, named in enumerate(order)}
    narrower = {n for a, n in pairwise(order) if _joined(report, a, n)}
    wider = {a for a, n in pairwise(order) if n in narrower}
    found: dict[str, tuple[Named, Option]] = {}
    if report.dateline:
        place = key(report.opening)
        found[report.opening] = (
            Named(report.dateline, 0, None),
            Option(_of_dateline(report, scores, whole, place in rows)),
        )
    for row in rows.values():
        best = max(row, key=lambda n: (scores[n.at] + 0.5 * bool(report.lines[n.at].events), -place_of[n]))
        features = ["bias", f"times={min(len(row), 4)}", f"first={min(row[0].at, 6)}"]
        features += _of_mention(report, best)
        features += [f"inner:{x in narrower}, outer:{x in wider}" for x in row]
        features.append(f"best inner:{best in narrower}, outer:{best in wider}")
        features += steps("line", scores[best.at])
        features += [f"{_kind(best)}:{step}" for step in steps("report", whole)]
        features += [f"any prep={_preposition(report, x)}" for x in row]
        features += [f"any next={_next(report, x)}" for x in row]
        features += [f"any event={e}" for x in row for e in {kind(m) for m in report.lines[x.at].events}]
        features += hinted("places", [hints["places"](x.span) for x in row])
        name = _written(report, best)
        if report.dateline and key(name) == key(report.opening):
            name = report.opening
            features += found[name][1].features
        named_in = tuple(sorted({n.at for n in row}))
        found[name] = (best, Option(list(dict.fromkeys(features)), named_in))
    return found


def mentions(report: Report) -> list[tuple[str, Span]]:
    """Each name that may be a place's, as it is written, as often as the report names it."""
    return [(_written(report, named), named.span) for line in report.lines for named in _names(report, line)]


def seen(named: Named, option: Option, score: float) -> Seen:
    """A candidate after the first look."""
    return Seen(score, option.lines, named.span, _KINDS.index(sort) if (sort := _kind(named)) in _KINDS else -1)


def _of_dateline(report: Report, scores: Sequence[float], whole: float, named: bool) -> list[str]:
    """What speaks for the town where the report was written: 'in this city', or no other place where it tells."""
    features = ["bias", "dateline", f"dateline:named={named}"]
    features += [f"dateline:{step}" for step in steps("report", whole)]
    violent = [line for line in report.lines if line.events]
    for name, words in _HERE.items():
        said = [scores[line.index] for line in report.lines if words & set(line.words)]
        features += [f"dateline:{name}:{step}" for step in steps("line", max(said, default=-9.0))]
    bare = [scores[line.index] for line in violent if not line.places]
    full = [scores[line.index] for line in violent if line.places]
    features += [f"dateline:bare:{step}" for step in steps("line", max(bare, default=-9.0))]
    features += [f"dateline:elsewhere:{step}" for step in steps("line", max(full, default=-9.0))]
    return features


def _names(report: Report, line: Line) -> list[Named]:
    """Names of places, and other names as they may be of places; with 'airport' and the like after them as well."""
    found = [Named(m.span, line.index, m) for m in line.places]
    covered = [n.span for n in found]
    found += [
        Named(s, line.index, None) for s in line.names if not any(s.start < c.end and c.start < s.end for c in covered)
    ]
    sites = [(n, m) for n in found if (m := _SITE.match(report.text, n.span.end))]
    whole = [Named(Span(n.span.start, m.end()), line.index, n.place, True) for n, m in sites]
    return [n for n in found if not any(n is inner for inner, _ in sites)] + whole


def _written(report: Report, named: Named) -> str:
    name = " ".join(report.text[named.span.start : named.span.end].split())
    side = _SIDES.match(name)
    return name[side.end() :] if side else name


def _joined(report: Report, first: Named, second: Named) -> bool:
    """Whether the second name tells in what wider place the first lies: 'Apopa, San Salvador department'."""
    between = report.text[first.span.end : second.span.start].lower().split()
    return len(between) <= 6 and (not between or between[0][:1] in ",(" or "in" in between or "of" in between[:3])


def _kind(named: Named) -> str:
    return "site" if named.site else named.place.kind if named.place else "name"


def _of_mention(report: Report, named: Named) -> list[str]:
    known, line = _kind(named), report.lines[named.at]
    features = [f"kind={known}", f"{known}:at={min(line.index, 6)}", f"prep={_preposition(report, named)}"]
    features.append(f"{known}:prep={_preposition(report, named)}")
    before, after = _around(report, named)
    features += [f"b={w}" for w in before[-3:]] + [f"b1={' '.join(before[-1:])}", f"b2={' '.join(before[-2:])}"]
    features += [f"n1={' '.join(after[:1])}", f"n2={' '.join(after[:2])}"]
    words = _written(report, named).lower().split()
    features += [f"given={words[0] in given_names()}", f"surname={words[-1] in surnames()},{known}"]
    features.append(f"words={min(len(words), 4)}")
    if named.place and named.place.precision:
        features.append(f"precision={named.place.precision}")
    near = min(line.events, key=lambda m: abs(m.span.start - named.span.start), default=None)
    if near is None:
        return [*features, "no event"]
    gap = report.text[min(near.span.end, named.span.end) : max(near.span.start, named.span.start)]
    side = "after" if named.span.start > near.span.start else "before"
    far = next((n for n in (2, 5, 10, 20) if len(gap.split()) <= n), 40)
    return [*features, f"{side}{far}", f"{side}:near={kind(near)}", f"{known}:{side}"]


def _around(report: Report, named: Named) -> tuple[list[str], list[str]]:
    before, after = plain_words(report.text, named.span, 40)
    return before, after[:3]


def _preposition(report: Report, named: Named) -> str:
    before, _ = _around(report, named)
    return next((w for w in reversed(before) if w in _PREPOSITIONS), "-")


def _next(report: Report, named: Named) -> str:
    _, after = _around(report, named)
    return after[0] if after else "$"
