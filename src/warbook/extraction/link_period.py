"""The days that a figure covers, and whether it is a running total."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

import msgspec

from warbook.extraction import around, grammar, lexicon, stretches
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Matcher
from warbook.extraction.ranker import Features
from warbook.extraction.stretches import Option
from warbook.language.dates import TimeExpression
from warbook.language.syntax import Tree
from warbook.model import Span
from warbook.vocabulary import entries

REACH = 6
"""Sentences back in which a date may still be in force."""


_UP_TO = frozenset({"by", "until", "till", "up to", "up until", "to", "through"})
"""'By the end of June' is not since then."""
_BOUNDS = re.compile(r"\s*(?:,\s*)?(to|until|till|through|and|–|—|-)\s*(?:the\s+)?", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\bsince\s+(?:\(?[^\W\d][\w'’-]*\)?\s+){1,18}(?:on|in|of)\s*$", re.IGNORECASE)
"""'Since the start of the operation on 9 November': from then on, as in 'since 9 November'."""
_LEADS = re.compile(r"\b(since|until|before|after|than)\b[^,.;:]*$", re.IGNORECASE)


def candidates(item: Item, event: str, origin: date | None, before: Option | None) -> list[tuple[Option, Features]]:
    """Every reading of the period within reach. `origin`: when the war began; `before`: the figure before's reading."""
    here = [t for t in item.line.times if t.start or t.end]
    context = _context(item, event, here)
    rows = (
        *_of_sentence(item, here, origin),
        *_of_text(item, here, origin),
        *_of_whole_report(item, origin),
        *_of_history(here, before),
        *_open(item, here, origin),
    )
    made: dict[str, Features] = {}
    found = []
    for option, features in rows:
        if option.made not in made:
            made[option.made] = [option.made, *(f"{option.made}&{c}" for c in context)]
        found.append((option, made[option.made] + features))
    return found


Rows = Iterator[tuple[Option, Features]]


def _of_sentence(item: Item, here: Sequence[TimeExpression], origin: date | None) -> Rows:
    """From the dates of the sentence itself."""
    nearest = min(here, key=lambda t: _gap(item, t), default=None)
    for time in here:
        features = _of_expression(item, time, time is nearest, len(here))
        for option in _readings(time, "here", origin, item.scene.published, _since_then(item, time)):
            yield option, [f"{option.made}:{f}" for f in features]
    for option in joined_dates(item, here, "here"):
        yield option, [f"{option.made}:{min(len(here), 3)}", f"{option.made}:taken={_behind_another(item, option)}"]


def _since_then(item: Item, time: TimeExpression) -> bool:
    """Whether a date tells since when the figure is counted; what 'since an ambush in March, killing 40' adds is of
    March itself."""
    led = _SINCE_THEN.search(item.scene.text, item.line.span.start, time.span.start)
    if led is None:
        return False
    opens = not any(map(str.isalnum, item.scene.text[item.line.span.start : led.start()]))
    return opens or item.number.span.start < time.span.start


def _of_text(item: Item, here: Sequence[TimeExpression], origin: date | None) -> Rows:
    """From dates and lengths around the sentence."""
    some = "some" if here else "none"
    for ago, option in _earlier_stretch(item):
        yield option, [f"{option.made}:{ago}", f"{option.made}:{ago}:{some} here"]
    earlier, near = _earlier(item), stretches.nearest(item)
    for back, time in earlier:
        for option in _readings(time, "back", origin, item.scene.published):
            told = [f"{option.made}:{back}", f"{option.made}:{back}:{some} here"]
            yield option, [*told, f"{option.made}:precision{time.precision}", f"{option.made}:{time.kind}"]
    for time in _elsewhere(near, here, earlier):
        ahead = time.span.start > item.number.span.start
        for option in _readings(time, "far", origin, item.scene.published):
            yield option, [f"far:ahead={ahead}", f"{option.made}:precision{time.precision}"]
    for option in stretches.between(near):
        yield option, _of_pair(item, option)
    for option, time, ago in stretches.lengths(item, origin):
        yield option, [f"{option.made}:{ago}", f"{option.made}:{time.relation}", f"length:{ago}:{time.relation}"]


def _of_whole_report(item: Item, origin: date | None) -> Rows:
    """From the day of the report, or the last one that its text states."""
    published, latest = item.scene.published, item.scene.latest
    if published:
        yield Option(published, published, "report day", precision=1), []
        yield Option(None, published, "until report"), []
        if origin and origin <= published:
            yield Option(origin, published, "war until report"), []
    if latest is not None and latest.end is not None:
        yield Option(latest.start, latest.end, "text date", latest.span, latest.precision), []
        yield Option(None, latest.end, "until text date", latest.span, latest.precision), []
        if origin and origin <= latest.end:
            yield Option(origin, latest.end, "war until text date", latest.span, latest.precision), []


