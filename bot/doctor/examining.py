"""The whole check-up, thing by thing: each in its time, and no fault of one ends the others."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from importlib import resources

from bot.app import App
from bot.doctor import machine, platforms
from bot.doctor.deadline import within
from bot.doctor.finding import Finding, Level
from bot.doctor.keeping import Keeping
from bot.doctor.settings import variables
from bot.failures import told
from bot.phrases import doctor as words

SECONDS = 10.0  # for each thing that is looked at

Look = Callable[[App], Iterator[Finding]]


async def examined(given: Mapping[str, str], seconds: float = SECONDS) -> AsyncIterator[Finding]:
    """What is found, as soon as it is found."""
    app, keeping = App(), Keeping()
    app.settings, found = variables(given)
    for finding in found:
        yield finding
    for area, look in _looks(keeping):
        for finding in await _looked(app, area, look, seconds):
            yield finding
    for finding in await _slack(app, keeping):
        yield finding
    for finding in await _discord(app, keeping):
        yield finding
    if keeping.engine is not None:
        keeping.engine.dispose()


def _looks(keeping: Keeping) -> list[tuple[str, Look]]:
    return [
        (words.SETTINGS, machine.environment),
        (words.DATABASE, keeping.database),
        (words.DISK, machine.disk),
        (words.ANALYSER, machine.analyser),
        (words.FONT, machine.font),
        (words.ZONES, machine.zones),
        (words.TOPICS, machine.topics),
        (words.SOURCES, keeping.sources),
        (words.INBOX, machine.inbox),
        (words.SUBSCRIPTIONS, keeping.subscribed),
        (words.DELIVERY, keeping.deliveries),
        (words.RUNNING, machine.running),
    ]


async def _looked(app: App, area: str, look: Look, seconds: float) -> list[Finding]:
    try:
        return await within(seconds, lambda: [*look(app)])
    except TimeoutError:
        return [Finding(Level.NOTICE, area, *words.LATE)]
    except Exception as error:  # noqa: BLE001 - what it is, is what people want to know
        return [Finding(Level.FIX, area, told(error, "")[0])]


async def _slack(app: App, keeping: Keeping) -> list[Finding]:
    if not app.settings.slack_tokens:
        return []
    from bot.slack import checkup

    facts = await checkup.examine(app.settings, keeping.places(app, "slack"))
    asked = json.loads(resources.files("bot.slack").joinpath("manifest.json").read_text("utf-8"))
    scopes = asked["oauth_config"]["scopes"]
    optional = frozenset(scopes["bot_optional"])
    return platforms.slack(facts, frozenset(scopes["bot"]) - optional, optional)


async def _discord(app: App, keeping: Keeping) -> list[Finding]:
    if app.settings.discord_token is None:
        return []
    from bot.discord import checkup

    facts = await checkup.examine(app.settings, keeping.places(app, "discord"))
    return platforms.discord(facts)
