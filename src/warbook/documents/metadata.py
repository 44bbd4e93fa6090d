"""What a page says of itself: title, outlet, authors, date, language, address. Its meta tags, then its JSON-LD."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
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
MOST_TIMES = 10
CHANGED = re.compile(r"updat|modif|edited|changed", re.IGNORECASE)
BY = re.compile(r"^\s*by[\s:]+", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
MOST_LINKED_DATA = 500_000
"""Characters of JSON-LD that are read."""


def of_page(tree: html.HtmlElement, draft: Draft) -> None:
    """Fills the draft from the page's head."""
    fields = _meta(tree)
    article = _article(tree)
    heading = tree.find(".//title")
    draft.title = (
        _first(fields, TITLES)
        or _text(article.get("headline"))
        or (" ".join(heading.text_content().split()) if heading is not None else None)
        or None
    )
    draft.outlet = _first(fields, OUTLETS) or _name(article.get("publisher"))
    draft.authors = _authors(fields, article)
    draft.lang = tree.get("lang") or fields.get("og:locale") or _text(article.get("inLanguage"))
    draft.url = _canonical(tree) or fields.get("og:url") or _text(article.get("url"))
    draft.place = _text(article.get("dateline")) or _name(article.get("locationCreated"))
    draft.published = _published(tree, fields, article, draft.lang)
    if original := _name(article.get("translationOfWork")):
        draft.remarks.append(f"Translated from: {original}")


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := (meta.get("content") or "").strip()):
            fields.setdefault(name, content)
    return fields


def _canonical(tree: html.HtmlElement) -> str | None:
    link = tree.find(".//link[@rel='canonical']")
    address = link.get("href") if link is not None else None
    return address if address and address.startswith("http") else None


def _authors(fields: dict[str, str], article: dict[str, Any]) -> list[str]:
    named = next((fields[name] for name in AUTHORS if not fields.get(name, "http").startswith("http")), None)
    if named:
        return _persons(named)
    found = article.get("author")
    return [name for one in (found if isinstance(found, list) else [found]) if (name := _name(one))]


def _persons(words: str) -> list[str]:
    """'By Ada Lorn, Bo Maas and Cleo Ray' → three; 'Lorn, Ada' stays one."""
    parts = [part.strip() for part in BETWEEN.split(BY.sub("", words)) if part.strip()]
    return parts if all(" " in part for part in parts) and parts else [words]


def _published(
    tree: html.HtmlElement, fields: dict[str, str], article: dict[str, Any], lang: str | None
) -> Publication | None:
    said = [fields[name] for name in DATES if name in fields]
    said += [_text(article.get("datePublished")) or "", *_times(tree)]
    for words in said:
        if words and (found := dating.of_metadata(words, lang)):
            return Publication(day=found[0], precision=found[1], found_in="metadata")
    return None


def _times(tree: html.HtmlElement) -> list[str]:
    """The first moment that the page marks as one, but for those of a change."""
    for time in islice(tree.iter("time"), MOST_TIMES):
        about = " ".join([*(time.get(name) or "" for name in ("class", "itemprop", "id")), time.text_content()])
        if (moment := time.get("datetime")) and not CHANGED.search(about):
            return [moment]
    return []


def _article(tree: html.HtmlElement) -> dict[str, Any]:
    """The page's article in its JSON-LD; empty where there is none that can be read."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            try:
                data = msgspec.json.decode(script.text[:MOST_LINKED_DATA].encode("utf-8", "replace"))
            except (msgspec.DecodeError, RecursionError):
                continue
            for thing in _things(data):
                kinds = thing.get("@type")
                if any("Article" in str(kind) or str(kind) == "BlogPosting" for kind in _listed(kinds)):
                    return thing
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting = _listed(data)
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, dict):
            yield thing
            waiting += _listed(thing.get("@graph"))


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """The name of a thing of JSON-LD, which is a string, an object or a list of them."""
    first = _listed(value)[0] if _listed(value) else None
    return _text(first.get("name")) if isinstance(first, dict) else _text(first)


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if name in fields), None)
