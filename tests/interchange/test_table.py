import csv
import io

from builders import figure, report

from warbook.interchange.table import COLUMNS, write_csv

REPORT = report('Arland lost +1,130 men. The bulletin, "Dawn", said so.')


def written(*figures: object) -> list[dict[str, str]]:
    out = io.StringIO()
    write_csv(figures, out)  # type: ignore[arg-type]
    out.seek(0)
    return list(csv.DictReader(out))


def test_one_row_a_figure_under_the_named_columns() -> None:
    rows = written(figure(REPORT, "1,130", 1130, 1130, sources=("Arland's army", "Dawn"), cumulative=True))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["low"] == "1130"
    assert rows[0]["sources"] == "Arland's army; Dawn"
    assert rows[0]["cumulative"] == "true"
    assert rows[0]["quote"] == "Arland lost +1,130 men."


def test_no_cell_runs_as_a_formula() -> None:
    assert written(figure(REPORT, "+1,130", 1130, 1130))[0]["number"] == "'+1,130"
