"""What the head of a page says about its article: JSON-LD, Open Graph, <meta>, headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from unicodedata import is_normalized
from urllib.parse import urljoin, urlsplit

from corpus import clues
from corpus.article import KST
from corpus.clues.stamps import stamps
from corpus.lazy import pattern
from corpus.text import squeeze, tidy

_ARTICLE = pattern(r"Article$|^BlogPosting$|^Report$|^NewsItem$|Posting$")
_TIME_KEYS = pattern(
    r"(?:^|[:._-])(?:published(?:_?time|_?date|_?at)?|datepublished|date_published|pub_?date|publish[_-]?date|"
    r"reg_?date|regtime|issued|created|date|parsely-pub-date|publish)$"
)
_AUTHOR_KEYS = pattern(r"(?:^|[:._-])(?:author|nickname|creator|writer|reporter|byline|byl?)$")
_NOBODY = pattern(
    r"https?:|www\.|[@/\\]|블로그|네이버|카카오|다음뉴스|naver|daum|kakao|google|admin|관리자|운영자|편집부|뉴스팀|"
    r"온라인뉴스|디지털뉴스|\.(?:com|net|kr)|^\d+$|\.\.$|…$",
    re.IGNORECASE,
)
_HOUSE = pattern(
    r"기자$|뉴스|신문|일보|방송|데일리|타임[스즈]|경제|미디어|저널|투데이|닷컴|TV$", re.IGNORECASE
)
_DESK = pattern(
    r"편집(?:국|부|팀|실|자)|(?:뉴스|취재|기획|보도|콘텐츠|온라인|인터넷|디지털)\S{0,4}(?:팀|국|부|실)$|논설\S{0,3}실$"
    r"|데스크$|웹마스터|webmaster",
    re.IGNORECASE,
)
_TAGS = pattern(r"</?[a-zA-Z][^<>]{0,200}>")
_ADDRESS = pattern(r"https?:|www\.|^/")
_NAME = pattern(r"[가-힣]{2,4}")
_ROOMS = 200  # JSON-LD objects looked at


@dataclass(slots=True)
class Facts:
    """What a page says in its head and headings, as printed."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    linked_data: list[Mapping[str, Any]] = field(default_factory=list)
    title: str = ""
    canonical: str = ""
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)

    def first(self, *keys: str) -> str:
        """The first value of the first of these <meta> names that the page has."""
        return next((v for k in keys for v in self.metas.get(k, ()) if v.strip()), "")

    def articles(self) -> list[Mapping[str, Any]]:
        """The JSON-LD objects that describe an article."""
        return [o for o in self.linked_data if any(map(_ARTICLE.search, types(o)))]

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself an article."""
        return bool(self.articles()) or self.first("og:type").lower() == "article"


def types(linked: Mapping[str, Any]) -> list[str]:
    """The types of a JSON-LD object."""
    kind = linked.get("@type")
    return [str(k) for k in (kind if isinstance(kind, list) else [kind])]


def linked_data(source: str) -> list[Mapping[str, Any]]:
    """Every object in a JSON-LD script; none where it is broken."""
    text = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", source
    )
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    return _objects(value)


def _objects(value: object) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    rooms = [value]
    while rooms and len(found) < _ROOMS:
        room = rooms.pop()
        if isinstance(room, list):
            rooms.extend(reversed(room))
        elif isinstance(room, dict):
            found.append(room)
            rooms.extend(
                v for k, v in room.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}
            )
    return found


def clean(text: str) -> str:
    """The text of a value: entities resolved twice, as pages escape twice; no tags, one line."""
    text = text[:2000]
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", text)
    return " ".join((text if _is_tidy(text) else tidy(text)).split())


def _is_tidy(text: str) -> bool:
    return text.isprintable() and is_normalized("NFC", text)


def site_names(facts: Facts) -> set[str]:
    """What the page calls the site it is on, squeezed and in small letters."""
    names = [*facts.metas.get("og:site_name", ()), *facts.metas.get("application-name", ())]
    names += [n for o in facts.articles() if (n := _name(o.get("publisher")))]
    known = [clues.publisher(n) for n in names]
    return {squeeze(n).lower() for n in [*names, *known] if n}


def byline(facts: Facts, site: set[str]) -> str | None:
    """Who the head says wrote it: names only; None where it names the portal, the site, nobody."""
    for linked in facts.articles():
        if names := people(_authors(linked.get("author") or linked.get("creator")), site):
            return names
    for key, values in facts.metas.items():
        if _AUTHOR_KEYS.search(key) and (names := people(values, site)):
            return names
    return None


def _authors(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [
        _name(p)
        for p in people[:20]
        if not (isinstance(p, dict) and "Organization" in str(p.get("@type")))
    ]


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def people(values: Iterable[str], site: set[str]) -> str | None:
    """The names of people in some values, joined by ", "; what names the site or a desk is none."""
    names: list[str] = []
    for value in values:
        text = clean(value)
        if credited := clues.byline(text):
            names += [p for p in credited.split(", ") if squeeze(p).lower() not in site]
        elif not _ADDRESS.search(text):
            names += [p for p in map(str.strip, re.split(r"[,|/;·]", text)) if _is_person(p, site)]
    return ", ".join(dict.fromkeys(names)) or None


def _is_person(name: str, site: set[str]) -> bool:
    if not 2 <= len(name) <= 24 or _NOBODY.search(name) or _DESK.search(name):
        return False
    if squeeze(name).lower() in site or clues.publisher(name) is not None:
        return False
    return bool(_NAME.fullmatch(name)) or not _HOUSE.search(name)


def published(facts: Facts) -> datetime | date | None:
    """When the head says the article was published; a day where it gives no time of day."""
    values = [str(o["datePublished"]) for o in facts.articles() if o.get("datePublished")]
    ranked = sorted(facts.metas.items(), key=lambda kv: "publish" not in kv[0])
    values += [v for k, vs in ranked if _TIME_KEYS.search(k) for v in vs[:1]]
    found = [at for v in values if (at := moment(v)) is not None]
    if not found:
        return None
    day = _day(found[0])
    return next((at for at in found if isinstance(at, datetime) and _day(at) == day), found[0])


def moment(value: str) -> datetime | date | None:
    """The instant that a machine-written value means, Korean where it names no zone."""
    if marks := stamps(value[:60].replace("T", " T", 1) if "T" in value else value[:60]):
        return marks[0].at
    return clues.published(value[:60])


def _day(at: datetime | date) -> date:
    return at.astimezone(KST).date() if isinstance(at, datetime) else at


def settle(head: datetime | date | None, page: datetime | date | None) -> datetime | date | None:
    """The time to believe, of what the head says and what the page shows beside the headline."""
    if head is None or page is None:
        return head or page
    if not isinstance(page, datetime):
        return head
    if not isinstance(head, datetime):
        return page if _day(page) == head else head
    shown, said = page.astimezone(KST), head.astimezone(KST)
    # Some sites write Korean time and call it UTC.
    if head.tzinfo == UTC and head.replace(tzinfo=None, second=0) == shown.replace(
        tzinfo=None, second=0
    ):
        return head.replace(tzinfo=KST)
    midnight = (said.hour, said.minute, said.second) == (0, 0, 0)
    return page if midnight and shown.date() == said.date() else head


def publisher(facts: Facts, url: str | None) -> str | None:
    """Who the head says publishes the article: the paper rather than the portal that shows it."""
    names = [_name(o.get("publisher")) for o in facts.articles()]
    names += [facts.first("og:site_name"), facts.first("article:media_name", "media_name")]
    names += [_house(facts.first("og:article:author")), facts.first("publisher", "dc.publisher")]
    names += [facts.first("copyright", "dc.rights")]
    texts = [t for t in map(clean, names) if t]
    known = next((k for t in texts if (k := clues.publisher(t))), None)
    if known or (known := clues.publisher(url or "")):
        return known
    portal = re.compile(r"^(?:네이버|다음|카카오|naver|daum|nate|네이트|google|msn)", re.IGNORECASE)
    return next(
        (t for t in texts if len(t) <= 30 and not portal.match(t) and "http" not in t), None
    )


def _house(author: str) -> str:
    """The paper that portals name as the author; on a blog it is who writes there."""
    name, bar, portal = map(str.strip, author.partition("|"))
    return name if (bar and "블로그" not in portal) or _HOUSE.search(name) else ""


def address(facts: Facts) -> str | None:
    """The page's own address as it gives it, absolute; None where it gives none."""
    base = facts.first("og:url")
    for href in (facts.canonical, base):
        try:
            full = urljoin(base, href.strip())
            if href and urlsplit(full).scheme in {"http", "https"}:
                return full
        except ValueError:
            continue
    return None


def description(facts: Facts) -> str:
    """The page's own account of itself, most often the first words of the body."""
    return clean(facts.first("og:description", "description", "twitter:description"))


def bodies(facts: Facts) -> Iterator[str]:
    """The bodies that JSON-LD carries."""
    for linked in facts.articles():
        body = linked.get("articleBody") or linked.get("text")
        if isinstance(body, str):
            yield body
