"""What is said of sources that are followed, and of the way of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import phrases

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
    "no_keys": "네이버 검색에는 AI_KOREA_NAVER_ID와 AI_KOREA_NAVER_SECRET이 필요합니다. 넣어 주세요.",
    "bad_keys": "네이버가 열쇠를 받지 않습니다. AI_KOREA_NAVER_ID와 _SECRET, _HOST를 확인해 주세요.",
    "used_up": "오늘 쓸 수 있는 검색 횟수를 다 썼습니다. 자정이 지나면 다시 찾습니다.",
    "bad_answer": "검색 결과를 읽을 수 없습니다. 잠시 뒤 저절로 다시 확인합니다.",
    "internal": "처리하다 오류가 났습니다. --debug를 붙여 다시 실행해 주세요.",
}


def trouble(code: str) -> str:
    """What a code says: status:502 with its number, refused:reserved with the reason."""
    name, _, detail = code.partition(":")
    reasons = {reason.value: sentence for reason, sentence in phrases.REASONS.items()}
    if name == "refused" and detail in reasons:
        return reasons[detail]
    sentence = TROUBLES.get(name) or reasons.get(name) or phrases.UNEXPECTED
    return f"{sentence} (HTTP {detail})" if detail.isdigit() else sentence
