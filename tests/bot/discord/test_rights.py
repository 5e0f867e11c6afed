"""Rights are counted as Discord counts them."""

import discord
import pytest

from bot.discord.rights import rights

SEE, READ, ADMIN = (
    discord.Permissions(view_channel=True).value,
    discord.Permissions(read_message_history=True).value,
    discord.Permissions(administrator=True).value,
)


def guild(everyone: int = 0, role: int = 0) -> dict:
    roles = [{"id": "1", "permissions": str(everyone)}, {"id": "2", "permissions": str(role)}]
    return {"id": "1", "owner_id": "9", "roles": roles}


def overwrite(of: str, allow: int = 0, deny: int = 0) -> dict:
    return {"id": of, "allow": str(allow), "deny": str(deny)}


@pytest.mark.parametrize(
    ("made", "overwrites", "may"),
    [
        (guild(SEE | READ), [], True),
        (guild(SEE), [], False),
        (guild(SEE, READ), [], True),
        (guild(SEE | READ), [overwrite("1", deny=READ)], False),
        (guild(SEE | READ), [overwrite("1", deny=READ), overwrite("2", allow=READ)], True),
        (guild(SEE | READ), [overwrite("2", deny=READ), overwrite("5", allow=READ)], True),
        (guild(SEE | READ), [overwrite("2", allow=READ), overwrite("5", deny=READ)], False),
        (guild(SEE | READ), [overwrite("7", deny=READ)], True),
        (guild(0, ADMIN), [overwrite("1", deny=READ)], True),
    ],
)
def test_who_is_nearest_has_the_last_word(made, overwrites, may):
    found = rights(made, ["2"], "5", {"permission_overwrites": overwrites})
    assert found.read_message_history is may


def test_the_owner_may_everything():
    assert rights(guild(), [], "9", {}).administrator
