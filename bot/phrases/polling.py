"""What is said of sources that are followed, and of the way of an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot import phrases
from bot.phrases import errors
from corpus.refusal import Reason

if TYPE_CHECKING:
    from corpus.article import Article

HELP_POLL = "출처를 한 번 돌아보고 새 기사를 보관함에 넣습니다. 이름을 주면 그 출처만 봅니다."
HELP_POLL_ALL = "확인할 때가 되지 않은 출처까지 모두 돌아봅니다."
HELP_POLL_SOURCE = "돌아볼 출처의 이름이나 주소. 주지 않으면 때가 된 출처를 봅니다."
HELP_WHY = "기사가 어디까지 왔는지, 왜 그런지 알려 줍니다."
HELP_WHY_OF = "기사의 주소, 또는 보관함에서 부르는 이름"
HELP_TEST = "출처로 쓸 수 있는 주소인지 보고, 무엇이 들어올지 보여 줍니다. 저장하지 않습니다."
HELP_TEST_ADDRESS = "피드나 사이트의 주소. searches면 찾을 말입니다."
POLLING = "출처를 돌아보고 있습니다"
WORKING = "새 기사를 읽고 있습니다"

# By corpus.following.Trouble: what is wrong with a source or an entry, and what to do.
TROUBLES: Mapping[str, str] = {
    "no_name": "주소의 이름을 찾지 못했습니다. 철자와 네트워크 연결을 확인해 주세요.",
    "no_answer": "사이트가 답하지 않습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "certificate": "인증서를 믿을 수 없어 연결하지 않았습니다. 주소와 서버 시각을 확인해 주세요.",
    "deadline": "제때 답이 오지 않았습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "too_large_answer": "너무 큽니다(한도 5MB). 항목이 더 적은 피드의 주소를 써 주세요.",
    "wrong_type_of_answer": "글이 아닌 파일입니다. 피드나 기사의 주소인지 확인해 주세요.",
    "address_not_public": "공개된 주소가 아니어서 묻지 않았습니다. 주소를 확인해 주세요.",
    "redirects": "다른 곳으로만 이어집니다. 브라우저로 열어 마지막 주소를 써 주세요.",
    "robots": "자동으로 읽는 것을 막아 둔 사이트입니다. 매체에 허락을 구해 주세요.",
    "denied": "사이트가 접근을 거절했습니다. 로그인이 필요한지 확인해 주세요.",
    "not_found": "그 주소에 아무것도 없습니다. 주소가 바뀌었는지 확인해 주세요.",
    "gone": "아주 없어졌다고 합니다. 더는 확인하지 않으니 목록에서 빼거나 주소를 바꿔 주세요.",
    "wait": "나중에 오라고 합니다. 그때 저절로 다시 확인합니다.",
    "status": "사이트에 문제가 있습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "not_a_feed": "피드가 아닙니다. ai-korea sources test로 사이트의 피드를 찾아 보세요.",
    "feed_too_slow": "피드를 읽는 데 너무 오래 걸려 멈췄습니다. 다른 피드의 주소를 써 주세요.",
    "feed_crashed": "피드를 읽다가 멈췄습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "no_article": "기사 본문을 찾지 못했습니다. 기사 한 건의 주소인지 확인해 주세요.",
    "refused": "읽거나 인용할 수 없는 글입니다. 원문에서 읽어 주세요.",
    "no_page": "기사 주소도 본문도 없는 항목이어서 넣지 않았습니다.",
    "killed": "읽는 동안 프로그램이 세 번 멈춰 더 읽지 않습니다. --debug 기록을 보내 주세요.",
    "too_long_at_it": "읽는 데 너무 오래 걸려 더 읽지 않습니다. --debug 기록을 보내 주세요.",
    "no_keys": "네이버 검색에 쓸 AI_KOREA_NAVER_ID와 AI_KOREA_NAVER_SECRET을 넣어 주세요.",
    "bad_keys": "네이버가 열쇠를 받지 않습니다. AI_KOREA_NAVER_로 시작하는 설정을 확인해 주세요.",
    "used_up": "오늘 쓸 수 있는 검색 횟수를 다 썼습니다. 자정이 지나면 다시 찾습니다.",
    "bad_answer": "검색 결과를 읽을 수 없습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "internal": errors.REASONS[Reason.INTERNAL],
}


def trouble(code: str) -> str:
    """What a code says: status:502 with its number, refused:reserved with the reason."""
    name, _, detail = code.partition(":")
    reasons = {reason.value: sentence for reason, sentence in errors.REASONS.items()}
    if name == "refused" and detail in reasons:
        return reasons[detail]
    sentence = TROUBLES.get(name) or reasons.get(name) or errors.UNEXPECTED
    return f"{sentence} (HTTP {detail})" if detail.isdigit() else sentence


# Rounds ------------------------------------------------------------------------------------------
ROUND_TITLES = ("출처", "새 글", "고친 글", "있던 글", "넣지 못함", "결과")
FINE = "정상"
NOT_YET = "확인할 때가 아닙니다"


def visited(sources: int, kept: int, failed: int) -> str:
    """What a round brought, in one line."""
    trouble_ = f" · 실패 {failed}곳" if failed else ""
    return f"출처 {sources}곳을 돌아봤습니다 · 새 기사 {kept}건{trouble_}"


def waiting(count: int) -> str:
    """So many entries are tried again later."""
    return f"글 {count}건은 잠시 뒤 다시 읽습니다." if count else ""


def lost(count: int) -> str:
    """So many entries of a feed could not be read."""
    return f"{FINE} (읽을 수 없는 항목 {count}건)" if count else FINE


# How sources are ---------------------------------------------------------------------------------
HEALTH = "출처 상태"
HEALTH_TITLES = ("이름", "마지막 성공", "다음 확인", "대기", "제외", "알림")
NEVER, AT_ONCE, NO_MORE, ELSEWHERE = "아직 없음", "곧", "확인 안 함", "폴더 감시"
ASIDE = "넣지 못한 글"
ASIDE_TITLES = ("글", "이유")


def moved(address: str) -> str:
    """A source says that it is somewhere else for good."""
    return f"주소가 {address}(으)로 옮겨졌습니다. 목록의 주소를 바꿔 주세요."


def failing(name: str, code: str) -> str:
    """A source fails; for people who were not looking."""
    return f"출처 '{name}'에서 하루 넘게 기사를 가져오지 못했습니다. {trouble(code)}"


def gone(name: str) -> str:
    """A source is gone for good; likewise."""
    return f"출처 '{name}'이(가) 없어졌습니다. {TROUBLES['gone']}"


def recovered(name: str) -> str:
    """A source answers again."""
    return f"출처 '{name}'에서 다시 기사를 가져옵니다."


# The way of an article ---------------------------------------------------------------------------
STAGES: Mapping[str, str] = {  # by corpus.following.Stage
    "waiting": "읽기를 기다립니다",
    "trying": "읽고 있습니다",
    "kept": "새 기사로 넣었습니다",
    "changed": "고친 판으로 넣었습니다",
    "held": "이미 있던 기사입니다",
    "aside": "넣지 않았습니다",
}
WAY_TITLES = ("항목", "내용")
SEEN_IN, SEEN_AT, STAGE, WHY, TRIES, NEXT = (
    "출처",
    "처음 본 때",
    "단계",
    "이유",
    "시도",
    "다음 시도",
)
KEY, REVISION, PUBLISHER, POLICY = "보관 이름", "판", "매체", "인용 정책"
HEADLINE, KEPT_AT, COPY_OF, TOLD_IN = "제목", "넣은 때", "같은 글", "브리핑"
NOT_TOLD = "아직 어느 브리핑에도 나가지 않았습니다"
UNLISTED = "지금 목록에는 없는 출처"
DROPPED = "폴더에 넣은 파일"
NEVER_SEEN = (
    "본 적이 없는 글입니다. 주소가 맞는지, 그 매체가 ai-korea sources list에 있는지 확인해 주세요."
)


def tries(count: int) -> str:
    """How often an entry was tried."""
    return f"{count}번"


def revision(number: int) -> str:
    """Which version of an article is held."""
    return f"{number}번째"


def told_in(key: str, at: datetime) -> str:
    """A briefing that an article stood in."""
    return f"{key} ({phrases.moment(at)})"


# A trial -----------------------------------------------------------------------------------------
TRIAL_TITLES = ("제목", "시각", "매체")
TRIAL_LIMIT = 10
OTHERS = "이 사이트의 다른 피드:"


def trial(name: str, address: str, entries: int) -> str:
    """What was found at an address."""
    return f"{name} · {address} · 글 {entries}건"


def first(article: Article | None, code: str | None) -> str:
    """What came of the newest entry."""
    if article is None:
        return f"첫 글: {trouble(code)}" if code else "글이 없습니다. 나중에 다시 확인해 주세요."
    facts = (article.publisher or phrases.UNKNOWN, phrases.moment(article.published_at))
    return f"첫 글: 본문 {len(article.body):,}자 · {' · '.join(facts)} · {article.headline}"


def how_to_add(address: str) -> str:
    """How to follow what was tried."""
    return f"따르려면: ai-korea sources add '{address}'"
