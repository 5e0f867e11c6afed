"""What pages hold beside the article: data, guests, lists, notices, and reports of one sentence."""

import json
from datetime import datetime

import pytest

from corpus.article import KST, NotAnArticleError
from corpus.pages import parse
from tests.corpus.page_layouts import BODY, HEADLINE, PARAGRAPHS, page

AT = datetime(2026, 3, 5, 10, 21, tzinfo=KST)
SENTENCE = "가온반도체가 9일 오전 10시 본사에서 지난해 실적을 설명한다."


def paragraphs(*more: str) -> str:
    return "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, *more))


def article(main: str, above: str = "", title: str = HEADLINE, head: str = "") -> str:
    head = f"<title>{title}</title><meta property='og:type' content='article'>{head}"
    return page(head, f"<h1>{title}</h1>{above}<div id='text'>{main}</div>")


def data(**known: object) -> str:
    state = {
        "view": {"title": HEADLINE, "body": paragraphs(), **known},
        "list": [{"title": "딴 글"}],
    }
    script = json.dumps(state, ensure_ascii=False)
    return page(f"<title>{HEADLINE}</title>", f"<script>window.__STATE__={script};</script>")


def short(main: str, line: str = "2026.03.05 10:21 입력") -> str:
    others = "<ul><li><a href='/1'>바닷길 택배 드론 뜬다</a></li></ul>"
    return page(
        "<title>가온반도체, 9일 실적 설명회 - 한빛매일</title>",
        f"<div>가온반도체, 9일 실적 설명회</div><div>{line}</div><div>{main}</div><div>{others}</div>",
    )


def test_a_notice_with_its_headline_and_its_time_is_an_article() -> None:
    read = parse(short(SENTENCE))

    assert (read.headline, read.body) == ("가온반도체, 9일 실적 설명회", SENTENCE)
    assert (read.publisher, read.published_at) == ("한빛매일", AT)


@pytest.mark.parametrize(
    "main",
    [
        "해당 기사는 언론사 요청으로 삭제되었습니다.",
        "<p>이 기사는 회원만 읽을 수 있습니다.</p><p>로그인하시거나 회원으로 가입해 주세요.</p>",
        "바닷길 택배 드론 뜬다",
    ],
)
def test_a_notice_that_tells_nothing_is_no_article(main: str) -> None:
    with pytest.raises(NotAnArticleError):
        parse(short(main))


def test_without_its_time_a_single_sentence_is_a_teaser() -> None:
    with pytest.raises(NotAnArticleError):
        parse(short(SENTENCE, line="한빛매일"))


@pytest.mark.parametrize("tag", ["h1", "div"])
def test_a_headline_that_stands_again_above_the_text_is_no_paragraph(tag: str) -> None:
    title = "소형 언어모델, 병원 23곳으로 번졌다"
    head = f"<title>{title}</title>"

    read = parse(page(head, f"<article><{tag}>{title}</{tag}>{paragraphs()}</article>"))

    assert (read.headline, read.body) == (title, BODY)


@pytest.mark.parametrize(
    "known",
    [
        {
            "author": "서다온 기자",
            "pubdate": "2026-03-05 10:21:00",
            "updateDate": "2026-03-06 09:00",
        },
        {"writer": {"name": "서다온"}, "regDt": "20260305102100", "modDt": "20260306090000"},
        {"credits": {"by": [{"name": "서다온"}]}, "publishedAt": "2026-03-05T01:21:00Z"},
    ],
)
def test_the_data_that_names_the_headline_gives_writer_and_first_publication(
    known: dict[str, object],
) -> None:
    read = parse(data(**known))

    assert (read.byline, read.published_at, read.body) == ("서다온", AT, BODY)


def test_subheads_in_a_page_s_data_are_kept() -> None:
    elements = [{"type": "text", "content": p} for p in PARAGRAPHS]
    elements.insert(2, {"type": "header", "content": "“가격이 관건” 한목소리"})
    elements.insert(3, {"type": "ad", "content": "지금 가입하면 금리를 더 드립니다."})
    html = page(
        f"<title>{HEADLINE}</title>",
        f"<script>App.content={json.dumps({'elements': elements}, ensure_ascii=False)};</script>",
    )

    expected = [*PARAGRAPHS[:2], "“가격이 관건” 한목소리", *PARAGRAPHS[2:]]
    assert parse(html).body.split("\n\n") == expected


