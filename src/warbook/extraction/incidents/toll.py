"""How many dead and hurt: what a report counts or names as victims, and what speaks for their being of an attack."""

from collections.abc import Iterator, Sequence

import msgspec

from warbook.extraction import lexicon
from warbook.extraction.grammar import relation
from warbook.extraction.incidents import victims
from warbook.extraction.incidents.beside import Seen
from warbook.extraction.incidents.context import Hints
from warbook.extraction.incidents.lines import CHANCES, distance, hinted, steps
from warbook.extraction.incidents.model import Option
from warbook.extraction.incidents.report import Line, Report, kind
from warbook.extraction.lexicon import Mention
from warbook.language.lexicon import common_words
from warbook.language.numbers import Number
from warbook.language.syntax import Tree
from warbook.model import Span

MOST = 500
"""Above this a number is the toll of a war, not of an attack."""
_EFFECTS = {"killed": ("killed",), "wounded": ("wounded",), "casualties": ("killed", "wounded")}
_PEOPLE = frozenset({"personnel", "civilians", "people"})


class Harm(msgspec.Struct, frozen=True):
    """A number of people killed or wounded, and where the report says so."""

    effect: str
    number: int
    span: Span
    at: int


def candidates(
    report: Report, scores: Sequence[float], whole: float, hints: Hints
) -> dict[tuple[str, int], tuple[Harm, Option]]:
    """For each effect and number the likeliest mention and its features."""
    rows: dict[tuple[str, int], list[tuple[Harm, list[str]]]] = {}
    for line in report.lines:
        for harm, features in _of_line(report, line):
            rows.setdefault((harm.effect, harm.number), []).append((harm, features))
    singles = {effect for effect, number in rows if number == 1}
    found = {}
    for (effect, number), row in rows.items():
        best = max(row, key=lambda one: scores[one[0].at])
        size = "1" if number == 1 else "2" if number == 2 else "few" if number < 10 else "many"
        features = ["bias", f"{effect}:{size}", f"{effect}:times={min(len({h.at for h, _ in row}), 4)}"]
        features += [f"first={min(h.at for h, _ in row)}"] if row[0][0].at < 6 else ["first=later"]
        features += [f"best {f}" for f in best[1]]
        features += [f for _, more in row for f in more]
        features += [f"{size}:{step}" for step in steps("line", scores[best[0].at])]
        features += [f"{size}:{step}" for step in steps("report", whole)]
        features += [f"{effect}:single too={effect in singles}", f"tolls={min(len(rows), 6)},{size}"]
        held = [hints[effect](h.span) for h, _ in row]
        features += hinted("harm", held) + hinted(f"{size}:harm", held)
        for name, asked in ((effect, "event"), ("figure", "figure"), ("asserted", "asserted")):
            chances = [hints[f"read {name}"](h.span) for h, _ in row]
            features += hinted(f"{'one' if number == 1 else 'more'}:read {asked}", chances, CHANCES)
        larger = [n for e, n in rows if e == effect and n > number]
        features.append(f"larger={min(len(larger), 3)},{size}")
        named_in = tuple(sorted({h.at for h, _ in row}))
        found[effect, number] = (best[0], Option(list(dict.fromkeys(features)), named_in))
    return found


def mentions(report: Report) -> list[Harm]:
    """Each number or person that may be of those killed or wounded, as often as the report says so."""
    return [harm for line in report.lines for harm, _ in _of_line(report, line)]


def seen(harm: Harm, option: Option, score: float) -> Seen:
    """A candidate after the first look; the dead and the hurt of one number are twins."""
    return Seen(score, option.lines, harm.number, harm.number + (2 * MOST if harm.effect == "killed" else 0))


def _of_line(report: Report, line: Line) -> Iterator[tuple[Harm, list[str]]]:
    tree = line.tree
    if tree is None:
        return
    around = _setting(report, line)
    for mention in line.harms:
        token = tree.token_at(mention.span.start)
        if token is None:
            continue
        for number in line.numbers:
            count = int(number.low or number.high or 0)
            if number.unit == "count" and 0 < count <= MOST:
                features = [*_of_number(report, line, tree, number, mention, token), *around]
                for effect in _EFFECTS[kind(mention)]:
                    yield Harm(effect, count, number.span, line.index), features
        for one, way in [*victims.singles(tree, token, mention), (token, "any")]:
            span = Span(tree.starts[one], tree.ends[one])
            features = [*_of_single(tree, one, way, mention, token), *around]
            for effect in _EFFECTS[kind(mention)]:
                yield Harm(effect, 1, span, line.index), features


