import re

import pytest

from warbook.extraction.sources.speakers import kinds, organisations, speakers
from warbook.language import syntax
from warbook.model import Span
from warbook.vocabulary import entries


def found(text: str) -> dict[str, str]:
    (tree,) = syntax.parse(text, [Span(0, len(text))])
    return {speaker.name: speaker.kind for speaker in speakers(text, tree)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The defence ministry counted nine tanks.", "defence ministry", "body"),
        ("A source in the General Staff said so.", "source in the General Staff", "unnamed"),
        ("Reuters reported nine fires.", "Reuters", "media"),
        ("Army spokesman Jon Marsh denied it.", "Army spokesman Jon Marsh", "spokesman"),
        ("She said nine.", "She", "pronoun"),
        ("Save the Children counted nine wells.", "Save the Children", "body"),
        ("In the first four days alone Baku says it hit nine tanks.", "Baku", "name"),
        ("Club founder Yevgeny Prigozhin himself said nine.", "Club founder Yevgeny Prigozhin", "person"),
        ("The Crop Location & Yield Data Project has nine.", "Crop Location & Yield Data Project", "name"),
        ("• Health partners counted nine tents.", "Health partners", "unnamed"),
    ],
)
def test_who_may_speak(text: str, name: str, kind: str) -> None:
    assert found(text)[name] == kind


def test_the_middle_of_a_month_is_nobody() -> None:
    assert not {"mid", "mid-"} & found("By mid-August 2014 some 90 men were there.").keys()


def test_the_owner_of_a_count_is_found_beside_the_count() -> None:
    assert {"army", "army's count"} <= found("The army's count stood at nine.").keys()


@pytest.mark.parametrize("subject", ["speakers", "anonymous_sources", "organisations"])
def test_vocabulary(subject: str) -> None:
    for entry in entries(subject):
        fold = subject != "organisations"

        def holds(text: str, words: tuple[str, ...] = entry.words, fold: bool = fold) -> bool:
            said = text.lower() if fold else text
            return any(re.search(rf"(?<!\w){re.escape(w.lower() if fold else w)}(?!\w)", said) for w in words)

        assert holds(entry.example or "")
        assert not holds(entry.unlike or "")
        assert all(word.lower() in kinds() if fold else word in organisations() for word in entry.words)
