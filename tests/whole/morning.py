"""A morning of the program, played once: articles come, people ask, channels are briefed, it ends."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from corpus.article import KST
from tests.bench.synthetic import records
from tests.fakes.discord import TEXT, Asked
from tests.samples import ARTICLES
from tests.whole.program import MANAGER, Surroundings, ended, until

URL, PAGE = "http://news.example/a", "한빛반도체, 추론 칩 ‘누리2’ 공개"
BODY = (
    "한빛반도체는 4일 추론용 칩 ‘누리2’를 공개했다. 새 칩은 전력을 기존 제품의 절반만 쓴다. "
    "회사는 올해 3만5000장을 만들어 국내 데이터센터 12곳에 공급한다고 밝혔다. "
) * 4
NEWS = "가람클라우드, GPU 4300장 들여온다"
FLOOD, ROUNDS = 200, 6
CHANNEL = "C1"
RARE = "왕두꺼비연못"  # what only one person asked
_SHARE = re.compile(r"share:asked:\d+(?::[\d-]+)?")


@dataclass
class Morning:
    """What was seen of it. Seconds where nothing else is said; answers are JSON as it was sent."""

    town: Surroundings
    helped: float = 0.0  # until the first command of all was answered
    acknowledged: list[float] = field(default_factory=list)  # while the flood was taken in
    looked_up: dict[str, str] = field(default_factory=dict)  # by platform, as all below
    shared: dict[str, list[Any]] = field(default_factory=dict)
    summarised: dict[str, str] = field(default_factory=dict)
    subscribed: dict[str, list[str]] = field(default_factory=dict)
    digests: dict[str, list[Any]] = field(default_factory=dict)
    ends: list[tuple[int, float]] = field(default_factory=list)

    def play(self) -> None:
        """All of it; two runs of the program."""
        slot = self._before()
        self._after(slot)

    def _before(self) -> datetime:
        program = self._up()
        try:
            self._first_words()
            slot = self._subscribe()
            self._ask_in_a_flood()
            self._share()
            self._summarise()
            self._drop("late", records(FLOOD, seed=11))
        finally:
            self._down(program)
        return slot

    def _after(self, slot: datetime) -> None:
        """The time that was set has come, in this run or before the end of the last."""
        wait = (slot - datetime.now(KST)).total_seconds()
        time.sleep(max(0.0, wait))
        program = self._up()
        try:
            until(lambda: all(self._told().values()), 60, "the digests")
            time.sleep(2.5)  # more than the pace of delivery: a second one would be there
        finally:
            self._down(program)
        self.digests = self._told()

    def _up(self) -> subprocess.Popen[bytes]:
        slack, discord = self.town.slack, self.town.discord
        before = slack.connections, len(discord.gateway.identified)
        program = self.town.start("serve")

        def is_up() -> bool:
            assert program.poll() is None, self.town.said()
            now = slack.connections, len(discord.gateway.sessions)
            return now[0] > before[0] and now[1] > before[1] and bool(discord.commands)

        until(is_up, 60, "the start")
        return program

    def _down(self, program: subprocess.Popen[bytes]) -> None:
        try:
            self.ends.append(ended(program))
        finally:
            program.kill()

    def _first_words(self) -> None:
        began = time.monotonic()
        self._on_slack("도움말")
        self.helped = time.monotonic() - began
        for file in ARTICLES.iterdir():
            shutil.copy(file, self.town.inbox)
        until(lambda: not self._waiting(), 60, "the samples")

    def _subscribe(self) -> datetime:
        """Both channels are to be briefed in the next minute; one article is news to them."""
        now = datetime.now(KST)
        slot = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        wishes = ("구독 추가 gpu", f"설정 시각 {slot:%H:%M}")
        self.subscribed = {
            "slack": [self._on_slack(text) for text in wishes],
            "discord": [self._on_discord(text) for text in wishes],
        }
        published = datetime.now(KST).isoformat()  # what came out before is no news to them
        news = {"title": NEWS, "publisher": "가온견본신문", "published": published}
        text = f"{NEWS.replace('들여온다', '을 들여온다고 밝혔다')}. 값은 모두 2100억원이다. "
        self._drop("a-news", [news | {"text": text + BODY}])
        return slot

    def _ask_in_a_flood(self) -> None:
        self._drop("flood", records(FLOOD))
        self._on_slack(RARE)
        until(lambda: self._waiting() < FLOOD, 60, "the flood")
        for number in range(ROUNDS):
            acks = list[float]()
            self.looked_up["slack"] = self._on_slack("gpu", acks, f"U{number:03}")
            self.looked_up["discord"] = self._on_discord("gpu", acks)
            if self._waiting():  # it was not over yet
                self.acknowledged += acks

    def _share(self) -> None:
        slack, discord = self.town.slack, self.town.discord
        actions = {name: _SHARE.search(said)[0] for name, said in self.looked_up.items()}
        slack.deliver("interactive", slack.press(actions["slack"]))
        asked = discord.press(actions["discord"])
        until(lambda: self._posted(digests=False) and asked.following, 30, "what was shared")
        time.sleep(0.5)  # a second time would be there by then
        self.shared["slack"] = self._posted(digests=False)
        self.shared["discord"] = asked.following  # the first answer only its asker sees

    def _summarise(self) -> None:
        slack, discord = self.town.slack, self.town.discord
        self.summarised["slack command"] = self._on_slack(f"요약 {URL}")
        self.summarised["discord command"] = self._on_discord(f"요약 {URL}")
        shortcut = slack.shortcut({"text": f"다들 보세요 <{URL}>", "ts": "1.2"})
        self.summarised["slack menu"] = self._replied("message_action", shortcut, None)
        asked = discord.summarise(content=f"다들 보세요 {URL}")
        self.summarised["discord menu"] = self._answered(asked, None)

    def _on_slack(self, text: str, acks: list[float] | None = None, person: str = MANAGER) -> str:
        command = self.town.slack.command(text, user_id=person)
        return self._replied("slash_commands", command, acks)

    def _replied(self, kind: str, payload: dict[str, Any], acks: list[float] | None) -> str:
        slack = self.town.slack
        envelope = slack.deliver("interactive" if kind == "message_action" else kind, payload)
        url = payload["response_url"]

        def replies() -> list[Any]:
            return [reply for reply in slack.replies if reply["url"] == url]

        until(lambda: replies() and envelope in slack.acks, 30, kind)
        if acks is not None:
            acks.append(slack.acks[envelope])
        return json.dumps(replies(), ensure_ascii=False)

    def _on_discord(self, text: str, acks: list[float] | None = None) -> str:
        return self._answered(self.town.discord.type(text, manages=True), acks)

    def _answered(self, asked: Asked, acks: list[float] | None) -> str:
        until(lambda: asked.answer, 30, "an answer on Discord")
        if acks is not None:
            acks.append(asked.acknowledged_after or 0.0)
        return json.dumps([asked.answer, *asked.following], ensure_ascii=False)

    def _drop(self, name: str, articles) -> None:
        for number, record in enumerate(articles):
            file = self.town.folder / "part"
            file.write_text(json.dumps(record | {"id": f"{name}-{number}"}, ensure_ascii=False))
            file.rename(self.town.inbox / f"{name}-{number}.jsonl")

    def _waiting(self) -> int:
        return sum(file.is_file() for file in self.town.inbox.iterdir())

    def _told(self) -> dict[str, list[Any]]:
        """The messages in the channels that are digests."""
        return {"slack": self._posted(digests=True), "discord": self.town.discord.kept[TEXT]}

    def _posted(self, *, digests: bool) -> list[Any]:
        """The messages in the channel of Slack: digests, or what people shared."""
        return [
            message
            for message in self.town.slack.messages
            if message["channel"] == CHANNEL
            and digests == message["metadata"]["event_payload"]["key"].startswith("digest:")
        ]
