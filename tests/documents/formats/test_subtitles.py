"""Subtitles as programs write them."""

from warbook.documents import read
from warbook.model import Document

ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:01.000 --> 00:00:03.000 align:start position:0%
the brigade<00:00:01.500><c> lost</c>

00:00:03.000 --> 00:00:03.010
the brigade lost

00:00:03.010 --> 00:00:06.000 align:start position:0%
the brigade lost
12<00:00:04.000><c> tanks</c><00:00:05.000><c> there</c>
"""


def test_lines_that_roll_and_know_the_moment_of_each_word_are_read_once() -> None:
    (report,) = read(ROLLING.encode(), "talk.en.vtt")
    assert isinstance(report, Document)
    assert report.text == "the brigade lost 12 tanks there"
    assert [anchor.value for anchor in report.anchors] == [1, 3]


SPOKEN = """WEBVTT - Briefing

NOTE 99 tanks are no one's words

00:00:01.000 --> 00:00:04.000 align:start position:10%
<v General Berg>Good morning. We destroyed <c.yellow>12 tanks</c></v>

00:00:04.000 --> 00:00:06.000
<v.loud General Berg>and lost <00:00:05.000>4 guns.</v>

00:00:06.500 --> 00:00:09.000
<v Reporter>Were 300 men killed &amp; wounded?</v>
"""


def test_who_speaks_is_said_where_it_changes_and_signs_are_what_they_stand_for() -> None:
    (report,) = read(SPOKEN.encode(), "briefing.vtt")
    assert isinstance(report, Document)
    assert report.text == (
        "General Berg: Good morning. We destroyed 12 tanks and lost 4 guns.\nReporter: Were 300 men killed & wounded?"
    )
    assert [anchor.value for anchor in report.anchors] == [1, 4, 6]
