"""Those in a sentence who could be the source of a figure: persons, bodies, papers, unnamed people, pronouns."""

from collections.abc import Iterator
from functools import cache

import msgspec

from warbook.language.attribution import lexicon
from warbook.language.syntax import Tree
from warbook.model import Span
from warbook.vocabulary import entries

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "START")
_BEFORE = frozenset({*_NOUNS, "JJ", "JJR", "JJS", "HYPH", "POS", "CD", "VBN", "ADD", "AFX"})
_NOBODY = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "km",
        "sq",
        "mm",
        "kg",
        "gmt",
        "oblast",
    }
)
_ADVERBS = frozenset({"alone"})
"""What the tagger takes for a noun beside a name: 'in four days alone Baku says …'; 'Wellington duly' ends in -ly."""
_GENITIVES = ("'s", "’s")
_MANY = ("body", "unnamed")
_OBJECT = frozenset({"CD", "DT", "PRP", "PRP$", "WP", "WRB", "``"})
_NAMED = frozenset({*_NOUNS, "JJ", "JJS", "CD", "DT", "PRP", "PRP$", "IN", "POS"})
_STARTERS = frozenset({"DT", "PRP$", "PDT", "START"})
_TAILS = frozenset({"of", "for", "in", "from", "at", "on"})
_OF_NAMES = frozenset({"of", "for"})


