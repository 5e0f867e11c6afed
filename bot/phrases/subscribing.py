"""What the desk of a chat says of subscriptions, their settings and briefings on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.phrases import WEEKDAYS, commands

if TYPE_CHECKING:
    from bot.subscription import Subscription, Wishes

COMING = "브리핑을 보냅니다. 곧 이 채널에 올라옵니다."
TEST_COMING = "시험 브리핑을 보냅니다. 곧 이 채널에 올라오지 않으면 ‘상태’를 확인해 주세요."
NOTHING_NEW = "새로 전할 것이 없거나 방금 보냈습니다. ‘미리보기’로 확인해 주세요."
NO_SUBSCRIPTION = "이 채널에는 구독이 없습니다. ‘구독 추가 gpu’ 또는 ‘구독 추가’라고 적어 주세요."
UNSUBSCRIBED = "이 채널의 구독을 끝냈습니다. 다시 받으려면 ‘구독 추가’라고 적어 주세요."
LAST_TOPIC = "마지막 주제를 빼서 구독을 끝냈습니다. 모두 받으려면 ‘구독 추가’라고 적어 주세요."
ALREADY_ALL = (
    "이미 모든 주제를 구독하고 있습니다. 몇 가지만 받으려면 ‘설정 주제 gpu’처럼 적어 주세요."
)
PAUSED = "브리핑을 멈췄습니다. 다시 받으려면 ‘구독 재개’라고 적어 주세요."
PAUSED_BY_HAND = "by_hand"
NOT_PAUSED = "멈춰 있지 않습니다. 시각을 보려면 ‘구독 목록’이라고 적어 주세요."
UNCHANGED = "이미 그렇게 되어 있습니다. 모든 설정을 보려면 ‘설정’이라고 적어 주세요."
SUBSCRIPTION, SETTING_TITLES = "이 채널의 구독", ("항목", "값")
SETTINGS_NOTE = "바꾸려면 ‘설정 시각 08:30,18:00’이나 ‘설정 길이 짧게’처럼 적어 주세요."
ALL_TOPICS = "모든 주제"
EVERYTHING, NOTHING = "모두", "없음"
# By the name of a setting: what is said of a value that cannot be used.
WRONG: Mapping[str, str] = {
    "times": "시각은 ‘설정 시각 08:30,18:00’처럼 하루 12번까지 적어 주세요.",
    "weekdays": "요일은 ‘설정 요일 평일’이나 매일, 월수금처럼 적어 주세요.",
    "zone": "시간대는 ‘설정 시간대 Asia/Seoul’처럼 지역 이름으로 적어 주세요.",
    "quiet": "조용한 시간은 ‘설정 조용 22:00-07:00’이나 ‘설정 조용 없음’처럼 적어 주세요.",
    "never": "브리핑 시각이 모두 조용한 시간 안에 있습니다. 시각이나 조용한 시간을 바꿔 주세요.",
    "length": "길이는 ‘설정 길이 짧게’처럼 짧게, 보통, 자세히 가운데 하나로 적어 주세요.",
    "include": "포함할 말은 ‘설정 포함 투자, 공장’처럼 20개까지 적어 주세요. 없음이면 지웁니다.",
    "exclude": "제외할 말은 ‘설정 제외 주가, 광고’처럼 20개까지 적어 주세요. 없음이면 지웁니다.",
    "topics": "주제는 ‘설정 주제 gpu, HBM’처럼 20개까지 적어 주세요. 없음이면 모두 받습니다.",
    "thread": "스레드는 ‘설정 스레드 켜기’나 ‘설정 스레드 끄기’로 적어 주세요.",
    "mention": "부르기는 ‘설정 부르기 @here’처럼 사람이나 그룹 하나, 또는 없음으로 적어 주세요.",
    "silent": "새 기사가 없는 날은 ‘설정 빈날 알림’이나 ‘설정 빈날 침묵’으로 적어 주세요.",
    "": "바꿀 수 있는 것은 시각, 요일, 시간대, 조용, 길이, 포함, 제외, 주제, 스레드, 부르기, "
    "빈날입니다. ‘설정 시각 08:30’처럼 적어 주세요.",
}
# Why a channel that is not written to is not, by what its platform said.
_PAUSES: Mapping[str, str] = {
    PAUSED_BY_HAND: "관리자가 멈췄습니다.",
    "not_in_channel": "봇이 채널에 없습니다. /invite로 불러 주세요.",
}


def wrong_setting(name: str) -> str:
    """A setting, or its value, cannot be used."""
    return WRONG[name]


def schedule(weekdays: Sequence[int], times: Sequence[str], zone: str) -> str:
    """매일 08:30, 18:00 (Asia/Seoul)."""
    days = next((name for name, days in commands.DAYS.items() if days == tuple(weekdays)), None)
    named = days or "".join(WEEKDAYS[day] for day in weekdays)
    return f"{named} {', '.join(times)} ({zone})"


def subscribed(topics: Sequence[str], when: str, paused: bool) -> str:
    """A channel is briefed on topics from now on."""
    what = ", ".join(topics) if topics else ALL_TOPICS
    halted = " 지금은 멈춰 있으니 ‘구독 재개’라고 적어 주세요." if paused else ""
    return f"이 채널에서 {what} 소식을 전합니다: {when}. 지금부터 들어오는 기사를 다룹니다.{halted}"


def already(topics: Sequence[str]) -> str:
    """A channel is briefed on these topics as it is."""
    return (
        f"이미 구독하고 있습니다: {', '.join(topics)}. 모두 보려면 ‘구독 목록’이라고 적어 주세요."
    )


def plain_words(strange: Sequence[str], near: Sequence[str]) -> str:
    """Some topics are no known ones; these are near."""
    said = f"{', '.join(strange)}은(는) 아는 주제가 아니라 글자 그대로 찾습니다."
    return f"{said} 가까운 주제: {', '.join(near)}." if near else said


def not_subscribed(topics: Sequence[str], held: Sequence[str]) -> str:
    """A channel is not briefed on these topics, but on others."""
    others = ", ".join(held) if held else EVERYTHING
    return f"구독하지 않는 주제입니다: {', '.join(topics)}. 지금 구독하는 주제: {others}."


def fewer_topics(gone: Sequence[str], left: Sequence[str]) -> str:
    """A channel is briefed on fewer topics."""
    return f"{', '.join(gone)} 주제를 뺐습니다. 남은 주제: {', '.join(left)}."


def resumed(when: str) -> str:
    """A channel is briefed again."""
    return f"브리핑을 다시 보냅니다: {when}. 멈춘 동안 들어온 기사도 함께 다룹니다."


def changed(rows: Sequence[tuple[str, str]]) -> str:
    """Settings were changed to this."""
    return "바꿨습니다. " + " · ".join(f"{name}: {value}" for name, value in rows)


def paused_because(why: str) -> str:
    """Why a channel hears nothing."""
    said = _PAUSES.get(why, f"채널에 쓸 수 없습니다({why}).")
    return f"일시정지 중: {said} 다시 받으려면 ‘구독 재개’라고 적어 주세요."


def next_at(at: datetime, zone: str) -> str:
    """When a channel is briefed next."""
    local = at.astimezone(ZoneInfo(zone))
    day = WEEKDAYS[local.weekday()]
    return f"다음 브리핑: {local.month}월 {local.day}일({day}) {local:%H:%M}"


def wishes(wishes: Wishes) -> list[tuple[str, str]]:
    """All settings of a channel, as pairs of a name and a value."""
    names = {key: called[0] for key, called in commands.SETTINGS.items()}
    values = {
        "topics": ", ".join(wishes.topics) or EVERYTHING,
        "times": schedule(wishes.weekdays, wishes.times, wishes.zone),
        "quiet": "-".join(wishes.quiet) if wishes.quiet else NOTHING,
        "length": commands.LENGTHS.get(wishes.length, (wishes.length,))[0],
        "include": ", ".join(wishes.include) or NOTHING,
        "exclude": ", ".join(wishes.exclude) or NOTHING,
        "thread": commands.SWITCHES[wishes.thread][0],
        "mention": wishes.mention or NOTHING,
        "silent": commands.EMPTY_DAYS[wishes.silent][0],
    }
    return [(names[name], value) for name, value in values.items()]


def subscription(held: Subscription | None) -> str:
    """In a word, whether and on what a channel is briefed."""
    if held is None:
        return NOTHING
    topics = ", ".join(held.wishes.topics) or EVERYTHING
    state = (
        "일시정지"
        if held.paused
        else schedule(held.wishes.weekdays, held.wishes.times, held.wishes.zone)
    )
    return f"{topics} · {state}"
