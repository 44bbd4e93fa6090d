"""What a document has said so far: the day of its publication, the last day that it spoke of, its way of telling."""

from datetime import date

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment
from warbook.language.dates.parts import Parts
from warbook.language.dates.tense import outlook

FROM_PUBLICATION, FROM_TEXT = "counted from publication", "counted from the text before"
FAR_DAYS = 500  # from publication, at which a date in news may open a story


class Context:
    """Resolves against `published` (news), or against the text before (narrative, or where `published` is unknown)."""

    def __init__(self, text: str, published: date | None, narrative: bool) -> None:
        self.text = text
        self.published = calendar.from_date(published) if published else None
        self.narrative = narrative or published is None
        self.last: Moment | None = None
        self.last_day: Moment | None = None
        self.last_quarter: Moment | None = None
        self.years: dict[tuple[int, int], int | None] = {}
        self.day_first: bool | None = None

    @property
    def here(self) -> Moment | None:
        """What 'this' and 'last' point from; None where the day of writing is not known."""
        return self.last if self.narrative and self.published else self.published

    @property
    def beside(self) -> Moment | None:
        """What 'that' and 'the next' point from."""
        return self.last or self.published

    def remember(self, moment: Moment) -> None:
        """The text has spoken of that stretch."""
        self.last = moment
        if moment.unit in ("quarter", "year"):
            self.last_quarter = moment if moment.unit == "quarter" else None
        if moment.unit == "day":
            self.last_day = moment
        elif self.last_day and not moment.first <= self.last_day.index <= moment.last:
            self.last_day = None

    @property
    def far(self) -> bool:
        """Whether the text speaks of a time long before or after its publication."""
        if self.last is None or self.published is None or self.last.unit not in ("day", "week", "month"):
            return False
        return abs(self.last.first - self.published.first) > FAR_DAYS

    @property
    def near(self) -> int | None:
        """A year near those that the text speaks of, from which a century is told."""
        known = self.last if self.last and (self.narrative or not self.published) else self.published
        return calendar.civil(known.first)[0] if known else None

    def year_told(self, parts: Parts) -> int | None:
        """The year that the story gives to a match without one."""
        return self.years.get(parts.place)

    def outlook(self, parts: Parts) -> float:
        """Above 0 where the words around a match look ahead, below where they look back."""
        return outlook(self.text, parts.tokens[parts.match.start].start, parts.tokens[parts.match.end - 1].end)
