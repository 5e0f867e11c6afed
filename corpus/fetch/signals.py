"""What a site says about the use of its texts by machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TOKEN = "AIKoreaBriefing"  # noqa: S105 - the name that robots.txt and headers know us by

# Directives with a value, so that their colon is not taken for the one behind a robot's name.
_VALUED = {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
_MOST = 10_000  # characters of one header or element that are looked at
_YES = {"1", "true", "yes"}


@dataclass(frozen=True, slots=True)
class Signals:
    """Reservations of a text's owner. What is not said is not reserved.

    `noai`: not for AI. `max_snippet`: at most so many characters may be shown (0 for `nosnippet`),
    None for no limit. `tdm_reserved`: text and data mining is reserved (TDMRep), `tdm_policy` says
    where to ask. `refused`: uses that a Content-Signal says no to, of search, ai-input, ai-train.
    """

    noai: bool = False
    noindex: bool = False
    max_snippet: int | None = None
    tdm_reserved: bool = False
    tdm_policy: str | None = None
    refused: frozenset[str] = frozenset()

    def __or__(self, other: Signals) -> Signals:
        """Both of them; the stricter word counts."""
        limits = [s.max_snippet for s in (self, other) if s.max_snippet is not None]
        return Signals(
            self.noai or other.noai,
            self.noindex or other.noindex,
            min(limits, default=None),
            self.tdm_reserved or other.tdm_reserved,
            self.tdm_policy or other.tdm_policy,
            self.refused | other.refused,
        )

    @property
    def forbid_quoting(self) -> bool:
        """Whether no sentence of the text may be picked out by a machine and shown."""
        return self.noai or self.max_snippet == 0 or self.tdm_reserved or "search" in self.refused


def of_headers(headers: Iterable[tuple[str, str]]) -> Signals:
    """What the headers of an answer say: X-Robots-Tag, tdm-reservation, Content-Signal."""
    found = Signals()
    for name, value in headers:
        match name.lower():
            case "x-robots-tag":
                found |= _robots(value, named=True)
            case "tdm-reservation" | "tdm-policy":
                found |= _tdm(name.lower(), value)
            case "content-signal":
                found |= content_signal(value)
    return found


def of_metas(metas: Mapping[str, Iterable[str]]) -> Signals:
    """What the <meta> elements of a page say; their names in lower case."""
    found = Signals()
    for name in ("robots", TOKEN.lower()):
        for value in metas.get(name, ()):
            found |= _robots(value, named=False)
    for name in ("tdm-reservation", "tdm-policy"):
        for value in metas.get(name, ()):
            found |= _tdm(name, value)
    return found


def content_signal(value: str) -> Signals:
    """search=yes, ai-train=no: https://contentsignals.org"""
    pairs = (pair.partition("=") for pair in value[:_MOST].lower().split(","))
    return Signals(refused=frozenset(use.strip() for use, _, v in pairs if v.strip() == "no"))


def _robots(value: str, *, named: bool) -> Signals:
    """Directives of X-Robots-Tag, behind a robot's name or not, or of <meta name="robots">.

    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    found, ours = Signals(), True
    for part in value[:_MOST].lower().split(","):
        directive, colon, rest = (word.strip() for word in part.partition(":"))
        if named and colon and directive not in _VALUED:
            ours = directive in {"*", TOKEN.lower()}
            directive, _, rest = (word.strip() for word in rest.partition(":"))
        if ours:
            found |= _directive(directive, rest)
    return found


def _directive(name: str, value: str) -> Signals:
    match name:
        case "noai":
            return Signals(noai=True)
        case "none" | "noindex":
            return Signals(noindex=True)
        case "nosnippet":
            return Signals(max_snippet=0)
        case "max-snippet" if re.fullmatch(r"[0-9]{1,9}", value):  # -1 is no limit
            return Signals(max_snippet=int(value))
    return Signals()


def _tdm(name: str, value: str) -> Signals:
    """https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/"""
    if name == "tdm-policy":
        return Signals(tdm_policy=value.strip()[:_MOST] or None)
    return Signals(tdm_reserved=value.strip().lower() in _YES)
