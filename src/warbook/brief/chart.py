"""One side's figures over time as a drawing: every mark a link to the words behind it. Drawn without network.

A dot is a figure as said, a triangle upwards 'at least', downwards 'at most'; a flat bar is the stretch of days it
covers, an upright one runs from low to high; what nobody asserts is hollow. Shape tells, colour does not have to.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import altair as alt
import msgspec
import vl_convert

from warbook.display import wording
from warbook.display.axes import amounts, days
from warbook.display.series import Side
from warbook.model import Figure

WIDTH, HEIGHT, MOST_MARKS = 380, 150, 400
SHAPES = {"as said": "circle", "at least": "triangle-up", "at most": "triangle-down"}
SVG = "{http://www.w3.org/2000/svg}"
ET.register_namespace("", "http://www.w3.org/2000/svg")
HREF = "{http://www.w3.org/1999/xlink}href"


class Chart(msgspec.Struct, frozen=True):
    """A drawing and the words that stand for it."""

    words: str
    svg: str
    left_out: int = 0


def draw(title: str, side: Side, link: Callable[[Figure], str]) -> Chart | None:
    """The chart of one side's figures, None where fewer than two dates are known; `link` gives a figure's anchor."""
    dated = [figure for figure in side.figures if _when(figure)]
    rows = [_row(figure, link) for figure in dated[:: len(dated) // MOST_MARKS + 1]]
    if len({row["to"] for row in rows}) < 2:
        return None
    return Chart(
        _words(title, side, len(rows)), _finish(vl_convert.vegalite_to_svg(_spec(rows))), len(dated) - len(rows)
    )


def _when(figure: Figure) -> date | None:
    return figure.period.end or figure.period.start


def _row(figure: Figure, link: Callable[[Figure], str]) -> dict[str, Any]:
    low, high = figure.value.low, figure.value.high
    when = _when(figure)
    assert when is not None
    bound = "as said" if low is not None and high is not None else "at most" if low is None else "at least"
    start = figure.period.start if figure.period.start and not figure.cumulative else when
    return {
        "from": start.isoformat(),
        "to": when.isoformat(),
        "low": high if low is None else low,
        "high": low if high is None else high,
        "mid": ((high if low is None else low) or 0) / 2 + ((low if high is None else high) or 0) / 2,
        "bound": bound,
        "firm": figure.modality == "asserted",
        "href": f"#{link(figure)}",
        "says": f"{wording.value(figure.value)}, {wording.period(figure.period, figure.cumulative)}: "
        f"{wording.chain(figure)}",
    }


def _spec(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    base = alt.Chart(alt.InlineData(values=list(rows))).encode(description="says:N", href="href:N")
    x = alt.X("from:T", scale=alt.Scale(type="utc", nice=True), axis=days(rows), title=None)
    y = amounts(rows)
    across = base.mark_rule(strokeWidth=3, opacity=0.35).encode(x=x, x2="to:T", y=y)
    upright = base.mark_rule(strokeWidth=2).encode(x="to:T", y="low:Q", y2="high:Q")
    shape = alt.Shape("bound:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    firm = alt.condition(alt.datum.firm, alt.value(1), alt.value(0))
    points = base.mark_point(filled=True, size=90, opacity=1, stroke="black", strokeWidth=1.5)
    points = points.encode(x="to:T", y="mid:Q", shape=shape, fillOpacity=firm)
    chart = (
        alt.layer(across, upright, points)
        .properties(width=WIDTH, height=HEIGHT)
        .configure(
            font="system-ui, sans-serif",
            background="transparent",
            view={"stroke": None},
            axis={"labelFontSize": 12, "gridOpacity": 0.2, "domainOpacity": 0.5, "tickOpacity": 0.5},
        )
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _finish(svg: str) -> str:
    """The drawing without its own size, colours left to the page's style, and links into the page."""
    root = ET.fromstring(svg)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("role", "group")
    for node in list(root.iter()):
        for name in ("fill", "stroke"):
            if node.get(name) not in (None, "none", "transparent"):
                node.set(name, "currentColor")
        if node.tag == f"{SVG}a":
            node.set("href", "#" + node.attrib.pop(HREF, "").partition("#")[2])
            for mark in node:
                title = ET.SubElement(mark, f"{SVG}title")
                title.text = mark.get("aria-label")
    return ET.tostring(root, encoding="unicode")


def _words(title: str, side: Side, drawn: int) -> str:
    when = sorted(filter(None, map(_when, side.figures)))
    many = wording.plural(len(when), "figure") + (f" ({drawn:,} drawn)" if drawn < len(when) else "")
    return f"{title}, {side.name}: {many}, {wording.day(when[0])} to {wording.day(when[-1])}. The table has them all."
