"""Tables whose dates show their order among themselves, and whose columns have names of other languages."""

import pytest

from warbook.documents import read
from warbook.model import Document

WORDS = "Three boats sank and 12 sailors were killed, the army said"


def days(*dates: str, names: str = "date;text") -> list[str | None]:
    lines = [names, *(f'{date};"{WORDS} in its report {n}."' for n, date in enumerate(dates))]
    found = [report for report in read("\n".join(lines).encode("utf-8-sig"), "r.csv") if isinstance(report, Document)]
    assert len(found) == len(dates)
    return [str(one.published.day) if one.published and one.published.precision == "day" else None for one in found]


def test_one_date_that_can_be_read_in_one_way_only_shows_how_the_others_are() -> None:
    assert days("05/03/2022", "25/03/2022") == ["2022-03-05", "2022-03-25"]
    assert days("05/03/2022", "03/25/2022") == ["2022-05-03", "2022-03-25"]


def test_where_none_shows_it_or_both_the_day_stays_open() -> None:
    assert days("05/03/2022", "06/03/2022") == [None, None]
    assert days("05/03/2022", "25/03/2022", "03/25/2022") == [None, "2022-03-25", "2022-03-25"]


@pytest.mark.parametrize("names", ["Datum;Text", "Fecha;Texto", "дата;текст"])
def test_columns_may_have_the_names_of_other_languages(names: str) -> None:
    assert days("04.03.2022", names=names) == ["2022-03-04"]
