"""RSS and Atom to entries: what their elements mean, as feedparser knows it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from itertools import accumulate
from typing import Any

import feedparser

from corpus.article import Entry, Feed
from corpus.feeds.dates import moment, past, published
from corpus.feeds.fields import cut, label, labels, line, link
from corpus.feeds.repair import Document, Piece

_Fields = Mapping[str, Any]

# The library takes up to 60 microseconds an element; full feeds have some 10,000.
_TAGS = 40_000

_DATES = re.compile(
    r"<(?:\w+:)?(?:pubdate|published|issued|date|updated|modified|created)(?:\s[^<>]*)?>([^<]{4,80})<"
)


def entries(document: Document, address: str, now: datetime, most: int) -> Feed:
    """The feed of a document that came from an address: of its entries the newest `most`."""
    newest = _newest(document.entries, now, most)
    wanted = _affordable(newest)
    head, found = _parsed(document, wanted, address)
    site = link(head.get("link"), address)
    return Feed(
        address,
        line(head.get("title")),
        site,
        # Plain, because the library's own give one field for another.
        tuple(_entry(dict(fields), address, now) for fields in found),
        document.lost + len(newest) - len(found),
    )


def _newest(entries: Sequence[Piece], now: datetime, most: int) -> Sequence[Piece]:
    """The entries that are worth parsing; where there are too many, by the first date of each."""
    if len(entries) <= most:
        return entries
    dates = [next(filter(None, map(moment, _DATES.findall(one.xml))), None) for one in entries]
    order = sorted(range(len(entries)), key=lambda i: -published(dates[i], now))
    return [entries[i] for i in sorted(order[:most])]


def _affordable(entries: Sequence[Piece]) -> list[str]:
    """The entries but for the ones fullest of tags, where all together have too many."""
    order = sorted(range(len(entries)), key=lambda i: entries[i].tags)
    spent = accumulate(entries[i].tags for i in order)
    kept = [i for i, tags in zip(order, spent, strict=True) if tags <= _TAGS]
    return [entries[i].xml for i in sorted(kept)]


def _parsed(
    document: Document, entries: Sequence[str], address: str
) -> tuple[_Fields, list[_Fields]]:
    """The fields of a feed and of its entries: at one go, and one by one where that fails."""
    whole = _read(document.xml(*entries, head=document.head), address)
    if whole and len(whole["entries"]) == len(entries):
        return whole["feed"], list(whole["entries"])
    head = _read(document.xml(head=document.head), address)
    each = (_read(document.xml(entry), address) for entry in entries)
    found = [one["entries"][0] for one in each if one and len(one["entries"]) == 1]
    return head["feed"] if head else {}, found


def _read(xml: str, address: str) -> _Fields | None:
    """What the library makes of XML; None if it fails, or has to guess."""
    try:
        found: _Fields = feedparser.parse(
            # A stream: the library takes a text for an address, or the name of a file.
            io.BytesIO(xml.encode("utf-8")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": address,
            },
            sanitize_html=False,  # nothing of it is shown as HTML
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what it likes, on what it did not expect
        return None
    return None if found["bozo"] else found


def _entry(fields: _Fields, address: str, now: datetime) -> Entry:
    source = _one(fields, "source")
    publisher = label(source.get("title"))
    html, summary = _texts(fields)
    return Entry(
        key="",
        headline=_headline(line(fields.get("title")), publisher),
        url=_link(fields, address),
        guid=cut(fields.get("id")),
        published_at=_date(fields, ("published", "created", "updated"), now),
        updated_at=_date(fields, ("updated",), now),
        byline=_byline(fields),
        publisher=publisher,
        source_url=link(source.get("href") or source.get("link"), address),
        summary=summary,
        html=html,
        categories=labels(tag.get("label") or tag.get("term") for tag in _all(fields, "tags")),
    )


def _headline(headline: str | None, publisher: str | None) -> str | None:
    """A headline without the name of its publisher, which aggregators hang on to it."""
    if headline and publisher:
        return headline.removesuffix(f" - {publisher}") or headline
    return headline


def _link(fields: _Fields, address: str) -> str | None:
    """Where the article is: the address before a counter of clicks, if the feed tells it."""
    candidates = [fields.get("feedburner_origlink"), fields.get("link")]
    candidates += [
        one.get("href") for one in _all(fields, "links") if one.get("rel") == "alternate"
    ]
    return next(filter(None, (link(one, address) for one in candidates)), None)


def _date(fields: _Fields, names: Sequence[str], now: datetime) -> datetime | date | None:
    found = (moment(fields.get(name)) for name in names)
    return past(next(filter(None, found), None), now)


def _byline(fields: _Fields) -> str | None:
    """The names of the authors; their addresses only where nothing else is given."""
    people = [one.get("name") for one in _all(fields, "authors")]
    names = labels(people) or labels([fields.get("author")])
    return ", ".join(names) or None


def _texts(fields: _Fields) -> tuple[str | None, str | None]:
    """The longest text and, if it says something else, the summary, both as HTML."""
    texts = [*_contents(fields)]
    detail = _one(fields, "summary_detail")
    summary = _html(detail.get("value") or fields.get("summary"), detail.get("type"))
    html = max(texts, key=len, default=None)
    return html, None if summary == html else summary


def _contents(fields: _Fields) -> Iterator[str]:
    for content in _all(fields, "content"):
        if text := _html(content.get("value"), content.get("type")):
            yield text


def _html(text: object, kind: object) -> str | None:
    if not isinstance(text, str) or not text.strip():
        return None
    return escape(text, quote=False) if kind == "text/plain" else text


def _one(fields: _Fields, name: str) -> _Fields:
    """What the library gathered under a name; an element of that name may stand in its place."""
    found = fields.get(name)
    return found if isinstance(found, dict) else {}


def _all(fields: _Fields, name: str) -> list[_Fields]:
    found = fields.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
