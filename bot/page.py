"""A digest as one HTML file: nothing outside it is loaded, nothing in it is run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from bot import phrases
from bot.phrases import figuring
from bot.rendering.cleaning import clean, line
from bot.rendering.links import host, link, misleads
from bot.rendering.titles import headline
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
        between=figuring.BETWEEN,
        style=Markup(style),  # noqa: S704 - our own file
        # The only style the browser takes: https://www.w3.org/TR/CSP3/#external-hash
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=_cleaned,  # whatever is put in, before it is escaped
    )
    environment.filters["web"] = link
    environment.globals |= {"linked": _linked, "headline": headline, "by": _by, "label": _label}
    return environment.from_string((files("bot") / "digest.html").read_text("utf-8"))


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _linked(text: str, url: str | None) -> Markup:
    """Words that lead to an address; where they name another host, its own name does."""
    words, address = line(text), link(url)
    if address is None:
        return escape(words)
    if misleads(words, address):
        return Markup("{} {}").format(words, _anchor(host(address), address))
    return _anchor(words, address)


def _anchor(words: str, address: str) -> Markup:
    opened = Markup('<a href="{}" rel="noopener noreferrer nofollow ugc">{}</a>')
    return opened.format(address, words)


def _by(story: Told) -> str:
    publisher = " ".join(word for word in (story.publisher, phrases.also(story.others)) if word)
    copies = phrases.reprinted(len(story.reports) - story.origins)
    when = phrases.moment(moment(story.published or ""))
    return " · ".join(word for word in (publisher, copies, when) if word)


def _label(figure: ToldFigure | Number) -> str:
    return " · ".join(dict.fromkeys(word for word in (figure.subject, figure.measure) if word))
