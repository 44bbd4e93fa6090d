"""What a page says of itself: title, outlet, authors, date, language, address."""

from lxml import html

from warbook.documents import dating
from warbook.documents.drafts import Draft
from warbook.model import Publication

DATES = (
    "article:published_time", "datepublished", "og:article:published_time", "date", "dc.date", "dcterms.created",
    "dc.date.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "article.published", "og:pubdate", "publication_date",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")


def of_page(tree: html.HtmlElement, draft: Draft) -> None:
    """Fills the draft from the page's meta tags."""
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := (meta.get("content") or "").strip()):
            fields.setdefault(name, content)
    title = tree.find(".//title")
    draft.title = (
        _first(fields, TITLES) or (" ".join(title.text_content().split()) if title is not None else None) or None
    )
    draft.outlet = _first(fields, OUTLETS)
    author = _first(fields, AUTHORS)
    draft.authors = [author] if author and not author.startswith("http") else []
    draft.lang = tree.get("lang") or fields.get("og:locale")
    canonical = tree.find(".//link[@rel='canonical']")
    draft.url = (canonical.get("href") if canonical is not None else None) or fields.get("og:url")
    for name in DATES:
        if name in fields and (found := dating.of_metadata(fields[name])):
            draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")
            return
    time = tree.find(".//time[@datetime]")
    if time is not None and (found := dating.of_metadata(time.get("datetime"))):
        draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if name in fields), None)
