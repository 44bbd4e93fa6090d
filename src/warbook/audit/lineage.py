"""Where figures come from: several reports that rest on one origin, and copies that differ from what they copy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from warbook.audit.identity import finding_id
from warbook.audit.statement import Statement
from warbook.audit.wording import amount, claim, days
from warbook.model import Edit, Finding, Repair

Names = Mapping[str, str]
LISTED = 12


def shared_origins(statements: Sequence[Statement], names: Names) -> Iterator[Finding]:
    """One finding for each origin on which several reports rest for figures of the same kind."""
    books: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.kind != "superlative" and (s.family is not None or s.document not in s.origin):
            books[s.origin].append(s)
    for origin, members in sorted(books.items()):
        found = _first_of_reports(members)
        if len(found) > 1:
            yield _circular(origin, found, names)


def _first_of_reports(members: Sequence[Statement]) -> list[Statement]:
    """One statement for each report that shares a quantity with another report."""
    reports: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    for s in members:
        reports[s.subject, s.measure].setdefault(s.document, s)
    first: dict[str, Statement] = {}
    for by_document in reports.values():
        if len(by_document) > 1:
            for document, s in by_document.items():
                first.setdefault(document, s)
    return list(first.values())


def _circular(origin: str, found: Sequence[Statement], names: Names) -> Finding:
    name = next((s.origin_name for s in found if s.origin_name), origin)
    titles = [f"'{names.get(s.document, s.document)}'" for s in found]
    shown = ", ".join(titles[:LISTED]) + (f" and {len(titles) - LISTED} more" if len(titles) > LISTED else "")
    ids = tuple(s.shown for s in found)
    return Finding(
        id=finding_id("circular", ids),
        kind="circular",
        headline=f"{len(found)} reports, one origin: {name}",
        claims=ids,
        proved=True,
        explanation=(
            f"{shown} rest on the same origin, {name}. Their agreement is one witness, "
            f"not {len(found)}: it counts once.",
            *(claim(s, names) + "." for s in found[:LISTED]),
        ),
    )


def copy_errors(
    statements: Sequence[Statement], by_document: Mapping[str, Sequence[Statement]], names: Names
) -> Iterator[Finding]:
    """Statements that differ in one respect from the only like statement of the report that they say they copy."""
    for s in statements:
        if s.kind not in ("stock", "flow"):
            continue
        for cited in s.cites:
            known = by_document.get(cited, ())
            originals = [o for o in known if o.origin == s.origin and o.kind in ("stock", "flow")]
            if originals and not any(_same(s, o) for o in originals):
                like = [(o, field) for o in originals for field in [_one_difference(s, o)] if field]
                if len(like) == 1:
                    yield _copy_error(s, *like[0], names)


def _parts(s: Statement) -> dict[str, object]:
    return {
        "value": (s.point, s.low, s.high),
        "to": (s.start, s.end),
        "measure": s.measure,
        "subject": s.subject,
        "kind": (s.kind, s.place, s.group, s.hedge),
    }


def _same(a: Statement, b: Statement) -> bool:
    return _parts(a) == _parts(b)


def _one_difference(a: Statement, b: Statement) -> str | None:
    ours, theirs = _parts(a), _parts(b)
    different = [field for field in ours if ours[field] != theirs[field]]
    return different[0] if len(different) == 1 and different[0] != "kind" else None


def _copy_error(s: Statement, original: Statement, field: str, names: Names) -> Finding:
    value: str | float | None = {
        "value": original.point,
        "to": original.end.isoformat() if original.end else None,
        "measure": original.measure,
        "subject": original.subject,
    }[field]
    said = {"value": amount(original), "to": days(original)}.get(field, str(value))
    repair = Repair(rank=1, words=f"as in the original: {said}", edits=(Edit(s.shown, field, value),), odds=0.9)
    ids = (s.shown, original.shown)
    return Finding(
        id=finding_id("copy error", ids),
        kind="copy error",
        headline=f"A copy differs from what it copies: {amount(s)} against {amount(original)}",
        claims=ids,
        blame=(s.shown,),
        proved=False,
        likelihood=0.9,
        explanation=(f"The copy: {claim(s, names)}.", f"The original: {claim(original, names)}."),
        repairs=(repair,),
    )