def _of_single(tree: Tree, one: int, way: str, mention: Mention, token: int) -> list[str]:
    said = "open" if victims.left_open(tree, token) else "said"
    features = [way, f"id={mention.sense.id}", f"tag={tree.tags[one]}", said]
    if way == "any":
        words = [_common(w) for w in tree.lower]
        ahead = token + len(mention.sense.id.split())
        features += [f"b={w}" for w in words[max(0, token - 4) : token]] + [f"b1={words[token - 1]}"] * (token > 0)
        features += [f"n={w}" for w in words[ahead : ahead + 4]] + [f"dep={tree.deps[token]}", tree.lower[token]]
        suffers = victims.sufferers(tree, token, mention)
        features += [f"suffers={tree.tags[s]}" for s in suffers] or ["suffers=none"]
        features += [f"who={_common(tree.lower[s])}" for s in suffers if tree.tags[s] in ("NN", "NNS")]
    return [f"{way}:{f}" for f in features]


def _common(word: str) -> str:
    return word if word in common_words() else "?"


def _setting(report: Report, line: Line) -> list[str]:
    features = [f"at={min(line.index, 6)}"]
    if not line.times:
        features.append("undated")
    for time in line.times:
        stretch = "stretch" if time.start != time.end else "day"
        back = distance((report.day - time.start).days) if report.day and time.start else "?"
        features += [f"{stretch} back={back}", f"time kind={time.kind}"]
    features += [f"event={e}" for e in dict.fromkeys(kind(m) for m in line.events)]
    return features


def _of_number(report: Report, line: Line, tree: Tree, number: Number, mention: Mention, token: int) -> list[str]:
    at = tree.token_at(number.span.start)
    if at is None:
        return ["number"]
    noun = tree.heads[at] if tree.deps[at] in ("nummod", "compound", "amod", "det", "advmod") else at
    counted = _thing(report, Span(tree.starts[at], line.span.end), number)
    way = relation(tree, noun, token)
    suffers = noun in victims.sufferers(tree, token, mention)
    gap = tree.words[min(at, token) : max(at, token)]
    far = next((n for n in (2, 4, 8, 15) if len(gap) <= n), 30)
    side = "after" if at > token else "before"
    between = sum(1 for m in line.harms if min(at, token) < (tree.token_at(m.span.start) or 0) < max(at, token))
    nearest = min(line.harms, key=lambda m: _gap(m.span, number.span)) is mention
    verb = mention.sense.entry.data.get("part", "-")
    features = [
        "number", f"thing={counted}", f"{side}{far}", f"{verb}:{way}", f"suffers={suffers},{nearest}", f"{verb}:{side}",
        f"nearest={nearest},{min(between, 2)}", f"{counted[:6]}:suffers={suffers}", f"numeric={number.core}"[:8],
        f"{counted[:6]}:nearest={nearest}", f"hedge={number.low != number.high}", f"id={mention.sense.id}",
        f"{'open' if victims.left_open(tree, token) else 'said'}", f"digit={report.text[number.core.start].isdigit()}",
    ]  # fmt: skip
    low, high = sorted((at, token))
    features += [f"between={_common(w)}" for w in dict.fromkeys(tree.lower[low + 1 : high])] if high - low <= 12 else []
    features += [f"b1={_common(tree.lower[token - 1])},{side}"] if token else []
    features += [f"word={tree.lower[token]}", f"dep={tree.deps[token]}", f"head dep={tree.deps[noun]}"]
    return [f"n:{f}" for f in features]


def _thing(report: Report, after: Span, number: Number) -> str:
    """What the words right after a number count: an object and its entry, '-' where they do not say."""
    ahead = report.text[number.span.end : min(after.end, number.span.end + 60)]
    mention = next(iter(lexicon.things().find(ahead)), None)
    if mention is None or len(ahead[: mention.span.start].split()) > 3 or "," in ahead[: mention.span.start]:
        return "-"
    thing = mention.sense.entry
    return f"{thing.data['object'] if thing.data['object'] in _PEOPLE else 'things'} {thing.id}"


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
