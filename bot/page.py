"""A digest as one HTML file: nothing outside it is loaded, nothing in it is run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from bot import phrases
from corpus.record import moment
from summaries.digest import Digest, Told, ToldFigure
from summaries.digest.numbers import Number


def render(digest: Digest, topics: Sequence[str] = ()) -> str:
    """The page of a digest; whatever comes from articles is text in it, never markup."""
    style = (files("bot") / "digest.css").read_text("utf-8")
    return _template().render(
        digest=digest,
        topics=topics,
        since=datetime.fromisoformat(digest.since),
        until=datetime.fromisoformat(digest.until),
        say=phrases,
        style=Markup(style),  # noqa: S704 - our own file
        # The only style the browser takes: https://www.w3.org/TR/CSP3/#external-hash
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["web"] = is_web
    environment.globals |= {"linked": _linked, "by": _by, "label": _label}
    return environment.from_string((files("bot") / "digest.html").read_text("utf-8"))


def is_web(url: str | None) -> bool:
    """Whether an address may be linked: http and https with a host, and nothing else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _linked(text: str, url: str | None) -> Markup:
    if not is_web(url):
        return escape(text)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(url, text)


def _by(story: Told) -> str:
    publisher = " ".join(word for word in (story.publisher, phrases.also(story.others)) if word)
    copies = phrases.reprinted(len(story.reports) - story.origins)
    when = phrases.moment(moment(story.published or ""))
    return " · ".join(word for word in (publisher, copies, when) if word)


def _label(figure: ToldFigure | Number) -> str:
    return " · ".join(dict.fromkeys(word for word in (figure.subject, figure.measure) if word))
