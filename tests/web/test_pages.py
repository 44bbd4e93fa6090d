"""Each page shows what it is for; each answers with JSON too."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from web.books import harbour, wire

from warbook.ledger import Ledger

PAGES = (
    "/", "/findings", "/findings/clash01", "/claims", "/reports", "/series", "/sources", "/map", "/add", "/history",
    "/rejected", "/api",
)  # fmt: skip
REPORT, FIGURES = harbour()
WIRE, OTHERS = wire()


def text(client: TestClient, path: str) -> str:
    """The words of a page's main part, without markup."""
    page = client.get(path)
    assert page.status_code == 200, page.text
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_and_a_language(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert re.search(r"<title>\s*\S", page)
    assert len(page) < 300_000


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_machine(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r'(?:src|href|action|data)\s*=\s*"(?:https?:)?//', page)
    assert not re.search(r"<(?:script|style)>|\sstyle=|\son\w+=", page.replace("onerror=alert", ""))


def test_the_front_page_says_what_is_in_the_book(client: TestClient) -> None:
    words = text(client, "/")
    assert "2 reports , 5 claims , 3 sources" in words.replace(",", " ,").replace("  ", " ")
    assert "2 findings wait for a person to decide" in words
    assert "900 and 640 cannot all be true" in words
    assert "Harbour town counts its tanks" in words
    assert "&lt;b&gt;broken&lt;/b&gt;.pdf : is empty" in words


def test_an_empty_book_invites_to_begin(opened, tmp_path) -> None:
    with Ledger.open(tmp_path / "empty.db") as empty:
        client = opened(over=empty)
        assert "The book is empty" in text(client, "/")
        for path in (*PAGES[1:2], *PAGES[3:]):
            assert client.get(path).status_code == 200, path
        assert client.get("/api/series").json()["totals"]["rows"] == []


def test_a_finding_has_its_sum_its_sentences_and_what_each_repair_changes(client: TestClient) -> None:
    page = client.get("/findings/clash01").text
    words = text(client, "/findings/clash01")
    assert re.search(r'<tr class="rule"><td>so the later total is lower by</td><td>260</td>', page)
    assert "Arland had lost 900 tanks by 31 May 2031, the General Staff said." in words
    assert "A digit slipped: 600, not 900. 70 in 100" in words
    assert re.search(r"at least <del>900</del> → <ins>600</ins>", page)
    assert re.search(r"last day <del>2031-05-31</del> → <ins>2032-05-31</ins>", page)


def test_findings_are_narrowed_by_kind_and_state(client: TestClient) -> None:
    assert "Two sources differ" in text(client, "/findings")
    assert "Two sources differ" not in text(client, "/findings?kind=impossible")
    assert "None" in text(client, "/findings?state=decided")
    assert client.get("/findings?kind=nonsense").status_code == 422


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", {"900", "12 boats", "640", "Some 50 to 70"}),
        ("measure=destroyed/ships", {"12 boats"}),
        ("party=arland&text=boats", {"900", "12 boats"}),
        ("source=wire", {"640"}),
        ("place=Port+Sound", {"12 boats"}),
        ("from=2031-07-01&to=2031-07-31", {"Some 50 to 70"}),
        ("from=&to=&party=&status=", {"900", "12 boats", "640", "Some 50 to 70"}),
        ("status=rejected", set()),
        ("total=period", {"12 boats", "Some 50 to 70"}),
        ("least=700", {"900"}),
        ("text=no such words", set()),
    ],
)
def test_claims_are_narrowed_down_and_json_and_csv_hold_exactly_what_is_shown(
    client: TestClient, asked: str, numbers: set[str]
) -> None:
    json = client.get(f"/api/claims?{asked}").json()
    figures = [row["claim"]["figure"] for row in json["rows"]]
    assert {figure["number"] for figure in figures} == numbers
    assert json["total"]["many"] == len(figures)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/claims.csv?{asked}").text)))
    assert [row["id"] for row in rows] == [figure["id"] for figure in figures]
    shown = re.findall(r'<input type="checkbox" name="claim" value="(\w+)"', client.get(f"/claims?{asked}").text)
    assert shown == [figure["id"] for figure in figures]


