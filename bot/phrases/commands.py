"""The words that people of a chat say: verbs, settings and their values, and how to use them."""

from __future__ import annotations

from collections.abc import Mapping

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
HELP_TITLES = ("이렇게", "하는 일")
HELP_NOTE = (
    "답은 나에게만 보이고, 채널에 공유를 누르면 모두에게 보입니다. "
    '명령과 같은 말을 찾으려면 "요약 서비스"처럼 따옴표로 묶어 주세요.'
)


def usage(verb: str) -> str:
    """How a verb is used that lacks what it needs."""
    example, does = HELP[verb]
    return f"‘{example}’처럼 써 주세요. {does}."
