"""Ledger files of claims: `.json`, `.json.gz`, or JSON Lines, one claim a line (`"format": "warbook-claims/1"`)."""

import gzip
import json
import math
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from warbook.audit.bounds import LARGEST
from warbook.audit.statement import Book, Statement
from warbook.errors import ReadError
from warbook.model import Rejection

FORMAT = "warbook-claims/1"


class War(msgspec.Struct, frozen=True):
    """What a ledger file says of its war."""

    start: date | None = None
    end: date | None = None


def read_claims(path: Path) -> tuple[Book, list[Rejection]]:
    """The book in a ledger file, and the claims in it that could not be used, each with the reason.

    Raises ReadError where the file cannot be read or is no ledger of claims.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{path}: is not UTF-8 text", "a ledger file is JSON, JSON Lines, or either with gzip"
        ) from error
    head, rows = _rows(text, str(path))
    rejected: list[Rejection] = []
    statements = tuple(_checked(rows, str(path), rejected))
    try:
        war = msgspec.convert(head.get("war") or {}, War)
        names = msgspec.convert(head.get("sides") or {}, dict[str, str])
    except msgspec.ValidationError as error:
        raise ReadError(f"{path}: {error}", "'war' holds a 'start' day, 'sides' a name for each side") from error
    return Book(statements=statements, start=war.start, end=war.end, names=names), rejected


def _rows(text: str, name: str) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """The head of a ledger and its claims, each with where it stands."""
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("claims"), list):
        if whole.get("format", FORMAT) != FORMAT:
            raise ReadError(f"{name}: has the format {whole['format']!r}", f"this version reads {FORMAT}")
        return whole, [(f"claim {n}", row) for n, row in enumerate(whole["claims"], 1)]
    if isinstance(whole, list) and whole:
        return {}, [(f"claim {n}", row) for n, row in enumerate(whole, 1)]
    return _lines(text, name)


def _lines(text: str, name: str) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    head: dict[str, Any] = {}
    rows: list[tuple[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            row = error
        if isinstance(row, dict) and "war" in row and "id" not in row:
            head = row
        else:
            rows.append((f"line {number}", row))
    if not any(isinstance(row, dict) for _, row in rows):
        raise ReadError(f"{name}: holds no claims", "a ledger file is JSON with a list 'claims', or a claim a line")
    return head, rows


def _checked(rows: Iterable[tuple[str, Any]], name: str, rejected: list[Rejection]) -> Iterator[Statement]:
    seen: set[str] = set()
    for where, row in rows:
        try:
            if not isinstance(row, dict):
                raise ValueError("is no JSON object")
            statement = msgspec.convert(row, Statement)
            why = fault(statement) or ("repeats an id" if statement.id in seen else None)
            if why:
                raise ValueError(f"{statement.id}: {why}")
        except (msgspec.ValidationError, ValueError) as error:
            rejected.append(Rejection(name=name, reason=str(error), where=where))
            continue
        seen.add(statement.id)
        yield statement


def fault(statement: Statement) -> str | None:
    """Why a statement cannot be used; None where it can."""
    numbers = [n for n in (statement.point, statement.low, statement.high) if n is not None]
    low, high, start, end = statement.low, statement.high, statement.start, statement.end
    faults = {
        "states no value": statement.kind != "superlative" and not numbers,
        "its value is beyond anything that can be counted": any(not math.isfinite(n) or n > LARGEST for n in numbers),
        "its value is below zero": any(n < 0 for n in numbers),
        "its lower bound is above its upper bound": low is not None and high is not None and low > high,
        f"its period ends ({end}) before it begins ({start})": bool(start and end and start > end),
        "names no side": not statement.subject,
        "covers no days": statement.kind == "flow" and end is None,
    }
    return next((why for why, holds in faults.items() if holds), None)