def test_claims_are_sorted_paged_and_counted(client: TestClient) -> None:
    first = client.get("/api/claims?sort=-amount&size=2").json()
    second = client.get("/api/claims?sort=-amount&size=2&page=2").json()
    amounts = [row["claim"]["figure"]["value"]["low"] for page in (first, second) for row in page["rows"]]
    assert amounts == [900, 640, 640, 50]
    assert first["by_status"]["unreviewed"]["many"] == 5
    page = client.get("/claims?sort=-amount&size=2").text
    assert 'rel="next" href="/claims?size=2&amp;sort=-amount&amp;page=2"' in page
    assert 'aria-sort="descending"' in page


def test_csv_says_status_and_report_and_runs_no_formula(client: TestClient) -> None:
    whole = list(csv.DictReader(io.StringIO(client.get("/api/claims.csv?all=yes").text)))
    assert {row["status"] for row in whole} == {"unreviewed"}
    assert {row["report"] for row in whole} == {REPORT.title, WIRE.title}
    assert all(not row["quote"].startswith(("=", "+", "-", "@")) for row in whole)


def test_a_claim_has_its_history(client: TestClient, ledger: Ledger) -> None:
    ledger.review(FIGURES[0].id, "corrected", "Ada", {"value.low": 600, "value.high": 600}, note="seen the list")
    words = text(client, f"/claims/{FIGURES[0].id}")
    assert "Ada corrected it" in words
    assert "at least 900.0 → 600.0" in words
    assert "seen the list" in words
    assert "Read by version test" in words


def test_a_report_shows_its_text_with_claims_notes_pages_and_dimmed_boilerplate(client: TestClient) -> None:
    page = client.get(f"/reports/{REPORT.id}").text
    words = text(client, f"/reports/{REPORT.id}")
    assert page.count("<mark ") == 3
    assert page.count('class="note ') == 3
    assert "Paywall text, not searched: Subscribe now for $4 a month." in words
    assert '<p class="unread">' in page
    assert re.search(r'class="leaf"[^>]*>Page 1<.*class="leaf"[^>]*>Page 2<', page, re.DOTALL)
    assert "General Staff, through the Wire" in words
    assert "counted noun after the number" in words
    assert "event weighed" not in words
    assert re.search(rf'id="c-{FIGURES[0].id}" class="unreviewed clash"', page)
    assert "Nearly the same text as" in words


def test_claims_on_the_same_words_all_have_a_note(client: TestClient, ledger: Ledger) -> None:
    from msgspec.structs import replace
    from web.books import RUN

    twin = replace(FIGURES[0], id="twin", event="captured")
    ledger.store(REPORT, REPORT.text.encode(), [*FIGURES, twin], RUN)
    page = client.get(f"/reports/{REPORT.id}").text
    assert page.count("<mark ") == 3
    assert 'id="n-twin"' in page


def test_passages_of_reports_are_searched(client: TestClient) -> None:
    words = text(client, "/reports?text=boats+sunk")
    assert "1 passage" in words
    assert "12 boats were sunk" in words.replace("  ", " ")
    assert client.get("/api/search?text=boats").json()["hits"][0]["document"] == REPORT.id


def test_the_original_is_saved_byte_by_byte_and_never_shown(client: TestClient) -> None:
    answer = client.get(f"/reports/{WIRE.id}/original")
    assert answer.content == WIRE.text.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_series_sets_totals_beside_periods_each_mark_a_link_to_its_sentence(client: TestClient) -> None:
    page = client.get("/series?measure=destroyed/tanks&party=Arland").text
    links = re.findall(r'<a href="(/reports/[^"]+)"[^>]*data-mark', page)
    assert len(links) == 4
    target = f"/reports/{REPORT.id}?claim={FIGURES[0].id}#c-{FIGURES[0].id}"
    assert target in [link.replace("&amp;", "&") for link in links]
    assert "900, total up to 31 May 2031: General Staff. unreviewed. Part of a finding" in page
    assert page.count("<svg ") == 2
    json = client.get("/api/series?measure=destroyed/tanks&party=Arland").json()
    assert [len(json[kind]["rows"]) for kind in ("totals", "periods")] == [3, 1]


def test_the_largest_series_is_shown_where_none_is_named(client: TestClient) -> None:
    assert "Tanks destroyed or lost, Arland" in text(client, "/series")


