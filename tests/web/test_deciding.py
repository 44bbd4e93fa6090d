"""What a person decides in the browser stands in the book, and only what was meant."""

from queue import Queue

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace
from web.books import HARBOUR, RUN, document, figure, harbour
from web.conftest import token

from warbook.ledger import Ledger
from warbook.web.jobs import Balanced, Task

REPORT, FIGURES = harbour()
TANKS = FIGURES[0].id


@pytest.fixture
def form(client: TestClient) -> dict[str, str]:
    return {"csrf": token(client), "reviewer": "Ada Berg"}


def test_a_repair_that_is_taken_corrects_the_claim_and_stands_in_the_history(
    client: TestClient, ledger: Ledger, form: dict[str, str]
) -> None:
    answer = client.post(
        "/findings/clash01/decision", data={**form, "repair": "1", "note": "asked"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/findings/clash01")
    claim = ledger.claim(TANKS)
    assert (claim.figure.value.low, claim.status) == (600, "corrected")
    assert claim.machine is not None
    assert claim.machine.value.low == 900
    page = client.get("/findings/clash01").text
    assert "Repair taken" in page
    assert "Open it again" in page
    history = client.get("/history").text
    assert "A digit slipped: 600, not 900." in history
    assert "Ada Berg" in history
    assert "<del>900.0</del> → <ins>600.0</ins>" in history


def test_a_finding_is_overruled_noted_and_opened_again(
    client: TestClient, ledger: Ledger, form: dict[str, str]
) -> None:
    for judgement, more in (
        ("overruled", {}),
        ("reopened", {}),
        ("noted", {"public_note": "Two offices, two counts."}),
    ):
        answer = client.post("/findings/differ1/decision", data={**form, "judgement": judgement, **more})
        assert answer.status_code == 200
    assert [one.judgement for one in ledger.decisions("differ1")] == ["overruled", "reopened", "noted"]
    assert '<blockquote class="public">Two offices, two counts.</blockquote>' in client.get("/findings/differ1").text
    assert "Two sources differ" in client.get("/findings?state=decided").text


def test_a_form_sent_twice_is_one_decision(client: TestClient, ledger: Ledger, form: dict[str, str]) -> None:
    for _ in range(2):
        client.post("/findings/clash01/decision", data={**form, "judgement": "overruled", "id": "one-form"})
    assert len(ledger.decisions("clash01")) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reviewer": " ", "judgement": "overruled"}, "needs the name of its reviewer"),
        ({"repair": "7"}, "has no repair 7"),
        ({"repair": "1e9"}, "is no number"),
        ({"judgement": "noted"}, "public note is empty"),
        ({"judgement": "nonsense"}, "cannot be &#39;nonsense&#39;"),
        ({}, "cannot be &#39;&#39;"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(
    client: TestClient, ledger: Ledger, form: dict[str, str], fields: dict[str, str], words: str
) -> None:
    answer = client.post("/findings/clash01/decision", data={**form, **fields})
    assert answer.status_code == 422
    assert words in answer.text
    assert ledger.decisions() == []
    assert ledger.count_reviews() == 0


def test_a_claim_is_corrected_by_the_fields_that_differ(
    client: TestClient, ledger: Ledger, form: dict[str, str]
) -> None:
    page = client.get(f"/claims/{TANKS}").text
    assert 'name="value.low" value="900"' in page
    fields = {
        "value.low": "1,900", "value.high": "", "party": "Borland", "sources": "General Staff\nthe Wire\n",
        "cumulative": "yes", "verdict": "corrected", "seen": "1", "note": "typo",
    }  # fmt: skip
    assert client.post(f"/claims/{TANKS}/review", data={**form, **fields}).status_code == 200
    (review,) = ledger.reviews(TANKS)
    assert {change.field: change.new for change in review.changes if change.field != "sources"} == {
        "value.low": 1900.0,
        "value.high": None,
        "party": "Borland",
    }
    assert [source.name for source in ledger.claim(TANKS).figure.sources] == ["General Staff", "the Wire"]
    assert not review.crossed


def test_a_script_gets_the_review_as_json_and_hears_that_somebody_was_faster(
    client: TestClient, form: dict[str, str]
) -> None:
    to, json = f"/claims/{TANKS}/review", {"Accept": "application/json"}
    first = client.post(f"{to}?seen=1", data={**form, "verdict": "accepted"}, headers=json).json()
    assert first["verdict"] == "accepted"
    second = client.post(f"{to}?seen=1", data={**form, "verdict": "rejected"}, headers=json).json()
    assert second["seen"] != second["before"]
    wrong = client.post(to, data={**form, "verdict": "corrected", "value.low": "many"}, headers=json)
    assert wrong.status_code == 422
    assert "cannot be corrected so" in wrong.json()["error"]


def test_many_claims_are_reviewed_at_once_or_none(client: TestClient, ledger: Ledger, form: dict[str, str]) -> None:
    ids = [figure.id for figure in FIGURES]
    client.post(
        "/claims/reviews", data={**form, "verdict": "accepted", "claim": ids, "next": "/claims?status=accepted"}
    )
    assert {claim.status for claim in ledger.claims() if claim.figure.id in ids} == {"accepted"}
    answer = client.post("/claims/reviews", data={**form, "verdict": "rejected", "claim": [*ids, "nobody's"]})
    assert answer.status_code == 404
    assert ledger.count_reviews() == 3
    assert "no claim is chosen" in client.post("/claims/reviews", data={**form, "verdict": "accepted"}).text.lower()


def test_the_reviewers_name_is_remembered(client: TestClient, form: dict[str, str]) -> None:
    client.post(f"/claims/{TANKS}/review", data={**form, "reviewer": "Zoë <Müller>", "verdict": "accepted"})
    assert 'value="Zoë &lt;Müller&gt;"' in client.get(f"/reports/{REPORT.id}").text


def test_programs_review_and_decide_too(client: TestClient, ledger: Ledger) -> None:
    wanted = {"verdict": "corrected", "reviewer": "bot", "changes": {"value.high": 950}}
    answer = client.post(f"/api/claims/{TANKS}/reviews", json=wanted)
    assert answer.status_code == 201
    assert ledger.claim(TANKS).figure.value.high == 950
    decided = client.post(
        "/api/findings/clash01/decisions", json={"judgement": "repaired", "repair": 2, "reviewer": "bot"}
    )
    assert decided.status_code == 201
    assert str(ledger.claim(TANKS).figure.period.end) == "2032-05-31"


def test_the_books_are_balanced_after_a_review_unless_they_are_very_large(opened, ledger: Ledger) -> None:
    done: Queue[Task] = Queue()

    def run(task: Task):
        done.put(task)
        yield Balanced(1)

    client = opened(run, balanced_up_to=3)
    client.post(f"/api/claims/{TANKS}/reviews", json={"verdict": "accepted", "reviewer": "bot"})
    assert done.get(timeout=30).balanced_up_to == 3
    client.app.state.room.jobs.close()
    client.app.state.room.jobs._thread.join(5)
    assert done.empty()


def test_an_odd_id_is_an_address_like_any_other(client: TestClient, ledger: Ledger, form: dict[str, str]) -> None:
    odd = replace(document(HARBOUR, "odd.txt"), id="https://x.example/a?b=../é#c")
    ledger.store(odd, b"other bytes", [figure(odd, "900", 900, 900)], RUN)
    links = client.get("/reports").text
    address = links.partition('href="/reports/~')[2].partition('"')[0]
    assert client.get(f"/reports/~{address}").status_code == 200
    (claim,) = [
        row for row in client.get("/api/claims?text=900").json()["rows"] if row["claim"]["figure"]["document"] == odd.id
    ]
    assert client.get(f"/claims?report=~{address}").text.count('name="claim"') == 1
    assert (
        client.post(
            f"/claims/{claim['claim']['figure']['id']}/review", data={**form, "verdict": "accepted"}
        ).status_code
        == 200
    )
