"""What single lines of Korean pages say about themselves."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from corpus.article import KST
from corpus.clues import byline, is_caption, is_furniture, published, publisher, trim

SAVED = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)  # the 5th, half past eight in the morning in Korea


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(수원=연합뉴스) 홍길동 기자 = 경기도는 4일 새 계획을 내놓았다.", "홍길동"),
        ("[서울=뉴시스]홍길동 김철수 기자 = 본문이 여기서 시작한다.", "홍길동, 김철수"),
        ("[이데일리 홍길동 기자] 본문이 여기서 시작한다.", "홍길동"),
        ("[홍길동 기자]", "홍길동"),
        ("회사는 이렇게 밝혔다. 부산=홍길동 기자 hong@example.com", "홍길동"),
        ("회사는 “내년에도 하겠다”고 말했다./홍길동 기자", "홍길동"),
        ("홍길동 산업1부장", "홍길동"),
        ("2026-03-04     홍길동 주필", "홍길동"),
        ("홍길동·김철수 기자 외 1명", "홍길동, 김철수"),
        ("홍길동 기자 hong@a.kr 남궁민수 기자 ngms@a.kr", "홍길동, 남궁민수"),
        ("도쿄=홍길동 특파원", "홍길동"),
        ("홍길동 상임논설위원", "홍길동"),
        ("홍길동 인턴기자", "홍길동"),
        ("홍길동 객원기자", "홍길동"),
        ("홍길동 IT칼럼니스트", "홍길동"),
        ("홍길동 의학전문기자", "홍길동"),
        ("홍길동 산업부 선임기자", "홍길동"),
        ("기자명 홍길동", "홍길동"),
        ("글 홍길동 기자 사진 김철수 기자", "홍길동"),
        ("홍길동, 김철수 2026. 3. 4. 10:21", "홍길동, 김철수"),
        ("홍길동 기자 | 입력 2026.03.04 10:20 | 수정 2026.03.04 11:00", "홍길동"),
        ("By Hong Gildong", "Hong Gildong"),
        ("해맑음 기자 malgeum@example.com", "해맑음"),
        ("[새얼일보 해맑음 기자]", "해맑음"),
        ("작성자 구름한점", "구름한점"),
        ("정치부 기자", None),
        ("영상취재 기자 : 홍길동", None),
        ("현장 기자", None),
        ("인천 2026.03.04 10:00", None),
        ("홍길동 기자가 현장에서 이렇게 말했다.", None),
        ("홍길동 새벽전자 대표", None),
        ("그는 기자들과 만나 “사실이 아니다”라고 했다.", None),
        ("", None),
    ],
)
def test_a_byline_gives_its_names_and_nothing_else(line: str, names: str | None):
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("입력 2026.02.12. 오전 10:30", datetime(2026, 2, 12, 10, 30)),
        ("입력 2026.02.12. 오후 12:05", datetime(2026, 2, 12, 12, 5)),
        ("입력 2026.03.03 (21:14)", datetime(2026, 3, 3, 21, 14)),
        ("2026.03.04. 13:27조회 1,204", datetime(2026, 3, 4, 13, 27)),
        ("업데이트 2026-03-05 00:412026년 3월 4일 23시 08분", datetime(2026, 3, 4, 23, 8)),
        ("2024. 10. 8. 00:00", datetime(2024, 10, 8)),
        ("송고시간2022-09-07 20:49", datetime(2022, 9, 7, 20, 49)),
        (
            "기사입력 2022.01.02 오후 3:04 최종수정 2022.01.03 오전 1:00",
            datetime(2022, 1, 2, 15, 4),
        ),
        ("수정 2024.01.02 10:00 입력 2024.01.01 09:00", datetime(2024, 1, 1, 9)),
        ("등록 2017.09.13 15:09수정 2017.09.14 15:09", datetime(2017, 9, 13, 15, 9)),
        ("승인 2024.01.02 13:00", datetime(2024, 1, 2, 13)),
        ("2026/03/04 10:20 송고", datetime(2026, 3, 4, 10, 20)),
        ("2025년 3월 2일 14시 05분", datetime(2025, 3, 2, 14, 5)),
        ("2018\\. 11. 24. 15:03", datetime(2018, 11, 24, 15, 3)),
        ("홍길동 기자 |  2020-03-04 16:52:59", datetime(2020, 3, 4, 16, 52, 59)),
        ("２０２６．０３．０４ １０：２０", datetime(2026, 3, 4, 10, 20)),
        ("20240429103000", datetime(2024, 4, 29, 10, 30)),
    ],
)
def test_a_time_without_a_zone_is_korean(line: str, moment: datetime):
    assert published(line) == moment.replace(tzinfo=KST)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-06-24     홍길동 주필", date(2024, 6, 24)),
        ("Published Mar 4, 2020", date(2020, 3, 4)),
        ("Mar 04. 2025", date(2025, 3, 4)),
        ("by구름한점Mar 04. 2026", date(2026, 3, 4)),
        ("garamdev·2026년 3월 4일팔로우", date(2026, 3, 4)),
        ("4 March 2020", date(2020, 3, 4)),
        ("발행일 : 2026.03.04", date(2026, 3, 4)),
        ("2 days ago 1", date(2026, 3, 3)),
        ("3시간 전", date(2026, 3, 5)),
        ("9시간 전", date(2026, 3, 4)),
        ("어제", date(2026, 3, 4)),
        ("1주 전", date(2026, 2, 26)),
    ],
)
def test_a_day_stays_a_day(line: str, day: date):
    found = published(line, SAVED)
    assert found == day
    assert not isinstance(found, datetime)


def test_a_named_zone_is_kept():
    assert published("2024-01-02T03:04:05Z") == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert published("Tue, 04 Mar 2020 10:00:00 +0900") == datetime(2020, 3, 4, 10, tzinfo=KST)


def test_minutes_ago_are_a_moment_and_need_the_moment_of_saving():
    assert published("5분 전", SAVED) == datetime(2026, 3, 5, 8, 25, tzinfo=KST)
    assert published("5분 전") is None
    assert published("2 days ago") is None


@pytest.mark.parametrize(
    "line",
    [
        "2024.04.29 (월)",  # the banner of the site
        "2022.06.28 화요일",
        "2025년 3월 2일 개막하는 박람회",
        "회사는 2025년 3월 2일 10시 30분에 문을 연다고 밝혔다.",
        "등록번호 : 서울 아 00000 | 등록일자 : 2009.11.30",  # the registration of the paper
        "2026-03-04 02:19 기준",  # the hour of a ranking
        "2024.02.30",  # no such day
        "2024.13.01",
        "오늘과 내일",
        "어제와 다른 오늘을 만드는 사람들",
        "3일 전국에 비",
        "5월 15일",
        "",
    ],
)
def test_other_dates_are_not_taken_for_the_articles(line: str):
    assert published(line, SAVED) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Copyright © 매일경제 무단 전재 금지", "매일경제"),
        ("© & mk.co.kr", "매일경제"),
        ("ⓒ 한경닷컴 무단전재 금지", "한국경제"),
        ("© dongA.com All rights reserved.", "동아일보"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>", "연합뉴스"),
        ("<저작권자ⓒ대전일보사>", "대전일보"),
        ("Copyright 2026 새벽타임즈 All rights reserved.", "새벽타임즈"),
        ("hong@hankyung.com", "한국경제"),
        ("https://www.aitimes.com/news/articleView.html?idxno=1", "AI타임스"),
        ("blog.naver.com/example/1", "네이버 블로그"),
        ("biz.chosun.com", "조선비즈"),
        ("(수원=연합뉴스) 홍길동 기자 =", "연합뉴스"),
        ("매일 경제", "매일경제"),
        ("ⓒ 새얼전자신문 무단전재 금지", "새얼전자신문"),
        ("저작권자 ⓒ 전자신문, 무단전재 금지", "전자신문"),
        ("Copyright © SAEEOL.EXAMPLE, 무단 전재 금지", "saeeol.example"),
        ("https://n.news.naver.com/article/001/1", None),
        ("hong@gmail.com", None),
        ("notmk.co.kr.example.com", None),
        ("매일경제를 읽는 사람들", None),
        ("", None),
    ],
)
def test_a_publisher_is_known_by_rights_host_mail_or_dateline(text: str, name: str | None):
    assert publisher(text) == name


def test_the_table_of_publishers_is_large_and_sound():
    table = tomllib.loads(files("corpus.clues").joinpath("publishers.toml").read_text("utf-8"))
    assert len(set(table["domains"].values())) >= 80
    assert all(domain == domain.lower() and "." in domain for domain in table["domains"])


@pytest.mark.parametrize(
    "line",
    [
        "ⓒ 새벽일보, 무단전재 및 재배포 금지",
        "홍길동 기자 hong@example.com",
        "이 기사를 추천합니다",
        "좋아요 12",
        "본문 바로가기",
        "글자 크기 변경하기",
        "• 흐림서울 3.2℃",
        "기상청 제공",
        "네이버에서 새벽일보를 구독하세요",
        "▶ 새벽일보 바로가기",
        "댓글을 입력해 주세요.",
        "기사 URL이 복사되었습니다.",
        "#가속기 #반도체 #새벽전자",
        "https://saebyeok.example/news/1",
        "인터넷신문등록번호 : 서울 아 00000",
        "[##_Image|kage@x/img.jpg|CDM|1.3|_##]",
        "1 / 2",
        "···",
    ],
)
def test_furniture_is_never_prose(line: str):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "회사는 4일 새 가속기의 양산을 시작했다고 밝혔다.",
        "법원은 기사를 무단 전재한 업체에 배상하라고 판결했다.",
        "그는 댓글 정책을 바꾸겠다고 약속했다.",
        "가난한 발명가의 긴 하루",
        "정부, 시장화에 힘을 실어줘야",
        "서울의 한낮 기온은 25℃까지 올랐다.",
        "2,280개소",
        "◆ 누가 살 것인가",
        "1. 전력과 냉각",
    ],
)
def test_prose_and_subheads_are_no_furniture(line: str):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "▲ 4일 화성 공장에서 직원들이 가속기를 들어 보이고 있다. 왼쪽부터 홍길동 대표.",
        "새벽전자 화성 공장 전경. [사진=새벽전자]",
        "새벽전자가 공개한 새 가속기. (새벽전자 제공)",
        "홍길동 대표가 4일 서울에서 열린 행사에서 발표하고 있다. 연합뉴스",
        "홍길동 대표가 4일 서울에서 열린 행사에서 발표하고 있다. 김철수 기자",
        "서버실 모습. 게티이미지뱅크",
        "사진 제공=새벽전자",
    ],
)
def test_captions_are_known_by_their_credits(line: str):
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "회사는 4일 새 가속기의 양산을 시작했다고 밝혔다.",
        "▲연산 속도 두 배 ▲전력 40% 절감 ▲가격 동결을 내세웠다.",
        "시장은 다르게 보고 있다.",
        "새벽전자, 새 모바일 AP 공개",
    ],
)
def test_prose_is_no_caption(line: str):
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("(수원=연합뉴스) 홍길동 기자 = 도는 4일 밝혔다.", "도는 4일 밝혔다."),
        ("[서울=뉴시스] 홍길동 기자 = 도는 4일 밝혔다.", "도는 4일 밝혔다."),
        ("[새벽일보 홍길동 기자] 도는 4일 밝혔다.", "도는 4일 밝혔다."),
        ("홍길동 상임논설고문정부가 계획을 내놓았다.", "정부가 계획을 내놓았다."),
        ("도는 4일 밝혔다. 부산=홍길동 기자 hong@example.com", "도는 4일 밝혔다."),
        ("도는 4일 밝혔다./홍길동 기자", "도는 4일 밝혔다."),
        ("그는 “그렇다”고 했다. hong@example.com", "그는 “그렇다”고 했다."),
        ("도는 4일 밝혔다. ▶ 새벽일보 바로가기 ▶ 구독하기", "도는 4일 밝혔다."),
        ("도는 4일 밝혔다. <저작권자ⓒ새벽일보, 무단전재 금지>", "도는 4일 밝혔다."),
        ("[단독] 도는 4일 밝혔다.", "[단독] 도는 4일 밝혔다."),
        ("홍길동 기자가 도청에서 물었다.", "홍길동 기자가 도청에서 물었다."),
        ("(서울시는 빠졌다) 도는 밝혔다.", "(서울시는 빠졌다) 도는 밝혔다."),
        ("▲속도 두 배 ▲전력 40% 절감이다.", "▲속도 두 배 ▲전력 40% 절감이다."),
        ("", ""),
    ],
)
def test_only_what_is_glued_to_the_ends_is_trimmed(paragraph: str, rest: str):
    assert trim(paragraph) == rest
