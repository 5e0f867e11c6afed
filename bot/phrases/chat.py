"""What the desk of a chat says, and the words that people say to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from corpus.article import KST

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
    "summary": ("요약 https://… (또는 기사 글)", "기사 하나를 그 문장 그대로 간추립니다"),
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
    return f"{example}처럼 써 주세요. {does}." if not does.endswith(")") else f"{example} — {does}"


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