def _of_history(here: Sequence[TimeExpression], before: Option | None) -> Rows:
    """As the figure before was read."""
    if before is not None and (before.start or before.end):
        option = msgspec.structs.replace(before, made="as before", like=before.like or before.made)
        yield option, [f"as before:{before.made}", f"as before:{'some' if here else 'none'} here"]


def _open(item: Item, here: Sequence[TimeExpression], origin: date | None) -> Rows:
    """With no days, or none but the war's first."""
    published, latest = item.scene.published, item.scene.latest
    if origin and not published:
        yield Option(origin, None, "war since"), []
    known = "dated" if published else "text date" if latest else "undated"
    yield Option(None, None, "open"), [f"open:{known}", f"open:{known}:{min(len(here), 2)} here"]


def _readings(
    time: TimeExpression, where: str, origin: date | None, published: date | None, since: bool = False
) -> list[Option]:
    start, end, words, precision = time.start, time.end, time.span, time.precision
    after = (
        since or time.relation == "since"
    ) and start is not None  # 'since 3 May' is neither on that day nor until it
    options = [] if after else [Option(start, end, f"{where} in", words, precision)]
    if end and not after:
        options.append(Option(None, end, f"{where} until", words, precision))
        if origin and origin <= end:
            options.append(Option(origin, end, f"{where} war until", words, precision))
    if start and time.relation not in _UP_TO:
        options.append(Option(start, None, f"{where} since", words, precision))
        if published and start <= published:
            options.append(Option(start, published, f"{where} since to report", words, precision))
    return options


def joined_dates(item: Item, times: Sequence[TimeExpression], where: str) -> list[Option]:
    """Two dates that bound one stretch: 'between Wednesday and Saturday', 'from 24 January 2022 to February 2025'."""
    found = []
    for first, last in pairwise(times):
        between = item.scene.text[first.span.end : last.span.start]
        joined = _BOUNDS.fullmatch(between) if first.start and last.end and first.start < last.end else None
        if joined and (joined.group(1) != "and" or first.relation == "between" or _next_day(first, last)):
            precision = max(first.precision or 1, last.precision or 1)
            words = Span(first.span.start, last.span.end)
            found.append(Option(first.start, last.end, f"{where} span", words, precision))
    return found


def _earlier_stretch(item: Item) -> list[tuple[int, Option]]:
    """The last stretch of the sentences before, with how many sentences back it stands (3: three or more)."""
    for back in range(1, min(REACH, item.line.index) + 1):
        found = joined_dates(item, item.scene.lines[item.line.index - back].times, "back")
        if found:
            return [(min(back, 3), found[-1])]
    return []


def _elsewhere(
    near: Sequence[TimeExpression], here: Sequence[TimeExpression], earlier: Sequence[tuple[str, TimeExpression]]
) -> list[TimeExpression]:
    """Dates that stand near in the text, but neither in the sentence nor among the last ones before it."""
    offered = {t.span for t in here} | {time.span for _, time in earlier}
    return [t for t in near if t.span not in offered]


def _of_pair(item: Item, option: Option) -> Features:
    assert option.words is not None and option.first is not None
    where = [_side(item, span) for span in (option.first, option.words)]
    joined = f"pair:{where[0]},{where[1]}"
    return [joined, f"{joined}:precision{option.precision}"]


def _side(item: Item, span: Span) -> str:
    """Where a date stands beside the number: in its sentence, before or after it, or in another."""
    if item.line.span.start <= span.start < item.line.span.end:
        return "here before" if span.start < item.number.span.start else "here after"
    return "before" if span.start < item.number.span.start else "after"


def _next_day(first: TimeExpression, last: TimeExpression) -> bool:
    """Whether two days follow each other: '17 and 18 September'."""
    return first.end is not None and last.start is not None and (last.start - first.end).days == 1


def _behind_another(item: Item, option: Option) -> bool:
    """Whether another number stands between the number and the stretch."""
    assert option.words is not None
    low, high = sorted((item.number.span.start, option.words.start))
    return any(low < number.span.start < high for number in item.line.numbers)


def _earlier(item: Item) -> list[tuple[str, TimeExpression]]:
    """The last dates of the sentences before, nearest first, at most three."""
    found: list[tuple[str, TimeExpression]] = []
    for back in range(1, min(REACH, item.line.index) + 1):
        for time in reversed(item.scene.lines[item.line.index - back].times):
            if time.start or time.end:
                found.append((f"{back if back < 3 else 3}.{len(found)}", time))
            if len(found) == 3:
                return found
    return found


def _gap(item: Item, time: TimeExpression) -> int:
    return min(abs(time.span.start - item.number.span.end), abs(item.number.span.start - time.span.end))


