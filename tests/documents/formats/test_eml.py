"""Mails as their programs write them: signatures, earlier messages, attachments."""

from email.message import EmailMessage

from warbook.documents import read, readable
from warbook.model import Document, Rejection

BODY = "The brigade says that 14 soldiers were killed at the mill.\n\nBest,\nAda\n"
SIGNATURE = "-- \nAda Lorn\nHarbour Herald | 12 Dock Road | +44 20 7946 0000\n"
EARLIER = "\nOn Fri, 4 Mar 2022 at 10:00, Bert Maas <bert@k.example> wrote:\n> It was 9 soldiers.\n> -- \n> Bert, 7 Hill Road\n"


def mail(words: str) -> Document:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Losses", "Ada Lorn <ada@k.example>", "desk@k.example"
    message["Date"] = "Sat, 05 Mar 2022 23:30:00 -0500"
    message.set_content(words)
    (report,) = read(bytes(message), "a.eml")
    assert isinstance(report, Document)
    return report


def test_a_signature_is_not_the_message_and_an_earlier_message_is_read() -> None:
    for words in (BODY + SIGNATURE, BODY + SIGNATURE + EARLIER):
        report = mail(words)
        view = readable(report)
        assert "Dock Road" in report.text
        assert "Dock Road" not in view
        assert "14 soldiers" in view
        assert ("9 soldiers" in view) == ("9 soldiers" in words)


def test_what_follows_two_strokes_and_goes_on_is_the_message() -> None:
    report = mail(BODY + "--\n" + "\n".join(f"On day {n} they lost {n + 20} guns." for n in range(12)))
    assert "On day 3 they lost 23 guns." in readable(report)


def test_a_letterhead_is_no_attachment_and_a_picture_that_was_sent_is_one() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Losses", "Ada Lorn <ada@k.example>", "desk@k.example"
    message.set_content(BODY)
    message.add_alternative("<p>14 soldiers were killed.</p><img src='cid:logo'>", subtype="html")
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
    message.get_payload()[1].add_related(png, "image", "png", cid="<logo>")  # type: ignore[union-attr, index]
    message.add_attachment(png, maintype="image", subtype="png", filename="scan.png")
    report, scan = read(bytes(message), "a.eml")
    assert isinstance(report, Document)
    assert isinstance(scan, Rejection)
    assert scan.name == "a.eml/scan.png"
