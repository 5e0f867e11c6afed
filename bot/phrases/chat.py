"""What the desk of a chat says, and the words that people say to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.phrases import moment
from corpus.article import KST

if TYPE_CHECKING:
    from bot.subscription import Subscription, Wishes
    from summaries.summary import Budget

# The verbs, by chat.grammar.Verb: the first is the one that is taught.
VERBS: Mapping[str, tuple[str, ...]] = {
    "figures": ("숫자", "수치", "figures"),
    "chart": ("그래프", "차트", "chart"),
    "summary": ("요약", "summarize", "summarise", "summary"),
    "now": ("지금", "now"),
    "preview": ("미리보기", "preview"),
    "subscribe": ("구독 추가", "subscribe"),
    "subscriptions": ("구독 목록", "구독", "subscriptions"),
    "unsubscribe": ("구독 삭제", "unsubscribe"),
    "pause": ("구독 일시정지", "pause"),
    "resume": ("구독 재개", "resume"),
    "test": ("구독 시험발송", "시험발송", "test"),
    "set": ("설정", "set"),
    "sources": ("출처", "sources"),
    "status": ("상태", "status"),
    "why": ("왜", "why"),
    "policy": ("정책", "policy"),
    "block": ("차단", "block"),
    "help": ("도움말", "help", "사용법", "?"),
}
# The settings of a channel: the first name of each is the one that is taught.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "times": ("시각", "시간", "time", "times"),
    "weekdays": ("요일", "days", "weekdays"),
    "zone": ("시간대", "zone", "timezone"),
    "quiet": ("조용", "방해금지", "quiet"),
    "length": ("길이", "length"),
    "include": ("포함", "include"),
    "exclude": ("제외", "exclude"),
    "topics": ("주제", "topic", "topics"),
    "thread": ("스레드", "thread"),
    "mention": ("부르기", "멘션", "mention"),
    "silent": ("빈날", "empty"),
}
NONE = ("없음", "none", "off", "해제")
LENGTHS: Mapping[str, tuple[str, ...]] = {
    "short": ("짧게", "short"),
    "usual": ("보통", "usual"),
    "full": ("자세히", "길게", "full"),
}
SWITCHES: Mapping[bool, tuple[str, ...]] = {
    True: ("켜기", "켬", "on", "네", "예"),
    False: ("끄기", "끔", "off", "아니요"),
}
EMPTY_DAYS: Mapping[bool, tuple[str, ...]] = {  # by whether the channel is then silent
    True: ("침묵", "silent", "off"),
    False: ("알림", "tell", "on"),
}
WEEKDAYS = "월화수목금토일"
WEEKDAYS_IN_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS: Mapping[str, tuple[int, ...]] = {
    "매일": (0, 1, 2, 3, 4, 5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "평일": (0, 1, 2, 3, 4),
    "주말": (5, 6),
}
ZONES: Mapping[str, str] = {"한국": "Asia/Seoul", "서울": "Asia/Seoul", "kst": "Asia/Seoul"}

# How each verb is used, and what it does: the help, and what is said where something is missing.
HELP: Mapping[str, tuple[str, str]] = {
    "lookup": (
        'gpu · HBM 투자 · "소버린 AI" 매체:매일경제 기간:7d',
        "명령이 아닌 말은 모두 찾아봅니다. 수치를 먼저, 이어서 기사와 그 문장을 보여 드립니다",
    ),
    "figures": ("숫자 gpu", "주제의 수치를 출처와 함께 표로 봅니다"),
    "chart": ("그래프 gpu", "견줄 수 있는 수치를 그림으로 봅니다"),
    "summary": ("요약 https://…", "기사 하나를 그 문장 그대로 간추립니다. 글을 붙여 넣어도 됩니다"),
    "now": ("지금", "이 채널의 브리핑을 지금 보냅니다 (관리자)"),
    "preview": ("미리보기", "브리핑을 나만 미리 봅니다"),
    "subscribe": ("구독 추가 gpu", "이 채널이 주제를 구독합니다. 주제가 없으면 모두 (관리자)"),
    "subscriptions": ("구독 목록", "이 채널의 구독을 봅니다 (관리자)"),
    "unsubscribe": ("구독 삭제 gpu", "주제를 뺍니다. 주제가 없으면 구독을 끝냅니다 (관리자)"),
    "pause": ("구독 일시정지", "브리핑을 잠시 멈춥니다 (관리자)"),
    "resume": ("구독 재개", "멈춘 브리핑을 다시 보냅니다 (관리자)"),
    "test": ("구독 시험발송", "이 채널로 시험 브리핑을 보냅니다 (관리자)"),
    "set": ("설정 시각 08:30,18:00", "브리핑 시각, 요일, 길이 등을 정합니다 (관리자)"),
    "sources": ("출처", "따르는 매체와 그 상태를 봅니다"),
    "status": ("상태", "봇과 보관함이 어떤지 봅니다"),
    "why": ("왜 https://…", "기사가 어디까지 왔는지, 왜 안 나왔는지 봅니다"),
    "policy": ("정책 매일경제", "매체의 글을 얼마나 인용하는지 봅니다"),
    "block": ("차단 example.com", "매체나 기사를 내리고 더는 싣지 않습니다 (관리자)"),
    "help": ("도움말", "이 표를 봅니다"),
}
HELP_HEADING = "AI 코리아 브리핑에 이렇게 말해 주세요"
HELP_TITLES = ("이렇게", "영어로", "하는 일")
HELP_NOTE = (
    "답은 나에게만 보이고, 채널에 공유를 누르면 모두에게 보입니다. "
    '명령과 같은 말을 찾으려면 "요약 서비스"처럼 따옴표로 묶어 주세요.'
)

# Limits -----------------------------------------------------------------------------------------
LIMITS: Mapping[str, str] = {  # by limits.Limit.what
    "summary": "요약은 10분에 5번까지 할 수 있습니다.",
    "lookup": "찾아보기는 1분에 30번까지 할 수 있습니다.",
}

# What went wrong --------------------------------------------------------------------------------
BUSY = "지금 바쁩니다. 잠시 뒤 다시 해 주세요."
SLOW = "답하는 데 시간이 너무 오래 걸려 멈췄습니다. 잠시 뒤 다시 하거나 말을 줄여 주세요."
UNEXPECTED = "예상하지 못한 오류로 답하지 못했습니다. 이어지면 봇을 운영하는 분께 알려 주세요."
OPERATOR = "봇의 설정이나 보관함에 문제가 있어 답하지 못했습니다. 봇을 운영하는 분께 알려 주세요."
GONE = "이 단추가 가리키는 답은 더 남아 있지 않습니다. 다시 물어봐 주세요."
PASTED_GONE = "붙여 넣은 글은 보관하지 않아 다시 보여 드릴 수 없습니다. 글을 다시 보내 주세요."
NOT_HERE = "이 기능은 아직 쓸 수 없습니다. 봇을 새 버전으로 바꾼 뒤 다시 해 주세요."

# Look-ups ---------------------------------------------------------------------------------------
EVIDENCE_TITLES = ("주체", "항목", "값", "시점", "말한 이·근거", "출처")
NO_EVIDENCE = "근거로 보여 드릴 수치가 없습니다. 다른 주제로 찾아봐 주세요."
# Of a picture that cannot be drawn because the times differ, where no time line can be either.
TIMES_APART = "시점이 서로 달라 나란히 그릴 수 없어 표로 보여 드립니다."
NO_MORE = "더 보여 드릴 것이 없습니다. 다른 말로 찾아봐 주세요."

# Summaries --------------------------------------------------------------------------------------
STILL_READING = "앞서 부탁하신 글을 아직 읽고 있습니다. 끝난 뒤 다시 해 주세요."
NOTHING_TO_READ = (
    "이 메시지에는 간추릴 글이나 주소가 없습니다. 기사 주소나 글이 든 메시지에서 해 주세요."
)
BLOCKED_SOURCE = "싣지 않기로 한 매체의 글이라 간추리지 않습니다. 원문에서 읽어 주세요."


def usage(verb: str) -> str:
    """How a verb is used that lacks what it needs."""
    example, does = HELP[verb]
    return f"‘{example}’처럼 써 주세요. {does}."


def limited(what: str, free_at: datetime, now: datetime) -> str:
    """Somebody asked for too much, and may again at that moment."""
    seconds = max(1, round((free_at - now).total_seconds()))
    left = f"{seconds}초" if seconds < 90 else f"약 {-(-seconds // 60)}분"
    return f"{LIMITS[what]} {free_at.astimezone(KST):%H:%M:%S}({left} 뒤)부터 다시 됩니다."


def managers_only(verb: str) -> str:
    """Somebody asked for what only managers of a channel may do."""
    name = VERBS[verb][0]
    return (
        f"'{name}'은(는) 채널을 관리하는 분만 할 수 있습니다. "
        "워크스페이스나 서버의 관리자, 또는 채널 관리 권한이 있는 분께 부탁해 주세요."
    )


def evidence_of(topic: str) -> str:
    """The heading of the sentences behind the figures of a topic."""
    return f"'{topic}' 수치의 근거 문장"


# Refusals that read differently in a chat: nobody there has a folder or a command line.
REFUSED: Mapping[str, str] = {  # by corpus.refusal.Reason
    "empty": "글이 비어 있습니다. 기사 주소나 글을 보내 주세요.",
    "forbidden": "자동으로 읽는 것을 막아 둔 사이트입니다. 글을 복사해 붙여 넣어 주세요.",
    "binary": "글이 아닙니다. PDF나 압축 파일이면 글을 복사해 붙여 넣어 주세요.",
    "internal": "글을 읽다가 오류가 났습니다. 다른 주소나 글로 해 주세요.",
}


# Briefings --------------------------------------------------------------------------------------
EVIDENCE = "이 브리핑의 수치와 그 근거 문장"
WHICH_TOPIC = (
    "맨 앞 이야기에 맞는 주제를 찾지 못했습니다. ‘구독 추가 gpu’처럼 주제를 직접 적어 주세요."
)
NO_PICTURE = "이 브리핑에는 그림으로 그릴 주제가 없습니다. ‘그래프 gpu’처럼 주제를 적어 주세요."
COMING = "브리핑을 보냅니다. 곧 이 채널에 올라옵니다."
TEST_COMING = "시험 브리핑을 보냅니다. 곧 이 채널에 올라오지 않으면 ‘상태’를 확인해 주세요."
NOTHING_NEW = "새로 전할 것이 없거나 방금 보냈습니다. ‘미리보기’로 확인해 주세요."

# Subscriptions ----------------------------------------------------------------------------------
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
EVERYTHING, NOTHING = "모두", "없음"
_ON, _OFF = "켜기", "끄기"

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

NOT_BLOCKABLE = "막을 수 있는 주소가 아닙니다. ‘차단 example.com’이나 기사 주소로 적어 주세요."

# Sources, policies ------------------------------------------------------------------------------
SOURCE_TITLES = ("이름", "종류", "인용", "간격", "상태")
SOURCES_NOTE = "매체를 얼마나 인용하는지는 ‘정책 매일경제’처럼 물어봐 주세요."
STATUS = "봇과 보관함의 상태"
NEVER_VISITED, NOT_FOLLOWED, WATCHED = "아직 읽지 않음", "차단", "폴더를 지켜봄"
ASIDE = "넣지 못한 글"
NEVER_SEEN = "본 적이 없는 글입니다. 주소가 맞는지, ‘출처’에 그 매체가 있는지 확인해 주세요."
POLICY_NOTE = "수치와 제목은 사실이라 인용 한도와 상관없이 출처와 함께 전합니다."
POLICIES: Mapping[str, str] = {  # by corpus.sources.Policy
    "full-quote": "문장을 인용합니다",
    "headline-only": "제목과 수치만 전하고 문장은 인용하지 않습니다",
    "blocked": "아무것도 싣지 않습니다",
}
WHY_POLICY: Mapping[str, str] = {
    "full-quote": "운영자나 사이트가 달리 정하지 않았습니다. 글마다 noai, robots.txt를 따릅니다",
    "headline-only": "운영자가 출처 목록이나 설정에서 정했습니다",
    "blocked": "운영자가 출처 목록이나 설정에서 정했습니다",
}
GENRES: Mapping[str, str] = {  # by quoting.Genre
    "column": "칼럼",
    "editorial": "사설",
    "interview": "인터뷰",
    "photo": "사진",
    "notice": "인사·부고",
}


def wrong_setting(name: str) -> str:
    """A setting, or its value, cannot be used."""
    return WRONG[name]


def schedule(weekdays: Sequence[int], times: Sequence[str], zone: str) -> str:
    """매일 08:30, 18:00 (Asia/Seoul)."""
    days = next((name for name, days in DAYS.items() if days == tuple(weekdays)), None)
    named = days or "".join(WEEKDAYS[day] for day in weekdays)
    return f"{named} {', '.join(times)} ({zone})"


def subscribed(topics: Sequence[str], when: str, paused: bool) -> str:
    """A channel is briefed on topics from now on."""
    what = ", ".join(topics) if topics else "모든 주제"
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
    return f"다음 브리핑: {local.month}월 {local.day}일({WEEKDAYS[local.weekday()]}) {local:%H:%M}"


def wishes(wishes: Wishes) -> list[tuple[str, str]]:
    """All settings of a channel, as pairs of a name and a value."""
    names = {key: called[0] for key, called in SETTINGS.items()}
    values = {
        "topics": ", ".join(wishes.topics) or EVERYTHING,
        "times": schedule(wishes.weekdays, wishes.times, wishes.zone),
        "quiet": "-".join(wishes.quiet) if wishes.quiet else NOTHING,
        "length": LENGTHS[wishes.length][0],
        "include": ", ".join(wishes.include) or NOTHING,
        "exclude": ", ".join(wishes.exclude) or NOTHING,
        "thread": SWITCHES[wishes.thread][0],
        "mention": wishes.mention or NOTHING,
        "silent": EMPTY_DAYS[wishes.silent][0],
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


def followed(count: int) -> str:
    """How many sources are followed."""
    return f"따르는 출처 {count}곳"


def fine(at: datetime | None) -> str:
    """A source answers, and did so last at that moment."""
    return f"정상 ({moment(at)})"


def failing(since: datetime, why: str) -> str:
    """A source fails since a moment."""
    return f"{moment(since)}부터 읽지 못함. {why}".strip()


def answering(count: int, fine: int, failing: Sequence[str]) -> str:
    """How many of the sources answer, and which fail."""
    bad = f", 읽지 못함 {len(failing)}곳({', '.join(failing)})" if failing else ""
    return f"{count}곳 가운데 정상 {fine}곳{bad}"


def count(articles: int) -> str:
    """So many articles."""
    return f"{articles}건"


def policy_of(publisher: str) -> str:
    """The heading of what may be quoted of a publisher."""
    return f"{publisher} 인용 정책"


def policy_rows(policy: str, news: Budget, genres: Mapping[Any, Budget]) -> list[tuple[str, str]]:
    """What may be quoted and why, as pairs of a name and a value."""
    rows = [("인용", POLICIES[policy]), ("까닭", WHY_POLICY[policy])]
    if policy != "full-quote":
        return rows
    rows.append(("기사 하나", budget(news)))
    rows.append(("짧은 글", f"{news.single_below}자 미만 한 문장, {news.none_below}자 미만 제목만"))
    return rows + [(GENRES[genre.value], budget(most)) for genre, most in genres.items()]


def budget(budget: Budget) -> str:
    """How much may be quoted of one article."""
    if not budget.sentences:
        return "제목만"
    share = round(budget.share * 100)
    return f"{budget.sentences}문장, {budget.characters}자, 본문의 {share}%까지 (채널마다 한 달)"


def taken_down(target: str, articles: int) -> str:
    """What came from somewhere was taken down."""
    return f"{target}의 글 {articles}건을 내렸고 더는 싣지 않습니다. 이미 보낸 메시지도 고칩니다."


# The terminal -----------------------------------------------------------------------------------
HELP_CHAT = "채팅에서처럼 묻고 답합니다. 말을 주지 않으면 하나씩 물어보며, 채널 관리자로 답합니다."
HELP_TEXT = "찾을 말이나 명령. 예: gpu, 숫자 gpu, 도움말"
HELP_PICTURE = "그림을 저장할 PNG 파일"
WELCOME = "무엇이든 물어보세요. 도움말이라고 적으면 쓰는 법을, Ctrl+D를 누르면 끝냅니다."
PROMPT = "> "
WHERE_PICTURE = "그림은 --out 그림.png를 붙이면 저장합니다."


def picture_at(path: str) -> str:
    """Where a picture was saved."""
    return f"그림을 저장했습니다: {path}"
