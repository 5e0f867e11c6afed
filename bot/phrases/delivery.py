"""What is said of briefings that come late, do not come, or have nothing to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TAKEN_DOWN = "매체의 요청으로 내린 글입니다."
NOTHING_NEW = "지난 브리핑 뒤로 새 기사가 없습니다."

# By bot.store.deliveries.State.
STATES: Mapping[str, str] = {
    "queued": "보낼 예정",
    "claimed": "보내는 중",
    "unknown": "확인 필요",
    "sent": "보냄",
    "held": "보류",
    "failed": "실패",
    "dropped": "취소",
}
OUTBOX = "보낼 것과 막힌 것"
OUTBOX_TITLES = ("키", "상태", "실패", "다시 할 때", "까닭")
OUTBOX_EMPTY = "보낼 것도, 막힌 것도 없습니다."

HELP_SERVE = "봇을 켭니다. 출처를 읽고, 정한 시각에 채널마다 브리핑을 보내고, 물음에 답합니다."
HELP_DELIVER = "보낼 때가 된 것을 지금 한 번 보내고 마칩니다."
HELP_OUTBOX = "보낼 것과 막힌 것을 보여 줍니다. 보류된 것은 --retry나 --drop으로 정합니다."
HELP_ALL = "보낸 것과 취소한 것까지 모두 보여 줍니다."
HELP_RETRY = "보류되었거나 실패한 것을 다시 보냅니다. 목록의 키를 씁니다."
HELP_DROP = "보내지 않은 것을 취소합니다. 목록의 키를 씁니다."

NO_SUCH_KEY = "그런 키가 없습니다. ai-korea outbox로 키를 확인해 주세요."
RETRY_OR_DROP = "--retry와 --drop 가운데 하나만 주세요."

# By the name of a platform: the variable that holds its token.
_VARIABLES: Mapping[str, str] = {"slack": "SLACK_BOT_TOKEN", "discord": "DISCORD_BOT_TOKEN"}


def nothing_new(topics: Sequence[str]) -> str:
    """Nothing came in since the last briefing."""
    if topics:
        return f"지난 브리핑 뒤로 {', '.join(topics)} 주제의 새 기사가 없습니다."
    return NOTHING_NEW


def signed_out(platform: str) -> str:
    """A platform does not take the token."""
    name = _VARIABLES.get(platform, platform)
    return f"{name}의 토큰으로 들어갈 수 없습니다. 토큰을 새로 받아 넣고 다시 켜 주세요."


def held(key: str) -> str:
    """Nobody can tell whether something was sent."""
    return (
        f"보냈는지 확인할 수 없어 보류했습니다: {key}\n"
        "채널을 보고 ai-korea outbox --retry 또는 --drop으로 정해 주세요."
    )


def given_up(key: str, why: str) -> str:
    """Something could not be sent, for all that was tried."""
    return (
        f"보내지 못해 보류했습니다: {key} ({why})\n"
        "까닭을 없앤 뒤 ai-korea outbox --retry로 다시 보내 주세요."
    )


def gone(place: str, why: str) -> str:
    """A channel cannot be written to."""
    ask = " 채널에서 /invite로 봇을 불러 주세요." if why == "not_in_channel" else ""
    return (
        f"{place} 채널에 쓸 수 없어 구독을 일시정지했습니다 ({why}).{ask}\n"
        "고친 뒤 그 채널에서 구독을 다시 켜 주세요."
    )


def out_of(team: str) -> str:
    """A team's token is no longer good."""
    return f"{team}의 토큰이 더는 통하지 않아 보내기를 멈췄습니다. 토큰을 바꾸고 다시 켜 주세요."


def tried_again(count: int) -> str:
    """How many deliveries are tried again."""
    return f"{count}건을 다시 보냅니다."


def dropped(count: int) -> str:
    """How many deliveries are not sent any more."""
    return f"{count}건을 취소했습니다."


def delivered(count: int) -> str:
    """How many messages one round sent."""
    return f"{count}건을 보냈습니다."
