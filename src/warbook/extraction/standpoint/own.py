"""The side that a report itself speaks for, from its title, its first lines and what it calls its own."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from warbook.extraction import commanders, lexicon
from warbook.extraction.lexicon import Mention, speech_words
from warbook.extraction.spot import Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.foes import foe, may_fight, opposed
from warbook.extraction.standpoint.served import against_others, served
from warbook.extraction.standpoint.stretch import holding, line_at
from warbook.extraction.states import states_by_code
from warbook.language import places
from warbook.model import Span

AUTHORED, OWNED, HOME, HATED, SERVED, NEAR = 4.0, 4.0, 3.0, 3.0, 2.0, 1.0
"""What each sign counts: a statement of the side, 'us Ukrainians', 'our country, Ukraine', 'the Russian invaders' (for
their enemy), an office that its own people speak to, and a party or a place of it in the first lines."""
SURE = 3.0
"""From here on a side is taken without 'our soldiers' in the report's own words."""
OPENING = 200
_CLOSE = 60
_SHORT = 3
"""Words behind a name that may belong to it: 'Ukrainian Air Force'."""


def own_side(scene: Scene, own: Sequence[Span]) -> tuple[str | None, bool]:
    """The side that the stretches `own` of a text, outside its quotations, speak for, and whether they speak for it in
    so many words: it put them out, or they say 'our soldiers', 'the enemy'. None where nothing tells."""
    partial = _speak_partially(scene, own)
    votes: defaultdict[str, float] = defaultdict(float)
    for party, weight in _signs(scene, own):
        votes[party] += weight
    for party in _invaded(scene, own) if partial else ():
        votes[party] += NEAR
    for party in served(scene, OPENING) if _in_first_person(scene, own) else ():
        votes[party] += SERVED
    for hated in _hated(scene, own):
        votes[hated] -= HATED
        for party in _fighting(scene, hated):
            votes[party] += HATED
    ranked = sorted(votes, key=lambda party: -votes[party])
    if not ranked and _in_first_person(scene, own):
        side = against_others(scene, own)
        return side, side is not None
    if not ranked or votes[ranked[0]] < NEAR or votes[ranked[0]] in [votes[other] for other in ranked[1:]]:
        return None, False
    return ranked[0], partial or votes[ranked[0]] >= SURE


def _signs(scene: Scene, own: Sequence[Span]) -> Iterator[tuple[str, float]]:
    yield from _authors(scene.title, scene.title_parties, scene.lang)
    yield from ((party, 2 * NEAR) for party in _labels(scene.title, scene.title_parties))
    yield from ((party, AUTHORED) for party in (*_signatures(scene), *_headings(scene)))
    heading = lexicon.parties(scene.lang).find(scene.header)
    yield from _authors(scene.header, heading, scene.lang)
    yield from ((mention.sense.id, NEAR) for mention in heading[:1])
    yield from ((state, NEAR) for state in [*_written_in(scene), *_dateline(scene)][:1] if may_fight(state, scene))
    opening = [
        m for line in scene.lines for m in line.parties if m.span.end <= OPENING and holding(m.span, own) is not None
    ]
    yield from _authors(scene.text[:OPENING], opening, scene.lang)
    for mention in opening[:1]:
        if _opens(scene, mention) or _joined(scene, mention):
            yield mention.sense.id, NEAR
    for line in scene.lines:
        for mention in line.parties:
            if holding(mention.span, own) is not None:
                yield from _claimed(scene, mention)


def _invaded(scene: Scene, own: Sequence[Span]) -> list[str]:
    """The state in which most of the places lie, where the report speaks of 'the invaders' in its own words."""
    if not any(words.of("invader", scene.lang).search(scene.text, span.start, span.end) for span in own):
        return []
    codes = Counter(place.country for line in scene.lines for place in line.places if place.country)
    return [states_by_code(scene.lang)[code] for code, _ in codes.most_common(1) if code in states_by_code(scene.lang)]


def _written_in(scene: Scene) -> list[str]:
    """The states of the places in a report's header: 'COLOMBO | Media Centre | 20 June'."""
    found = (states_by_code(scene.lang).get(place.country or "") for place in places.find(scene.header, scene.lang))
    return [state for state in found if state]


