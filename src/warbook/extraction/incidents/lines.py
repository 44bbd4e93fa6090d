"""What speaks for and against a sentence, and a whole report, telling of an attack that happened."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from warbook.extraction.incidents.report import Line, Report

FINE = tuple(-7.0 + 0.5 * i for i in range(21))
NONE = -99.0
CHANCES = (-6.0, -5.0, -4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.7, -0.5, -0.3, -0.2, -0.1, -0.05)
STEPS = (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


def of_line(report: Report, line: Line) -> list[str]:
    """Features of a sentence: its words, pairs of words, words of violence, its place, what it names."""
    said = dict.fromkeys(line.words)
    features = ["bias", f"at={min(line.index, 8)}", f"dated={bool(line.times)}", f"placed={bool(line.places)}"]
    features += [f"w={word}" for word in said]
    features += [f"w={a} {b}" for a, b in dict.fromkeys(pairwise(line.words))]
    features += [f"event={m.sense.id}" for m in line.events]
    features += _of_times(report, line)
    if line.index:
        features += [f"before={w}" for w in dict.fromkeys(report.lines[line.index - 1].words)]
    return features


def _of_times(report: Report, line: Line) -> Iterator[str]:
    for time in line.times:
        if report.day and time.start:
            yield f"days back={distance((report.day - time.start).days)}"


def distance(days: int) -> str:
    """How far back a day lies, coarsely."""
    if days < 0:
        return "ahead"
    return next((str(step) for step in (0, 1, 2, 3, 7, 14, 31, 92, 366) if days <= step), "long")


def words(report: Report) -> dict[str, list[str]]:
    """The common words of a report: of all its sentences, of those with a word of violence."""
    return {
        "all": [word for line in report.lines for word in line.words],
        "violent": [word for line in report.lines if line.events for word in line.words],
    }


def hinted(name: str, hints: Sequence[float], least: Sequence[float] = FINE) -> list[str]:
    """What a probe, or the reader, finds in the mentions of a candidate, as thresholds (of `least`) that the best of
    them and their mean reach."""
    most, mean = max(hints, default=NONE), sum(hints) / len(hints) if hints else NONE
    return [f"{name} {way}>={step:g}" for way, h in (("most", most), ("mean", mean)) for step in least if h >= step]


def steps(name: str, score: float) -> list[str]:
    """A score as the thresholds that it reaches."""
    return [f"{name}>={step:g}" for step in STEPS if score >= step]
