"""What the tagger looks at: for every word of a run of names, a list of features that hold.

They are about the word's shape and class, what the gazetteer knows, the words around it, and how the same word is used
elsewhere in the document; no feature is the name itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from warbook.language.lexicon import common_words, given_names, surnames
from warbook.language.names import Run, Word, starts_sentence
from warbook.language.places import gazetteer, theatres
from warbook.vocabulary import entries

INTO = frozenset(
    {"in", "at", "near", "from", "to", "around", "outside", "across", "throughout", "into", "inside", "through"}
)

_SPELLINGS = {gazetteer.MAIN: "", gazetteer.CLOSE: "=", gazetteer.OTHER: "~"}


class Match(NamedTuple):
    """The longest name of the gazetteer at words `first` to `last` (included) of a run."""

    first: int
    last: int
    key: str
    best: gazetteer.Candidate


class Uses(NamedTuple):
    """How often each word (in small letters) is used in a document as a place and as a person's name would be.

    `countries`: how often each is named, or a group that fights there; `towns`: in how many towns' names of the
    document each country has a namesake; `theatres`: the countries of which those who fight tell; `subject`: whether
    it tells of war.
    """

    place: Counter[str]
    person: Counter[str]
    state: Counter[str]
    countries: Counter[str | None]
    towns: Counter[str | None]
    theatres: frozenset[str]
    subject: theatres.Subject


@cache
def _classes(lang: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries("names", lang):
        if entry.id not in ("joining", "between", "never first"):
            for word in entry.words:
                plain = word.lower().removesuffix(".")
                found[plain] = (*found.get(plain, ()), entry.id)
    return found


def matches(run: Run) -> list[Match]:
    """The longest names of the gazetteer in a run, from left to right, without overlap."""
    return _matches(tuple([word.text for word in run.words]), tuple(run.gaps))


@lru_cache(maxsize=20_000)
def _matches(words: Sequence[str], gaps: Sequence[str]) -> list[Match]:
    forms = [gazetteer.key(word) for word in words]
    joined, starts = "", []
    for form, gap in zip(forms, [*gaps, ""], strict=True):
        starts.append(len(joined))
        joined += form + (" " if not gap.strip(" \n-–'’") else gap.strip() + " ")
    ends = {start + len(form): i for i, (start, form) in enumerate(zip(starts, forms, strict=True))}
    found, i = [], 0
    while i < len(forms):
        match = _longest(words, gaps, joined, starts[i], ends, i) if words[i][0].isupper() else None
        if match:
            found.append(match)
            i = match.last
        i += 1
    return found


def _longest(
    words: Sequence[str], gaps: Sequence[str], joined: str, start: int, ends: dict[int, int], first: int
) -> Match | None:
    options = {name for name in gazetteer.prefixes(joined[start:]) if start + len(name) in ends}
    for name in sorted(options, key=len, reverse=True):
        last = ends[start + len(name)]
        if not words[last][0].islower() and _written_so(words, gaps, first, last, name):
            return _with_its_kind(words, gaps, Match(first, last, name, gazetteer.candidates(name)[0]))
    return None


def _with_its_kind(words: Sequence[str], gaps: Sequence[str], match: Match) -> Match:
    """A match and the word after it, where that says what kind of area it is: 'Donetsk Oblast'."""
    last = match.last + 1
    if last == len(words) or gaps[last - 1].strip():
        return match
    if "area" not in _classes("en").get(words[last].lower().removesuffix("."), ()):
        return match
    area = next((c for c in gazetteer.candidates(match.key) if c.kind in (gazetteer.ADMIN1, gazetteer.ADMIN2)), None)
    return Match(match.first, last, match.key, area) if area else match


def _written_so(words: Sequence[str], gaps: Sequence[str], first: int, last: int, name: str) -> bool:
    exact = gazetteer.only_as_written(name)
    if not exact:
        return True
    if first == last and words[first] in exact:
        return len(name) != 2 or name not in _states() or (first > 0 and "," in gaps[first - 1])
    return len(gazetteer.candidates(name)) > len(exact) and len(name) > 3


@cache
def _states() -> frozenset[str]:
    return frozenset(word.lower() for entry in entries("states") for word in entry.words if len(word) == 2)


def uses(words: list[Word], found: list[tuple[Run, list[Match]]]) -> Uses:
    """How the words of the runs are used in the whole document."""
    place: Counter[str] = Counter()
    person: Counter[str] = Counter()
    state: Counter[str] = Counter()
    given, classes = given_names(), _classes("en")
    for run, hits in found:
        before = words[run.first - 1].text.lower() if run.first else ""
        if before in INTO:
            place[run.words[0].text.lower()] += 1
        for hit in hits:
            if hit.first and "," in run.gaps[hit.first - 1] and hit.best.kind in (gazetteer.ADMIN1, gazetteer.COUNTRY):
                state[run.words[hit.first - 1].text.lower()] += 1
        for i, word in enumerate(run.words[1:], 1):
            previous = run.words[i - 1].text.lower()
            if run.gaps[i - 1].strip():
                continue
            if previous in given or "title" in classes.get(previous.removesuffix("."), ()):
                person[word.text.lower()] += 1
    every = {hit.key: hit for _, hits in found for hit in hits}
    broad = (gazetteer.COUNTRY, gazetteer.PEOPLE, gazetteer.ADMIN1)
    countries = Counter(hit.best.country for hit in every.values() if hit.best.kind in broad)
    towns = Counter(
        country
        for hit in every.values()
        if hit.best.kind not in broad
        for country in {c.country for c in gazetteer.candidates(hit.key)}
    )
    fought = theatres.fought_in(words, [run for run, _ in found])
    countries.update(fought)
    elsewhere = theatres.between(countries)
    countries.update(elsewhere)
    return Uses(place, person, state, countries, towns, frozenset(elsewhere | fought.keys()), theatres.subject(words))


def features(text: str, words: list[Word], run: Run, hits: list[Match], used: Uses) -> list[list[str]]:
    """The features of each word of a run."""
    looks = [list(_look(word.text)) for word in run.words]
    tags = ["g=-"] * len(looks)
    for hit in hits:
        _mark(hit, tags, looks, used)
    left, farther, right, further = _surroundings(text, words, run)
    opening = starts_sentence(text, run.words[0].start)
    gaps = ["", *(gap.strip() or "_" for gap in run.gaps), ""]
    last = len(looks) - 1
    rows = []
    for i, word in enumerate(run.words):
        tag, row = tags[i], ["b", *looks[i], f"rl={left}", f"len={min(len(looks), 5)}|{tags[i]}"]
        if i:
            row += [f"p{gaps[i]}{look}" for look in looks[i - 1]]
            row.append(f"p{gaps[i]}{tags[i - 1]}|{tag}")
        else:
            row += [f"L={left}", f"LL={farther} {left}", f"L={left}|{tag}"]
            if opening:
                row += ["open", f"open|{looks[0][1]}", f"open|{tag}"]
        if i < last:
            row += [f"n{gaps[i + 1]}{look}" for look in looks[i + 1]]
            row.append(f"n{gaps[i + 1]}{tags[i + 1]}|{tag}")
        else:
            row += [f"R={right}", f"RR={right} {further}", f"R={right}|{tag}"]
        if i > 1:
            row.append(f"pp{looks[i - 2][0]}|{gaps[i]}{tags[i - 2]}")
        if i < last - 1:
            row.append(f"nn{looks[i + 2][0]}|{gaps[i + 1]}{tags[i + 2]}")
        rows.append(row + _uses_of(word.text.lower(), tag, used))
    return rows


def _mark(hit: Match, tags: list[str], looks: list[list[str]], used: Uses) -> None:
    """Note at each word of a match what the gazetteer knows, and whether the document is about that country."""
    about = f"{gazetteer.KINDS[hit.best.kind]}{_SPELLINGS[hit.best.spelling]}"
    home = _home(hit, used)
    for i in range(hit.first, hit.last + 1):
        where = "U" if hit.first == hit.last else "B" if i == hit.first else "E" if i == hit.last else "I"
        tags[i] = f"g={where}{about}"
        looks[i] += [tags[i], f"{tags[i]}:{_size(hit.best)}", *home]


def _home(hit: Match, used: Uses) -> list[str]:
    if hit.best.kind in (gazetteer.COUNTRY, gazetteer.PEOPLE):
        return []
    namesakes = gazetteer.candidates(hit.key)
    countries = {c.country for c in namesakes}
    own = {c.country for c in namesakes if c.spelling != gazetteer.OTHER}
    named = 2 if any(used.countries[c] for c in own) else 1 if any(used.countries[c] for c in countries) else 0
    shared = min(3, max(used.towns[c] for c in countries) - 1)
    many = len(namesakes) if len(namesakes) < 3 else 3 if len(namesakes) < 10 else 10
    return [f"home={named}", f"home={named},{shared}", f"namesakes={many},{named}"]


def _surroundings(text: str, words: list[Word], run: Run) -> tuple[str, str, str, str]:
    """One and two words to the left of a run, the sign or word to its right and the word after that."""
    before = [word.text.lower() for word in words[max(0, run.first - 2) : run.first]]
    after = run.first + len(run.words)
    behind = [word.text.lower() for word in words[after : after + 2]]
    left = _context(before[-1]) if before else "^"
    farther = _context(before[0]) if len(before) > 1 else "^"
    sign = text[run.words[-1].end : run.words[-1].end + 2].strip()[:1]
    right = sign if sign and not sign.isalnum() and sign not in "_'’" else _context(behind[0]) if behind else "$"
    return left, farther, right, _context(behind[1]) if len(behind) > 1 else "$"


def _uses_of(low: str, tag: str, used: Uses) -> list[str]:
    row = []
    for name, counter in (("in", used.place), ("as", used.person), ("st", used.state)):
        if times := counter[low]:
            row += [f"d{name}", f"d{name}{min(times, 3)}|{tag}"]
    return row


@lru_cache(maxsize=20_000)
def _look(text: str) -> tuple[str, ...]:
    return tuple(_looks(text))


def _looks(text: str) -> Iterator[str]:
    low = text.lower()
    plain = low.removesuffix(".")
    if text[0].isdigit():
        yield "s=9"
        yield f"w=9{len(text)}"
        return
    shape = "x" if text[0].islower() else "X." if len(text) == 2 and text[1] == "." else "X" if len(text) == 1 else ""
    shape = shape or ("U.S." if "." in text[:-1] else "XX" if text.isupper() else "Xx" if text[1:].islower() else "XxX")
    yield f"s={shape}{'.' if text[-1] == '.' else ''}"
    classes = [f"k={name}" for name in _classes("en").get(plain, ())]
    if "k=area" in classes:
        yield from classes  # all words for areas count alike, whatever country they are used in
        return
    share = common_words().get(plain)
    bucket = "?" if share is None else "n" if share < 0.5 else "m" if share < 0.95 else "c"
    yield f"c={bucket}{'s' if len(text) < 4 else ''}"
    if share is not None and share >= 0.4:
        yield f"w={plain}"
    yield from classes
    if plain in given_names():
        yield "given"
    if plain in surnames():
        yield "surname"
    yield f"e={plain[-3:]}"


def _context(low: str) -> str:
    if low[0].isdigit():
        return "9"
    return low if low in common_words() or low in {"the", "of"} else "?"


def _size(place: gazetteer.Candidate) -> str:
    return str(min(len(str(place.size)), 7))
