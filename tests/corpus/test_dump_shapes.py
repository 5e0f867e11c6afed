"""Clean texts, Markdown, wrapped and torn lines: what becomes of their shape."""

from __future__ import annotations

from datetime import datetime

import pytest

from corpus.article import KST, NotAnArticleError
from corpus.dumps import parse, parse_clean
from tests.corpus.test_dumps import BODY, FIRST, HEADLINE, SECOND


def test_lines_that_a_fixed_width_broke_are_joined():
    article = parse("""가속기 수요 전망 엇갈려

홍길동 기자 2026-03-04 09:00

   한울반도체가 새로 내놓은 추론용 가속기를 두고 시장의 전망이 엇갈린다. 국내
   데이터센터 운영사들은 전력 소모가 크게 줄었다는 점을 높이 사지만, 아직 검증이
   더 필요하다고 보는 쪽도 적지 않다. 회사는 올해 안에 1만 개가 넘는 물량을
   넘기겠다는 계획을 거듭 밝혔다.

   증권가의 셈법도 저마다 다르다. 목표 주가를 올린 곳이 네 곳, 그대로 둔 곳이
   두 곳이다. 한 분석가는 “하반기 실적을 확인하기 전에는 판단하기 이르다”고
   말했다.

   홍길동 기자 gildong@example.com
""")

    first, second = article.body.split("\n\n")
    assert "국내 데이터센터 운영사들은" in first
    assert "검증이 더 필요하다고" in first
    assert first.endswith("거듭 밝혔다.")
    assert second.startswith("증권가의 셈법도")
    assert second.endswith("이르다”고 말했다.")


def test_markdown_is_read_with_its_front_matter_and_without_its_marks():
    article = parse(f"""---
title: "{HEADLINE}"
author: 홍길동
publisher: 새벽일보
date: 2026-03-04T10:20:00+09:00
url: https://saebyeok.example/news/1
---

# {HEADLINE}

**한울반도체**가 [새 가속기](https://hanul.example/nuri2)의 *양산*을 시작했다고 4일 밝혔다.

## 전력

{SECOND}

- 연산: 초당 800조 회
- 메모리: 48GB
""")

    assert article.headline == HEADLINE
    assert article.byline == "홍길동"
    assert article.publisher == "새벽일보"
    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)
    assert article.url == "https://saebyeok.example/news/1"
    assert article.body.startswith(
        "한울반도체가 새 가속기의 양산을 시작했다고 4일 밝혔다.\n\n전력\n\n"
    )
    assert article.body.endswith("메모리: 48GB")


def test_a_text_without_boilerplate_comes_out_whole():
    article = parse(f"{HEADLINE}\n\n{FIRST}")
    assert (article.headline, article.body) == (HEADLINE, FIRST)

    article = parse(f"{FIRST}\n{SECOND}")
    assert (article.headline, article.body) == (None, f"{FIRST}\n\n{SECOND}")

    assert parse("정부, 가속기 1만 개 산다\n\n연내 계약 예정").body == "연내 계약 예정"


def test_clean_text_is_never_refused_and_its_first_line_is_the_headline():
    article = parse_clean("가속기 1만 개\n계약 예정\n납기 미정")
    assert (article.headline, article.body) == ("가속기 1만 개", "계약 예정\n\n납기 미정")

    assert parse_clean("로그인").body == "로그인"
    assert parse_clean("구독\n더보기", titled=False).body == "구독\n\n더보기"
    with pytest.raises(NotAnArticleError):
        parse_clean(" \n ")


def test_clean_text_loses_only_what_is_signed_at_its_ends():
    article = parse_clean(
        f"{HEADLINE}\n(서울=연합뉴스) 홍길동 기자 = {FIRST}\n{SECOND}\n"
        "홍길동 기자 gildong@yna.co.kr\n"
        "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>"
    )
    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert (article.byline, article.publisher) == ("홍길동", "연합뉴스")


def test_a_letter_that_gives_its_sender_is_no_broadcast():
    page = f"로그인\n\n{HEADLINE}\n\n2026.03.04 10:20\n\n{FIRST}\n\n{SECOND}\n\nCEO 김하늘입니다.\n\n댓글 2"
    article = parse(page)
    assert (article.byline, article.publisher) == (None, None)


