"""On which days: the days that a report names, and what speaks for each being that of an attack it tells of."""

from collections.abc import Sequence
from datetime import date, timedelta

from warbook.extraction.incidents.lines import distance, steps
from warbook.extraction.incidents.report import Line, Report, kind
from warbook.language.dates import TimeExpression

Days = tuple[date | None, date]
"""First and last day; no first day: some day up to the last, the report does not say which."""
_NIGHT = frozenset({"night", "overnight", "evening", "dawn", "midnight"})


def candidates(report: Report, scores: Sequence[float], whole: float) -> dict[Days, list[str]]:
    """For each day or stretch of days, its features. `scores` of the sentences, `whole` of the report."""
    found: dict[Days, list[str]] = {}
    best: dict[Days, float] = {}
    for line in report.lines:
        for time in line.times:
            for days, way in _readings(report, time):
                score = scores[line.index]
                if days not in best or score > best[days]:
                    best[days] = score
                    found[days] = [*_of_mention(report, line, time, way), *steps("line", score)]
                found[days].append(f"also:{way}")
    if report.day:
        by_today: Days = (None, report.day)
        found[by_today] = [*found.get(by_today, []), "dateline"]
    top = max((s for days, s in best.items() if days[0] is not None), default=-9.0)
    violent = [s for s, line in zip(scores, report.lines, strict=True) if line.events]
    for days, features in found.items():
        features += ["bias", f"form={form(days)}", f"top={best.get(days, -9.0) >= top},{form(days)}"]
        features += [f"{form(days)}:{step}" for step in steps("report", whole)]
        if days[0] is None:
            features += [f"by:{step}" for step in steps("dated", top)]
            features += [f"by:{step}" for step in steps("undated", max(_undated(report, scores), default=-9.0))]
            features += [f"by:{step}" for step in steps("violent", max(violent, default=-9.0))]
    return {days: list(dict.fromkeys(features)) for days, features in found.items()}


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
    near = min(line.events, key=lambda m: abs(m.span.start - time.span.start), default=None)
    if near is None:
        return [*features, f"{way}:no event"]
    gap = report.text[min(near.span.end, time.span.end) : max(near.span.start, time.span.start)]
    side = "after" if time.span.start > near.span.start else "before"
    far = next((n for n in (2, 5, 10, 20) if len(gap.split()) <= n), 40)
    return [*features, f"{way}:near={kind(near)}", f"{way}:{side}{far}", f"{way}:near={near.sense.id}"]
