"""Each attack is tried."""

import logging
import socket

import pytest
from fastapi.testclient import TestClient
from web.books import harbour, wire
from web.conftest import HOST, finished, read_only_by, token

from warbook.errors import UsageError
from warbook.ledger import Ledger
from warbook.web.guard import POLICY
from warbook.web.sessions import Sessions
from warbook.web.settings import Settings

REPORT, FIGURES = harbour()
HOSTILE, _ = wire()
TOKEN = "a-long-enough-token"
REVIEW = f"/claims/{FIGURES[0].id}/review"


# Who may come in.


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "newsroom.example", "::"])
def test_the_network_is_let_in_with_a_token_only(host: str) -> None:
    with pytest.raises(UsageError, match="a token is needed"):
        Settings(host=host)
    assert Settings(host=host, token=TOKEN).token == TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_this_machine_alone_needs_none(host: str) -> None:
    assert Settings(host=host).token is None


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UsageError, match="too short"):
        Settings(host="0.0.0.0", token="secret")


def test_without_the_token_nothing_is_seen(opened) -> None:
    client = opened(host="0.0.0.0", token=TOKEN)
    for path in ("/", "/claims", f"/reports/{REPORT.id}", f"/reports/{REPORT.id}/original", "/jobs/x", "/openapi.json"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), path
    for path in ("/api/claims", "/api/claims.csv", "/api/front"):
        assert client.get(path).status_code == 401, path
    assert client.post("/api/reports", json={"text": "x"}).status_code == 401
    assert "Arland" not in client.get("/login").text


def test_the_token_lets_in_by_form_and_by_header(opened) -> None:
    client = opened(host="0.0.0.0", token=TOKEN)
    wrong = client.post("/login", data={"csrf": token(client, "/login"), "token": "not this one"})
    assert wrong.status_code == 403
    assert client.get("/api/claims").status_code == 401
    assert client.post("/login", data={"csrf": token(client, "/login"), "token": TOKEN}).status_code == 200
    assert client.get("/api/claims").status_code == 200
    client.post("/logout", data={"csrf": token(client)})
    assert client.get("/api/claims").status_code == 401
    assert client.get("/api/claims", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/api/claims", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get(f"/api/claims?token={TOKEN}").status_code == 401


def test_a_cookie_cannot_be_made_up_or_kept_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(TOKEN)
    cookie = sessions.cookie(sessions.new(signed_in=False))
    assert sessions.read(cookie) is not None
    name, ends, signed_in, signature = cookie.split(".")
    assert sessions.read(f"{name}.{ends}.1.{signature}") is None
    assert sessions.read(f"{name}.{int(ends) + 1}.{signed_in}.{signature}") is None
    assert Sessions(TOKEN).read(cookie) is None
    for rubbish in ("", ".", "a.b.c.d", "....", None, "é"):
        assert sessions.read(rubbish) is None
    monkeypatch.setattr("time.time", lambda: int(ends) + 1.0)
    assert sessions.read(cookie) is None


def test_guessing_shuts_the_door_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(TOKEN)
    assert not any(sessions.is_token(f"guess {number}") for number in range(10))
    assert not sessions.is_token(TOKEN)
    now = __import__("time").monotonic()
    monkeypatch.setattr("time.monotonic", lambda: now + 61)
    assert sessions.is_token(TOKEN)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert cookie.startswith("warbook_8765=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


# Other sites.


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "192.168.1.7", "[::2]", "local host"],
)
def test_a_foreign_name_that_leads_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/claims", headers={"Host": host})
    assert answer.status_code == 421
    assert "Arland" not in answer.text


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:9999", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST", "localhost."]
)
def test_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/api/claims", headers={"Host": host}).status_code == 200


def test_over_the_network_it_is_known_by_number_and_by_the_names_it_was_given(opened) -> None:
    client = opened(host="0.0.0.0", token=TOKEN, names=("desk.example",))
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    for host, status in (("10.0.0.5:8765", 200), ("desk.example", 200), ("other.example", 421)):
        assert client.get("/api/claims", headers={"Host": host, **bearer}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://[broken"},
        {"Referer": "https://evil.example/localhost:8765"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HOST},
    ],
)
def test_another_site_cannot_make_the_browser_write(
    client: TestClient, ledger: Ledger, headers: dict[str, str]
) -> None:
    form = {"csrf": token(client), "reviewer": "Eve", "verdict": "rejected"}
    assert client.post(REVIEW, data=form, headers=headers).status_code == 403
    answer = client.post(f"/api{REVIEW}s", json={"verdict": "rejected", "reviewer": "Eve"}, headers=headers)
    assert answer.status_code == 403
    assert ledger.count_reviews() == 0
    assert client.post(REVIEW, data=form, headers={"Origin": HOST}).status_code == 200


