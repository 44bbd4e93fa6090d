"""What goes wrong is said clearly, nothing is lost, and the server lives."""

import sqlite3
import threading
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from ledger.postgres import Server, running
from schemathesis import checks
from web.books import RUN, document, figure, fill, harbour
from web.conftest import HOST, finished, idle, read_only_by, token

from warbook.ledger import Ledger
from warbook.ledger import engine as engines
from warbook.web.app import create
from warbook.web.settings import MEGABYTE, Settings

REPORT, FIGURES = harbour()
TANKS = FIGURES[0].id


# More than can be taken.


def test_a_paste_of_a_hundred_megabytes_is_refused_in_one_clear_line(client: TestClient, ledger: Ledger) -> None:
    form = token(client)
    paste = b"csrf=" + form.encode() + b"&text=" + b"tanks " * (100 * MEGABYTE // 6)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    page = client.post("/add", content=paste, headers=kind)
    assert page.status_code == 413
    assert "more than 64 MB" in page.text
    assert "Nothing of it was stored" in page.text
    assert client.post("/api/reports", content=paste, headers={"Content-Type": "application/json"}).json()["error"]
    assert client.get("/").status_code == 200
    assert ledger.count_documents() == 2


def test_a_body_that_lies_about_its_size_is_cut_off(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    kind = {"Content-Type": "application/json"}
    answer = client.post(f"/api/claims/{TANKS}/reviews", content=endless(), headers=kind)
    assert answer.status_code == 413
    assert client.get("/").status_code == 200


def test_a_text_too_long_to_be_pasted_can_come_as_a_file(opened, ledger: Ledger) -> None:
    client = opened(read_only_by(ledger), most_paste=1000)
    form = {"csrf": token(client)}
    json = {"Accept": "application/json"}
    refused = client.post("/add", data={**form, "text": "tanks " * 400}, headers=json)
    assert refused.status_code == 422
    assert refused.json()["hint"] == "add it as a file"
    taken = client.post(
        "/add",
        data=form,
        files={"files": ("a.txt", b"Arland lost tanks near the town, its army said. " * 50)},
        headers=json,
    )
    assert finished(client, taken.json()["job"])["read"][0]["document"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "nothing to read"),
        ({"text": "   "}, "nothing to read"),
        ({"text": "x", "published": "May"}, "'May' is no day"),
    ],
)
def test_an_empty_or_odd_form_is_said(client: TestClient, data: dict[str, str], words: str) -> None:
    answer = client.post("/add", data={"csrf": token(client), **data}, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert words in answer.json()["error"].lower() or words in answer.json()["error"]


def test_more_files_than_are_taken_at_once_are_refused(opened) -> None:
    client = opened(most_files=3)
    files = [("files", (f"{number}.txt", b"x")) for number in range(4)]
    assert client.post("/add", data={"csrf": token(client)}, files=files).status_code == 400


def test_two_thousand_claims_on_one_page(client: TestClient, ledger: Ledger) -> None:
    lines = "".join(f"On that day Arland lost {number + 10000} tanks.\n" for number in range(2000))
    report = document(lines, "long.txt")
    ledger.store(
        report, lines.encode(), [figure(report, str(number + 10000), number, number) for number in range(2000)], RUN
    )
    page = client.get(f"/claims?report={report.id}&size=2000").text
    assert page.count('name="claim"') == 2000
    part = client.get(f"/reports/{report.id}").text
    assert "Part 1 of 10" in part
    assert part.count("<mark ") == 200
    assert len(part) < 300_000
    seen = set()
    for number in range(1, 11):
        paragraphs = client.get(f"/api/reports/{report.id}?part={number}").json()["paragraphs"]
        seen |= {note["claim"]["figure"]["number"] for one in paragraphs for note in one["notes"]}
    assert len(seen) == 2000
    last = ledger.figures()[-1]
    assert "Part 10 of 10" in client.get(f"/reports/{report.id}?claim={last.id}").text
    assert "drawn of 2,00" in client.get("/series?measure=destroyed/tanks&party=Arland").text


# A ledger that cannot be had.


def test_a_locked_ledger_is_said_and_the_form_is_kept(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {
        "csrf": token(client),
        "reviewer": "Ada",
        "verdict": "accepted",
        "note": "a long & careful note",
        "id": "form-1",
    }
    lock = sqlite3.connect(ledger.name, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.05)
    page = client.post(f"/claims/{TANKS}/review", data=form)
    assert page.status_code == 503
    assert page.headers["retry-after"] == "5"
    assert "is in use by another process" in page.text
    assert 'name="note" value="a long &amp; careful note"' in page.text
    assert client.get("/claims").status_code == 200
    json = client.post(
        f"/api/claims/{TANKS}/reviews",
        json={"verdict": "accepted", "reviewer": "bot"},
        headers={"X-Warbook-Form": form["csrf"]},
    )
    assert json.status_code == 503
    lock.execute("ROLLBACK")
    assert client.post(f"/claims/{TANKS}/review", data=form).status_code == 200
    assert [review.note for review in ledger.reviews()] == ["a long & careful note"]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with running() as server:
        yield server


def test_a_postgresql_that_goes_away_and_comes_back(postgres: Server) -> None:
    where = postgres.url("postgres")
    fill(where)
    with Ledger.open(where) as ledger, TestClient(create(Settings(), ledger, idle), base_url=HOST) as client:
        assert client.get("/").status_code == 200
        form = {"csrf": token(client), "reviewer": "Ada", "verdict": "accepted", "id": "form-1"}
        postgres.stop()
        for path in ("/", "/claims", "/series", "/sources", f"/reports/{REPORT.id}"):
            page = client.get(path)
            assert page.status_code == 503, path
            assert "the server cannot be reached" in page.text
        assert client.post(f"/claims/{TANKS}/review", data=form).status_code == 503
        assert client.get("/add").status_code == 200
        postgres.start()
        assert client.post(f"/claims/{TANKS}/review", data=form).status_code == 200
        for path in ("/", "/claims", "/series", "/sources", f"/reports/{REPORT.id}"):
            assert client.get(path).status_code == 200, path
        assert [review.verdict for review in ledger.reviews()] == ["accepted"]


# Rubbish.

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, object]]:
    where = tmp_path_factory.mktemp("rubbish") / "book.db"
    fill(where)
    with Ledger.open(where) as ledger:
        app = create(Settings(), ledger, idle)
        with TestClient(app, base_url=HOST) as client:
            yield client, app


