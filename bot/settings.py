"""The environment, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.environment import (
    PREFIX,
    Secret,
    SettingError,
    environment,
    ids,
    loopback,
    matching,
    names,
    path,
    proxy,
    secret,
    secrets,
    share,
    url,
    whole,
)
from corpus.sources import Policy
from summaries.summary import Budget

__all__ = ["PREFIX", "Secret", "SettingError", "Settings", "load"]

# An address of mail or of a page: what may stand in a comment of User-Agent (RFC 9110, 5.6.5).
_CONTACT = r"[A-Za-z0-9@:/?#&=%_.,~+-]{3,200}"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_PLACE = r"(?:slack|discord):[A-Za-z0-9]{1,40}:[A-Za-z0-9]{1,40}"
_LISTEN = r"[A-Za-z0-9_.-]{1,253}:[0-9]{1,5}"
_KEY = r"[\x21-\x7e]{1,200}"
_SIGNING = r"(?!xox|xapp)[\x21-\x7e]{1,200}"
# https://docs.slack.dev/authentication/tokens
_SLACK_BOT, _SLACK_APP = r"xoxb-[A-Za-z0-9-]{1,250}", r"xapp-[A-Za-z0-9-]{1,250}"
_SLACK_PERSON = r"[UW][A-Z0-9]{2,30}"
_DISCORD = r"(?!xox|xapp)[\x21-\x7e]{1,250}"  # no form is promised; the other platform's is none


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided; each field is documented in .env.example."""

    database_url: str = "sqlite:///var/briefing.db"
    topics: Path | None = None  # None: those that come with the program
    budget: Budget = field(default_factory=Budget)
    policies: Mapping[str, Policy] = field(default_factory=dict)  # by publisher
    sources: Path = Path("var/sources.toml")
    contact: str | None = None  # for people who run the sites that we ask
    proxy: str | None = None  # all requests go through it
    inbox: Path = Path("inbox")
    retain_days: int = 90  # bodies of articles older than that are dropped
    brief_at: str = "08:30"  # where the console is briefed, because there is no chat
    notices: str | None = None  # the place that hears of troubles: slack:T1:C1
    naver_host: str = "openapi"  # or hub
    naver_id: Secret | None = None
    naver_secret: Secret | None = None
    slack_tokens: tuple[Secret, ...] = ()  # one a workspace
    slack_app_token: Secret | None = None
    slack_signing_secret: Secret | None = None
    slack_listen: str | None = None  # host:port of HTTP mode; None is Socket Mode
    slack_managers: tuple[str, ...] = ()  # ids of people who manage, besides administrators
    slack_api_url: str | None = None
    discord_token: Secret | None = None
    discord_threads: bool = False  # a digest opens a thread of its own
    discord_api_url: str | None = None
    discord_gateway_url: str | None = None


def load(given: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment; a file .env in the working folder fills what is unset."""
    given = given if given is not None else environment()
    default = Settings()
    return Settings(
        database_url=url(given, "DATABASE_URL", default.database_url),
        topics=path(given, "TOPICS"),
        budget=Budget(
            sentences=whole(given, "QUOTE_SENTENCES", default.budget.sentences),
            characters=whole(given, "QUOTE_CHARACTERS", default.budget.characters),
            share=share(given, "QUOTE_SHARE", default.budget.share),
        ),
        policies=dict.fromkeys(names(given, "SOURCES_HEADLINE_ONLY"), Policy.HEADLINE_ONLY)
        | dict.fromkeys(names(given, "SOURCES_BLOCKED"), Policy.BLOCKED),
        sources=path(given, "SOURCES") or default.sources,
        contact=matching(given, "CONTACT", _CONTACT),
        proxy=proxy(given, "PROXY"),
        inbox=path(given, "INBOX") or default.inbox,
        retain_days=whole(given, "RETAIN_BODY_DAYS", default.retain_days),
        brief_at=matching(given, "BRIEF_AT", _CLOCK) or default.brief_at,
        notices=matching(given, "NOTICES", _PLACE),
        naver_host=matching(given, "NAVER_HOST", "openapi|hub") or default.naver_host,
        naver_id=secret(given, "NAVER_ID", _KEY),
        naver_secret=secret(given, "NAVER_SECRET", _KEY),
        slack_tokens=secrets(given, "SLACK_BOT_TOKEN", _SLACK_BOT),
        slack_app_token=secret(given, "SLACK_APP_TOKEN", _SLACK_APP),
        slack_signing_secret=secret(given, "SLACK_SIGNING_SECRET", _SIGNING),
        slack_listen=matching(given, "SLACK_LISTEN", _LISTEN),
        slack_managers=ids(given, "SLACK_MANAGERS", _SLACK_PERSON),
        slack_api_url=loopback(given, "SLACK_API_URL"),
        discord_token=secret(given, "DISCORD_BOT_TOKEN", _DISCORD),
        discord_threads=matching(given, "DISCORD_THREADS", "on|off") == "on",
        discord_api_url=loopback(given, "DISCORD_API_URL"),
        discord_gateway_url=loopback(given, "DISCORD_GATEWAY_URL"),
    )
