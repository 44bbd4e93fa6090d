"""What an address asks for: filters, order and page as a form sends them. Empty fields are not asked for."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from warbook.ledger import STANDING, Filter, SortOrder, Status
from warbook.web.keys import id_of

MOST_ROWS = 2000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _text(given: Any) -> Any:
    """Without what no name holds; None where nothing is left."""
    if isinstance(given, str):
        return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", given).strip() or None
    return given


def _day(given: Any) -> Any:
    words = _text(given)
    if isinstance(words, str):
        if not DAY.fullmatch(words):
            raise ValueError("write the day like 2024-11-02")
        return date.fromisoformat(words)
    return words


Words = Annotated[Annotated[str, Field(max_length=300)] | None, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]
Amount = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, BeforeValidator(_text)]
Shown = Literal["standing", "all"] | Status
Total = Literal["total", "period"]


def _default(value: Any) -> BeforeValidator:
    return BeforeValidator(lambda given: _text(given) or value)


class Pages(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="ignore")

    page: Annotated[int, _default(1), Field(ge=1, le=1_000_000)] = 1
    size: Annotated[int, _default(50), Field(ge=1, le=MOST_ROWS)] = 50

    @property
    def offset(self) -> int:
        """How many rows come before the page."""
        return (self.page - 1) * self.size


class Wanted(Pages):
    """Which claims: the ledger's filter as an address has it."""

    measure: Words = None
    party: Words = None
    source: Words = None
    place: Words = None
    since: Annotated[Day, Field(alias="from")] = None
    until: Annotated[Day, Field(alias="to")] = None
    text: Words = None
    unit: Words = None
    report: Annotated[Words, Field(max_length=700)] = None
    total: Annotated[Total | None, BeforeValidator(_text)] = None
    least: Amount = None
    most: Amount = None
    status: Annotated[Shown, _default("standing")] = "standing"
    sort: Annotated[SortOrder, _default("-entered")] = "-entered"

    def filter(self, **others: Any) -> Filter:
        """The filter. Raises MissingError for a report that cannot be."""
        status: dict[str, tuple[Status, ...]] = {"standing": STANDING, "all": ()}
        fields: dict[str, Any] = {
            "measure": self.measure,
            "party": self.party,
            "source": self.source,
            "place": self.place,
            "start": self.since,
            "end": self.until,
            "text": self.text,
            "unit": self.unit,
            "document": id_of(self.report) if self.report else None,
            "cumulative": None if self.total is None else self.total == "total",
            "at_least": self.least,
            "at_most": self.most,
            "status": status.get(self.status, (self.status,)),
        }
        return Filter(**{**fields, **others})

    def words(self, **others: Any) -> dict[str, Any]:
        """The same as words of an address, without what is not asked for."""
        given = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {name: value for name, value in {**given, **others}.items() if value is not None}

    @property
    def narrowed(self) -> bool:
        """Whether anything but order and page is asked for."""
        return bool(set(self.words()) - {"sort", "page", "size"})


Asked = Annotated[Wanted, Query()]