@pytest.mark.parametrize(
    "extra",
    [
        "<p>냉각 장치 앞에 선 직원들. ⓒ한빛경제 함초롬</p>",
        "<div>[관련 기사]<br>· 누리통신 새 요금제 내놓는다<br>· 한빛전자 공장 멈췄다</div>",
        "<p><b>[관련기사]</b></p><p>- 누리통신 새 요금제 내놓는다</p><p>- 한빛전자 공장 멈췄다</p>",
        "<div class='se-placesMap'><b>가온식당</b><p>강원 가온시 초당길 77</p></div>",
        "<p>새 이야기가 궁금하다면 첫 달 100원에 만나보세요.</p>",
        "<p>[리포트]</p>",
        "<p>▶관련기사 : 바닷길 택배 드론 뜬다</p>",
    ],
)
def test_what_stands_between_two_paragraphs_and_is_none_of_them_is_left_out(extra: str) -> None:
    first, last = (f"<p>{p}</p>" for p in (PARAGRAPHS[-2], PARAGRAPHS[-1]))
    html = article(paragraphs().replace(last, extra + last))

    assert first in html
    assert parse(html).body == BODY


def test_a_subhead_about_rights_or_comments_is_no_list_of_articles() -> None:
    points = "<ul><li>학습에 쓴 글 3만 편</li><li>배상액 12억원</li></ul>"
    extra = f"<h3>저작권 다툼 어디까지</h3>{points}"
    last = f"<p>{PARAGRAPHS[-1]}</p>"

    body = parse(article(paragraphs().replace(last, extra + last))).body

    assert "저작권 다툼 어디까지\n\n학습에 쓴 글 3만 편\n\n배상액 12억원" in body


def test_what_an_editor_says_of_the_column_is_left_out() -> None:
    html = article(paragraphs("※ 이 연재는 이번 회를 끝으로 마칩니다. 고맙습니다."))

    assert parse(html).body == BODY


def test_opinions_in_the_cells_of_a_table_are_comments() -> None:
    cells = ("의견쓰기", "로그인하셔야 의견을 쓸 수 있습니다.", "책벌레 : 우리 동네도 그래요.")
    table = "<table>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>"
    html = f"<title>{HEADLINE}</title><table><tr><td>{paragraphs()}{table}</td></tr></table>"

    assert parse(html).body == BODY


def test_the_line_above_the_time_is_the_headline_where_the_title_names_the_site() -> None:
    html = page(
        "<title>한들신문</title>",
        f"<table><tr><td><b>{HEADLINE}</b></td></tr><tr><td>기사입력 2026-03-05 10:21</td></tr>"
        f"<tr><td>{paragraphs()}</td></tr></table>",
    )

    assert parse(html).headline == HEADLINE


@pytest.mark.parametrize(
    ("above", "title", "byline"),
    [
        ("<p>한빛경제 편집국</p><p>서다온 한빛대 교수·통계학</p>", HEADLINE, "서다온"),
        ("", "[열린 시선/서다온]느린 칩이 더 멀리 간다", "서다온"),
        ("<em class='view_journalist_name'>온누리 기자</em>", HEADLINE, "온누리"),
        ("<span class='nickname'>칩장수</span>", HEADLINE, "칩장수"),
        ("<div class='comment_nickname'>지나가다</div>", HEADLINE, None),
    ],
)
def test_who_wrote_is_read_where_no_reporter_s_line_says_it(
    above: str, title: str, byline: str | None
) -> None:
    head = (
        "<meta name='author' content='편집국'>"
        "<meta property='og:article:author' content='한빛경제 | 네이버'>"
    )

    assert parse(article(paragraphs(), above, title, head)).byline == byline


def test_who_writes_a_blog_is_its_writer_and_no_publisher() -> None:
    head = "<meta property='og:article:author' content='칩장수'>"

    read = parse(article(paragraphs(), head=head))

    assert (read.byline, read.publisher) == ("칩장수", None)


def test_a_reader_s_nickname_is_nobody_s_byline() -> None:
    talk = "<h3>댓글 1</h3><div><b class='nick'>지나가다</b> 잘 읽었어요.</div>"

    assert parse(article(paragraphs()).replace("</body>", talk + "</body>")).byline is None


def test_of_two_times_without_labels_the_earlier_is_the_publication() -> None:
    html = article(paragraphs(), "<p>2026.03.05 14:02</p><p>2026.03.05 10:21</p>")

    assert parse(html).published_at == AT


def test_a_day_on_the_page_takes_its_minute_from_the_markup() -> None:
    html = article(paragraphs(), "<time datetime='2026-03-05T01:21:00Z'>2026.03.05</time>")

    assert parse(html).published_at == AT