def _labels(title: str, named: Sequence[Mention]) -> list[str]:
    """'HPG: The balance of June': the side with whose name a title begins."""
    first = named[:1]
    return [m.sense.id for m in first if m.span.start == 0 and title[m.span.end :].startswith(":")]


def _signatures(scene: Scene) -> Iterator[str]:
    """'HPG Press Centre', 'ANDREW JACKSON.' as the last line: the side of a few words that end no sentence, or that are
    in capitals."""
    last = scene.text.rstrip().rpartition("\n")[2]
    before = len(scene.text.rstrip()) - len(last)
    if not before or len(last.split()) > _SIGNED or any(c.isdigit() for c in last):
        return
    if last.isupper():
        yield from (mention.sense.id for mention in _in_capitals(last, scene)[:1])
    elif last[-1:].isalnum():
        yield from (m.sense.id for m in scene.lines[-1].parties[:1] if m.span.start >= before)


def _in_capitals(name: str, scene: Scene) -> list[Mention]:
    """The parties and commanders of a line in capitals."""
    plain = name.title()
    led = commanders.named(plain, scene.years, scene.party_counts, scene.lang)
    return commanders.joined(plain, lexicon.parties(scene.lang).find(plain), led)


def _headings(scene: Scene) -> Iterator[str]:
    """'Ministry of Defence of X. Progress from 8 to 14 February …': the side whose body is the first sentence alone."""
    first = scene.lines[0] if scene.lines else None
    said = scene.text[first.span.start : first.span.end].rstrip(".: ") if first else ""
    body, small = words.of("body", scene.lang), words.of("small", scene.lang)
    named = (word[:1].isupper() or small.fullmatch(word) for word in body.sub("", said).split())
    if first and body.search(said) and len(said.split()) <= _SIGNED and all(named):
        yield from (mention.sense.id for mention in first.parties[:1])


_SIGNED = 8
"""Words that a signature or a heading has at most."""
_STOPS = frozenset(",|(—–-:/")


def _dateline(scene: Scene) -> list[str]:
    """The state of the town with which a report begins: 'Rawalpindi, 10 May: …'."""
    for place in scene.lines[0].places[:1] if scene.lines else ():
        if not scene.text[: place.span.start].strip() and scene.text[place.span.end :].lstrip()[:1] in _STOPS:
            state = states_by_code(scene.lang).get(place.country or "")
            return [state] if state else []
    return []


def _opens(scene: Scene, mention: Mention) -> bool:
    """'The Armed Forces of X …': the report begins with X, named itself, not by its people or capital."""
    before = scene.text[: mention.span.start].split()
    small = words.of("small", scene.lang)
    return mention.sense.role == "name" and all(small.fullmatch(word) or not word.islower() for word in before)


def _joined(scene: Scene, mention: Mention) -> bool:
    """'I came with the Chinese volunteers': the writer is one of them."""
    before, _ = _beside(scene.text, mention.span)
    ours = any(m.lastgroup == words.OURS for m in words.said(before, scene.lang))
    links = list(words.of("among", scene.lang).finditer(before))
    return ours and bool(links) and len(before[links[-1].end() :].split()) <= 1


def _authors(text: str, named: Sequence[Mention], lang: str) -> Iterator[tuple[str, float]]:
    """'Statement by the army of X', 'X's spokesman', 'X announces', 'Channel: X air force': not 'briefing on X'."""
    by, about, statement = (words.of(name, lang) for name in ("by", "about", "statement"))
    for mention in named:
        before, after = _beside(text, mention.span)
        links = sorted([*by.finditer(before), *about.finditer(before)], key=lambda link: link.start())
        if links and about.fullmatch(links[-1].group()):
            continue
        if mention.sense.role == "people" and words.of("hostile", lang).search(after):
            continue
        if mention.sense.role == "leader" and words.of("addressed", lang).match(after.lstrip()):
            yield mention.sense.id, AUTHORED
            continue
        ends = len(text[mention.span.end :].split()) <= _SHORT
        said = list(statement.finditer(before if ends else before.rpartition(":")[2]))
        if statement.search(after) or (said and not about.search(said[-1].string, said[-1].end())):
            yield mention.sense.id, AUTHORED


