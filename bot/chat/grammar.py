"""The one grammar of commands: what a person types, whatever the platform, to what is meant.

Whatever is no command is a look-up, and a look-up may begin with a word that is a verb elsewhere:

- Verbs that say all by themselves (지금, 상태, 출처) count alone: `상태` is one, `지금 gpu` is not.
- 왜 and 차단 begin questions and headlines too (왜 오르나, 차단 기술): before an address alone they
  are verbs. `set` and what follows 구독 count with a word that they know (구독 경제 is none).
- What takes a topic or a text (숫자, 그래프, 요약, 정책) is a verb wherever it stands first.
- Quotation marks take the meaning away: `"요약 서비스"` is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.phrases import commands
from corpus.spelling import other_layout
from corpus.text import plain, tidy


class Verb(StrEnum):
    """What can be asked for."""

    LOOKUP = "lookup"
    FIGURES = "figures"
    CHART = "chart"
    SUMMARY = "summary"
    NOW = "now"
    PREVIEW = "preview"
    SUBSCRIBE = "subscribe"
    SUBSCRIPTIONS = "subscriptions"
    UNSUBSCRIBE = "unsubscribe"
    PAUSE = "pause"
    RESUME = "resume"
    TEST = "test"
    SET = "set"
    SOURCES = "sources"
    STATUS = "status"
    WHY = "why"
    POLICY = "policy"
    BLOCK = "block"
    HELP = "help"


# What only those may do whom the platform lets manage the channel.
MANAGERS = frozenset(
    (
        Verb.NOW,
        Verb.SUBSCRIBE,
        Verb.SUBSCRIPTIONS,
        Verb.UNSUBSCRIBE,
        Verb.PAUSE,
        Verb.RESUME,
        Verb.TEST,
        Verb.SET,
        Verb.BLOCK,
    )
)
# A text is pasted to be summarised; what is shorter than this is a slip.
SHORTEST = 100
# How a button names a pasted text, which the store does not keep.
PASTED = re.compile(r"#[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked for, and of what; `lacking` where a verb stands without what it needs."""

    verb: Verb
    rest: str = ""
    lacking: bool = False

    def __str__(self) -> str:
        """The command as it could be typed again."""
        if self.verb is Verb.LOOKUP:
            return self.rest
        return f"{commands.VERBS[self.verb][0]} {self.rest}".strip()


_VERBS: Mapping[str, Verb] = {
    "".join(name.split()): Verb(verb) for verb, names in commands.VERBS.items() for name in names
}
_HEADS = {name.split()[0] for names in commands.VERBS.values() for name in names}
_ALONE = {
    Verb.NOW, Verb.PREVIEW, Verb.SUBSCRIPTIONS, Verb.PAUSE, Verb.RESUME, Verb.TEST,
    Verb.SOURCES, Verb.STATUS, Verb.HELP,
}  # fmt: skip
_NEEDY = {
    Verb.FIGURES, Verb.CHART, Verb.SUMMARY, Verb.WHY, Verb.POLICY, Verb.BLOCK,
}  # fmt: skip
_ADDRESSED = {Verb.WHY, Verb.BLOCK}

# What was said before the command: the bot's own name, the command of the platform.
_BEFORE = re.compile(r"\s*(?:<@[!&]?\w{1,40}(?:\|[^<>]{0,80})?>[\s,:]*|/?ai-korea(?:\s+|$))+", re.I)
# https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
_LINK = re.compile(r"<(https?://[^\s<>|]{1,4000})(?:\|([^<>]{0,4000}))?>", re.IGNORECASE)
_CHANNEL = re.compile(r"<#\w{1,40}(?:\|([^<>]{0,80}))?>")
_PERSON = re.compile(r"<@[!&]?\w{1,40}(?:\|[^<>]{0,80})?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’「」『』]{1,2000}", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?::\d{1,5})?(?:/\S{0,2000})?")
MOST = 120_000  # characters: more than the longest article that is read
_WORD = 40  # and than any verb


