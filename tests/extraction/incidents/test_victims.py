import pytest

from warbook.extraction import lexicon
from warbook.extraction.incidents import victims
from warbook.language import syntax
from warbook.model import Span


def singles(text: str) -> list[tuple[str, str]]:
    (tree,) = syntax.parse(text, [Span(0, len(text))])
    found = []
    for mention in lexicon.events().find(text):
        token = tree.token_at(mention.span.start)
        assert token is not None
        found += [(tree.words[one], way) for one, way in victims.singles(tree, token, mention)]
    return found


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("The mayor was murdered on Friday.", ("mayor", "noun")),
        ("Gunmen killed a priest in the market.", ("priest", "noun")),
        ("The bomb wounded a student.", ("student", "noun")),
        ("A peasant died of his wounds.", ("peasant", "noun")),
        ("The judge, who was murdered on Friday, had been warned.", ("judge", "noun")),
        ("He was killed near the bridge.", ("He", "pronoun")),
    ],
)
def test_who_suffers_is_the_victim(text: str, victim: tuple[str, str]) -> None:
    assert victim in singles(text)


@pytest.mark.parametrize("text", ["Six priests were killed.", "The mayor opened a bridge."])
def test_what_did_not_happen_to_one_person_is_left_out(text: str) -> None:
    assert singles(text) == []


@pytest.mark.parametrize(("text", "open_"), [("They may kill the mayor.", True), ("They killed the mayor.", False)])
def test_what_may_happen_is_told_from_what_did(text: str, open_: bool) -> None:
    (tree,) = syntax.parse(text, [Span(0, len(text))])
    (mention,) = lexicon.events().find(text)
    token = tree.token_at(mention.span.start)
    assert token is not None
    assert victims.left_open(tree, token) is open_
