"""JSON Feed (https://jsonfeed.org/version/1.1) to entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from corpus.article import Entry, Feed
from corpus.feeds.dates import moment, past
from corpus.feeds.fields import cut, label, labels, line, link
from corpus.feeds.tokens import allowed

_Fields = Mapping[str, Any]
_VERSION = "jsonfeed.org/version/"


def entries(text: str, address: str, now: datetime) -> Feed | None:
    """The feed that a text of JSON is; None if it is no such thing. Entries are in its order."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not isinstance(fields.get("items"), list):
        return None
    if _VERSION not in str(fields.get("version")):
        return None
    items = fields["items"]
    base = link(fields.get("feed_url"), address) or address
    found = tuple(_entry(item, base, now) for item in items if isinstance(item, dict))
    site = link(fields.get("home_page_url"), address)
    return Feed(address, line(fields.get("title")), site, found, len(items) - len(found))


def _entry(item: _Fields, base: str, now: datetime) -> Entry:
    html, summary = _text(item), _string(item.get("summary"))
    published = moment(item.get("date_published")) or moment(item.get("date_modified"))
    guid = item.get("id")
    return Entry(
        key="",
        headline=line(item.get("title")),
        url=link(item.get("url"), base) or _permalink(guid) or link(item.get("external_url"), base),
        guid=cut(str(guid) if isinstance(guid, int | float) else guid),
        published_at=past(published, now),
        updated_at=past(moment(item.get("date_modified")), now),
        byline=_byline(item),
        summary=escape(summary, quote=False) if summary else None,
        html=html,
        categories=labels(_list(item.get("tags"))),
    )


def _permalink(guid: object) -> str | None:
    """The address that an id is; the format recommends that it be one."""
    return link(guid, "") if isinstance(guid, str) else None


def _text(item: _Fields) -> str | None:
    """The text as HTML; plain text keeps its lines."""
    if html := _string(item.get("content_html")):
        return html
    plain = _string(item.get("content_text"))
    return escape(plain, quote=False).replace("\n", "<br>") if plain else None


def _byline(item: _Fields) -> str | None:
    authors = [*_list(item.get("authors")), item.get("author")]
    names = (label(a.get("name")) if isinstance(a, dict) else label(a) for a in authors)
    return ", ".join(labels(names)) or None


def _string(value: object) -> str | None:
    return allowed(value) if isinstance(value, str) and value.strip() else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