def _beside(text: str, span: Span) -> tuple[str, str]:
    """The text close before a stretch, and close behind it."""
    return text[max(0, span.start - _CLOSE) : span.start], text[span.end : span.end + _CLOSE]


def _claimed(scene: Scene, mention: Mention) -> Iterator[tuple[str, float]]:
    """'Us Ukrainians', 'our Ukraine'; 'our country, Ukraine'; 'the United States and our allies'."""
    before, after = _beside(scene.text, mention.span)
    ours = [m for m in words.said(before, scene.lang) if m.lastgroup == words.OURS]
    state = mention.sense.entry.data["kind"] == "state"
    if ours and state:
        between = before[ours[-1].end() :]
        if words.of("allies", scene.lang).match(after.lstrip()):
            return
        if not between.strip():
            yield mention.sense.id, OWNED
        elif words.of("homeland", scene.lang).match(between.lstrip()):
            yield mention.sense.id, HOME
    if state and mention.sense.role == "name" and words.of("also ours", scene.lang).match(after.lstrip()):
        yield mention.sense.id, HOME


def _hated(scene: Scene, own: Sequence[Span]) -> set[str]:
    """Parties with a hostile word beside their people's name: 'the Russian invaders'."""
    hostile = words.of("hostile", scene.lang)
    mentions = [m for line in scene.lines for m in line.parties if holding(m.span, own) is not None]
    rows = [(scene.text, m) for m in mentions] + [(scene.title, m) for m in scene.title_parties]
    return {m.sense.id for text, m in rows if m.sense.role == "people" and hostile.match(text[m.span.end :].lstrip())}


def _fighting(scene: Scene, hated: str) -> list[str]:
    """Whoever fights a party: those named of them, or else its only enemy."""
    against = [party for party in scene.party_counts if party != hated and opposed(party, hated, scene)]
    other = foe(hated, scene)
    return against or ([other] if other else [])


def _speak_partially(scene: Scene, own: Sequence[Span]) -> bool:
    """Whether the stretches say 'our soldiers', 'we lost …' or, of nobody's telling, 'the enemy' in their own words."""
    return _in_first_person(scene, own) or any(
        not _told(scene, span.start + word.start())
        for span in own
        for word in words.said(scene.text[span.start : span.end], scene.lang)
        if word.lastgroup == words.FOE
    )


def _in_first_person(scene: Scene, own: Sequence[Span]) -> bool:
    """Whether the stretches say 'our soldiers' or 'we lost …'."""
    for span in own:
        stretch = scene.text[span.start : span.end]
        for word in words.said(stretch, scene.lang):
            after = stretch[word.end() : word.end() + _CLOSE].lstrip()
            if word.lastgroup == words.OURS and _of_war(word.group(), after, scene.lang):
                return True
    return False


def _told(scene: Scene, at: int) -> bool:
    """Whether somebody else may be the one who says so: a party stands before in the sentence, or a verb of saying."""
    line = line_at(scene, at)
    if line is None:
        return False
    said = words.speech(scene.lang).search(scene.text, line.span.start, line.span.end)
    return bool(said) or any(mention.span.end <= at for mention in line.parties)


_OF_OTHERS = frozenset({"civilians", "people", "money", "buildings", "settlements", "area", "supplies"})


def _of_war(ours: str, near: str, lang: str) -> bool:
    """Whether something of an army, or what happens to one, follows at once on 'our' or 'we'."""
    if words.of("owner", lang).fullmatch(ours):
        if words.of("ranks", lang).match(near):
            return True
        things = [m for m in lexicon.things(lang).find(near) if _near(near, m.span)]
        return any(m.sense.entry.data["object"] not in _OF_OTHERS for m in things)
    verbs = [m for m in lexicon.events(lang).find(near) if _near(near, m.span) and m.sense.role == "verb"]
    said = speech_words(lang)
    return any(
        not m.sense.entry.data.get("weak") and near[m.span.start : m.span.end].lower() not in said for m in verbs
    )


_BREAKS = frozenset(",.;:!?\"'")


def _near(text: str, span: Span) -> bool:
    """Whether a mention follows at once, or after one word and figures: 'we had 16 killed'."""
    before = text[: span.start]
    return sum(not word[0].isdigit() for word in before.split()) <= 1 and not set(before) & _BREAKS
