"""Appending entries: what the book says of claims from now on."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.ledger import search, tallying
from warbook.ledger import tables as t
from warbook.ledger.keys import figure_of, fold
from warbook.ledger.moments import AnyRow, Pen
from warbook.ledger.records import digest
from warbook.model import Figure


def last_entries(connection: Connection, where: sa.ColumnElement[bool]) -> dict[str, AnyRow]:
    """The last entry of each claim that is meant, with its wording and whether it is `superseded`, by claim."""
    e, w, s, later = t.entry.c, t.wording.c, t.superseded.c, t.entry.alias()
    newer = sa.select(sa.literal(1)).where(later.c.claim == e.claim, later.c.seq > e.seq)
    query = (
        sa.select(t.entry, w.record, w.machine, s.entry.label("superseded"))
        .join(t.wording, w.entry == e.seq)
        .outerjoin(t.superseded, s.entry == e.seq)
        .where(where, ~newer.exists())
    )
    return {row.claim: row for row in connection.execute(query)}


def write_entries(pen: Pen, rows: list[dict[str, Any]], before: Mapping[str, AnyRow]) -> int:
    """Append entries, each superseding the claim's entry before, and note who said them. Gives the first number.

    A row has the columns of `entry` and `wording`, and `present`: false for a claim that leaves the view.
    """
    first = pen.next(t.entry)
    rows = [{**row, "seq": first + number, "entry": first + number} for number, row in enumerate(rows)]
    pen.write(t.entry, *rows)
    pen.write(t.wording, *rows)
    ended = [before[row["claim"]] for row in rows if row["claim"] in before]
    ended = [row for row in ended if row.superseded is None]
    pen.write(t.superseded, *({"entry": row.seq} for row in ended))
    pen.write(t.superseded, *({"entry": row["seq"]} for row in rows if not row["present"]))
    figures = [(row["seq"], figure_of(row["record"])) for row in rows]
    search.index(pen.connection, "entry_text", ((seq, figure.quote) for seq, figure in figures))
    chains = _said(pen, figures)
    come = [tallying.Standing(row, row["seq"], chains[row["seq"]]) for row in rows if row["present"]]
    left = _chains(pen, [(row.seq, figure_of(row.record)) for row in ended])
    gone = [tallying.Standing(dict(row._mapping), row.seq, left[row.seq]) for row in ended]
    tallying.add(pen.connection, come, gone)
    return first


def _said(pen: Pen, figures: list[tuple[int, Figure]]) -> dict[int, list[int]]:
    """Note who said entries; the chain of sources of each, by number."""
    chains = _chains(pen, figures)
    pen.write(
        t.said,
        *(
            {"source": source, "entry": seq, "link": link}
            for seq, chain in chains.items()
            for link, source in enumerate(chain)
        ),
    )
    return chains


def _chains(pen: Pen, figures: list[tuple[int, Figure]]) -> dict[int, list[int]]:
    names = dict.fromkeys(source.name for _, figure in figures for source in figure.sources)
    numbers = _sources(pen, list(names))
    return {seq: [numbers[source.name] for source in figure.sources] for seq, figure in figures}


def _sources(pen: Pen, names: list[str]) -> dict[str, int]:
    s = t.source.c
    ids = {digest(name): name for name in names}
    found = {}
    for start in range(0, len(ids), 500):
        some = list(ids)[start : start + 500]
        found.update({row.id: row.seq for row in pen.connection.execute(sa.select(s.id, s.seq).where(s.id.in_(some)))})
    first = pen.next(t.source)
    fresh = [id for id in ids if id not in found]
    found.update({id: first + number for number, id in enumerate(fresh)})
    rows = ({"seq": found[id], "id": id, "name": ids[id].replace("\0", " "), "key": fold(ids[id])} for id in fresh)
    pen.write(t.source, *rows)
    return {name: found[id] for id, name in ids.items()}