def parse(typed: str) -> Command:
    """The command in a text; any text is one, and one that says nothing asks for help."""
    typed = typed[:MOST]
    before = _BEFORE.match(typed)
    text = tidy(typed[before.end() :] if before else typed).strip()
    if not text:
        return Command(Verb.HELP)
    verb, rest = _parted(text)
    found = _command(verb, rest, text) if verb else None
    return found or _lookup(text)


def _lookup(text: str) -> Command:
    asked = " ".join(unwrapped(text).split())
    return Command(Verb.LOOKUP, asked) if asked else Command(Verb.HELP)


def address(text: str) -> str | None:
    """The first address of the web in a text, out of what a platform or a writer puts around it."""
    found = ADDRESS.search(unwrapped(_LINK.sub(r" \1 ", text)))
    if not found:
        return None
    url = found[0].rstrip(".,;:!?]}")
    return url if "(" in url else url.rstrip(").,;:!?]}")


def unwrapped(text: str) -> str:
    """A text with links, channels and people as they were typed, not as a platform wraps them."""
    text = _LINK.sub(_typed, text)
    text = _CHANNEL.sub(lambda match: match[1] or "", _PERSON.sub(" ", text))
    for entity, letter in _ENTITIES:
        text = text.replace(entity, letter)
    return text


def _typed(link: re.Match[str]) -> str:
    """A link as it was typed: platforms make one of a bare domain, and show what was typed."""
    url, shown = link[1], link[2] or ""
    bare = url.partition("://")[2].rstrip("/")
    return shown if shown and shown.rstrip("/") == bare else url


def _parted(text: str) -> tuple[Verb | None, str]:
    """The verb that a text begins with, of one word or two, and what follows it."""
    first, rest = _split(text)
    second, after = _split(rest)
    if second and (verb := _verb(first + second)) and _verb_of_two(first, verb):
        return verb, after
    return _verb(first), rest


def _split(text: str) -> tuple[str, str]:
    parts = text.split(None, 1)
    return parts[0] if parts else "", parts[1].strip() if len(parts) > 1 else ""


def _verb_of_two(first: str, verb: Verb) -> bool:
    """Whether a verb is written with that first word, and not another one that is glued to it."""
    return any(" " in name and name.split()[0] == _said(first) for name in commands.VERBS[verb])


def _verb(word: str) -> Verb | None:
    """The verb that a word is, in either layout of the keyboard."""
    if len(word) > _WORD:
        return None
    word = plain(word).lower()
    return _VERBS.get(word) or _VERBS.get(other_layout(word) or "")


def _said(word: str) -> str:
    """A first word of verbs as it was meant: rnehr is 구독."""
    word = plain(word).lower()
    return word if word in _HEADS else other_layout(word) or word


def _command(verb: Verb, rest: str, text: str) -> Command | None:
    """The command of a verb with what follows it; None where it is none but a look-up."""
    if verb in _ALONE:
        return Command(verb) if not rest else None
    if verb is Verb.SUMMARY:
        enough = address(rest) or len(rest) >= SHORTEST or PASTED.fullmatch(rest)
        return Command(verb, rest if enough else "", lacking=not enough)
    if verb is Verb.SET:
        return Command(verb, rest) if _sets(rest, text) else None
    rest = " ".join(unwrapped(rest).split())
    if verb in _ADDRESSED and rest and not _is_address(rest):
        return None
    return Command(verb, rest, lacking=verb in _NEEDY and not rest)


def _sets(rest: str, text: str) -> bool:
    """Whether a setting is meant: `set top box` is none, and a slip behind 설정 is told of."""
    return not text[:1].isascii() or not rest or setting(_split(rest)[0]) is not None


def setting(word: str) -> str | None:
    """The setting that a word names, as the phrases have it."""
    word = plain(word).lower()
    for name, called in commands.SETTINGS.items():
        if word in called or (other_layout(word) or "") in called:
            return name
    return None


def _is_address(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text) or _DOMAIN.fullmatch(text))
