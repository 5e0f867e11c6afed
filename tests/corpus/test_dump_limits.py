"""Pages that hold no article, and text that is out to hurt."""

from __future__ import annotations

import contextlib
import time

import pytest

from corpus.article import NotAnArticleError
from corpus.dumps import parse
from tests.samples import FAULTY


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u200b\n\t",
        "로그인\n회원가입\n구독\n공유하기\nⓒ 새벽일보, 무단전재 및 재배포 금지",
        "홈\n정치\n경제\n사회\n로그인\n요청하신 페이지를 찾을 수 없습니다.\n"
        "주소를 다시 확인해 주세요.\n고객센터\n이용약관\n개인정보처리방침\n회사소개\n광고안내",
    ],
)
def test_nothing_but_boilerplate_is_refused(text: str):
    with pytest.raises(NotAnArticleError):
        parse(text)


def test_home_and_list_pages_are_refused():
    titles = [
        "주말 전국에 비…낮부터 기온 뚝",
        "수도권 전셋값 석 달째 올라",
        "“새 공장 짓겠다” 화성에 몰리는 팹리스",
        "도심 공원 세 곳 밤에도 연다",
        "배송 로봇 200곳으로",
        "가속기 수요 전망 엇갈려",
        "한은, 기준금리 다시 묶어",
        "로봇 의족 단 선수의 도전",
    ]
    home = (
        "새벽일보\n로그인\n전체메뉴\n"
        + "\n".join(f"• {t}\n새벽일보" for t in titles)
        + "\n더보기\n"
    )
    teasers = "산업\n전체기사\n" + "\n\n".join(
        f"{t}\n회사는 4일 이런 계획을 내놓았다. 관계자는 반응이 좋다고 말했다. 업계는 하반기...\n"
        f"홍길동 기자 2026.03.0{n + 1} 10:2{n}"
        for n, t in enumerate(titles)
    )
    for page in (home * 3, teasers):
        with pytest.raises(NotAnArticleError):
            parse(page)


@pytest.mark.parametrize("parting", ["홍길동 기자", "2026.03.04 10:20", ""])
def test_a_list_of_whole_teasers_is_refused_too(parting: str):
    teasers = [
        "회사는 4일 새 계획을 내놓았다. 관계자는 시장의 반응이 좋다고 말했다.",
        "정부는 5일 회의를 열어 대책을 확정했다고 밝혔다. 하반기부터 시행한다.",
        "연구진이 새로운 방법을 찾아냈다. 연구 결과는 국제 학술지에 실렸다.",
    ]
    titles = ["전세", "로봇", "공원", "금리", "의족", "인재", "비 소식", "가속기", "배송"]
    entries = [
        f"{title}, 그리고 사람들\n\n{teasers[n % 3]}\n\n{parting}" for n, title in enumerate(titles)
    ]
    page = "새벽일보\n로그인\n전체기사\n" + "\n\n".join(entries) + "\n1\n2\n3\n다음"
    with pytest.raises(NotAnArticleError):
        parse(page)


def test_results_terms_accounts_and_shops_are_refused():
    found = "\n".join(
        f"새벽일보{n}일 전\n가속기 소식 {n}\n...회사는 4일 계획을 내놓았다. 업계는 반긴다고 했다..."
        for n in range(1, 8)
    )
    terms = "\n".join(
        f"제{n}조 (목적)\n① 회원은 정해진 절차에 따라 서비스를 이용할 수 있습니다."
        for n in range(1, 8)
    )
    account = (
        "아이디\n아이디 또는 비밀번호를 잊으셨나요?\n"
        "간편 로그인을 이용하시면 별도의 가입 절차 없이 서비스를 이용하실 수 있습니다."
    )
    shop = (
        "판매가 129,000원\n배송비 3,000원\n장바구니 담기\n상품평 (128)\n"
        "목소리로 불을 켤 수 있습니다. 기사가 방문하지 않아도 됩니다."
    )
    photos = "\n".join(
        f"[포토] 도심의 봄 {n}\n도심의 봄 {n}. 홍길동 기자가 봄이 온 모습을 담았다."
        for n in range(9)
    )
    for page in (found, terms, account, shop, photos):
        with pytest.raises(NotAnArticleError):
            parse(f"정치\n경제\n사회\n로그인\n{page}")


def test_the_list_among_the_faulty_inputs_is_refused():
    with pytest.raises(NotAnArticleError):
        parse((FAULTY / "list-page.txt").read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "가" * 5_000_000,
        "한 줄로 된 아주 긴 글이다. " * 600_000,
        "짧은 줄\n" * 1_000_000,
        "[" * 200_000 + "](" * 200_000,
        "(" * 500_000 + "기자=" * 200_000,
        "a@" * 500_000,
        "**_" * 300_000,
        "2026.03." * 300_000,
        "한 줄에 마흔 자쯤 들어가는 글을 폭에 맞추어 끊어 놓은 것이 이어진다\n" * 19_998
        + "끝이다. " * 3,
        "[a](" * 500_000,
        "#a,,,,,,,,,,,," * 40 + "!",
        "\n".join(f"{n}번째 줄의 홍길동 기자 2026.03.04" for n in range(100_000)),
        "누리메일\n글을 쓰고 바로 보낼 수 있다.\nnurimail.com\n" * 30_000,
        "3줄 요약\n뉴스레터를 구독하세요. 홍길동 기자\n서울 / 부산 - 새벽일보\n" * 30_000,
        ("가나다라 " * 40 + "=" + "홍길동·" * 40 + "기자\n") * 8_000,
    ],
    ids=[
        "run",
        "line",
        "lines",
        "brackets",
        "parens",
        "mails",
        "stars",
        "dates",
        "wraps",
        "links",
        "tags",
        "bylines",
        "cards",
        "summaries",
        "names",
    ],
)
def test_hostile_text_takes_linear_time(text: str):
    began = time.process_time()
    with contextlib.suppress(NotAnArticleError):
        parse(text)
    assert time.process_time() - began < 20
