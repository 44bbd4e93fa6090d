import re
from typing import Literal

import msgspec
import pytest
from builders import days, figure, report

from warbook.app.books import Books
from warbook.brief.page import page
from warbook.brief.view import anchor
from warbook.model import Anchor, Finding, Line, Place, Rejection, Repair, Segment, Span

NASTY = report(
    'Arland lost 12 tanks in May. <script>alert("x")</script> It lost 40 tanks by June.',
    name='<img src=x onerror="alert(1)">.txt',
    title="A & B <b>",
    url="javascript:alert(1)",
)
MAY = figure(
    NASTY, "12", 12, 12, object="tanks", event="destroyed", party="Arland", period=days("2031-05-01", "2031-05-31")
)
JUNE = figure(
    NASTY, "40", 40, None, object="tanks", event="destroyed", party="Arland", period=days("2031-06-01", "2031-06-30")
)
FINDING = Finding(
    id="one",
    kind="impossible",
    headline="12 and 40 cannot both be true",
    claims=(JUNE.id, MAY.id),
    proved=True,
    sum=(Line("by June", "40"), Line("less May", "− 12"), Line("left", "28", rule=True)),
    repairs=(
        Repair(rank=2, words="second way", edits=(), odds=0.1),
        Repair(rank=1, words="first way", edits=(), odds=0.8),
    ),
)
BOOKS = Books(
    documents=(NASTY,),
    figures=(MAY, JUNE),
    findings=(FINDING,),
    rejections=(Rejection(name="broken.txt", reason="it is <empty>"),),
)


def test_nothing_of_a_report_becomes_markup() -> None:
    html = page(BOOKS)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert "it is &lt;empty&gt;" in html


def test_nothing_is_fetched() -> None:
    html = page(BOOKS)
    assert not re.findall(r"\b(?:src|srcset|action)=", html.replace("&lt;img src=x", ""))
    assert "url(" not in html
    assert "@import" not in html


def test_every_link_inside_the_page_has_its_place_and_places_are_unique() -> None:
    html = page(BOOKS)
    places = re.findall(r'\bid="([^"]+)"', html)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(places)


def test_every_figure_opens_the_report_at_its_words() -> None:
    html = page(BOOKS)
    for one in BOOKS.figures:
        assert f'<a href="#{anchor("f", one.id)}">' in html
        assert re.search(rf'<mark id="{anchor("f", one.id)}"><a [^>]*>{one.number}</a></mark>', html)


def test_a_finding_shows_its_sum_in_order_and_the_first_repair_first() -> None:
    html = page(BOOKS)
    assert html.index("by June") < html.index("− 12") < html.index('class="rule"') < html.index(">28<")
    assert html.index("First way.") < html.index("Second way.")


def test_an_id_that_cannot_stand_in_a_link_is_hashed() -> None:
    assert anchor("f", "ab_1-2") == "f-ab_1-2"
    assert re.fullmatch(r"f-[0-9a-f]{16}", anchor("f", 'x" onclick="y'))


def test_the_same_books_give_the_same_page() -> None:
    assert page(BOOKS) == page(BOOKS)


def test_words_of_a_video_link_to_their_second() -> None:
    text = "Arland lost 12 tanks."
    talk = report(text, anchors=(Anchor(Span(0, len(text)), "second", 66, "https://video.example/v?t=66"),))
    html = page(Books(documents=(talk,), figures=(figure(talk, "12", 12, 12),)))
    assert '<a href="https://video.example/v?t=66" rel="noreferrer">video at\xa01:06</a>' in html


@pytest.mark.parametrize(("kind", "said"), [("page", "page 66"), ("second", "at 1:06")])
@pytest.mark.parametrize("address", [None, "javascript:alert(1)"])
def test_the_place_in_the_original_is_said_where_no_address_opens_it(
    kind: Literal["page", "second"], said: str, address: str | None
) -> None:
    text = "Arland lost 12 tanks."
    printed = report(text, anchors=(Anchor(Span(0, len(text)), kind, 66, address),))
    html = page(Books(documents=(printed,), figures=(figure(printed, "12", 12, 12),)))
    assert f" · {said}</td>" in " ".join(html.split()).replace(" </td>", "</td>")
    assert "javascript" not in html


def test_what_is_not_the_report_is_named_and_not_searched() -> None:
    text = "Arland lost 12 tanks. Subscribe now."
    page_text = report(text, segments=(Segment(Span(0, 21), "body"), Segment(Span(22, len(text)), "paywall")))
    assert "Paywall text, not searched:" in page(Books(documents=(page_text,)))


def test_empty_books_say_so() -> None:
    html = page(Books())
    assert "No figure was found" in html
    assert "Everything could be read." in html


def test_reports_that_rest_on_one_origin_count_once() -> None:
    first, second = report("Dawn: 12 men fell.", name="a.txt"), report("Dusk: 12 men fell.", name="b.txt")
    figures = tuple(figure(d, "12", 12, 12, sources=("Army of Arland",)) for d in (first, second))
    html = page(Books(documents=(first, second), figures=figures))
    assert "2 figures in 2 reports, one origin" in html


def test_a_figure_of_a_summary_leads_to_the_one_it_sums_up() -> None:
    text = "Arland lost 12 tanks. In May Arland lost 12.0 tanks."
    document = report(text)
    body = figure(document, "12.0", 12, 12, id="body")
    short = figure(document, "12", 12, 12, id="short", same_as="body", record=True)
    html = page(Books(documents=(document,), figures=(short, body)))
    assert 'sums up <a href="#t-body">12.0</a>' in html
    assert "called the highest so far" in html


def test_kinds_of_findings_are_counted_where_there_are_several() -> None:
    both = (FINDING, msgspec.structs.replace(FINDING, id="two", kind="disagreement"))
    html = page(msgspec.structs.replace(BOOKS, findings=both))
    assert '<a href="#finding-2">Sources disagree</a>: 1' in html


def test_a_place_stands_beside_the_date() -> None:
    held = msgspec.structs.replace(MAY, place=Place("Keth <b>"))
    assert "May 2031, Keth &lt;b&gt;" in page(msgspec.structs.replace(BOOKS, figures=(held, JUNE)))
