"""What a page says to its user in between the sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.lazy import pattern

_LONGEST = 160  # letters: a notice is short
_POLITE = pattern(r"(?P<stem>[가-힣])니[다까]\W{0,4}$|(?:[가-힣]요|[가-힣]죠|십시오)\W{0,4}$")
_PLAIN = pattern(r"(?<!니)다\W{0,4}$")
# What only a page does, and what only a paper asks of its readers.
_ABOUT_PAGE = pattern(
    r"음성(?:으로|을|\s?서비스)|오디오|브라우저|뷰어|새\s?창|글자\s?크기|자바스크립트|쿠키|\bAMP\b|로그인|로그아웃|읽어\s?주기"
    r"|기사\s?듣기|재생(?:할|하|됩|이)|[이본]\s?(?:누리집|페이지|사이트|기사|콘텐츠|글|자료|저작물|포스팅)[은는이를의]|홈페이지|앱에서|앱을|클릭|QR"
    r"|바로가기|해당\s?언론사|비밀번호|아이디"
)
_ABOUT_READERS = pattern(
    r"뉴스레터|구독|후원|정기\s?독자|독자\s?여러분|메일로|이메일|제보|회원|첫\s?달|무료(?:로|\s?체험)|쿠폰|혜택|채널|알림\s?설정"
    r"|카카오톡|카톡|유튜브|인스타그램|보도자료|연재를|본지|필자|외부\s?기고|기자(?:입니다|가\s되겠)"
    r"|명[의이]\s.{0,16}(?:읽고|받고|받아|구독|보고)|이야기를\s(?:씁니다|전합니다|적습니다)|[을를]\s(?:기록|취재)합니다"
)
# Sure even where the article itself speaks politely: what only a page can say ...
_SURE = pattern(
    r"브라우저에서만|읽어\s?주기\s?기능|문서\s?뷰어|음성으로\s?(?:들으실|듣기)|이\s?브라우저에서는|AMP로\s작성"
    r"|쿠키를\s?사용.{0,40}(?:동의|더\s나은\s서비스)|언론사로\s?이동합니다|연재를?\s?마칩니다|수신\s?거부를"
    r"|(?:뉴스레터|소식|기사)[는은]\s어떠셨"
)
# ... and what it asks of its readers, if it ends as a request does.
_OFFERED = pattern(
    r"뉴스레터.{0,24}(?:신청|구독|보내|받아|만나)|(?:정기\s?독자|후원자|후원\s?회원)[가이]\s?되어"
    r"|첫\s?달\s?(?:\d[\d,]*원|무료).{0,24}만나|(?:기사|소식|뉴스|이야기)[를을]\s.{0,16}(?:받아|만나)\s?보"
)
_ASKED = pattern(
    r"(?:드립니다|드려요|드릴게요|하세요|주세요|보세요|십시오|바랍니다|충분합니다)\W{0,3}$"
)
_ACCOUNT = pattern(
    r"로그인|로그아웃|비밀번호|아이디|회원|구독|가입|이용\s?약관|환불|결제|고객\s?센터|유료|무제한|광고\s?없이|해지|본인\s?인증"
    r"|개인정보"
)
_ENGLISH = pattern(
    r"\b(?:your browser|does not support|javascript|cookies?|subscribe|newsletter|sign up)",
    re.IGNORECASE,
)
_HANGUL = pattern(r"[가-힣]")
# AI가 자동으로 요약한 내용으로 본문과 차이가 있을 수 있습니다.
_DISCLAIMS = pattern(
    r"요약.{0,80}(?:본문|기사|원문|사실|맥락|차이|다를\s수|제외될)"
    r"|(?:AI|인공지능)[가이는]?\s?.{0,12}(?:생성|요약|작성)한.{0,40}수\s?있"
)
_HEADS_SUMMARY = pattern(
    r"\W*(?:AI\s?|인공지능\s?)?(?:기사\s?|뉴스\s?|본문\s?)?(?P<count>[3세]\s?줄|핵심|한눈에)?\s?요약"
    r"(?:봇|보기|쏙|문)?(?:\s?(?:beta|베타|AI))?\W*",
    re.IGNORECASE,
)


_CLOSING_B = 17  # ㅂ among the 28 closing letters of a Unicode syllable


def is_polite(text: str) -> bool | None:
    """Whether a sentence is said to somebody (합니다), or told (했다); None where that is open."""
    tail = text[-12:]
    if match := _POLITE.search(tail):
        # Before 니다 stands a closing ㅂ (합니다); 아니다 is told.
        return not match["stem"] or (ord(match["stem"]) - ord("가")) % 28 == _CLOSING_B
    return False if _PLAIN.search(tail) else None


def speaks_politely(sentences: Iterable[str]) -> bool:
    """Whether a text as a whole is said to somebody, as blogs and broadcasts are."""
    found = [polite for text in sentences if (polite := is_polite(text)) is not None]
    return sum(found) > 0.25 * len(found)


def is_notice(text: str, *, polite: bool) -> bool:
    """Whether a sentence is the page's and not the article's, which is itself `polite` or not."""
    if len(text) > _LONGEST or text[:1] in "“\"‘'[":
        return False
    if not _HANGUL.search(text):
        return bool(_ENGLISH.search(text))
    if not is_polite(text):
        return False
    if _SURE.search(text) or (_OFFERED.search(text) and _ASKED.search(text[-12:])):
        return True
    about = text[0] == "※" or _ABOUT_PAGE.search(text) or _ABOUT_READERS.search(text)
    return not polite and bool(about or is_disclaimer(text))


def is_service(text: str) -> bool:
    """Whether a sentence may be about an account or a subscription, as in pages of those."""
    return bool(is_polite(text) and _ACCOUNT.search(text))


def is_disclaimer(text: str) -> bool:
    """Whether a sentence says that a machine made the summary that it stands below."""
    return len(text) <= 240 and "요약" in text and bool(is_polite(text) and _DISCLAIMS.search(text))


def summary_lines(text: str) -> int | None:
    """How many lines stand in the summary box that a line heads, 0 if it does not say; or None."""
    match = _HEADS_SUMMARY.fullmatch(text) if len(text) <= 20 and "요약" in text else None
    if match is None:
        return None
    return 3 if match["count"] and "줄" in match["count"] else 0
