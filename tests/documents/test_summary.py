"""What summarises the report below it is told from what is part of it."""

from warbook.documents import read
from warbook.model import Document

POINTS = [
    "The fall of the bridge leaves the garrison of Rivne without supplies.",
    "Shelling of the bridge lasted nine hours and killed 14 people.",
    "The garrison may have to leave Rivne before winter.",
]
BODY = [
    "The bridge over the river at Rivne fell on Monday after shelling that lasted nine hours. Fourteen people were killed, among them a doctor.",
    "Without the bridge the garrison has no supplies, its commander said. It may leave the town before winter comes. He would not say when.",
    "Reports of the shelling came in through the night. The river carried timber from the bridge as far as the mill, where children gathered it.",
]


def kinds(text: str) -> list[str]:
    (report,) = read(text.encode(), "r.txt")
    assert isinstance(report, Document)
    return [segment.kind for segment in report.segments]


def test_sentences_above_the_title_are_a_summary() -> None:
    assert kinds("\n".join([*POINTS, "Bridge at Rivne Falls", *BODY])) == ["summary"] * 3 + ["title"] + ["body"] * 3


def test_bullets_before_the_first_paragraph_are_a_summary() -> None:
    text = "\n\n".join(["Bridge at Rivne falls", *(f"• {point}" for point in POINTS), *BODY])
    assert kinds(text) == ["title"] + ["summary"] * 3 + ["body"] * 3


def test_bullets_under_key_points_are_a_summary_wherever_they_stand() -> None:
    text = "\n\n".join([*BODY, "Key points", *(f"- {point}" for point in POINTS)])
    assert kinds(text) == ["body"] * 3 + ["heading"] + ["summary"] * 3


def test_a_list_in_the_middle_is_a_list() -> None:
    text = "\n\n".join([BODY[0], BODY[1], "Why is the bridge needed?", *(f"- {point}" for point in POINTS), BODY[2]])
    assert kinds(text) == ["body", "body", "body", "list", "list", "list", "body"]


def test_a_list_about_something_else_at_the_top_is_no_summary() -> None:
    other = [
        "- Bread prices doubled across the northern markets.",
        "- Football returns after the holidays with new rules.",
        "- Weather: fog, then sunshine over hills.",
    ]
    assert "summary" not in kinds("\n\n".join(["Daily digest", *other, *BODY]))


def test_single_sentences_before_a_heading_are_body_when_the_rest_is_about_something_else() -> None:
    wire = [
        "Two drones hit a depot in Sumy on Friday.",
        "Nobody was hurt there, officials said.",
        "Fuel burned for six hours.",
        "Elsewhere",
    ]
    assert "summary" not in kinds("\n".join([*wire, *BODY]))
