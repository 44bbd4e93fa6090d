"""On which days: the days that a report names, and what speaks for each being that of an attack it tells of.

The day of the dateline is always one of them, and some day up to it: much is told without saying when.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from warbook.extraction.incidents.beside import Seen
from warbook.extraction.incidents.context import Hints
from warbook.extraction.incidents.lines import distance, hinted, steps
from warbook.extraction.incidents.model import Option
from warbook.extraction.incidents.report import Line, Report, kind, plain_words
from warbook.language.dates import TimeExpression
from warbook.model import Span

Days = tuple[date | None, date]
"""First and last day; no first day: some day up to the last, the report does not say which."""
_FORMS = ("by", "day", "stretch")
_NIGHT = frozenset({"night", "overnight", "evening", "dawn", "midnight"})


def candidates(report: Report, scores: Sequence[float], whole: float, hints: Hints) -> dict[Days, Option]:
    """For each day or stretch of days, its features. `scores` of the sentences, `whole` of the report."""
    best: dict[Days, tuple[float, list[str]]] = {}
    every: dict[Days, list[str]] = {}
    named: dict[Days, set[int]] = {}
    held: dict[Days, list[float]] = {}
    for line in report.lines:
        for time in line.times:
            for days, way in _readings(report, time):
                score = scores[line.index]
                mention = _of_mention(report, line, time, way)
                if days not in best or score > best[days][0]:
                    best[days] = (score, [*mention, *_of_setting(report, line, scores, way)])
                named.setdefault(days, set()).add(line.index)
                held.setdefault(days, []).append(hints["days"](time.span))
                every.setdefault(days, []).extend([f"also:{way}", *(f"any {f}" for f in mention)])
    found = {days: [*features, *every[days]] for days, (_, features) in best.items()}
    if report.day:
        for days in ((None, report.day), (report.day, report.day)):
            found[days] = [*found.get(days, [f"unsaid:{form(days)}"]), f"dateline:{form(days)}"]
    top = max((s for days, (s, _) in best.items() if days[0] is not None), default=-9.0)
    number = min(len({days for days in best if form(days) == "day"}), 5)
    violent = [s for s, line in zip(scores, report.lines, strict=True) if line.events]
    for days, features in found.items():
        own = best[days][0] if days in best else -9.0
        features += ["bias", f"form={form(days)}", f"top={own >= top},{form(days)}", f"{form(days)}:of {number}"]
        features += [f"{form(days)}:{step}" for step in steps("report", whole)]
        features += [f"{form(days)}:{step}" for step in hinted("day", held.get(days, []))]
        if days not in best or days[0] is None:
            features += [f"{form(days)}:{step}" for step in steps("dated", top)]
            features += [
                f"{form(days)}:{step}" for step in steps("undated", max(_undated(report, scores), default=-9.0))
            ]
            features += [f"{form(days)}:{step}" for step in steps("violent", max(violent, default=-9.0))]
    return {
        days: Option(list(dict.fromkeys(features)), tuple(sorted(named.get(days, ()))))
        for days, features in found.items()
    }


def mentions(report: Report) -> list[tuple[Days, Span]]:
    """Each day or stretch of days, as often as the report names it."""
    return [
        (days, time.span)
        for line in report.lines
        for time in line.times
        for days, way in _readings(report, time)
        if way == "said"
    ]


def seen(days: Days, option: Option, score: float) -> Seen:
    """A candidate after the first look; what ends on one day is twins."""
    return Seen(score, option.lines, days[1], _FORMS.index(form(days)))


def form(days: Days) -> str:
    """Whether it is a day, a stretch of days, or only known not to be later than a day."""
    return "by" if days[0] is None else "day" if days[0] == days[1] else "stretch"


def _undated(report: Report, scores: Sequence[float]) -> list[float]:
    return [scores[line.index] for line in report.lines if line.events and not line.times]


def _readings(report: Report, time: TimeExpression) -> list[tuple[Days, str]]:
    if not time.end or (time.start is None):
        return []
    found: list[tuple[Days, str]] = [((time.start, time.end), "said")]
    if time.start == time.end:
        words = report.text[time.span.start : time.span.end].lower().split()
        found.append(((None, time.end), "by"))
        if _NIGHT & set(words):
            found.append(((time.start, time.start + timedelta(days=1)), "night"))
            found.append(((time.start - timedelta(days=1), time.start), "night before"))
    return found


def _of_mention(report: Report, line: Line, time: TimeExpression, way: str) -> list[str]:
    words = report.text[time.span.start : time.span.end].lower()
    shape = "relative" if time.relative else "named"
    features = [way, f"{way}:at={min(line.index, 6)}", f"{way}:{shape}", f"{way}:prep={time.relation}"]
    features.append(f"{way}:kind={time.kind}")
    if time.relative and not any(map(str.isdigit, words)):
        features.append(f"{way}:words={' '.join(words.split())}")
    if report.day and time.start:
        features.append(f"{way}:back={distance((report.day - time.start).days)}")
    before, after = plain_words(report.text, time.span)
    features += [f"{way}:b={w}" for w in dict.fromkeys(before)] + [f"{way}:n={w}" for w in dict.fromkeys(after)]
    features += [f"{way}:b1={' '.join(before[-1:])}", f"{way}:n1={' '.join(after[:1])}"]
    features += [f"{way}:b2={' '.join(before[-2:])}", f"{way}:n2={' '.join(after[:2])}"]
    near = min(line.events, key=lambda m: abs(m.span.start - time.span.start), default=None)
    if near is None:
        return [*features, f"{way}:no event"]
    gap = report.text[min(near.span.end, time.span.end) : max(near.span.start, time.span.start)]
    side = "after" if time.span.start > near.span.start else "before"
    far = next((n for n in (2, 5, 10, 20) if len(gap.split()) <= n), 40)
    return [*features, f"{way}:near={kind(near)}", f"{way}:{side}{far}", f"{way}:near={near.sense.id}"]


def _of_setting(report: Report, line: Line, scores: Sequence[float], way: str) -> list[str]:
    """What stands in the sentence and beside it: 'It happened on 5 July' follows what happened."""
    beside = [scores[i] for i in (line.index - 1, line.index + 1) if 0 <= i < len(scores)]
    features = [*steps("line", scores[line.index]), *(f"{way}:{step}" for step in steps("line", scores[line.index]))]
    features += steps("beside", max(beside, default=-9.0))
    features += [f"{way}:harm={bool(line.harms)}", f"{way}:placed={bool(line.places)}"]
    return [*features, f"{way}:times={min(len(line.times), 3)}"]
