"""What a member may do in a channel, from what the API says of both.

https://docs.discord.com/developers/topics/permissions#permission-overwrites
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import discord

Object = Mapping[str, Any]  # a JSON object of the API


def rights(
    guild: Object, roles: Collection[str], person: str, channel: Object
) -> discord.Permissions:
    """The permissions of a person with these roles; of a thread, those of the channel it is in."""
    granted = {str(role["id"]): int(role["permissions"]) for role in guild.get("roles") or ()}
    everyone = str(guild["id"])
    base = granted.get(everyone, 0)
    for role in roles:
        base |= granted.get(str(role), 0)
    found = discord.Permissions(base)
    if found.administrator or str(guild.get("owner_id")) == person:
        return discord.Permissions.all()
    overwrites = channel.get("permission_overwrites") or ()
    for group in ([everyone], [str(role) for role in roles], [person]):
        found = _overwritten(found, overwrites, group)
    return found


def _overwritten(
    base: discord.Permissions, overwrites: Sequence[Object], group: Collection[str]
) -> discord.Permissions:
    """The permissions after what a channel says of a group: who is allowed beats who is denied."""
    allow = deny = 0
    for overwrite in overwrites:
        if str(overwrite["id"]) in group:
            allow |= int(overwrite["allow"])
            deny |= int(overwrite["deny"])
    return discord.Permissions(base.value & ~deny | allow)
