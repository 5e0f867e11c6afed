"""Copied and saved pages of many makes, all of them invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.article import KST
from corpus.dumps import parse

FIRST = (
    "한울반도체가 차세대 추론용 가속기 '누리2'의 양산을 시작했다고 4일 밝혔다. "
    "회사는 올해 안에 국내 데이터센터 세 곳에 1만2000개를 공급할 계획이다."
)
SECOND = (
    "누리2는 앞선 제품보다 전력 소모를 40% 줄였고, 대규모 언어모델을 한 장으로 돌릴 수 있다. "
    "김하늘 대표는 “고객사가 요구한 조건을 모두 맞췄다”며 “내년에는 수출에 나서겠다”고 말했다."
)
THIRD = (
    "업계에서는 공급 일정이 지켜질지가 관건이라고 본다. "
    "한 시장조사업체는 올해 국내 가속기 수요를 5만 개 안팎으로 내다봤다."
)
HEADLINE = "한울반도체, 추론용 가속기 '누리2' 양산…연내 1만2000개 공급"
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_wire_report_loses_its_dateline_and_its_notices():
    article = parse(f"""
뉴스 검색
본문 바로가기
산업/재계
{HEADLINE}
송고시간2026-03-04 10:20
홍길동 기자
기자 페이지
구독
공유
댓글
글자크기조정
인쇄
(서울=연합뉴스) 홍길동 기자 = {FIRST}
{SECOND}
{THIRD}
gildong@yna.co.kr
제보는 카카오톡 okjebo
<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>
2026/03/04 10:20 송고
관련기사
공급망 다변화 나선 팹리스들…"국산화율 60% 목표"
많이 본 뉴스
1
주말 전국에 비…낮부터 기온 뚝
""")

    assert article.headline == HEADLINE
    assert article.byline == "홍길동"
    assert article.publisher == "연합뉴스"
    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)
    assert article.body == BODY


def test_a_wire_report_is_dated_by_the_line_below_its_rights():
    article = parse(f"""{HEADLINE}
(서울=연합뉴스) 홍길동 김철수 기자 = {FIRST}
{SECOND}
gildong@yna.co.kr
(끝)
<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>
2026/03/04 10:20 송고""")

    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)
    assert article.byline == "홍길동, 김철수"
    assert article.body == f"{FIRST}\n\n{SECOND}"


def test_a_column_keeps_its_subheads_and_names_its_outside_writer():
    article = parse(f"""오피니언
칼럼

[기고] 가속기 국산화, 속도보다 방향이다

입력 2026-03-04 00:10

오유진 한빛대 전자공학과 교수

{FIRST}

누가 살 것인가

{SECOND}

남은 과제

{THIRD}

오유진 한빛대 전자공학과 교수

※ 외부 필진의 글은 본지의 편집 방향과 다를 수 있습니다.
ⓒ 새벽일보, 무단전재 및 재배포 금지
""")

    assert article.headline == "[기고] 가속기 국산화, 속도보다 방향이다"
    assert article.byline == "오유진"
    assert article.publisher == "새벽일보"
    assert article.body.startswith(FIRST)
    assert "\n\n누가 살 것인가\n\n" in article.body
    assert "\n\n남은 과제\n\n" in article.body
    assert article.body.endswith(THIRD)


def test_a_blog_post_drops_tools_and_the_list_of_other_posts():
    article = parse(f"""본문 바로가기

구름 위의 개발자

공부 노트

추론용 가속기, 무엇을 보고 골라야 할까

구름이 2026. 3. 4. 22:38

반응형

안녕하세요. 오늘은 추론용 가속기를 고르는 법을 정리해 보려고 합니다.

1. 메모리 용량

모델이 통째로 올라가지 않으면 속도가 크게 떨어집니다. 저는 최소 48GB를 권합니다.

2. 전력

{SECOND}

읽어 주셔서 감사합니다. 틀린 곳이 있으면 알려 주세요!

728x90

공유하기

게시글 관리

구름 위의 개발자

저작자표시

'공부 노트' 카테고리의 다른 글

파이썬 가상 환경 정리 (3)	2026.02.11
도커 이미지 줄이는 다섯 가지 방법을 모두 시험해 보았습니다. (0)	2026.01.30

댓글 2

