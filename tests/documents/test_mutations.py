"""Every reader takes files with bytes changed, cut and repeated: documents or reasons, nothing unforeseen."""

import pytest
from documents.gallery import GALLERY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warbook.documents import read, readable
from warbook.model import Document

EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["change", "cut", "repeat"]), st.binary(min_size=1, max_size=6)),
    min_size=1,
    max_size=5,
)


def mutated(data: bytes, edits: list[tuple[float, str, bytes]]) -> bytes:
    for share, kind, new in edits:
        place = int(share * len(data))
        if kind == "change":
            data = data[:place] + new + data[place + len(new) :]
        elif kind == "cut":
            data = data[:place] + data[place + 8 * len(new) :]
        else:
            data = data[:place] + data[max(0, place - 20 * len(new)) :]
    return data


@pytest.mark.parametrize("name", GALLERY)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_a_changed_file_is_read_or_refused(name: str, edits: list[tuple[float, str, bytes]]) -> None:
    for item in read(mutated(GALLERY[name], edits), name):
        if isinstance(item, Document):
            assert len(readable(item)) == len(item.text)
            assert all(0 <= s.span.start < s.span.end <= len(item.text) for s in item.segments)
            assert all(0 <= a.span.start <= a.span.end <= len(item.text) for a in item.anchors)
        else:
            assert item.reason
            assert "could not be read:" not in item.reason, item


ENDLESS = b"4" * 90


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("report.mhtml", b"Fri, 5 May"),
        ("report.eml", b"Thu, 04 May"),
        ("feed.rss", b"Thu, 04 May"),
    ],
)
def test_a_day_of_ninety_digits_is_no_date(name: str, old: bytes) -> None:
    (report,) = read(GALLERY[name].replace(old, b"Fri, " + ENDLESS + b" May"), name)
    assert isinstance(report, Document), report
    assert report.text
