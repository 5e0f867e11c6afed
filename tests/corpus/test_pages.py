import contextlib
import json
import time
from datetime import datetime

import pytest

from corpus.article import KST, NotAnArticleError
from corpus.pages import parse
from corpus.pages.passages import cut
from tests.corpus import page_layouts as layouts
from tests.corpus.page_layouts import BODY, HEADLINE, PARAGRAPHS, page

# Layout -> its subheads, byline, publisher; all were published at the same minute.
ARTICLES = {
    "local_cms": ((), "서다온", "한빛경제"),
    "wire": ((), "서다온", "가온통신"),
    "client_rendered": ((), "서다온", "누리일보"),
    "next_data": ((), "서다온", "누리일보"),
    "portal": ((), "서다온", "한빛경제"),
    "old_table": ((), "서다온", "한빛경제"),
    "weblog": (("첫 물량은 언제",), "칩장수", "가람의 칩 이야기"),
    "blog_press": ((), "서다온", "누리테크"),
    "utility_classes": ((), "서다온", "가온데일리"),
    "mobile": ((), "서다온", "한빛경제"),
    "daily": (("가격이 관건",), "서다온", "누리일보"),
    "endless": ((), "서다온", "누리일보"),
    "essay": ((), "칩장수", "브런치스토리"),
}
OTHERS = (
    "search_results",
    "section_list",
    "front_page",
    "ranking",
    "gone",
    "only_boilerplate",
    "frames",
)


def article(main: str, head: str = "") -> str:
    """A page with one marked body."""
    return page(
        f"<meta property='og:type' content='article'><title>{HEADLINE}</title>{head}",
        f"<h1>{HEADLINE}</h1><div itemprop='articleBody'>{main}</div>",
    )


def paragraphs(*more: str) -> str:
    return "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, *more))


@pytest.mark.parametrize("layout", ARTICLES)
def test_the_body_is_every_paragraph_and_nothing_else(layout: str) -> None:
    subheads, _, _ = ARTICLES[layout]

    body = parse(getattr(layouts, layout)()).body

    assert [p for p in body.split("\n\n") if p not in subheads] == list(PARAGRAPHS)
    assert all(subhead in body for subhead in subheads)


@pytest.mark.parametrize("layout", ARTICLES)
def test_headline_byline_publisher_and_minute_are_read(layout: str) -> None:
    _, byline, publisher = ARTICLES[layout]

    read = parse(getattr(layouts, layout)())

    assert (read.headline, read.byline, read.publisher) == (HEADLINE, byline, publisher)
    assert isinstance(read.published_at, datetime)
    assert read.published_at.replace(second=0) == datetime(2026, 3, 5, 10, 21, tzinfo=KST)


@pytest.mark.parametrize("layout", OTHERS)
def test_pages_that_are_no_article_are_refused(layout: str) -> None:
    with pytest.raises(NotAnArticleError):
        parse(getattr(layouts, layout)())


def test_the_given_address_wins_over_the_page_s_own() -> None:
    html = layouts.daily()

    assert parse(html).url == "https://www.nuri.example/article/25300001"
    assert parse(html, url="https://m.nuri.example/1").url == "https://m.nuri.example/1"


def test_a_home_page_s_address_is_no_article_however_much_it_tells() -> None:
    few = page("", "<main>" + paragraphs() + "</main>")

    assert parse(few, url="https://www.nuri.example/news/1").body == BODY
    with pytest.raises(NotAnArticleError):
        parse(few, url="https://www.nuri.example/")


def test_a_fragment_without_html_is_read() -> None:
    read = parse(
        "<h2>칩 이야기의 첫머리</h2>" + paragraphs() + "<ul><li>항목 하나</li><li>항목 둘</li></ul>"
    )

    assert BODY in read.body
    assert "항목 둘" in read.body
    assert read.headline == "칩 이야기의 첫머리"


def test_a_time_that_is_labelled_universal_but_written_korean_is_korean() -> None:
    html = page(
        f"<title>{HEADLINE}</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2026-03-05T10:21:00Z'>",
        f"<h1>{HEADLINE}</h1><p>입력 2026.03.05 10:21</p><article>{paragraphs()}</article>",
    )

    assert parse(html).published_at == datetime(2026, 3, 5, 10, 21, tzinfo=KST)


def test_the_date_of_a_banner_or_of_a_comment_is_not_the_article_s() -> None:
    html = page(
        f"<title>{HEADLINE}</title><meta property='og:type' content='article'>",
        f"<div>2026년 3월 9일 월요일</div><h1>{HEADLINE}</h1><article>{paragraphs()}</article>"
        "<h3>댓글 1</h3><div>지나가다 2026.03.08 11:00</div>",
    )

    assert parse(html).published_at is None


