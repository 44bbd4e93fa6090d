"""Pages made here with what stands around reports, each as HTML with telling names, as HTML without, as text, as PDF."""

from html import escape

from documents import gallery

Part = tuple[str, str]

RIVER: tuple[Part, ...] = (
    ("nav", "Home"),
    ("nav", "World"),
    ("nav", "Live: 34 killed in market"),
    ("cookie", "We and our 213 partners use cookies to measure visits. Accept all or manage your choices."),
    ("title", "Shelling of Rivne kills 14 as river front collapses"),
    ("byline", "By Marta Koval"),
    ("published", "4 May 2023"),
    ("body", "The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 14 people were killed, "
     "the regional governor said."),
    ("caption", "Rescuers at the bridge, where 5 bodies were recovered"),
    ("body", "Another 30 people are missing, the harbour master said, most of them from the mill on the eastern bank."),
    ("paywall", "You have 2 free articles left this month. Subscribe for 4 euros a week to keep reading."),
    ("body", "The garrison lost 6 boats and 2 guns in the night, according to its commander."),
    ("related", "Read also"),
    ("link", "Drone strike on depot kills 21 soldiers"),
    ("link", "Ministry: 900 tanks destroyed since January"),
    ("body", "In the hospital of Sarny 41 wounded were treated on Tuesday, doctors said, and three of them died."),
    ("newsletter", "Sign up for our newsletter and join 48,000 readers who get it each morning."),
    ("heading", "A second crossing"),
    ("body", "Engineers built a pontoon bridge of 60 metres on Wednesday; two of them were wounded by a mine."),
    ("quotation", '"We buried 12 men in one grave," said Ivan Petrenko, a sergeant of the garrison.'),
    ("share", "Share this article"),
    ("comments", "Comments (3)"),
    ("footer", "(c) 2023 River Gazette. All rights reserved."),
)  # fmt: skip
HARBOUR: tuple[Part, ...] = (
    ("cookie", "This portal stores small files on your device and shares data with 87 vendors. Change your choices at any time."),
    ("nav", "Subscribe"),
    ("title", "Two ships sunk in harbour raid"),
    ("published", "Published: 11 August 2022"),
    ("byline", "By Anton Reis and Lea Holm"),
    ("body", "Two grain ships were sunk in the harbour of Kalima on Thursday and 19 sailors drowned, the port authority said."),
    ("share", "Share"),
    ("body", "The raid lasted 40 minutes. Nine drones were shot down, said the navy, which lost one patrol boat."),
    ("paywall", "This is the end of your free preview. Members read on for 9.99 a month, and 30,000 already do."),
    ("body", "At least 70 dockers are in hospital, and the clinic has asked for blood for 25 of them."),
    ("body", "The governor put the damage at 300 million dollars."),
    ("newsletter", "Follow us on Telegram: 120,000 subscribers can't be wrong."),
    ("related", "Related stories"),
    ("link", "Ferry hit by mine, 52 dead"),
    ("link", "How 400 miners held the pass"),
    ("footer", "All rights reserved. Reproduction is prohibited."),
)  # fmt: skip
STRAIT: tuple[Part, ...] = (
    ("title", "Garrison of the strait surrenders"),
    ("byline", "By our correspondent"),
    ("published", "2 March 2021"),
    ("body", "The garrison of the fort at the strait surrendered on Tuesday with 340 men and 12 guns, the staff said."),
    ("newsletter", "Get the briefing in your inbox: 5 stories every morning, no spam."),
    ("body", "During the siege 61 soldiers were killed, its commander told reporters, and 118 were wounded."),
    ("cookie", "To show this map we need your consent to load content from an external provider. 14 partners may set cookies."),
    ("body", "The attackers admit 27 dead. Observers in the town counted 44 burnt trucks along the road."),
    ("newsletter", "If this report was useful to you, chip in 3 dollars: 9,000 readers gave last year."),
    ("comments", "Comments (2)"),
    ("comments", "user77 3 hours ago · Reply"),
    ("comments", "They gave up 500 men and 90 guns, whatever the staff says."),
    ("comments", "anna_k 2 hours ago · Reply"),
    ("comments", "My uncle counted 650 of them on the quay."),
)  # fmt: skip
PAGES = {"river": RIVER, "harbour": HARBOUR, "strait": STRAIT}
TAGS = {
    "nav": '<li class="menu"><a href="/x">{}</a></li>',
    "cookie": '<div class="cookie-banner">{}</div>',
    "title": "<h1>{}</h1>",
    "byline": '<div class="byline">{}</div>',
    "published": '<div class="published">{}</div>',
    "caption": "<figure><figcaption>{}</figcaption></figure>",
    "paywall": '<div class="paywall">{}</div>',
    "related": '<div class="related">{}</div>',
    "link": '<div class="related"><a href="/y">{}</a></div>',
    "newsletter": '<div class="newsletter-box">{}</div>',
    "heading": "<h2>{}</h2>",
    "quotation": "<blockquote>{}</blockquote>",
    "share": '<div class="share-bar">{}</div>',
    "comments": '<div class="comments">{}</div>',
    "footer": "<footer>{}</footer>",
}
PLAIN = {
    **dict.fromkeys(("nav", "link"), '<p><a href="/x">{}</a></p>'),
    "title": "<h1>{}</h1>",
    "heading": "<h2>{}</h2>",
}


def as_html(parts: tuple[Part, ...], tags: dict[str, str]) -> bytes:
    body = "".join(tags.get(kind, "<p>{}</p>").format(escape(words)) for kind, words in parts)
    title = next(words for kind, words in parts if kind == "title")
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'.encode()


def as_text(parts: tuple[Part, ...]) -> bytes:
    return ("\n\n".join(words for _, words in parts) + "\n").encode()


def as_pdf(parts: tuple[Part, ...]) -> bytes:
    """Two pages or more, lines broken at eighty letters, the title larger than the rest."""
    pages: list[list[tuple[float, float, float, str]]] = [[]]
    y = 780.0
    for kind, words in parts:
        size = {"title": 18.0, "heading": 14.0}.get(kind, 11.0)
        for line in gallery.wrapped(words, 50 if kind == "title" else 80):
            if y < 400:
                pages.append([])
                y = 780.0
            pages[-1].append((72.0, y, size, line))
            y -= size * 1.25
        y -= 10
    return gallery.pdf(pages)


FORMS = {
    "page.html": lambda parts: as_html(parts, TAGS),
    "soup.html": lambda parts: as_html(parts, PLAIN),
    "page.txt": as_text,
    "page.pdf": as_pdf,
}
