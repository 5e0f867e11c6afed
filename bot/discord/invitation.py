"""The address by which a bot is invited into a server, with no right that it does not use."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode

import aiohttp
import discord
from discord.http import HTTPClient

from bot.discord.client import quiet
from bot.discord.troubles import BadTokenError, UnreachableError
from bot.settings import Secret

_SCOPES = ("bot", "applications.commands")


def permissions(threads: bool) -> discord.Permissions:
    """What the bot needs: to see a channel, to write, to show pictures, to find what it wrote."""
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
        send_messages_in_threads=threads,
        create_public_threads=threads,
    )


def link(application: str, threads: bool) -> str:
    """The address for an application."""
    return discord.utils.oauth_url(application, permissions=permissions(threads), scopes=_SCOPES)


def application_of(token: Secret) -> str | None:
    """The id that stands, encoded, at the head of a token; None where it does not."""
    head = token.reveal().partition(".")[0]
    try:
        found = urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return found if found.isdecimal() and len(found) >= 15 else None


async def asked_for(token: Secret) -> str:
    """The id as Discord knows it. Raises BadTokenError, UnreachableError."""
    import asyncio

    quiet()
    http = HTTPClient(asyncio.get_running_loop())
    try:
        async with asyncio.timeout(20):
            await http.static_login(token.reveal())
            return str((await http.application_info())["id"])
    except discord.LoginFailure as error:
        raise BadTokenError("401") from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise UnreachableError(type(error).__name__) from error
    finally:
        await http.close()