def test_the_text_s_own_byline_wins_over_another_name_in_the_head() -> None:
    html = article(
        paragraphs("서다온 기자 daon@hanbit-news.example"), "<meta name='author' content='남궁솔'>"
    )

    assert parse(html).byline == "서다온"


def test_a_caption_that_repeats_its_picture_s_description_is_dropped() -> None:
    caption = "가온반도체 이천 공장에서 직원들이 웨이퍼를 살펴본다."
    html = article(f"<img src='a.jpg' alt='{caption}'><p class='t1'>{caption}</p>" + paragraphs())

    assert parse(html).body == BODY


def test_a_break_in_mid_sentence_is_undone_and_others_stay() -> None:
    wrapped = cut(
        "가온반도체가 클라우드 기업 세 곳과 추론용\n가속기 계약을 맺었다.\n값은 4200억원이다.", "p"
    )

    assert [p.text for p in wrapped] == [
        "가온반도체가 클라우드 기업 세 곳과 추론용 가속기 계약을 맺었다.",
        "값은 4200억원이다.",
    ]


def test_a_body_that_stands_twice_on_its_page_is_read_once() -> None:
    copy = f"<div class='print' style='display: none'>{paragraphs()}</div>"
    html = page(
        f"<title>{HEADLINE}</title>",
        f"<div><h1>{HEADLINE}</h1><div>{paragraphs()}</div>{copy}</div>",
    )

    assert parse(html).body == BODY


def test_the_first_publication_wins_over_a_revision_and_a_related_article_s_time() -> None:
    html = page(
        f"<title>{HEADLINE}</title>",
        "<ul><li><time datetime='2026-03-01T08:00:00+09:00'>3.1</time> 지난 기사</li></ul>"
        f"<h1>{HEADLINE}</h1><p>최종수정 2026.03.05 14:02</p><p>기사입력 2026.03.05. 오전 10:21</p>"
        f"<article>{paragraphs()}</article>",
    )

    assert parse(html).published_at == datetime(2026, 3, 5, 10, 21, tzinfo=KST)


def test_without_a_head_the_page_itself_tells_headline_writers_and_time() -> None:
    read = parse(
        "<div><h1>누리일보</h1><ul><li>정치</li></ul></div>"
        f"<div><h2>{HEADLINE}</h2><div>서다온 기자</div><div>daon@nuri.example</div>"
        "<div>남궁솔 기자</div><div>입력 : <em>2026-03-05</em> 오전 10:21</div>"
        f"<div>{paragraphs()}</div></div><h2>이 시각 주요뉴스와 많이 본 기사</h2>"
    )

    assert (read.headline, read.byline) == (HEADLINE, "서다온, 남궁솔")
    assert read.published_at == datetime(2026, 3, 5, 10, 21, tzinfo=KST)


@pytest.mark.parametrize("anchor", ["<a name='top'>", "<a href='#top'>"])
def test_an_anchor_that_is_left_open_does_not_make_the_article_a_link(anchor: str) -> None:
    html = f"<title>{HEADLINE}</title><div>{anchor}<div>{'<br><br>'.join(PARAGRAPHS)}</div></div>"

    assert parse(html).body == BODY


def test_a_link_without_words_leaves_nothing_behind() -> None:
    html = article(paragraphs().replace("업계는", "<a href='/1'></a>업계는"))

    assert parse(html).body == BODY


def test_a_broken_address_is_no_address() -> None:
    head = "<link rel='canonical' href='http://[::1'><meta property='og:url' content='//['>"

    assert parse(article(paragraphs(), head)).url is None


COMMENTS = "".join(
    f"<div><b>독자{i}</b><p>값이 너무 비싸요. 다시 생각해 주세요. 응원합니다.</p></div>"
    for i in range(12)
)


@pytest.mark.parametrize("opening", ["<div class='reply_list'>", "<div><h3>댓글 12</h3>"])
def test_more_comments_than_article_are_still_comments(opening: str) -> None:
    html = page(
        f"<title>{HEADLINE}</title>",
        f"<div><div><h2>{HEADLINE}</h2>2026.03.05 10:21</div><div>{paragraphs()}</div></div>"
        f"{opening}{COMMENTS}</div>",
    )

    assert parse(html).body == BODY


def test_a_report_of_one_sentence_is_an_article_where_the_page_says_so() -> None:
    sentence = "가온반도체가 클라우드 기업 세 곳과 가속기 3만개 공급 계약을 맺었다고 5일 공시했다."

    assert parse(article(f"<p>{sentence}</p>")).body == sentence
    with pytest.raises(NotAnArticleError):
        parse(page("", f"<p>{sentence}</p>"))