OPERATIONS = (
    "GET /api/front", "GET /api/rejected", "GET /api/findings", "GET /api/findings/{name}", "GET /api/claims",
    "GET /api/claims.csv", "GET /api/claims/{name}", "GET /api/reports", "GET /api/search", "GET /api/reports/{name}",
    "GET /api/series", "GET /api/series.svg", "GET /api/series.png", "GET /api/sources", "GET /api/map",
    "GET /api/jobs/{id}", "GET /api/history", "POST /api/findings/{name}/decisions", "POST /api/claims/{name}/reviews",
    "POST /api/reports",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(target: tuple[TestClient, object]) -> dict[str, schemathesis.schemas.APIOperation]:
    schema = schemathesis.openapi.from_asgi("/openapi.json", target[1], headers={"Host": "localhost"})
    operations = [result.ok() for result in schema.get_all_operations()]
    return {operation.label: operation for operation in operations}


def test_every_operation_is_tried(described: dict[str, schemathesis.schemas.APIOperation]) -> None:
    assert set(described) == set(OPERATIONS)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_the_api_bears_rubbish_and_answers_as_it_says(
    described: dict[str, schemathesis.schemas.APIOperation], label: str, mode: schemathesis.GenerationMode
) -> None:
    if label in ("GET /api/map", "GET /api/jobs/{id}") and mode is schemathesis.GenerationMode.NEGATIVE:
        pytest.skip("what could be wrong with it is any text, which the other half tries")

    @given(described[label].as_strategy(generation_mode=mode))
    @settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def bears(case: schemathesis.Case) -> None:
        if isinstance(case.body, dict) and "url" in case.body:
            case.body["url"] = ""  # an address would be asked for
        answer = case.call(headers={"Host": "localhost"})
        case.validate_response(answer, checks=CHECKS)

    bears()


@pytest.mark.parametrize("path", ["/claims", "/findings", "/reports", "/series", "/sources"])
@pytest.mark.parametrize(
    "query",
    [
        "page=-1", "page=99999999999999999999", "size=0", "size=1e9", "from=2031-13-01", "from=12345", "to=9999-12-31", "sort=x",
        "status=x", "least=nan", "least=1e999", "text=%00%ff%fe", "text=" + "x" * 5000, "party=%ED%A0%80", "asof=0001-01-01",
        "asof=9999-12-31T23:59:59-12:00", "part=0", "kind=%00", "page=&size=&sort=&from=", "series=|", "series=%7C%7C%7C", "job=x",
        "report=~", "report=~%00", "measure=/", "measure=a/b/c", "unit=%27", "claim=" + "y" * 200,
    ],
)  # fmt: skip
def test_pages_bear_rubbish(target: tuple[TestClient, object], path: str, query: str) -> None:
    assert target[0].get(f"{path}?{query}").status_code in (200, 404, 422)


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/x", ""],
)
@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\x00\xfe", b"--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\n", b"{}", b"a=%"],
)
def test_forms_bear_rubbish(target: tuple[TestClient, object], kind: str, body: bytes) -> None:
    for path in ("/add", "/claims/reviews", f"/claims/{TANKS}/review", "/findings/clash01/decision", "/login"):
        assert target[0].post(path, content=body, headers={"Content-Type": kind}).status_code in (400, 403, 422), path


def test_many_at_once_are_all_answered(client: TestClient, ledger: Ledger) -> None:
    form = token(client)
    codes: list[int] = []

    def review(number: int) -> None:
        data = {"csrf": form, "reviewer": f"Reviewer {number}", "verdict": "accepted"}
        codes.append(client.post(f"/claims/{TANKS}/review", data=data).status_code)
        codes.append(client.get("/api/front").status_code)

    threads = [threading.Thread(target=review, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert codes == [200] * 24
    assert ledger.count_reviews() == 12