class Speaker(msgspec.Struct, frozen=True, gc=False):
    """A phrase that may name a source. `first` to `last` are its tokens in the tree of its sentence; `head` the noun.

    `kind`: 'person', 'spokesman', 'body', 'paper', 'unnamed', 'pronoun', 'media', 'name' (a name not known). `owner` is
    set for the noun that a genitive belongs to ('the count' in "the army's count").
    """

    span: Span
    name: str
    kind: str
    tree: Tree
    first: int
    last: int
    head: int
    owner: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words that tell this name from others, in lower case."""
        return content_words(self.name)


def speakers(text: str, tree: Tree, lang: str = "en") -> list[Speaker]:
    """The possible sources of a sentence, in text order."""
    found = []
    tree = msgspec.structs.replace(tree, tags=tuple(corrected(tree, lang)))
    tags = list(tree.tags)
    for first, length in _whole_names(tree, lang):
        tags[first : first + length] = ["NNP"] * length
    for i in range(1, len(tags)):
        if (
            tags[i] in ("NNP", "NNPS")
            and tags[i - 1] in ("NN", "NNS")
            and tree.words[i - 1].islower()
            and tree.words[i][:1].isupper()
        ):
            tags[i] = tags[i] if tree.lower[i - 1] in kinds(lang) else "START"
    for first, last in _chunks(tags):
        parts = _split_at_genitive(tree, first, last)
        for number, (a, b) in enumerate(parts):
            owner = tree.lower[parts[number + 1][1]] if number + 1 < len(parts) else ""
            speaker = _speaker(text, tree, (first if number else a, b), owner, lang)
            if speaker is not None:
                found.append(speaker)
    found.extend(_pronouns(tree))
    return sorted(found, key=lambda speaker: (speaker.span.start, speaker.span.end))


def _whole_names(tree: Tree, lang: str) -> Iterator[tuple[int, int]]:
    """First token and length of each listed name that has a small word in it: 'Save the Children'."""
    listed = _names_with_small_words(lang)
    for first, word in enumerate(tree.words):
        for name in listed.get(word, ()):
            if tuple(tree.words[first : first + len(name)]) == name:
                yield first, len(name)


def corrected(tree: Tree, lang: str = "en") -> list[str]:
    """The tags of a sentence, put right where the vocabulary or the spelling knows better than the tagger.

    A verb of saying after a noun is a verb ('Kyiv puts'), a listed noun a noun ('the military'), and a word with a
    capital inside a sentence a name, whatever the tagger took it for; so is what ends a name ('Yevgeny Prigozhin
    himself') and its '&'. 'mid-August' is none.
    """
    nouns, cues = kinds(lang), lexicon.kinds(lang)
    opening = {*cues, *_GENITIVES}
    tags = list(tree.tags)
    for i, (word, lower, tag) in enumerate(zip(tree.words, tree.lower, tree.tags, strict=True)):
        following = tree.lower[i + 1] if i + 1 < len(tree.lower) else ""
        stands_as_verb = tag in _NOUNS and lower in cues and i and tags[i - 1] in _NOUNS and word.islower()
        opens = following == "that" or tree.tags[min(i + 1, len(tags) - 1)] in _OBJECT
        if stands_as_verb and (lower not in nouns or opens):
            tags[i] = "VBZ"
        elif (lower in _NOBODY and word[:1].isupper()) or (lower == "mid" and following == "-"):
            tags[i] = "DATE"
        elif word in _ADVERBS or (word.islower() and word.endswith("ly") and i and tags[i - 1] in ("NNP", "NNPS")):
            tags[i] = "RB"
        elif tag == "JJ" and nouns.get(lower) in _MANY and (following in cues or not following.isalpha()):
            tags[i] = "NN"
        elif _is_name(tree, i, i > 0 or following in opening) or (i and _goes_on(tree, i, tags[i - 1])):
            tags[i] = "NNP"
    return tags


def _is_name(tree: Tree, at: int, inside: bool) -> bool:
    """Whether a word has the capital of a name, `inside` a sentence or before a verb."""
    word = tree.words[at]
    return inside and word[:1].isupper() and tree.tags[at] not in _NAMED and len(word) > 1


def _goes_on(tree: Tree, at: int, before: str) -> bool:
    """Whether a word belongs to the name before it: 'Yevgeny Prigozhin himself', 'Location & Event Data Project'."""
    word, after = tree.words[at], min(at + 1, len(tree.words) - 1)
    if not tree.words[at - 1][:1].isupper():
        return False
    surname = word[:1].isupper() and before == "NNP" and tree.tags[at] == "JJ" and tree.tags[after] not in _BEFORE
    return surname or (word == "&" and tree.words[after][:1].isupper())


def _chunks(tags: list[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each noun phrase without its tail, by tags alone: trees of war reports err more often."""
    start: int | None = None
    for i, tag in enumerate([*tags, "."]):
        if tag in _STARTERS or (start is None and tag in _BEFORE and tag != "POS"):
            if start is not None and i > start:
                yield from _ended(tags, start, i - 1)
            start = i
        elif tag not in _BEFORE and start is not None:
            yield from _ended(tags, start, i - 1)
            start = None


def _ended(tags: list[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    while last >= first and tags[last] not in _NOUNS:
        last -= 1
    if last >= first:
        yield first, last


def _split_at_genitive(tree: Tree, first: int, last: int) -> list[tuple[int, int]]:
    """The owner and the whole: "the army's count" → 'the army', "the army's count"."""
    parts = [(first, i - 1) for i in range(first + 1, last) if tree.tags[i] == "POS"]
    return [*parts, (first, last)]


def _speaker(text: str, tree: Tree, at: tuple[int, int], owner: str, lang: str) -> Speaker | None:
    first, last = at
    kind = _kind(text, tree, first, last, lang)
    if kind is None:
        return None
    end = _tail(tree, last, kind)
    start = first
    while start < last and (
        not any(map(str.isalnum, tree.words[start]))  # a list's bullet
        or (tree.tags[start] in ("DT", "PDT", "CD") and tree.lower[start] not in ("another",))
    ):
        start += 1
    span = Span(tree.starts[start], tree.ends[end])
    return Speaker(span, " ".join(text[span.start : span.end].split()), kind, tree, first, end, last, owner)


def _kind(text: str, tree: Tree, first: int, last: int, lang: str) -> str | None:
    words = tree.lower[first : last + 1]
    if words[-1] in _NOBODY:
        return None
    phrase = text[tree.starts[first] : tree.ends[last]]
    bare = phrase.split(" ", 1)[1] if words[0] in ("the", "The") and " " in phrase else phrase
    named = organisations(lang)
    if bare in named:
        return named[bare]
    head = kinds(lang).get(words[-1]) or kinds(lang).get(" ".join(words[-2:]))
    inner = next((k for w in words if (k := kinds(lang).get(w)) in ("spokesman", "person")), None)
    if head != "body" and (tree.tags[last] in ("NNP", "NNPS") or tree.words[last][:1].isupper()):
        return inner or head or named.get(tree.words[last], "name")
    return head


def by_head(text: str, tree: Tree, head: int) -> Speaker:
    """Someone whom only the attribution makes a speaker: 'a herder reached by telephone', up to the noun `head`."""
    first = head
    while first and tree.tags[first - 1] in _BEFORE:
        first -= 1
    span = Span(tree.starts[first], tree.ends[head])
    return Speaker(span, " ".join(text[span.start : span.end].split()), "unnamed", tree, first, head, head)


def _tail(tree: Tree, last: int, kind: str) -> int:
    """The last token of 'of Sievierodonetsk', 'in the port', where the noun needs it or the name goes on."""
    at = last + 1
    if at + 1 >= len(tree.words) or tree.lower[at] not in (_OF_NAMES if kind in ("name", "body") else _TAILS):
        return last
    if kind in ("media", "pronoun") or (tree.tags[last] in ("NNP", "NNPS") and kind in ("person", "spokesman")):
        return last
    end = at
    while end + 1 < len(tree.words) and (
        tree.tags[end + 1] in _BEFORE or (end == at and tree.tags[end + 1] in _STARTERS)
    ):
        end += 1
    while end > at and tree.tags[end] not in _NOUNS:
        end -= 1
    proper = any(tag in ("NNP", "NNPS") for tag in tree.tags[at : end + 1])
    return end if end > at and (proper or kind not in ("name", "body")) else last


def _pronouns(tree: Tree) -> Iterator[Speaker]:
    for i, tag in enumerate(tree.tags):
        if tag == "PRP" and tree.lower[i] in ("he", "she", "it", "they", "we", "i"):
            yield Speaker(Span(tree.starts[i], tree.ends[i]), tree.words[i], "pronoun", tree, i, i, i)


@cache
def kinds(lang: str = "en") -> dict[str, str]:
    """Noun in lower case → kind of speaker."""
    found = {word.lower(): "unnamed" for entry in entries("anonymous_sources", lang) for word in entry.words}
    for entry in entries("speakers", lang):
        found.update((word.lower(), str(entry.data["kind"])) for word in entry.words)
    return found


@cache
def organisations(lang: str = "en") -> dict[str, str]:
    """Name of a body or of a medium → 'body' or 'media'."""
    return {word: str(entry.data["kind"]) for entry in entries("organisations", lang) for word in entry.words}


@cache
def _names_with_small_words(lang: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in organisations(lang):
        words = tuple(name.split())
        if any(word.islower() for word in words) and words[0][:1].isupper():
            found.setdefault(words[0], []).append(words)
    return found


@cache
def content_words(name: str) -> frozenset[str]:
    """The words of a name without articles, genitives and the like, in lower case."""
    folded = name.lower().replace("’s", "").replace("'s", "")
    words = "".join(c if c.isalnum() or c in "-." else " " for c in folded).split()
    return frozenset(word.strip(".") for word in words) - _EMPTY


_EMPTY = frozenset(
    {"", "the", "a", "an", "of", "and", "s", "in", "on", "for", "to", "by", "at", "its", "his", "her", "their"}
)