지나가다 2026.03.05 10:20
좋은 글 감사합니다. 큰 도움이 되었습니다. 다음 글도 기대하겠습니다.
""")

    assert article.headline == "추론용 가속기, 무엇을 보고 골라야 할까"
    assert article.published_at == datetime(2026, 3, 4, 22, 38, tzinfo=KST)
    assert article.body.startswith("안녕하세요. 오늘은")
    assert "1. 메모리 용량" in article.body
    assert article.body.endswith("틀린 곳이 있으면 알려 주세요!")


def test_a_portal_copy_names_the_paper_and_not_the_portal():
    article = parse(f"""
메뉴
다음뉴스
본문 바로가기
{HEADLINE}

홍길동, 김철수 2026. 3. 4. 10:21
음성으로 듣기
번역 설정
글씨크기 조절하기

(예시) 가장 빠른 뉴스가 있고 다양한 정보, 쌍방향 소통이 숨쉬는 다음뉴스를 만나보세요.

[한울반도체 제공]

[하루경제 홍길동·김철수 기자] {FIRST}

{SECOND}

{THIRD}

Copyright © 하루경제. 무단전재 및 재배포 금지.

이 기사에 대해 어떻게 생각하시나요?
타임톡이 제공되지 않습니다
해당 기사는 언론사의 요청에 따라 타임톡을 제공하지 않습니다.

하루경제 주요 뉴스
""")

    assert article.headline == HEADLINE
    assert article.byline == "홍길동, 김철수"
    assert article.publisher == "하루경제"
    assert article.published_at == datetime(2026, 3, 4, 10, 21, tzinfo=KST)
    assert article.body == BODY


def test_a_mobile_page_loses_its_deck_and_its_summary_box():
    article = parse(f"""
≡ 전체메뉴
새벽일보
로그인
구독
{HEADLINE}
전력 소모 40% 줄여
국내 데이터센터 세 곳에 공급
“내년에는 수출”
홍길동 기자 | 입력 2026.03.04. 오전 10:15 | 수정 2026.03.05. 오후 1:00
AI 요약
닫기
한울반도체가 새 가속기의 양산에 들어갔다는 내용의 기사를 요약한 문장입니다.
AI가 요약한 내용으로 기사와 다를 수 있습니다.
가+
가-
▲ 한울반도체 직원들이 4일 화성 공장에서 새 가속기를 들어 보이고 있다. /사진=한울반도체
{FIRST}
{SECOND}
{THIRD} 홍길동 기자 gildong@saebyeok.example
좋아요 3
싫어요 0
댓글 1
""")

    assert article.headline == HEADLINE
    assert article.byline == "홍길동"
    assert article.published_at == datetime(2026, 3, 4, 10, 15, tzinfo=KST)
    assert article.body == BODY


def test_comments_below_are_not_part_of_the_article():
    article = parse(f"""{HEADLINE}
승인 2026.03.04 10:20
홍길동 기자

{FIRST}

{SECOND}

댓글 12

반도체맨 2026.03.04
국산 가속기가 드디어 나오는군요. 그런데 소프트웨어가 제대로 따라올지 그것이 더 걱정입니다.
답글 신고
하늘소 2026.03.04
가격이 관건이라고 봅니다. 외산보다 싸지 않으면 아무도 사지 않을 것입니다. 지켜봅시다.
""")

    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)


def test_a_second_article_below_the_first_is_left_out():
    article = parse(f"""{HEADLINE}

2026.03.04 10:20

{FIRST}

{SECOND}

{THIRD}

새벽 배송 로봇, 아파트 단지 200곳으로

2026.03.03 18:00

달빛로지스가 새벽 배송 로봇을 수도권 아파트 단지 200곳에 들인다. 회사는 3일 이렇게 밝혔다.

로봇 한 대가 하룻밤에 나르는 짐은 평균 60개다. 회사는 하반기에 지방으로도 넓힐 생각이다.
""")

    assert article.headline == HEADLINE
    assert article.body == BODY


def test_a_short_article_keeps_its_place_above_a_long_one():
    longer = "\n\n".join(
        f"달빛로지스가 배송 로봇을 들이는 {n}번째 단지의 주민들은 소음이 적어 만족한다고 말했다. "
        "회사는 하반기에 지방으로도 넓힐 생각이라고 밝혔다."
        for n in range(9)
    )
    article = parse(
        f"{HEADLINE}\n\n입력 2026.03.04 10:20\n\n{FIRST}\n\n{SECOND}\n\n"
        f"새벽 배송 로봇, 아파트 단지 200곳으로\n\n입력 2026.03.03 18:00\n\n{longer}"
    )

    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)


def test_a_weather_banner_and_the_day_of_the_page_are_not_the_articles():
    article = parse(f"""2026.03.05 (목)

  • 맑음서울 7.2℃
  • 흐림부산 9.0℃
  • 구름많음대구 8.1℃
