"""The drawings of a series: every claim a mark with its range, a link to its sentence. Drawn here, without network.

Shape and colour tell the source, a flat bar the days, an upright one the range, an arrow an open end, a ring a finding,
and what nobody asserts is hollow.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt
import vl_convert

from warbook.display import wording
from warbook.display.axes import amounts, days
from warbook.web.kinds import CLASHING
from warbook.web.views.claims import Row
from warbook.web.views.series import Chosen, day_of

WIDTH, HEIGHT = 440, 280
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "stroke")
COLOURS = ("#1f78c8", "#d55e00", "#0d9268", "#9467bd", "#a67c00", "#7f7f7f")
GLYPHS = ("●", "■", "◆", "▲", "✚", "▬")
ALARM = "#d0352b"
SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
ET.register_namespace("", "http://www.w3.org/2000/svg")
Kind = Literal["total", "period"]
Spec = dict[str, Any]


def spec(chosen: Chosen, kind: Kind, title: str | None = None) -> Spec | None:
    """The drawing of the running totals or of single periods; None where no claim has a date."""
    line = chosen.totals if kind == "total" else chosen.periods
    marks = [_mark(chosen, row, number) for number, row in enumerate(line.dated)]
    return _layers(marks, _days(chosen), title) if marks else None


def _days(chosen: Chosen) -> list[str]:
    """The first and the last day of both drawings, which have the same width for the same time, with some air."""
    periods = [row.claim.figure.period for line in (chosen.totals, chosen.periods) for row in line.dated]
    ends = [period.end or period.start for period in periods]
    starts = [row.claim.figure.period.start for row in chosen.periods.dated]
    known = [day for day in (*ends, *starts) if day is not None]
    air = timedelta(days=max(2, (max(known) - min(known)).days // 25))
    return [(max(min(known), date.min + air) - air).isoformat(), (min(max(known), date.max - air) + air).isoformat()]


def _mark(chosen: Chosen, row: Row, number: int) -> dict[str, Any]:
    figure = row.claim.figure
    low, high, end = figure.value.low, figure.value.high, day_of(figure)
    assert end is not None
    begin = figure.period.start if figure.period.start and not figure.cumulative else end
    bottom, top = (high if low is None else low) or 0.0, (low if high is None else high) or 0.0
    says = f"{wording.value(figure.value)}, {wording.period(figure.period, figure.cumulative)}: {wording.chain(figure)}"
    clash = any(kind in CLASHING for _, kind in row.findings)
    return {
        "from": begin.isoformat(),
        "to": end.isoformat(),
        "low": bottom,
        "high": top,
        "mid": (bottom + top) / 2,
        "open": "▲" if high is None else "▼" if low is None else "",
        "firm": figure.modality == "asserted",
        "mark": chosen.mark(figure),
        "clash": clash,
        "link": f"#{number}",
        "says": f"{says}. {row.claim.status}{'. Part of a finding' if clash else ''}",
    }


def _layers(marks: Sequence[dict[str, Any]], span: Sequence[str], title: str | None) -> Spec:
    base = alt.Chart(alt.InlineData(values=list(marks)))
    scale = alt.Scale(type="utc", domain=list(span), nice=False)
    axis = days([{"from": span[0], "to": span[1]}])
    x = alt.X("from:T", scale=scale, axis=axis, title=None)
    y = amounts(marks)
    numbers = list(range(len(SHAPES)))
    colour = alt.Color("mark:O", scale=alt.Scale(domain=numbers, range=list(COLOURS)), legend=None)
    shape = alt.Shape("mark:O", scale=alt.Scale(domain=numbers, range=list(SHAPES)), legend=None)
    across = base.mark_rule(strokeWidth=3, opacity=0.35).encode(x=x, x2="to:T", y=y, color=colour)
    upright = base.mark_rule(strokeWidth=2).encode(x="to:T", y="low:Q", y2="high:Q", color=colour)
    ends = base.transform_filter("datum.open != ''").mark_text(dy=-11, fontSize=9)
    ends = ends.encode(x="to:T", y="mid:Q", text="open:N", color=colour)
    rings = base.transform_filter("datum.clash").mark_point(
        shape="circle", size=330, stroke=ALARM, strokeWidth=2, opacity=1
    )
    rings = rings.encode(x="to:T", y="mid:Q")
    points = base.mark_point(filled=True, size=90, strokeWidth=1.5, opacity=1).encode(
        x="to:T", y="mid:Q", shape=shape, color=colour, stroke=colour,
        fillOpacity=alt.condition(alt.datum.firm, alt.value(1), alt.value(0)),
        description="says:N", href="link:N",
    )  # fmt: skip
    chart = alt.layer(across, upright, ends, rings, points).properties(width=WIDTH, height=HEIGHT)
    if title:
        chart = chart.properties(title=alt.Title(title, anchor="start"))
    found: Spec = chart.configure(
        font="system-ui, sans-serif",
        background="transparent" if title is None else "white",
        view={"stroke": None},
        autosize={"type": "fit", "contains": "padding"},
        axis={"labelFontSize": 12, "gridOpacity": 0.2, "domainOpacity": 0.5, "tickOpacity": 0.5},
    ).to_dict()
    return found


def inline(drawing: Spec, links: Sequence[str]) -> str:
    """A drawing to be set into a page; `links` has, by mark, where it leads. Text takes the page's ink."""
    (marks,) = drawing["datasets"].values()
    root = ET.fromstring(vl_convert.vegalite_to_svg(drawing))
    for name in ("width", "height", "style"):
        root.attrib.pop(name, None)
    for node in root.iter():
        for name in [name for name in node.attrib if name in ("style", "role") or name.startswith("aria-")]:
            node.attrib.pop(name)
        for name in ("fill", "stroke"):
            if node.get(name) in ("#000", "black", "#888", "#ddd", "#333"):
                node.set(name, "currentColor")
        if node.tag == f"{SVG}a":
            _link(node, links, marks)
    root.set("role", "group")
    return ET.tostring(root, encoding="unicode")


def _link(node: ET.Element, links: Sequence[str], marks: Sequence[dict[str, Any]]) -> None:
    number = int(str(node.attrib.pop(LINK, None) or node.get("href")).rpartition("#")[2])
    name = str(marks[number]["says"])
    node.set("href", links[number])
    node.set("aria-label", name)
    node.set("data-mark", str(number))
    for mark in node:
        ET.SubElement(mark, f"{SVG}title").text = name


def to_svg(drawing: Spec) -> bytes:
    """A drawing to be kept, with its own colours."""
    return str(vl_convert.vegalite_to_svg(_without_links(drawing))).encode()


def to_png(drawing: Spec) -> bytes:
    """A drawing as a picture, twice as large for print."""
    return bytes(vl_convert.vegalite_to_png(_without_links(drawing), scale=2))


def _without_links(drawing: Spec) -> Spec:
    layers = [
        {**layer, "encoding": {name: part for name, part in layer["encoding"].items() if name != "href"}}
        for layer in drawing["layer"]
    ]
    return {**drawing, "layer": layers}