@pytest.mark.parametrize("path", [REVIEW, "/claims/reviews", "/findings/clash01/decision", "/add", "/balance"])
@pytest.mark.parametrize("forged", ["", "0" * 64, "other"])
def test_a_form_without_its_sessions_token_does_nothing(
    client: TestClient, ledger: Ledger, path: str, forged: str
) -> None:
    token(client)
    if forged == "other":
        forged = client.app.state.room.sessions.form_token(client.app.state.room.sessions.new())
    form = {"csrf": forged, "reviewer": "Eve", "verdict": "rejected", "judgement": "overruled", "claim": FIGURES[0].id}
    assert client.post(path, data={**form, "text": "12 tanks"}).status_code == 403
    assert ledger.count_reviews() == 0
    assert ledger.decisions() == []


def test_a_program_with_the_pages_cookie_needs_their_token(client: TestClient, ledger: Ledger) -> None:
    form = token(client)
    wanted = {"verdict": "accepted", "reviewer": "Eve"}
    assert client.post(f"/api{REVIEW}s", json=wanted).status_code == 403
    assert client.post(f"/api{REVIEW}s", json=wanted, headers={"X-Warbook-Form": form}).status_code == 201


def test_no_body_passes_for_json_that_a_form_of_another_site_could_send(client: TestClient, ledger: Ledger) -> None:
    body = b'{"verdict": "rejected", "reviewer": "Eve"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        headers = {"Content-Type": kind} if kind else {}
        assert client.post(f"/api{REVIEW}s", content=body, headers=headers).status_code == 422
    assert ledger.count_reviews() == 0


def test_a_form_leads_back_to_this_app_only(client: TestClient) -> None:
    form = {"csrf": token(client), "reviewer": "Ada", "verdict": "accepted"}
    for to in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "/a\r\nX: y",
    ):
        answer = client.post(REVIEW, data={**form, "next": to}, follow_redirects=False)
        assert answer.headers["location"] == "/", to
        assert "x" not in answer.headers


# Reports that are hostile.


def test_a_report_that_holds_script_stays_text(client: TestClient) -> None:
    pages = [
        f"/reports/{HOSTILE.id}", "/", "/reports", "/claims", "/sources", "/series?measure=destroyed/tanks&party=Arland",
        "/findings", "/history", "/rejected", "/reports?text=analysts", f"/claims?report={HOSTILE.id}", "/map",
    ]  # fmt: skip
    for path in pages:
        page = client.get(path).text
        for taken in ("<script>", "<img", "onerror=alert(1)>", "<b>", 'href="javascript', "href='javascript"):
            assert taken not in page, (path, taken)
    assert "&lt;script&gt;" in client.get(f"/reports/{HOSTILE.id}").text