기상청 제공

산업


{HEADLINE}

{FIRST}


{SECOND}


{THIRD}




HOT클릭 TOP5


배너


사회

더보기
도심 공원 세 곳, 밤에도 연다
서울시가 도심 공원 세 곳을 밤에도 열기로 했다. 시는 5일 이런 내용의 계획을 내놓았다.
""")

    assert article.headline == HEADLINE
    assert article.published_at is None
    assert article.body == BODY


def test_the_clock_of_the_page_yields_to_the_time_of_the_article():
    article = parse(f"""새벽일보
2026.03.05 (목) 11:42
{HEADLINE}
수정 2026.03.04 12:30
입력 2026.03.04 10:20
홍길동 기자
{FIRST}
{SECOND}
ⓒ 새벽일보
""")

    assert article.published_at == datetime(2026, 3, 4, 10, 20, tzinfo=KST)
    assert article.headline == HEADLINE


def test_the_registration_of_the_paper_is_no_date_of_the_article():
    article = parse(f"""{HEADLINE}
홍길동 기자
{FIRST}
{SECOND}
홍길동 기자 gildong@example.com
새벽일보
주소 : 서울특별시 어딘가 1길 1
등록번호 : 서울 아 00000
등록일 : 2009-11-30
발행일 : 2009-12-01
""")

    assert article.published_at is None
    assert article.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "headline",
    [
        "언론사 기사 무단 전재한 AI 기업, 결국 법정으로",
        "네이버, 댓글 정책 바꾼다…AI가 먼저 읽고 걸러",
        "지금 뜨는 AI 스타트업 다섯 곳을 찾아가 보니",
        "주요 글로벌 기업 실적, AI에 울고 웃었다",
        "국산 AI 반도체 기업 TOP 10",
    ],
)
def test_a_headline_may_speak_of_what_pages_speak_of(headline: str):
    page = f"로그인\n\n{headline}\n\n입력 2026.03.04 10:20\n\n{BODY}\n\nⓒ 새벽일보"
    assert parse(page).headline == headline


def test_related_articles_in_the_middle_are_left_out():
    article = parse(f"""{HEADLINE}
입력 2026.03.04 10:20
{FIRST}
관련기사
• 한울반도체, 화성에 두 번째 공장
• "가속기 값, 내년엔 절반"…업계의 기대
• 데이터센터 전력난, 해법은 어디에
{SECOND}
{THIRD}
홍길동 기자 gildong@example.com
""")

    assert article.body == BODY


def test_a_relative_date_counts_from_the_moment_the_page_was_saved():
    page = (
        f"{HEADLINE}\n\n3 days ago\n\n홍길동 산업부장\n\n{FIRST}\n\n{SECOND}\n\nRead Entire Article"
    )
    saved = datetime(2026, 3, 6, 20, 0, tzinfo=UTC)  # the 7th, five in the morning, in Korea

    assert parse(page, saved_at=saved).published_at == date(2026, 3, 4)
    assert parse(page).published_at is None
    assert parse(page).byline == "홍길동"


def test_an_article_goes_on_behind_a_box_of_popular_ones():
    article = parse(f"""{HEADLINE}
입력 2026.03.04. 09:12업데이트 2026.03.04. 11:30
{FIRST}

많이 본 뉴스
반도체 장비 수출 사상 최대
주말 전국에 비

{SECOND}

{THIRD}

