"""A text's language is told by its small words, also where a menu stands before it."""

import pytest

from warbook.documents.languages import told

SENTENCES = {
    "en": "The ministry said on Monday that fourteen people were killed and thirty wounded in the attack on the city.",
    "de": "Die Regierung hat am Montag mitgeteilt, dass bei dem Angriff auf die Stadt vierzehn Menschen getötet wurden.",
    "fr": "Le gouvernement a annoncé que les troupes étaient dans une situation difficile, selon le ministère.",
    "uk": "Міністерство оборони повідомило, що за добу було знищено 14 танків та 20 гармат, а також понад 300 бійців на сході країни.",
    "ru": "Министерство обороны сообщило, что за сутки было уничтожено 14 танков и 20 орудий, а также более 300 бойцов.",
    "pt": "O ministério da Defesa disse na segunda-feira que catorze pessoas foram mortas e trinta feridas no ataque.",
}


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES.items())
def test_small_words_tell_the_language(lang: str, sentence: str) -> None:
    assert told(sentence) == lang


def test_a_menu_does_not_hide_it() -> None:
    assert told("Home\nPolitics\nSport\n" * 300 + SENTENCES["fr"] * 90) == "fr"


def test_a_short_text_has_no_language() -> None:
    assert told("Fourteen dead.") is None


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("Генштаб повідомив, що бригада втратила 12 танків.", {"uk", "ru"}),
        ("据总参谋部称，该旅在多布拉损失了12辆坦克，另有45名士兵受伤。市长统计有7名平民死亡。", {"zh"}),
    ],
)
def test_a_short_text_in_other_letters_is_not_taken_for_english(text: str, langs: set[str]) -> None:
    assert told(text) in langs
