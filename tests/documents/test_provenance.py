"""Where a report says that it comes from, in which language it is, and whether a machine may have translated it."""

import pytest

from warbook.documents import languages, read
from warbook.model import Document

BODY = "Fourteen people were killed when the bridge over the river fell on Monday, the harbour master told reporters on the quay."


def remarks(text: str) -> str:
    (report,) = read(text.encode(), "r.txt")
    assert isinstance(report, Document)
    return " | ".join(report.remarks)


def test_where_it_was_first_published_and_what_it_was_translated_from() -> None:
    assert "Originally published elsewhere: River Gazette" in remarks(
        f"{BODY}\n\nThis article was originally published in the River Gazette."
    )
    assert "Originally published elsewhere: gazette.example" in remarks(
        f"{BODY}\n\nThis story was originally published at gazette.example."
    )
    assert "Translated from: Ukrainian" in remarks(f"{BODY}\n\nTranslated from the Ukrainian by A. Holt")
    assert "Originally published elsewhere: Meduza |" in remarks(
        f"{BODY}\n\nThis story first appeared on Meduza and is republished with permission."
    )
    assert remarks(BODY) == "It names no date of publication"


def test_a_machine_translation_is_suspected_only_with_two_signs() -> None:
    two = f"{BODY} “It is lost; We cannot hold the the mill, “said a gunner, who left kyiv in May."
    assert "suspected" in remarks(two)
    assert "suspected" in remarks(f"{BODY} The our gunners left it on june 3.")
    assert "suspected" not in remarks(f"{BODY} He sat in the the mill.")
    assert "says of itself" in remarks(f"{BODY}\n\nTranslation is automatic.")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (BODY, "en"),
        (
            "Четырнадцать человек погибли, когда в понедельник рухнул мост через реку, сообщил начальник порта журналистам.",
            "ru",
        ),
        (
            "Чотирнадцятеро людей загинули, коли в понеділок обвалився міст через річку, повідомив начальник порту журналістам.",
            "uk",
        ),
        (
            "Vierzehn Menschen starben, als am Montag die Brücke über den Fluss einstürzte, sagte der Hafenmeister den Reportern.",
            "de",
        ),
        ("too short", None),
    ],
)
def test_the_language_is_told_from_the_words(text: str, lang: str | None) -> None:
    assert languages.told(text) == lang
