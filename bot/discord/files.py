"""Texts that are attached to a message: read from where Discord keeps files, and nowhere else."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import aiohttp
import discord
from discord.http import Route

from bot.platform import PlatformError
from corpus.text import decode

log = logging.getLogger(__name__)

LIMIT = 1 << 20  # bytes
_ENDINGS = (".txt", ".md", ".html", ".htm")
# https://docs.discord.com/developers/reference#image-formatting-cdn-formatting
_HOSTS = frozenset(("cdn.discordapp.com", "media.discordapp.net"))


async def text(message: discord.Message) -> str | None:
    """The first text that is attached to a message; None where there is none to be had.

    It is asked for without the token: the address itself is signed.
    """
    found = next(filter(_is_text, message.attachments), None)
    if found is None:
        return None
    try:
        return decode(await found.read())
    except (discord.DiscordException, aiohttp.ClientError, PlatformError, OSError) as error:
        log.warning("could not read a file kind=%s", type(error).__name__)
        return None


def _is_text(file: discord.Attachment) -> bool:
    ours = _HOSTS | {urlsplit(Route.BASE).hostname}  # of a stand-in, on this machine alone
    named = file.filename.lower().endswith(_ENDINGS)
    return named and file.size <= LIMIT and urlsplit(file.url).hostname in ours
