"""Whether a figure is asserted, planned, possible or denied."""

from functools import cache, lru_cache

from warbook.extraction import around, grammar, lexicon
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Matcher, Mention
from warbook.extraction.link_period import tense
from warbook.extraction.ranker import Ballot, Features
from warbook.language.syntax import Tree
from warbook.model import Modality
from warbook.vocabulary import entries

MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "possible", "denied")


def ballot(item: Item, event: str) -> Ballot[Modality]:
    """Every modality with its features."""
    return Ballot(MODALITIES, _context(item, event), [[]] * len(MODALITIES))


def candidates(item: Item, event: str) -> list[tuple[Modality, Features]]:
    """As `ballot`, spelled out."""
    return ballot(item, event).spelled()


def _context(item: Item, event: str) -> Features:
    tree = item.tree
    features = ["bias", f"event={event}", f"tense={tense(item)}", f"tense={tense(item)},event={event}"]
    clause = grammar.clause(tree, item.head)
    for word in {clause, tree.heads[clause], around.governor(item)}:
        features += [f"aux={tree.lower[c]}" for c in tree.children[word] if tree.deps[c].startswith("aux")]
        features += [
            f"not={tree.lower[c]}" for c in tree.children[word] if tree.lower[c] in ("not", "n't", "never", "no")
        ]
    features.append(f"over={tree.lower[tree.heads[clause]]}")
    features += _cues(item, 0, "here")
    if item.line.index + 1 < len(item.scene.lines):
        features += _cues(item, 1, "next")
    features.append(f"hedge={(item.number.hedge or '-').lower()}")
    return features


def _cues(item: Item, ahead: int, where: str) -> Features:
    line = item.scene.lines[item.line.index + ahead]
    features = []
    for mention in _modals(item.scene.text[line.span.start : line.span.end]):
        start = line.span.start + mention.span.start
        means = mention.sense.entry.data["means"]
        word = item.scene.text[start : line.span.start + mention.span.end].lower()
        if where == "next":
            if means == "denied":
                features += [f"next {means}", f"next {word}"]
            continue
        side = "before" if start < item.number.span.start else "after"
        near = "near" if abs(start - item.number.span.start) < 45 else "far"
        token = item.tree.token_at(start)
        relation = grammar.relation(item.tree, item.head, token).split(":")[0] if token is not None else "none"
        features += [f"{means}:{side}:{near}", f"{means}:{relation}", f"word={word}", f"word={word}:{relation}"]
    return features


@lru_cache(maxsize=64)
def _modals(sentence: str) -> tuple[Mention, ...]:
    return tuple(_words().find(sentence))


@cache
def _words(lang: str = "en") -> Matcher:
    return lexicon.matcher("cue", entries("modality", lang))


_NOT = frozenset({"not", "n't", "n’t", "never"})
_NO_DENIAL = frozenset({"only", "just", "merely", "less", "fewer", "more", "yet", "until", "least"})
_MAY = frozenset({"may", "might"})


def said_outright(item: Item) -> Modality | None:
    """'denied' or 'possible' where the verb over the number says so: 'did not lose', 'denied that', 'may have'."""
    tree = item.tree
    above = [token for token in grammar.climb(tree, item.head)[1:] if tree.tags[token][:1] in "VJ"]
    if tree.tags[item.head][:1] == "V":
        above.insert(0, item.head)
    for place, verb in enumerate(above[:2]):
        under = [c for c in tree.children[verb] if c < verb]
        if tree.lower[verb] in _verbs("denial verb") or (
            (place == 0 or tree.tags[verb][0] == "J") and _negated(tree, under)
        ):
            return "denied"
        if place == 0 and any(tree.lower[c] in _MAY for c in under):
            return "possible"
    return None


def asked(item: Item) -> bool:
    """'30 thousand killed?': what a question begins with is told by nobody."""
    span, text = item.line.span, item.scene.text
    opens = not any(map(str.isalnum, text[span.start : item.number.span.start]))
    return opens and text[span.start : span.end].rstrip("\"'”’)» \n").endswith("?")


def bounded(item: Item) -> bool:
    """Whether the 'not' before a number makes its bound an upper one, and denies nothing: 'could not muster more than
    500', 'never rose above 30'."""
    number = item.number
    return number.low is None and number.hedge is not None and number.hedge.lower() in _lower_bounds()


@cache
def _lower_bounds(lang: str = "en") -> frozenset[str]:
    return frozenset(word for entry in entries("hedges", lang) if entry.data["bound"] == "low" for word in entry.words)


def _negated(tree: Tree, under: list[int]) -> bool:
    after = [tree.lower[c + 1] for c in under if tree.lower[c] in _NOT and c + 1 < len(tree.lower)]
    return any(word not in _NO_DENIAL for word in after)


def admitted(item: Item) -> bool:
    """Whether the verb over the number admits it: 'dismisses the tanks, and admits to one'."""
    verb = grammar.verb_above(item.tree, item.head)
    return verb is not None and item.tree.lower[verb] in _verbs("admission verb")


@cache
def _verbs(name: str, lang: str = "en") -> frozenset[str]:
    """The forms of the verbs of one entry of the vocabulary of modality."""
    return frozenset(word for entry in entries("modality", lang) if entry.id == name for word in entry.words)