def test_clean_text_that_begins_with_an_empty_line_has_no_headline():
    article = parse_clean(f"\n{HEADLINE}\n{FIRST}")
    assert (article.headline, article.body) == (None, f"{HEADLINE}\n\n{FIRST}")
    assert parse_clean("\n가속기 1만 개").body == "가속기 1만 개"


@pytest.mark.parametrize(
    ("credit", "names", "house"),
    [
        ("(서울=두루통신) 김하람 기자 = ", "김하람", "두루통신"),
        ("[서울=두루] 김하람·해맑음 기자 = ", "김하람, 해맑음", "두루"),
        ("【서울=두루통신】 김하람 특파원 = ", "김하람", "두루통신"),
        ("[새얼전자신문 김하람 기자] ", "김하람", "새얼전자신문"),
        ("김하람 기자 = ", "김하람", None),
    ],
)
def test_a_credit_that_opens_the_lead_is_no_part_of_it(credit: str, names: str, house: str | None):
    text = f"{HEADLINE}\n{credit}{FIRST}\n{SECOND}"
    for article in (parse_clean(text), parse(text), parse(f"로그인\n메뉴\n{text}\n댓글 2")):
        assert article.body == f"{FIRST}\n\n{SECOND}"
        assert (article.byline, article.publisher) == (names, house)


def test_a_blog_in_short_lines_is_put_together():
    article = parse("""본문 바로가기
블로그
카테고리 이동 하늘이의 일기
일상
성수동 로봇 카페에 다녀온 이야기
하늘이
2026. 3. 4. 21:10
이웃추가
본문 기타 기능

안녕하세요 하늘이예요~
오늘은 성수동에 새로 생긴
로봇 카페에 다녀왔어요 ㅎㅎ
\u200b
주문은 키오스크로 하고
로봇 팔이 커피를 내려 주는데
생각보다 빨라서 놀랐어요!
\u200b
다음에는 친구랑 같이
다시 가 볼 생각입니다 ^^
\u200b
#로봇카페
하늘이(sky) 님을 이웃추가하고 새글을 받아보세요
닫기
""")

    assert article.headline == "성수동 로봇 카페에 다녀온 이야기"
    assert article.byline == "하늘이"
    assert article.body.split("\n\n") == [
        "안녕하세요 하늘이예요~",
        "오늘은 성수동에 새로 생긴 로봇 카페에 다녀왔어요 ㅎㅎ",
        "주문은 키오스크로 하고 로봇 팔이 커피를 내려 주는데 생각보다 빨라서 놀랐어요!",
        "다음에는 친구랑 같이 다시 가 볼 생각입니다 ^^",
    ]


def test_wrapped_lines_are_joined_where_no_blank_line_parts_the_paragraphs():
    article = parse("""새벽일보
로그인
가속기 수요 전망 엇갈려
홍길동 기자 2026-03-04 09:00
한울반도체가 새로 내놓은 추론용 가속기를 두고 시장의 전망이 엇갈린다. 국내
데이터센터 운영사들은 전력 소모가 크게 줄었다는 점을 높이 사지만, 아직 검증이
더 필요하다고 보는 쪽도 적지 않다. 회사는 올해 안에 1만 개가 넘는 물량을
넘기겠다는 계획을 거듭 밝혔다.
증권가의 셈법도 저마다 다르다. 목표 주가를 올린 곳이 네 곳, 그대로 둔 곳이
두 곳이다. 한 분석가는 “하반기 실적을 확인하기 전에는 판단하기 이르다”고
말했다.
ⓒ 새벽일보 무단전재 금지
""")

    assert len(article.body.split("\n\n")) == 2
    assert "국내 데이터센터 운영사들은" in article.body


def test_every_paragraph_stands_in_the_source_word_for_word():
    page = f"메뉴\n\n{HEADLINE}\n\n2026.03.04 10:20\n\n{BODY}\n\n경제\n\n{FIRST}\n\nⓒ 새벽일보"
    source = "".join(page.split())
    for paragraph in parse(page).body.split("\n\n"):
        assert "".join(paragraph.split()) in source
