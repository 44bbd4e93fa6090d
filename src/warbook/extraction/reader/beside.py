"""What the reader says of the candidates that the linker weighs: a natural logarithm for each, as it lists them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import log

import numpy as np

from warbook.extraction import reader
from warbook.extraction.reader.heads import Reading
from warbook.extraction.reader.labels import EVENTS, FORMS, MODALITIES, OBJECTS, form_of
from warbook.extraction.reader.sheet import Sheet, sheet_of
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.model import Span

UNLIKELY = -9.0
"""Of what the reader was not shown, such as a date of another page."""
_LABELS: dict[str, Sequence[object]] = {
    "figure": (False, True),
    "event": EVENTS,
    "object": OBJECTS,
    "modality": MODALITIES,
    "running": (False, True),
}


class Beside:
    """One reading, asked about candidates. Without a reading every answer is the same."""

    def __init__(self, sheet: Sheet, reading: Reading | None) -> None:
        self.sheet = sheet
        self.reading = reading

    def of(self, task: str, labels: Sequence[object]) -> list[float]:
        """How likely each label of a task is."""
        if self.reading is None:
            return [0.0] * len(labels)
        if task == "party":
            return [self._party(label) for label in labels]
        if task == "period":
            return [self._period(label) for label in labels if isinstance(label, Option)]
        known, table = _LABELS[task], self.reading.classes[task]
        return [float(table[known.index(label)]) if label in known else UNLIKELY for label in labels]

    def shown(self) -> list[str]:
        """The sides that the reader was shown beside the number."""
        places = {place for place, _, _ in self.reading.page.parties} if self.reading is not None else ()
        return [self.sheet.sides[place] for place in sorted(places)]

    def _party(self, party: object) -> float:
        assert self.reading is not None
        if party is None:
            return float(self.reading.parties[0])
        place = self.sheet.sides.index(party) + 1 if party in self.sheet.sides else len(self.reading.parties)
        return max(UNLIKELY, float(self.reading.parties[place])) if place < len(self.reading.parties) else UNLIKELY

    def _period(self, option: Option) -> float:
        assert self.reading is not None
        form = float(self.reading.classes["form"][FORMS.index(form_of(option.like or option.made))])
        return max(UNLIKELY, self._day(option) + form)

    def _day(self, option: Option) -> float:
        assert self.reading is not None
        if (option.like or option.made) == "open":
            return float(self.reading.days[1])
        if option.words is None:
            return float(self.reading.days[0])
        if option.first is None:
            return self._date(option.words)
        return (self._date(option.first) + self._date(option.words)) / 2 + log(2)  # each is taught to have half

    def _date(self, words: Span) -> float:
        """How likely the date, or one of those, is that stands in `words`."""
        assert self.reading is not None
        inside = [
            2 + column
            for column, date in enumerate(self.reading.dates)
            if words.start <= self.sheet.dates[date].start and self.sheet.dates[date].end <= words.end
        ]
        return float(np.logaddexp.reduce(self.reading.days[inside])) if inside else UNLIKELY

    def own_voice(self) -> float:
        """How likely it is that the report speaks itself."""
        return float(self.reading.starts[0] + self.reading.ends[0]) / 2 if self.reading is not None else 0.0

    def voice(self, span: Span) -> float:
        """How likely it is that the source's name stands in `span`: begins in it and ends in it."""
        if self.reading is None:
            return 0.0
        page = self.reading.page
        inside = [
            1 + at
            for at, (start, end) in enumerate(zip(page.starts, page.ends, strict=True))
            if start >= 0 and start < span.end and end > span.start
        ]
        if not inside:
            return UNLIKELY
        begins = np.logaddexp.reduce(self.reading.starts[inside])
        ends = np.logaddexp.reduce(self.reading.ends[inside])
        return max(UNLIKELY, float(begins + ends) / 2)

    def likeliest_voice(self) -> tuple[Span, float] | None:
        """The likeliest name of a source, of twelve tokens at most, with its chance; None where the report speaks."""
        if self.reading is None:
            return None
        starts, ends, page = self.reading.starts[1:], self.reading.ends[1:], self.reading.page
        best: tuple[float, int, int] | None = None
        for first in np.argsort(-starts)[:4]:
            last = int(first) + int(np.argmax(ends[first : first + 12]))
            both = float(starts[first] + ends[last]) / 2
            if page.starts[first] >= 0 and page.starts[last] >= 0 and (best is None or both > best[0]):
                best = (both, int(first), last)
        if best is None or best[0] < self.own_voice():
            return None
        return Span(page.starts[best[1]], page.ends[best[2]]), best[0]


Trust = Mapping[str, float]
"""How much the reader's word counts beside the linker's, by task."""


@cache
def load_trust(lang: str = "en") -> Trust:
    """The stored trust, by task; empty where there is no reader for the language."""
    if not reader.available(lang):
        return {}
    path = resources.files(reader.__name__).joinpath("models", lang, "trust.json")
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def beside_all(scene: Scene) -> dict[Span, Beside]:
    """What the reader says of each number of a scene."""
    sheet = sheet_of(scene)
    return {
        span: Beside(sheet, reading)
        for span, reading in zip(sheet.numbers, reader.read(sheet, scene.lang), strict=True)
    }
