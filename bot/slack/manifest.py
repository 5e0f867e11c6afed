"""What an app has to be made of so that Slack lets it do what this one does; pure."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

_PATH = "/slack/events"  # that of bot.slack.http, which loads slowly


def manifest(least: bool = False, url: str | None = None) -> dict[str, Any]:
    """The manifest; with the scopes alone that nothing works without, for HTTP mode at an address.

    https://docs.slack.dev/reference/app-manifest
    """
    text = resources.files("bot.slack").joinpath("manifest.json").read_text("utf-8")
    made: dict[str, Any] = json.loads(text)
    scopes = made["oauth_config"]["scopes"]
    if least:
        optional = scopes.pop("bot_optional")
        scopes["bot"] = [scope for scope in scopes["bot"] if scope not in optional]
    return _reached_at(made, url.rstrip("/") + _PATH) if url else made


def _reached_at(made: dict[str, Any], url: str) -> dict[str, Any]:
    settings = made["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"]["request_url"] = url
    for command in made["features"]["slash_commands"]:
        command["url"] = url
    return made
