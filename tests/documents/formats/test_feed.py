"""Feeds as their programs write them."""

from warbook.documents import kind_at, read, readable
from warbook.model import Document

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title type="html">Keth &amp;amp; Sorn &lt;i&gt;Watch&lt;/i&gt;</title><updated>2024-03-09T10:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Boats <em>sunk</em> at Keth</div></title>
<link rel="alternate" href="https://k.example/boats"/><id>tag:k.example,2024:1</id><published>8 mars 2024</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Three boats <b>sank</b>: 12 sailors were killed.</p>
</div></content></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>Harbour Talk</title><item><title>Losses &lt; 5 &amp; more</title>
<link>https://k.example/2</link><pubDate>Fri, 08 Mar 2024 10:00:00 GMT</pubDate><description><![CDATA[
<p>Nine tanks were lost. The post at Keth fell, and smoke appeared first on its roof.</p>
<p>The post <a href="https://k.example/2">Losses</a> appeared first on <a href="https://k.example">Harbour Talk</a>.</p>
]]></description></item></channel></rss>"""


def entry(data: str) -> Document:
    (report,) = read(data.encode(), "feed.xml")
    assert isinstance(report, Document)
    return report


def test_titles_are_told_without_their_markup() -> None:
    report = entry(ATOM)
    assert (report.title, report.outlet) == ("Boats sunk at Keth", "Keth & Sorn Watch")
    assert report.published is not None
    assert str(report.published.day) == "2024-03-08"
    assert entry(RSS).title == "Losses < 5 & more"


def test_the_line_that_a_blog_writes_below_each_entry_is_not_the_report() -> None:
    report = entry(RSS)
    assert "appeared first on its roof" in readable(report)
    assert "Harbour Talk" not in readable(report)
    assert kind_at(report, report.text.rindex("The post")) == "boilerplate"