홍길동 기자 gildong@example.com
""")

    assert article.body == BODY
    assert article.published_at == datetime(2026, 3, 4, 9, 12, tzinfo=KST)


@pytest.mark.parametrize(
    "noise",
    [
        "매주 월요일 아침, 반도체 소식을 골라 메일로 보내 드립니다.",
        "1만 명의 독자가 이미 받아 보고 있습니다.",
        "이 기사는 음성으로 들으실 수 있습니다.",
        "Your browser does not support the video tag.",
        "AI가 생성한 요약으로 사실과 다를 수 있습니다.",
        "화성 공장에서 직원들이 가속기를 살펴보고 있다. 해맑음 기자",
        "화성 공장 벽에 붙은 공정표. 홍길동 기자",
        "공장 한쪽을 채운 웨이퍼 상자. 하루 2천 장이 들어온다. /한울반도체",
        "직원이 가속기를 들어 보이고 있다.〈사진 한울반도체 제공〉",
        "[관련기사] 한울반도체, 화성에 두 번째 공장",
        "새벽플러스에서 이어지는 이야기, 첫 달 100원에 만나보세요.",
        "※ ‘칩의 시간’은 이번 회를 끝으로 연재를 마칩니다.",
        "정직한 보도를 이어 가도록 새벽일보의 후원자가 되어 주세요.",
        "3줄 요약\n가속기가 나왔다는 내용이다.\n전력이 줄었다는 설명이다.\n수출을 노린다는 계획이다.",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_a_page_says_between_the_paragraphs_is_left_out(noise: str, place: int):
    paragraphs = [FIRST, SECOND, THIRD]
    paragraphs.insert(place, noise)
    body = "\n\n".join(paragraphs)
    page = f"메뉴\n\n{HEADLINE}\n\n2026.03.04 10:20\n홍길동 기자\n\n{body}\n\nⓒ 새벽일보, 무단전재 금지"
    assert parse(page).body == BODY


@pytest.mark.parametrize(
    ("top", "bottom", "name"),
    [
        ("홍민재 한빛대 교수·통계학", "", "홍민재"),
        ("한빛대 교수 홍민재", "", "홍민재"),
        ("홍민재(한빛대 교수)", "", "홍민재"),
        ("", "홍민재 시인", "홍민재"),
        ("", "홍민재 변호사", "홍민재"),
        ("", "홍민재 한빛연구원 선임연구위원", "홍민재"),
        ("홍민재 새벽전자 대표", "홍민재 새벽전자 대표", "홍민재"),
        ("취재 홍민재", "", "홍민재"),
        ("", "해맑음 기자 malgeum@saebyeok.example", "해맑음"),
        ("해맑음 기자구독", "", "해맑음"),
        ("새벽전자 홍보실", "", None),
    ],
)
def test_whoever_signs_above_or_below_wrote_it(top: str, bottom: str, name: str | None):
    page = f"메뉴\n\n{HEADLINE}\n\n2026.03.04 10:20\n{top}\n\n{BODY}\n\n{bottom}\n\nⓒ 새벽일보"
    article = parse(page)
    assert article.byline == name
    assert article.body == BODY


def test_a_bracket_in_the_headline_names_the_columnist():
    page = f"오피니언\n\n[열린 시선/홍민재]칩의 시간\n\n2026.03.04 10:20\n\n{BODY}\n\nⓒ 새벽일보"
    assert parse(page).byline == "홍민재"


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - 새벽소리",
        f"새벽소리 - {HEADLINE}",
        f"{HEADLINE} < 산업 < 기사본문 - 새벽소리",
    ],
)
def test_the_title_of_the_window_names_the_site(title: str):
    page = f"{title}\n메뉴\n경제\n{HEADLINE}\n전력 40% 줄인 새 칩, 내년엔 수출\n2026.03.04 10:20\n\n{BODY}\n\n댓글 2"
    article = parse(page)
    assert article.headline == HEADLINE
    assert article.publisher == "새벽소리"


@pytest.mark.parametrize(
    ("rights", "name"),
    [
        ("Copyright © 새얼전자신문. 무단전재 금지", "새얼전자신문"),
        ("이 기사의 저작권은 새얼중앙에 있으며 AI 학습 활용을 금지합니다.", "새얼중앙"),
        ("ⓒ 새얼신문 & saeeol.example, 무단전재 금지", "새얼신문"),
        ("새얼신문 구독하기", "새얼신문"),
    ],
)
def test_the_publisher_is_read_from_what_is_said_below(rights: str, name: str):
    page = f"메뉴\n\n{HEADLINE}\n\n2026.03.04 10:20\n\n{BODY}\n\n홍길동 기자\n\n{rights}\n"
    assert parse(page).publisher == name


def test_the_korean_name_in_the_dateline_beats_the_domain_in_the_rights():
    page = (
        f"메뉴\n{HEADLINE}\n등록 2026.03.04 10:20\n[대전=새얼]홍길동 기자 = {FIRST}\n{SECOND}\n"
        "Copyright © SAEEOL.EXAMPLE, 무단 전재 및 재배포 금지"
    )
    article = parse(page)
    assert (article.publisher, article.byline) == ("새얼", "홍길동")
    assert article.body == f"{FIRST}\n\n{SECOND}"