def test_a_series_chosen_from_the_list_has_an_address_to_share(client: TestClient) -> None:
    answer = client.get("/series?series=destroyed/ships|Arland&source=", follow_redirects=False)
    assert answer.headers["location"] == "/series?measure=destroyed%2Fships&party=Arland"


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_drawing_can_be_taken_along(client: TestClient, ending: str, start: bytes) -> None:
    answer = client.get(f"/api/series.{ending}?measure=destroyed/tanks&party=Arland")
    assert answer.content.startswith(start)
    assert "attachment" in answer.headers["content-disposition"]
    assert client.get(f"/api/series.{ending}?measure=destroyed/ships&party=Arland").status_code == 404


def test_sources_are_told_by_how_often_first_alone_and_contradicted(client: TestClient) -> None:
    sources = {one["name"]: one for one in client.get("/api/sources").json()["sources"]}
    staff = sources["General Staff"]
    assert (staff["claims"], staff["origin"], staff["alone"], staff["in_findings"]) == (3, 3, 2, 3)
    assert staff["through"] == [{"name": "the Wire", "claims": 1}]
    assert sources["the Wire"]["origin"] == 0
    assert [one["name"] for one in client.get("/api/sources?text=WIRE").json()["sources"]] == ["the Wire"]


def test_copies_stand_as_a_family(client: TestClient) -> None:
    (family,) = client.get("/api/sources").json()["families"]
    assert [id for id, _ in family["members"]] == [REPORT.id, WIRE.id]
    assert "likely the first" in text(client, "/sources")


def test_the_map_shows_no_place_more_precisely_than_it_is_known(client: TestClient, ledger: Ledger) -> None:
    ledger.review(
        FIGURES[2].id,
        "corrected",
        "Ada",
        {"place": {"name": "Arland", "latitude": 50, "longitude": 30, "precision": 6}},
    )
    found = client.get("/api/map").json()
    assert [(spot["name"], spot["around"]) for spot in found["drawn"]] == [("Port Sound", 25.0)]
    assert [spot["name"] for spot in found["countries"]] == ["Arland"]
    assert found["without"] == 3
    page = client.get("/map").text
    assert 'aria-label="Port Sound: 1 claim, within about 25 km"' in page
    assert page.count('class="halo"') == 1


def test_the_book_is_seen_as_it_was(client: TestClient, ledger: Ledger) -> None:
    before = ledger.report(REPORT.id).read.isoformat()
    ledger.review(FIGURES[0].id, "rejected", "Ada")
    assert client.get("/api/claims").json()["total"]["many"] == 4
    then = client.get("/api/claims", params={"asof": before}).json()
    assert then["total"]["many"] == 3
    page = client.get("/claims?asof=2199-01-01").text
    assert "Nothing can be decided here" in page
    assert "<button name=" not in page
    assert "asof=2199-01-01" in re.search(r'href="(/findings[^"]*)"', page).group(1)  # type: ignore[union-attr]
    assert client.get("/?asof=1999-12-31").status_code == 200
    assert client.get("/api/front?asof=rubbish").json()["error"] == "'rubbish' is no day."


def test_what_is_not_there_is_said(client: TestClient) -> None:
    for path in (
        "/claims/none",
        "/reports/none",
        "/findings/none",
        "/reports/~!!",
        "/nothing",
        "/reports/none/original",
    ):
        page = client.get(path)
        assert page.status_code == 404
        assert "<h1>Not Found</h1>" in page.text
        assert client.get(f"/api{path}").status_code == 404
    assert client.get("/api/jobs/none").json() == {
        "error": "This job is not known any more.",
        "hint": "what it read is in the ledger",
    }


def test_openapi_describes_every_answer(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert {"/api/front", "/api/findings", "/api/claims", "/api/series", "/api/sources", "/api/map"} <= set(
        described["paths"]
    )
    assert not [path for path in described["paths"] if not path.startswith("/api/")]
    names = set(re.findall(r"#/components/schemas/([^\"]+)\"", client.get("/openapi.json").text))
    assert names <= set(described["components"]["schemas"])
    ways = text(client, "/api")
    assert all(path in ways.replace("{ ", "{") for path in described["paths"])
