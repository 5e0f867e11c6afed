"""The headline of a page: what its head and headings agree on, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus import clues
from corpus.lazy import pattern
from corpus.pages.metadata import Facts, clean, site_names
from corpus.text import squeeze

_KEYS = ("og:title", "twitter:title", "dable:title", "title", "headline", "name")
# A title's ends name the site: X - 매일경제, X | 한국일보, X < 산업 < 기사본문 - AI타임스.
_JOINTS = pattern(r"\s*(?:\s[-–—:<>»·]\s|\s?[|｜]\s?|\s?::+\s?|\s-$)\s*")
_MOST_JOINTS = 8
_SITE = pattern(
    r"(?:뉴스|신문|일보|블로그|닷컴|경제|타임[스즈]|매일|통신|포스트|헤럴드|위클리|방송|미디어|저널|매거진|모바일|티스토리|tistory|brunch|velog|news|daum|"
    r"naver|\.com|\.kr|기사본문|본문|기사|정치|사회|산업|국제|문화|오피니언)\S{0,8}$",
    re.IGNORECASE,
)


def headline(facts: Facts) -> str | None:
    """The title of the article, without the name of the site around it."""
    given = [
        t for o in facts.articles() if isinstance(t := o.get("headline") or o.get("name"), str)
    ]
    given += [v for k in _KEYS for v in facts.metas.get(k, ())[:1]]
    titles = [t for t in map(clean, [*given, facts.title]) if t]
    shown = [h for h in map(clean, facts.headings) if 4 <= len(h) <= 200]
    site = site_names(facts)
    for title in titles[:6]:
        if found := _shown(title, shown):
            return found
    stripped = [_without_site(t, site) for t in titles]
    full = [t for t in stripped if t and not _is_site(t, site)]
    if full:
        return next((t for t in full[:3] if not t.endswith(("...", "…"))), full[0])
    return None


def site(title: str, headline: str | None) -> str | None:
    """The name of the site that a page's title has behind its headline."""
    whole = clean(title)
    if not headline or not squeeze(whole).startswith(squeeze(headline)):
        return None
    parts = _JOINTS.split(whole)
    name = parts[-1].strip()
    return name if len(parts) > 1 and 2 <= len(name) <= 14 and name not in headline else None


def stems(title: str) -> list[str]:
    """What is left of a title without the parts behind its joints, the longest first."""
    cuts = [joint.start() for joint in _JOINTS.finditer(title)]
    return [title[:cut].strip() for cut in reversed(cuts[-_MOST_JOINTS:])]


def _shown(title: str, shown: Iterable[str]) -> str | None:
    """The heading of the page that the title repeats, whole, cut short or with the site on."""
    bare = squeeze(title)
    stem = bare.rstrip(".…")
    for heading in shown:
        seen = squeeze(heading)
        if seen == bare:
            return heading
        if len(seen) >= 8 and (
            (seen in bare and len(seen) * 5 >= len(bare) * 2 and _JOINTS.search(title))
            or (len(stem) >= 12 and stem != bare and seen.startswith(stem))
        ):
            return heading
    return None


def _without_site(title: str, site: set[str]) -> str:
    """The title without the parts at its ends that name the site or its section."""
    parts = _JOINTS.split(title)
    if len(parts) == 1:
        return title
    keep = [i for i, p in enumerate(parts) if p and not _names_site(p, site)]
    if not keep:
        return title
    longest = max(keep, key=lambda i: len(parts[i]))
    first = longest if not _names_site(parts[0], site) and longest == 0 else min(keep)
    start = title.find(parts[first])
    last = parts[max(i for i in keep if i >= longest)]
    end = title.rfind(last) + len(last)
    return title[start:end].strip()


def _is_site(title: str, site: set[str]) -> bool:
    """Whether a title is the name of the site: of the head of a page that knows no article."""
    return squeeze(title).lower() in site or (" " not in title and _names_site(title, site))


def _names_site(part: str, site: set[str]) -> bool:
    bare = squeeze(part).lower()
    if not bare or bare in site or (clues.publisher(part) is not None and len(part) <= 20):
        return True
    return len(part) <= 14 and bool(_SITE.search(part))
