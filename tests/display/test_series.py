from builders import days, figure, report

from warbook.display.series import series

REPORT = report("Arland lost 12 tanks, then 30 tanks, maybe 99 tanks; Borland lost 7 tanks.")
TANKS = {"object": "tanks", "event": "destroyed"}


def test_figures_are_put_together_by_measure_then_side() -> None:
    figures = [
        figure(REPORT, "12", 12, 12, party="Arland", period=days("2031-06-01", "2031-06-01"), **TANKS),
        figure(REPORT, "30", 30, 30, party="Arland", period=days("2031-05-01", "2031-05-01"), **TANKS),
        figure(REPORT, "7", 7, 7, party="Borland", **TANKS),
    ]
    (only,) = series(figures)
    assert [side.name for side in only.sides] == ["Arland", "Borland"]
    assert [f.number for f in only.sides[0].figures] == ["30", "12"]


def test_a_running_total_is_never_put_beside_a_month() -> None:
    figures = [figure(REPORT, "12", 12, 12, **TANKS), figure(REPORT, "30", 30, 30, cumulative=True, **TANKS)]
    assert len(series(figures)) == 2


def test_the_spread_leaves_out_what_nobody_asserts() -> None:
    figures = [
        figure(REPORT, "12", 12, 12, **TANKS),
        figure(REPORT, "30", 30, 30, **TANKS),
        figure(REPORT, "99", 99, 99, modality="possible", **TANKS),
    ]
    spread = series(figures)[0].sides[0].spread
    assert spread is not None
    assert (spread.low, spread.high) == (12, 30)


def test_the_spread_is_open_where_the_highest_is_a_least() -> None:
    figures = [figure(REPORT, "12", 12, 12, **TANKS), figure(REPORT, "30", 30, None, **TANKS)]
    spread = series(figures)[0].sides[0].spread
    assert spread is not None
    assert spread.high is None