def _owner(item: Item, token: int | None) -> str:
    """Whose noun the date hangs on in the tree: 'mine', 'other' (another number's) or 'none'."""
    if token is None:
        return "none"
    above = grammar.climb(item.tree, token)
    if item.head in above:
        return "mine"
    numbers = (item.tree.token_at(n.core.start) for n in item.line.numbers if n is not item.number)
    heads = {item.tree.heads[n] for n in numbers if n is not None and item.tree.deps[n] == "nummod"}
    return "other" if heads & set(above) else "none"


def _taken(item: Item, time: TimeExpression) -> bool:
    """Whether another number of the sentence stands nearer to the date."""
    mine = _gap(item, time)
    others = (n for n in item.line.numbers if n is not item.number)
    return any(min(abs(time.span.start - n.span.end), abs(n.span.start - time.span.end)) < mine for n in others)


def _of_expression(item: Item, time: TimeExpression, nearest: bool, count: int) -> Features:
    token = item.tree.token_at(time.span.start)
    relation = grammar.relation(item.tree, item.head, token).split("/")[0] if token is not None else "none"
    same_clause = token is not None and grammar.clause(item.tree, token) == grammar.clause(item.tree, item.head)
    led = _LEADS.search(item.scene.text, max(item.line.span.start, time.span.start - 60), time.span.start)
    initial = time.span.start - item.line.span.start < 14
    owner, taken = _owner(item, token), _taken(item, time)
    return [
        f"relation={time.relation}",
        f"led={led.group(1).lower() if led else '-'}",
        f"led={led.group(1).lower() if led else '-'},nearest={nearest}",
        f"initial={initial}",
        f"initial={initial},{min(count, 3)}",
        f"distance={around.distance(item, time.span)}",
        f"tree={relation}",
        f"clause={same_clause}",
        f"nearest={nearest},{min(count, 3)}",
        f"kind={time.kind},{time.precision}",
        f"relative={time.relative}",
        f"phase={time.phase}",
        f"owner={owner}",
        f"owner={owner},{time.relation}",
        f"taken={taken}",
        f"taken={taken},nearest={nearest}",
    ]


def _context(item: Item, event: str, here: Sequence[TimeExpression]) -> Features:
    return [f"event={event}", f"dates={min(len(here), 2)}", *aspect(item), f"tense={tense(item)}"]


def aspect(item: Item) -> Features:
    """Words of the sentence that speak of totals, days, averages."""
    return list(_aspects(item.scene.text[item.line.span.start : item.line.span.end]))


@lru_cache(maxsize=64)
def _aspects(sentence: str) -> tuple[str, ...]:
    found = (m.sense.entry.data.get("as", m.sense.id) for m in aspect_words().find(sentence))
    return tuple(f"word={name}" for name in dict.fromkeys(found))


def tense(item: Item) -> str:
    """The tense of the verb over the number, by tags: 'past', 'perfect', 'pluperfect', 'present', 'will', 'none'."""
    return _tense(item.tree, item.head)


@grammar.once
def _tense(tree: Tree, word: int) -> str:
    verb = grammar.clause(tree, word)
    auxiliaries = {tree.lower[c] for c in tree.children[verb] if tree.deps[c].startswith("aux")}
    if auxiliaries & {"will", "would", "shall", "'ll"}:
        return "will"
    if auxiliaries & {"has", "have", "'ve"}:
        return "perfect"
    if "had" in auxiliaries:
        return "pluperfect"
    if auxiliaries & {"was", "were", "did"} or tree.tags[verb] in ("VBD", "VBN"):
        return "past"
    return "present" if tree.tags[verb] in ("VBZ", "VBP", "VBG") else "none"


@cache
def aspect_words(lang: str = "en") -> Matcher:
    """Finds the words that tell whether a figure is a running total, of one day, or of a stretch."""
    return lexicon.matcher("cue", entries("aspect", lang))


def running(item: Item, event: str, option: Option) -> list[tuple[bool, Features]]:
    """Whether the figure is a running total, with the features of either answer."""
    here = [t for t in item.line.times if t.start or t.end]
    span = "open" if not (option.start and option.end) else "day" if option.start == option.end else "days"
    context = [
        f"made={option.made}",
        f"made={option.made},event={event}",
        f"event={event},{span}",
        f"relation={next((t.relation for t in here if t.span == option.words), '-')}",
        *aspect(item),
        *(f"{a},event={event}" for a in aspect(item)),
        f"tense={tense(item)}",
        f"tense={tense(item)},event={event}",
        f"before={around.words_before(item, 1)[0]}",
        f"unit={item.number.unit}",
    ]
    return [(False, []), (True, ["bias", *context])]
