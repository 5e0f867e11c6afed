"""The whole program on a Discord on loopback: it answers, and ends in time."""

import asyncio
import os
import signal
import subprocess
import sys
import time

from tests.bot.discord.stage import until
from tests.fakes.discord import TOKEN


def test_the_program_serves_discord_until_it_is_told_to_end(fake, tmp_path):
    environment = os.environ | {
        "AI_KOREA_DATABASE_URL": f"sqlite:///{tmp_path}/briefing.db",
        "AI_KOREA_INBOX": str(tmp_path / "inbox"),
        "AI_KOREA_SOURCES": str(tmp_path / "sources.toml"),
        "DISCORD_BOT_TOKEN": TOKEN,
        "DISCORD_API_URL": fake.api,
        "DISCORD_GATEWAY_URL": fake.gateway_url,
    }
    (tmp_path / "inbox").mkdir()
    (tmp_path / "sources.toml").write_text("")
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    async def scene():
        await until(lambda: fake.gateway.sessions and fake.commands, 60)
        asked = fake.type("도움말")
        await until(lambda: asked.answer, 30)
        return asked

    try:
        asked = asyncio.run(scene())
        begun = time.monotonic()
        program.send_signal(signal.SIGTERM)
        said, _ = program.communicate(timeout=20)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0
    assert time.monotonic() - begun < 10
    assert asked.acknowledged_after < 3  # what Discord allows, on a machine with other work
    assert asked.answer["embeds"]
    assert TOKEN not in said.decode()