def test_what_is_asked_for_comes_back_as_text(client: TestClient) -> None:
    evil = "\"><script>alert(1)</script>'"
    for path in ("/claims", "/series", "/sources", "/reports"):
        for name in ("text", "party", "source", "measure", "place", "asof", "unit"):
            page = client.get(path, params={name: evil}).text
            assert "<script>alert" not in page, (path, name)
    assert "<script>alert" not in client.get(f"/{evil}").text


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/api/claims", f"/reports/{HOSTILE.id}", "/api/series.svg", "/static/app.js"]
)
def test_every_answer_forbids_what_pages_do_not_need(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == ("public, max-age=31536000, immutable" if "static" in path else "no-store")


def test_a_fault_of_our_own_tells_nothing_and_is_dressed_too(opened, monkeypatch: pytest.MonkeyPatch) -> None:
    client = opened()
    monkeypatch.setattr("warbook.web.views.front.front", lambda room, book: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "ZeroDivision" not in answer.text
    assert "Traceback" not in answer.text
    assert client.get("/claims").status_code == 200


def test_reading_a_hostile_report_asks_nobody(opened, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, place: asked.append(place))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *names, **more: asked.append(names))
    client = opened(read_only_by(ledger))
    page = b"""<html><head><link rel=stylesheet href=http://evil.example/a.css><base href=http://evil.example/>
        <meta http-equiv=refresh content="0;url=http://evil.example"></head><body><article><p>Norland lost 12 tanks on
        3 May 2031. <img src=http://evil.example/pixel><iframe src=http://evil.example></iframe></p></article></body>"""
    sent = client.post(
        "/add", data={"csrf": token(client)}, files={"files": ("x.html", page)}, headers={"Accept": "application/json"}
    )
    job = finished(client, sent.json()["job"])
    assert job["state"] == "done"
    assert job["read"][0]["document"]
    assert asked == []


# Files and names.


def test_no_name_of_a_file_is_ever_a_path(opened, ledger: Ledger, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret is 4711 tanks.")
    client = opened(read_only_by(ledger))
    names = [str(secret), "../../../etc/passwd", "..", "a/b\\c:d", "<script>.txt", "\u202etxt.exe", "con", "x" * 3000]
    files = [
        ("files", (name, f"Report {number}: Norland lost {number + 10} tanks.".encode()))
        for number, name in enumerate(names)
    ]
    sent = client.post("/add", data={"csrf": token(client)}, files=files, headers={"Accept": "application/json"})
    job = finished(client, sent.json()["job"])
    assert (job["state"], len(job["read"])) == ("done", len(names))
    for report in ledger.documents()[2:]:
        assert b"4711" not in ledger.data(report.id)
        assert "/" not in report.name
        assert "\\" not in report.name
        assert "\u202e" not in report.name
        assert len(report.name) <= 150


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/style.css/", "/book.db",
     "/static/", "/static/style.css%00", "/reports/..%2f..%2fetc%2fpasswd/original", "/reports/~Li4vLi4vZXRjL3Bhc3N3ZA/original"],
)  # fmt: skip
def test_no_path_outside_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "evil",
    [
        "' OR 1=1 --",
        "'; DROP TABLE entry; --",
        '" UNION SELECT * FROM blob --',
        "%' OR '%'='",
        "a\0b",
        "NEAR(a b)",
        "*",
    ],
)
def test_words_are_never_sql(client: TestClient, ledger: Ledger, evil: str) -> None:
    for name in ("party", "source", "place", "measure", "text", "unit", "report"):
        assert client.get("/api/claims", params={name: evil}).json().get("rows") in ([], None), name
    assert client.get("/api/claims", params={"sort": evil}).status_code == 422
    assert client.get("/api/sources", params={"text": evil}).json()["sources"] == []
    assert client.get("/api/search", params={"text": evil}).status_code == 200
    assert ledger.count() == 5
    assert ledger.check() == []


# Addresses to be fetched.


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x.example", "gopher://x", "/etc/passwd", "javascript:alert(1)"]
)
def test_only_web_addresses_are_taken(client: TestClient, url: str) -> None:
    answer = client.post("/api/reports", json={"url": url})
    assert answer.status_code == 422
    assert "is no address" in answer.json()["error"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/x", "http://[::1]/", "http://localhost/", "http://169.254.169.254/meta", "http://0.0.0.0/"],
)
def test_no_address_inside_the_users_network_is_fetched(opened, ledger: Ledger, url: str) -> None:
    client = opened(read_only_by(ledger))
    job = finished(client, client.post("/api/reports", json={"url": url}).json()["id"])
    assert "inside your own network" in job["read"][0]["words"]
    assert job["read"][0]["document"] is None


# Secrets.


def test_no_secret_is_written_down(
    opened, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    client = opened(host="0.0.0.0", token=TOKEN)
    client.post("/login", data={"csrf": token(client, "/login"), "token": TOKEN})
    client.get("/api/claims", headers={"Authorization": f"Bearer {TOKEN}"})
    client.post("/login", data={"csrf": "forged", "token": TOKEN})
    client.app.state.room.ledger = None
    client.get("/")
    said = caplog.text + "".join(capsys.readouterr())
    assert "a fault of Warbook's own" in said
    assert TOKEN not in said
    assert TOKEN not in client.get("/login").text
    assert client.cookies["warbook_8765"] not in said
