"""What a headline tells about its report."""

from __future__ import annotations

import pytest

from summaries.stories.headlines import stands_alone, words


@pytest.mark.parametrize(
    "headline",
    [
        "[사설] 연산 자원 확보, 더 늦출 수 없다",
        "[퇴근길 뉴스] 오늘 이것만은",
        "[특징주] 누리반도체, 공급 계약에 급등",
        "[주간 인공지능 동향] 3월 첫째 주",
        "[인사] 과학기술정책처",
        "[표] 3월 4일 주요 지수",
        "[나래의 오늘의 숫자] 35%",
        "[홍길동의 칩 이야기] 메모리의 시간",
        "[광장/김가온] 느린 기술의 힘",
        "데이터센터의 물 ③ 식히는 비용",
        "반도체 지도가 바뀐다 (상)",
        "누리전자, 새 가속기 공개 外",
        "3월 4일 주요 뉴스",
        "가온증권 증시 마감 브리핑",
    ],
)
def test_bulletins_columns_and_series_stand_alone(headline: str):
    assert stands_alone(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "[단독] 누리전자, 가온데이터 인수 추진",
        "[속보] 정부, 연산센터 부지 확정",
        "누리전자 1분기 영업이익 2조…사상 최대",
        "[CES 2026] 누리전자, 집안일 로봇 첫선",
        "새 인사 규정 두고 노사 이견",
        "[인사이드 반도체] 누리전자, 감산 결정",
        "[실적 발표] 누리전자 1분기 흑자",
        "[서울/연합] 정부, 연산센터 부지 확정",
        "",
        None,
    ],
)
def test_reports_of_an_event_do_not(headline: str | None):
    assert not stands_alone(headline)


def test_a_glued_headline_is_cut_into_known_words():
    known = {"누리", "누리전자", "가속기", "공급", "계약"}

    assert words("누리전자, HBM4 가속기 공급계약", known) == [
        "누리전자",
        "hbm4",
        "가속기",
        "공급",
        "계약",
    ]


def test_the_label_of_a_series_is_none_of_its_words():
    known = {"누리전자", "단독", "반도체", "전쟁"}

    assert words("[단독] 누리전자", known) == ["누리전자"]
    assert words("【반도체 전쟁】 누리전자", known) == ["누리전자"]
