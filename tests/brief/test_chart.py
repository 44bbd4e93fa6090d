import xml.etree.ElementTree as ET
from itertools import pairwise

import msgspec
from builders import days, figure, report

from warbook.brief.chart import MOST_MARKS, draw
from warbook.display.series import Side
from warbook.model import Figure

REPORT = report("Arland lost 12 tanks in May and over 30 in June.")
MAY = figure(REPORT, "12", 12, 12, sources=("Army",), period=days("2031-05-01", "2031-05-31"))
JUNE = figure(REPORT, "over 30", 30, None, period=days("2031-06-01", "2031-06-30"))


def link(one: Figure) -> str:
    return f"f-{one.id}"


def test_every_mark_is_a_link_that_says_what_it_opens() -> None:
    drawn = draw("Tanks", Side("Arland", (MAY, JUNE)), link)
    assert drawn is not None
    root = ET.fromstring(drawn.svg)
    links = {node.get("href") for node in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {f"#f-{MAY.id}", f"#f-{JUNE.id}"}
    titles = {node.text for node in root.iter("{http://www.w3.org/2000/svg}title")}
    assert titles == {"12, May 2031: Army", "30 or more, June 2031: the report itself"}
    assert "http" not in drawn.svg.replace("http://www.w3.org/", "")


def test_the_words_beside_a_drawing_say_what_it_holds() -> None:
    drawn = draw("Tanks", Side("Arland", (MAY, JUNE)), link)
    assert drawn is not None
    assert drawn.words == "Tanks, Arland: 2 figures, 31 May 2031 to 30 June 2031. The table has them all."


def test_what_nobody_asserts_is_hollow() -> None:
    plan = msgspec.structs.replace(JUNE, modality="planned")
    drawn = draw("Tanks", Side("Arland", (MAY, plan)), link)
    assert drawn is not None
    points = [n for n in ET.fromstring(drawn.svg).iter() if n.get("aria-roledescription") == "point"]
    assert [node.get("fill-opacity") for node in points] == ["1", "0"]


def test_one_date_makes_no_drawing() -> None:
    assert draw("Tanks", Side("Arland", (MAY,)), link) is None


def test_zero_and_the_very_large_can_be_drawn() -> None:
    none = figure(REPORT, "12", 0, 0, period=days("2031-05-01", "2031-05-31"))
    huge = figure(REPORT, "over 30", 9e15, 9e15, period=days("2031-06-01", "2031-06-30"))
    assert draw("Tanks", Side("Arland", (none, huge)), link) is not None


def test_a_crowd_is_thinned_and_the_words_say_so() -> None:
    crowd = [
        msgspec.structs.replace(MAY, id=f"f{n}", period=days(f"20{31 + n % 60}-01-01", f"20{31 + n % 60}-01-31"))
        for n in range(MOST_MARKS * 3)
    ]
    drawn = draw("Tanks", Side("Arland", tuple(crowd)), link)
    assert drawn is not None
    assert 0 < len(crowd) - drawn.left_out <= MOST_MARKS
    assert f"({len(crowd) - drawn.left_out} drawn)" in drawn.words


def test_days_close_together_have_labels_that_do_not_touch_in_a_wider_font() -> None:
    week = [
        msgspec.structs.replace(MAY, id=f"d{n}", period=days(f"2022-03-{n:02}", f"2022-03-{n:02}"))
        for n in range(3, 15)
    ]
    drawn = draw("Tanks", Side("Arland", tuple(week)), link)
    assert drawn is not None
    shown = [
        node
        for node in ET.fromstring(drawn.svg).iter("{http://www.w3.org/2000/svg}text")
        if "2022" in (node.text or "")
    ]
    places = sorted(
        float((node.get("transform") or "").split("(")[1].split(",")[0]) for node in shown if node.get("opacity") != "0"
    )
    assert len(places) >= 3
    assert min(b - a for a, b in pairwise(places)) >= 90
