"""What the desk of a chat says: answers, refusals, limits, what it tells of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.phrases import SOURCE, commands, figuring, moment, polling
from corpus.article import KST

if TYPE_CHECKING:
    from summaries.summary import Budget

LIMITS: Mapping[str, str] = {  # by limits.Limit.what
    "summary": "요약은 10분에 5번까지 할 수 있습니다.",
    "lookup": "찾아보기는 1분에 30번까지 할 수 있습니다.",
}
BUSY = "지금 바쁩니다. 잠시 뒤 다시 해 주세요."
SLOW = "답하는 데 시간이 너무 오래 걸려 멈췄습니다. 잠시 뒤 다시 하거나 말을 줄여 주세요."
UNEXPECTED = "예상하지 못한 오류로 답하지 못했습니다. 이어지면 봇을 운영하는 분께 알려 주세요."
OPERATOR = "봇의 설정이나 보관함에 문제가 있어 답하지 못했습니다. 봇을 운영하는 분께 알려 주세요."
GONE = "이 단추가 가리키는 답은 더 남아 있지 않습니다. 다시 물어봐 주세요."
PASTED_GONE = "붙여 넣은 글은 보관하지 않아 다시 보여 드릴 수 없습니다. 글을 다시 보내 주세요."
FIGURE_TITLES = (
    figuring.SUBJECT,
    figuring.MEASURE,
    figuring.SURFACE,
    figuring.WHEN,
    figuring.WHO,
    SOURCE,
)
NO_EVIDENCE = "근거로 보여 드릴 수치가 없습니다. 다른 주제로 찾아봐 주세요."
# Of a picture that cannot be drawn because the times differ, where no time line can be either.
TIMES_APART = "시점이 서로 달라 나란히 그릴 수 없어 표로 보여 드립니다."
STILL_READING = "앞서 부탁하신 글을 아직 읽고 있습니다. 끝난 뒤 다시 해 주세요."
NOTHING_TO_READ = (
    "이 메시지에는 간추릴 글이나 주소가 없습니다. 기사 주소나 글이 든 메시지에서 해 주세요."
)
BLOCKED_SOURCE = "싣지 않기로 한 매체의 글이라 간추리지 않습니다. 원문에서 읽어 주세요."
# Refusals that read differently in a chat: nobody there has a folder or a command line.
REFUSED: Mapping[str, str] = {  # by corpus.refusal.Reason
    "empty": "글이 비어 있습니다. 기사 주소나 글을 보내 주세요.",
    "forbidden": "자동으로 읽는 것을 막아 둔 사이트입니다. 글을 복사해 붙여 넣어 주세요.",
    "binary": "글이 아닙니다. PDF나 압축 파일이면 글을 복사해 붙여 넣어 주세요.",
    "blocked": "차단해 둔 주소의 글이라 간추리지 않습니다. 원문에서 읽어 주세요.",
    "unreadable": "글을 읽을 수 없습니다. 글을 복사해 붙여 넣어 주세요.",
    "internal": "글을 읽다가 오류가 났습니다. 다른 주소나 글로 해 주세요.",
}
# Troubles of sources that only who runs the bot can mend: they read of commands and settings.
_FOR_OPERATORS = "봇을 운영하는 분께 알려 주세요."
TROUBLES: Mapping[str, str] = {  # by corpus.following.Trouble
    "not_a_feed": f"피드가 아닌 주소입니다. {_FOR_OPERATORS}",
    "killed": f"읽는 동안 프로그램이 세 번 멈춰 더 읽지 않습니다. {_FOR_OPERATORS}",
    "too_long_at_it": f"읽는 데 너무 오래 걸려 더 읽지 않습니다. {_FOR_OPERATORS}",
    "no_keys": f"네이버 검색에 쓸 열쇠가 없습니다. {_FOR_OPERATORS}",
    "bad_keys": f"네이버가 열쇠를 받지 않습니다. {_FOR_OPERATORS}",
    "internal": f"처리하다 오류가 났습니다. {_FOR_OPERATORS}",
    "blocked": "차단해 둔 주소의 글입니다. 다시 받으려면 봇을 운영하는 분께 부탁해 주세요.",
}
EVIDENCE = "이 브리핑의 수치와 그 근거 문장"
WHICH_TOPIC = (
    "맨 앞 이야기에 맞는 주제를 찾지 못했습니다. ‘구독 추가 gpu’처럼 주제를 직접 적어 주세요."
)
NO_PICTURE = "이 브리핑에는 그림으로 그릴 주제가 없습니다. ‘그래프 gpu’처럼 주제를 적어 주세요."
NOT_BLOCKABLE = "막을 수 있는 주소가 아닙니다. ‘차단 example.com’이나 기사 주소로 적어 주세요."
SOURCE_TITLES = ("이름", "종류", "정책", "간격", "상태")
SOURCES_NOTE = "매체를 얼마나 인용하는지는 ‘정책 매일경제’처럼 물어봐 주세요."
STATUS = "봇과 보관함의 상태"
NEVER_VISITED, NOT_FOLLOWED, WATCHED = "아직 읽지 않음", "차단", "폴더를 지켜봄"
NEVER_SEEN = "본 적이 없는 글입니다. 주소가 맞는지, ‘출처’에 그 매체가 있는지 확인해 주세요."
POLICY_NOTE = "수치와 제목은 사실이라 인용 한도와 상관없이 출처와 함께 전합니다."
POLICIES: Mapping[str, str] = {  # by corpus.sources.Policy
    "full-quote": "문장을 인용합니다",
    "headline-only": "제목과 수치만 전하고 문장은 인용하지 않습니다",
    "blocked": "아무것도 싣지 않습니다",
}
WHY_POLICY: Mapping[str, str] = {
    "full-quote": "운영자나 사이트가 달리 정하지 않았습니다. 글마다 noai, robots.txt를 따릅니다",
    **dict.fromkeys(("headline-only", "blocked"), "운영자가 출처 목록이나 설정에서 정했습니다"),
}
GENRES: Mapping[str, str] = {  # by quoting.Genre
    "column": "칼럼",
    "editorial": "사설",
    "interview": "인터뷰",
    "photo": "사진",
    "notice": "인사·부고",
}
HELP_CHAT = "채팅에서처럼 묻고 답합니다. 말을 주지 않으면 하나씩 물어보며, 채널 관리자로 답합니다."
HELP_TEXT = "찾을 말이나 명령. 예: gpu, 숫자 gpu, 도움말"
HELP_PICTURE = "그림을 저장할 PNG 파일"
WELCOME = "무엇이든 물어보세요. 도움말이라고 적으면 쓰는 법을, Ctrl+D를 누르면 끝냅니다."
PROMPT = "> "
WHERE_PICTURE = "그림은 --out 그림.png를 붙이면 저장합니다."


def limited(what: str, free_at: datetime, now: datetime) -> str:
    """Somebody asked for too much, and may again at that moment."""
    seconds = max(1, round((free_at - now).total_seconds()))
    left = f"{seconds}초" if seconds < 90 else f"약 {-(-seconds // 60)}분"
    return f"{LIMITS[what]} {free_at.astimezone(KST):%H:%M:%S}({left} 뒤)부터 다시 됩니다."


def managers_only(verb: str) -> str:
    """Somebody asked for what only managers of a channel may do."""
    name = commands.VERBS[verb][0]
    return (
        f"'{name}'은(는) 채널을 관리하는 분만 할 수 있습니다. "
        "워크스페이스나 서버의 관리자, 또는 채널 관리 권한이 있는 분께 부탁해 주세요."
    )


def evidence_of(topic: str) -> str:
    """The heading of the sentences behind the figures of a topic."""
    return f"'{topic}' 수치의 근거 문장"


def followed(count: int) -> str:
    """How many sources are followed."""
    return f"따르는 출처 {count}곳"


def trouble(code: str) -> str:
    """What the code of a trouble says to people who have no command line."""
    return TROUBLES.get(code.removeprefix("refused:")) or polling.trouble(code)


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


def picture_at(path: str) -> str:
    """Where a picture was saved."""
    return f"그림을 저장했습니다: {path}"
