"""What could not be read as a table, one a row: the file or address, where in it, and why."""

import csv
from collections.abc import Iterable
from typing import TextIO

from warbook.interchange.table import cell
from warbook.model import Rejection

COLUMNS = ("file", "where", "reason")


def write_csv(rejections: Iterable[Rejection], out: TextIO) -> None:
    """A header and a row a rejection, as RFC 4180 has it."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in rejections:
        rows.writerow([cell(one.name), cell(one.where), cell(one.reason)])
