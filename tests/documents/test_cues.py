"""Speech with times: every line knows its second, lines that roll are said once."""

from warbook.documents import Given, locate, read, readable
from warbook.documents.cues import Cue, at_second, draft_of
from warbook.model import Document, Span

TALK = "River talk\n\n0:05 The bridge fell on Monday after nine hours.\n[0:21] They lost 14 boats there,\n1:02:03 and 30 men are missing from the mill.\n"


def test_a_transcript_in_plain_text_has_its_seconds() -> None:
    (report,) = read(TALK.encode(), "talk.txt", Given(url="https://youtu.be/abc123"))
    assert isinstance(report, Document)
    assert report.text == TALK
    at = {
        words: locate(report, Span(TALK.index(words), TALK.index(words) + 2)) for words in ("nine", "14", "30", "talk")
    }
    assert {words: anchor.value if anchor else None for words, anchor in at.items()} == {
        "nine": 5,
        "14": 21,
        "30": 3723,
        "talk": None,
    }
    assert at["14"] is not None
    assert at["14"].url == "https://www.youtube.com/watch?v=abc123&t=21s"
    assert "0:21" not in readable(report)


def test_a_live_blog_that_runs_forward_is_no_transcript() -> None:
    (report,) = read(
        b"8:05 Sirens in the port.\n9:10 Four men hurt.\n9:40 All clear was given at the port.\n", "live.txt"
    )
    assert isinstance(report, Document)
    assert report.anchors == ()


def test_clock_times_of_a_live_blog_that_run_back_are_no_transcript() -> None:
    blog = "14:05 Two drones fell on the port.\n13:40 The sirens went.\n13:02 Four men were hurt at the mill.\n"
    (report,) = read(blog.encode(), "live.txt")
    assert isinstance(report, Document)
    assert report.anchors == ()


def test_lines_that_roll_are_said_once_and_silence_ends_a_paragraph() -> None:
    cues = [Cue(0, 2, "the bridge fell"), Cue(2, 4, "the bridge fell\nfourteen died"), Cue(9, 11, "the mill burned")]
    draft = draft_of(cues, "text/vtt", Given())
    assert draft.text == "the bridge fell fourteen died\nthe mill burned"
    assert [segment.kind for segment in draft.segments] == ["transcript", "transcript"]
    assert [anchor.value for anchor in draft.anchors] == [0, 2, 9]


def test_addresses_of_videos() -> None:
    assert at_second("https://www.youtube.com/watch?v=x1&list=2", 7) == "https://www.youtube.com/watch?v=x1&t=7s"
    assert at_second("https://example.org/talk.mp4", 7) == "https://example.org/talk.mp4#t=7"
    assert at_second(None, 7) is None
