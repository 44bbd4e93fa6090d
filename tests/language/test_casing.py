from hypothesis import given
from hypothesis import strategies as st

from warbook.language import casing

TELEX = (
    "TEGUCIGALPA, 7 MAY 90 -- [TEXT] TWO SOLDIERS WERE WOUNDED NEAR SAN PEDRO SULA, GENERAL ZUNIGA SAID. "
    "THE ARMY MAY HELP."
)


def test_case_comes_back_to_text_in_capitals() -> None:
    assert casing.restore(TELEX) == (
        "Tegucigalpa, 7 May 90 -- [text] Two soldiers were wounded near San Pedro Sula, General Zuniga said. "
        "The army may help."
    )


def test_text_with_small_letters_is_left_alone() -> None:
    text = "KYIV, Ukraine - Two soldiers were wounded near Bakhmut, the General Staff said."
    assert casing.restore(text) == text


def test_only_the_block_in_capitals_is_changed() -> None:
    assert casing.restore("SHELLS FALL ON MARKET TOWN AGAIN TODAY\n\nThe NATO envoy left.").endswith(
        "The NATO envoy left."
    )


@given(st.text(alphabet="ABCÉ éßİı.,\n 1’-", max_size=300))
def test_the_length_never_changes(text: str) -> None:
    assert len(casing.restore(text)) == len(text)


@given(st.text(max_size=200))
def test_any_text_keeps_its_letters(text: str) -> None:
    assert casing.restore(text).casefold() == text.casefold()