@pytest.mark.parametrize(
    "extra",
    [
        "<p>[AI 요약]</p><p>· 가온반도체가 계약을 맺었다</p><p>· 납품은 내년 봄</p>",
        "<div><h4>세 줄 요약</h4><ul><li>계약을 맺었다.</li><li>값은 반이다.</li></ul></div>",
        "<img src='a.jpg'><br>윤가람 대표.<br><br>",
        "<table><tr><th>항목</th><td>계약 금액</td></tr><tr><th>값</th><td>4200억원</td></tr></table>",
        "<p>$$ARTICLEAD$$</p>",
        "<div style='display:none'><p>회원님만 보실 수 있는 글이에요.</p></div>",
    ],
)
def test_what_is_no_prose_of_the_article_is_left_out(extra: str) -> None:
    assert parse(article(extra + paragraphs())).body == BODY


@pytest.mark.parametrize(
    "extra",
    [
        "<p>▶ 한빛경제 구독하고 소식 받기</p>",
        "<p>◆ 많이 본 기사</p>",
        "<p>&lt;저작권자 ⓒ 한빛경제, 무단전재 및 재배포 금지&gt;</p><p>후원해 주시면 큰 힘이 됩니다.</p>",
        "<p>#반도체 #가속기</p>",
        "<ul>" + "<li><a href='/1'>누리통신 새 요금제 내놓는다</a></li>" * 14 + "</ul>",
    ],
)
def test_what_trails_behind_the_last_sentence_is_left_out(extra: str) -> None:
    assert parse(article(paragraphs() + extra)).body == BODY


def test_words_with_a_telling_class_name_stay_in_their_sentence() -> None:
    html = article(paragraphs().replace("가온반도체", "<span class='hot tag'>가온반도체</span>"))

    assert parse(html).body == BODY


def test_a_streamed_page_s_pieces_are_put_together() -> None:
    rows = '1:["$","div",null,{}]\n2:' + json.dumps({"body": paragraphs()}) + "\n"
    pieces = (rows[:200], rows[200:])
    scripts = "".join(
        f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces
    )

    assert parse(page(f"<title>{HEADLINE}</title>", "<div id='app'></div>" + scripts)).body == BODY


def test_linked_data_gives_the_body_where_the_page_shows_none() -> None:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n".join(PARAGRAPHS)}
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"

    assert parse(page(script, "<div id='app'></div>")).body == BODY


def test_linked_data_wins_over_another_text_that_fills_the_page() -> None:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n".join(PARAGRAPHS)}
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    other = "".join(f"<p>공장 {i}호가 멈췄다. 피해는 크다. 원인은 모른다.</p>" for i in range(9))

    assert parse(page(script, f"<div id='app'><div>{other}</div></div>")).body == BODY


def test_a_page_about_the_service_is_no_article() -> None:
    rules = "<p>회사는 회원에게 서비스를 제공합니다. 회원은 약관에 동의하여야 합니다.</p>" * 6
    with pytest.raises(NotAnArticleError):
        parse(page("<title>이용약관 | 한빛경제</title>", f"<h1>이용약관</h1>{rules}"))


HOSTILE = {
    "deep nesting": "<div>" * 100_000 + paragraphs(),
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(50_000)) + ">" + paragraphs(),
    "attributes behind a quoted bracket": "<div x='>' "
    + " ".join(f"a{i}" for i in range(50_000))
    + ">"
    + paragraphs(),
    "unclosed formatting": "".join(f"<font color={i}>" for i in range(5_000))
    + "<p>가나다.</p>" * 20_000,
    "options": "<select>" + "<option>가" * 100_000,
    "open tags": "<a" * 1_000_000,
    "long line": "<p>" + "가" * 5_000_000,
    "many paragraphs": "<p>가나다라 마바사다.</p>" * 100_000,
    "many links": "<a href=x><p>가나다라 마바사다.</p></a>" * 50_000,
    "nested boxes": ("<div class=ad><img>" + "가나다.") * 20_000,
    "broken data": "<script>" + "a={[" * 200_000 + "다. 다. 다. 다.</script>",
    "deep data": "<script type=application/ld+json>" + "[" * 100_000 + "</script>" + paragraphs(),
    "titled data": f"<title>{HEADLINE}</title><script>"
    + f'a={{"{HEADLINE}":[' * 50_000
    + "</script>",
    "lists in one block": "<div>" + "[관련기사]<br>· 가나다라<br>" * 50_000 + "</div>",
    "times": "<p>2026.03.05 10:21</p>" * 50_000,
    "joints": "<title>" + "가 | " * 500 + "</title>" + "<p>가나다라 마바사다.</p>" * 20_000,
    "nothing": "",
    "nulls": "\0" * 10_000 + paragraphs(),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_ends_soon_and_without_a_crash(kind: str) -> None:
    start = time.process_time()
    with contextlib.suppress(NotAnArticleError):
        parse(HOSTILE[kind])
    assert time.process_time() - start < 8
