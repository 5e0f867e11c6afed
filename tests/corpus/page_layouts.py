"""Invented articles in the page layouts that Korean sites use; no real site's text is in them."""

from __future__ import annotations

import json

HEADLINE = "가온반도체, 추론용 가속기 3만개 공급 계약…내년 봄 첫 납품"
PARAGRAPHS = (
    "가온반도체가 국내 클라우드 기업 세 곳과 추론용 가속기 3만개를 공급하는 계약을 맺었다고 5일 밝혔다. 계약 금액은 4200억원이다.",
    "첫 물량은 내년 봄에 나간다. 회사는 경기 이천 공장의 시험 생산을 이달 안에 마치고 수율을 82%까지 끌어올릴 계획이다.",
    "윤가람 대표는 “전력 한 단위로 처리하는 문장 수를 두 배로 늘렸다”며 “학습이 아니라 서비스에 맞춘 칩”이라고 말했다.",
    "업계는 가격에 주목한다. 외국산 제품의 절반 값이라는 점이 중소 개발사의 부담을 덜 것이라는 기대가 나온다.",
    "다만 소프트웨어 지원은 숙제로 남았다. 한 개발자는 “변환 도구가 아직 거칠다”고 평가했다.",
)
BODY = "\n\n".join(PARAGRAPHS)
CAPTION = "윤가람 가온반도체 대표가 5일 서울 중구에서 신제품을 소개하고 있다. 사진=가온반도체 제공"
MENU = "".join(
    f"<li><a href='/s/{i}'>{name}</a></li>"
    for i, name in enumerate(("정치", "경제", "사회", "국제", "문화", "산업", "오피니언", "포토"))
)
RELATED = "".join(
    f"<li><a href='/n/{i}'><strong>{title}</strong><p>{lead}</p></a></li>"
    for i, (title, lead) in enumerate(
        (
            ("누리통신, 새 요금제 내놓는다", "누리통신이 데이터 요금제를 새로 짠다고 4일 밝혔다."),
            ("한빛전자 공장 멈췄다", "한빛전자 공장이 정전으로 세 시간 멈췄다. 피해는 크지 않다."),
            ("로봇 배달 시범 사업 시작", "시는 로봇 배달 시범 사업을 다음 달에 시작한다고 말했다."),
        )
    )
)
FOOTER = (
    "<div id='footer'><p>제호: 한빛경제 | 등록번호: 서울 아00000 | 발행인·편집인: 남궁솔</p>"
    "<p>한빛경제의 모든 콘텐츠는 저작권법의 보호를 받으며 무단 전재, 복사, 배포를 금합니다.</p></div>"
)


def _p(paragraphs: tuple[str, ...] = PARAGRAPHS, attributes: str = "") -> str:
    return "\n".join(f"<p {attributes}>{p}</p>" for p in paragraphs)


def page(head: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html lang='ko'><head><meta charset='utf-8'>{head}</head>"
        f"<body>{body}</body></html>"
    )


def local_cms() -> str:
    """The CMS of hundreds of small papers: sub-heads, figure boxes, a comment form below."""
    head = f"""<title>{HEADLINE} &lt; 산업 &lt; 뉴스 &lt; 기사본문 - 한빛경제</title>
    <meta property="og:type" content="article"><meta property="og:site_name" content="한빛경제">
    <meta property="og:title" content="{HEADLINE} - 한빛경제">
    <meta property="og:description" content="{PARAGRAPHS[0][:60]}">
    <meta property="og:url" content="https://www.hanbit-news.example/news/articleView.html?idxno=1001">
    <meta property="article:published_time" content="2026-03-05T10:21:33+09:00">
    <meta name="author" content="한빛경제">"""
    body = f"""<div id="user-wrap"><header id="user-header"><div>2026-03-06 09:00 (금)</div>
    <ul class="user-menu">{MENU}</ul></header><section id="user-container">
    <header class="article-view-header"><h3 class="heading">{HEADLINE}</h3>
    <div class="info-group"><article><ul class="infomation">
    <li><i class="icon-user-o"></i> 기자명 서다온 기자</li>
    <li><i class="icon-clock-o"></i> 입력 2026.03.05 10:21</li>
    <li>수정 2026.03.05 14:02</li><li>댓글 0</li></ul></article></div></header>
    <div id="snsAnchor"><ul class="sns"><li>SNS 기사보내기</li><li>페이스북(으)로 기사보내기</li></ul></div>
    <div class="article-body"><article id="article-view-content-div" class="article-veiw-body view-page"
    itemprop="articleBody"><h4 class="subheading">클라우드 세 곳과 맞손<br>이천 공장 시험 생산</h4>
    <div style="text-align:center"><figure class="photo-layout"><img src="a.jpg" alt="신제품">
    <figcaption>{CAPTION}</figcaption></figure></div>
    {_p(PARAGRAPHS[:3])}<div class="ad-template"><p>[가온은행 광고] 지금 가입하면 금리를 더 드립니다.</p></div>
    {_p(PARAGRAPHS[3:])}<p>서다온 기자 daon@hanbit-news.example</p></article></div>
    <div class="view-copyright">저작권자 © 한빛경제 무단전재 및 재배포 금지</div>
    <div class="view-editors"><strong class="name">서다온 기자</strong><a>다른기사 보기</a></div>
    <div class="user-comment"><p>댓글을 삭제하시겠습니까? 삭제한 댓글은 다시 복구할 수 없습니다.</p>
    <p>회원 로그인 후 작성한 댓글만 수정할 수 있습니다.</p></div>
    <aside class="user-aside"><h3>많이 본 기사</h3><ul>{RELATED}</ul></aside></section>{FOOTER}</div>"""
    return page(head, body)


def wire() -> str:
    """A wire service: dateline and reporter in the first sentence, bare text between <br>."""
    first = f"(서울=가온통신) 서다온 기자 = {PARAGRAPHS[0]}"
    text = "<br><br>".join((first, *PARAGRAPHS[1:]))
    head = f"""<title>{HEADLINE} | 가온통신</title><meta property="og:title" content="{
        HEADLINE
    } | 가온통신">
    <meta property="og:type" content="article"><meta property="og:site_name" content="가온통신">
    <script type="application/ld+json">{
        json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": HEADLINE,
                "datePublished": "2026-03-05T01:21:00Z",
                "author": {"@type": "Organization", "name": "가온통신"},
                "publisher": {"@type": "Organization", "name": "가온통신"},
            },
            ensure_ascii=False,
        )
    }</script>"""
    body = f"""<div class="wrap"><ul class="gnb">{MENU}</ul><div class="content"><h1 class="tit">{HEADLINE}</h1>
    <p class="update-time">송고시간 2026-03-05 10:21</p>
    <div class="viewer"><div class="thumb"><img src="a.jpg"><div class="txt">{CAPTION}</div></div>
    <article>{text}<br><br>daon@gaontongsin.example<br><br>▶ 제보는 카카오톡 gaon
    <br>&lt;저작권자(c) 가온통신, 무단 전재-재배포 금지&gt; 2026/03/05 10:21 송고</article></div>
    <div class="related"><h2>관련기사</h2><ul>{RELATED}</ul></div></div>{FOOTER}</div>"""
    return page(head, body)


def client_rendered() -> str:
    """A page whose scripts draw the body: the text stands in their data only."""
    elements: list[dict[str, object]] = [
        {"_id": "IMG1", "type": "image", "caption": CAPTION, "url": "https://img.example/a.jpg"}
    ]
    elements += [{"_id": f"T{i}", "type": "text", "content": p} for i, p in enumerate(PARAGRAPHS)]
    data = {
        "canonical_url": "/economy/2026/03/05/ABC/",
        "headlines": {"basic": HEADLINE},
        "content_elements": elements,
        "related": [{"headline": "한빛전자 공장 멈췄다", "summary": "공장이 멈췄다. 피해는 없다."}],
    }
    other = [
        {"type": "text", "content": "한빛전자가 공장을 멈췄다. 피해는 크다. 원인은 모른다."}
    ] * 9
    head = f"""<title>{HEADLINE} - 누리일보</title><meta property="og:title" content="{HEADLINE}">
    <meta property="og:type" content="article"><meta property="og:site_name" content="누리일보">
    <meta property="article:published_time" content="2026-03-05T01:21:00.000Z">
    <meta property="article:author" content="서다온"><meta property="og:description" content="{PARAGRAPHS[0][:40]}...">
    <link rel="canonical" href="https://www.nuri.example/economy/2026/03/05/ABC/">"""
    body = f"""<div id="root"><ul class="menu">{MENU}</ul><p>누리일보는 여러분의 제보를 기다립니다.</p></div>
    <script>window.App=window.App||{{}};App.contextPath="/pf";App.globalContent={json.dumps(data, ensure_ascii=False)};
    App.cache={json.dumps({"more": {"content_elements": other}}, ensure_ascii=False)};App.lastModified=1;</script>{FOOTER}"""
    return page(head, body)


def next_data() -> str:
    """The same with a framework's data script, the body as escaped HTML."""
    data = {"props": {"pageProps": {"article": {"title": HEADLINE, "content": _p()}}}}
    head = f"""<title>{HEADLINE}</title><meta property="og:type" content="article">
    <meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="누리일보">"""
    body = f"""<div id="__next"><h1>{HEADLINE}</h1><span>등록 2026-03-05 10:21</span><span>서다온 기자</span></div>
    <script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>"""
    return page(head, body)


def portal() -> str:
    """A portal that shows another's article, with a summary of its own and a ranking."""
    head = f"""<title>{HEADLINE}</title><meta property="og:type" content="article">
    <meta property="og:site_name" content="다음 - 한빛경제"><meta property="og:title" content="{HEADLINE}">
    <meta property="og:article:author" content="한빛경제"><meta property="article:media_name" content="한빛경제">
    <meta property="og:regDate" content="20260305102100">"""
    body = f"""<div id="kakaoWrap"><div class="head_top"><ul class="gnb">{MENU}</ul></div>
    <main id="kakaoContent"><article id="mArticle"><div class="head_view"><h3 class="tit_view">{HEADLINE}</h3>
    <div class="info_view"><span class="txt_info">서다온 기자</span><span class="txt_info">입력 <span class="num_date">
    2026. 3. 5. 10:21</span></span></div></div>
    <div class="summary_view"><strong class="tit_summary">요약보기</strong><p>가온반도체가 계약을 맺었다. 금액은 크다.
    자동 추출 기술로 요약된 내용입니다.</p></div>
    <div class="news_view"><div class="article_view"><section><figure><p class="link_figure"><img src="a.jpg"></p>
    <figcaption class="txt_caption">{CAPTION}</figcaption></figure>{_p(attributes='dmcf-ptype="general"')}
    <p>서다온 기자 daon@hanbit-news.example</p></section></div></div>
    <p class="txt_copyright">Copyright © 한빛경제. 무단전재 및 재배포 금지.</p></article>
    <aside><h3>이 시각 인기뉴스</h3><ol>{RELATED}</ol></aside></main></div>"""
    return page(head, body)


def old_table() -> str:
    """A page of the nineties: tables, <font>, no names, no metadata, single <br> in mid-sentence."""
    lines = []
    for p in PARAGRAPHS:
        cut = p.find(" ", len(p) // 2)
        lines.append(f"{p[:cut]}<br>\n{p[cut + 1 :]}")
    text = "<br><br>".join(lines)
    body = f"""<table width=900><tr><td><table><tr><td><a href=/>홈</a></td><td><a href=/a>정치</a></td></tr></table></td></tr>
    <tr><td>2026년 3월 6일 금요일</td></tr>
    <tr><td width=600 valign=top><font size=5><b>{HEADLINE}</b></font><br>
    <font size=1>입력시간 : 2026/03/05 10:21 &nbsp; 서다온 기자</font>
    <table><tr><td><img src=a.jpg></td></tr><tr><td><font size=1>윤가람 대표가 신제품을 들어 보이고 있다.</font></td></tr></table>
    <font size=3>{text}</font><br><br>daon@hanbit-news.example</td>
    <td width=300><table><tr><td><a href=/1>누리통신, 새 요금제 내놓는다</a></td></tr>
    <tr><td><a href=/2>한빛전자 공장 멈췄다</a></td></tr></table></td></tr>
    <tr><td>Copyright ⓒ 한빛경제. All rights reserved.</td></tr></table>"""
    return f"<HTML><HEAD><TITLE>한빛경제 :: {HEADLINE}</TITLE></HEAD><BODY>{body}</BODY></HTML>"


def weblog() -> str:
    """A blog service: editor markers, zero-width lines, a link card, categories and comments."""
    head = f"""<title>{HEADLINE} :: 가람의 칩 이야기</title><meta property="og:type" content="article">
    <meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="가람의 칩 이야기">
    <meta property="og:article:author" content="칩장수"><meta property="article:published_time" content="2026-03-05T10:21:00+09:00">"""
    body = f"""<div id="wrap"><div id="header"><h1><a href="/">가람의 칩 이야기</a></h1></div>
    <div class="area_view"><div class="article_header"><h2 class="title_article">{HEADLINE}</h2>
    <span class="date">2026. 3. 5. 10:21</span></div><div class="article_view">
    <div class="tt_article_useless_p_margin contents_style"><p>[##_Image|kage@abc/def/img.png|CDM|1.3|{{"originWidth":800}}_##]</p>
    <p data-ke-size="size16">{PARAGRAPHS[0]}</p><p>\u200b</p><h2 data-ke-size="size26">첫 물량은 언제</h2>
    {_p(PARAGRAPHS[1:3])}<p>&nbsp;</p>
    <figure id="og_1" class="og"><a href="https://x.example"><div class="og-text"><p class="og-title">누리통신</p>
    <p class="og-desc">누리통신이 요금제를 새로 짠다고 밝혔다. 자세한 내용은 누리통신에서 볼 수 있다.</p></div></a></figure>
    {_p(PARAGRAPHS[3:])}</div>
    <div class="container_postbtn"><button>공감</button></div>
    <div class="another_category"><h4>'반도체' 카테고리의 다른 글</h4><table><tr><th><a href=/1>메모리 값은 왜 오르나</a> (3)</th>
    <td>2026.02.11</td></tr></table></div></div></div>
    <div class="area_reply"><h3>댓글</h3><ul class="list_reply"><li><span class="name">지나가다</span>
    <p>정말 좋은 글이네요. 잘 보고 갑니다. 다음 글도 기다릴게요.</p><span class="date">2026. 3. 7. 11:00</span></li></ul></div></div>"""
    return page(head, body)


def blog_press() -> str:
    """A publishing system known all over the world, linked data as a graph, share and related boxes."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "누리테크"},
            {
                "@type": "Article", "headline": HEADLINE, "datePublished": "2026-03-05T01:21:00+00:00",
                "author": {"@type": "Person", "name": "서다온"},
            },
        ],
    }  # fmt: skip
    head = f"""<title>{HEADLINE} - 누리테크</title><meta property="og:type" content="article">
    <meta property="og:title" content="{HEADLINE} - 누리테크"><meta property="og:site_name" content="누리테크">
    <script type="application/ld+json">{json.dumps(graph)}</script>"""
    body = f"""<div class="site"><header class="site-header"><ul>{MENU}</ul></header><main><article class="post type-post">
    <header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1><div class="entry-meta">2026년 3월 5일 · 서다온</div></header>
    <div class="entry-content"><div class="sharedaddy"><span>이 글 공유하기:</span></div>
    <blockquote class="ai-summary"><p>AI 요약</p><p>가온반도체가 계약을 맺었다.</p></blockquote>
    <p><img src="a.jpg" alt=""><br><em>윤가람 대표가 발표하고 있다.</em></p>{_p(PARAGRAPHS[:2])}
    <p><strong>[관련기사]</strong></p><p><a href="/1">한빛전자 공장 멈췄다</a></p><p><a href="/2">로봇 배달 시범 사업 시작</a></p>
    {_p(PARAGRAPHS[2:])}<p>▲ <a href="/join">누리테크 멤버십 가입하고 혜택 받기</a></p>
    <div class="jp-relatedposts"><h3>관련</h3><ul>{RELATED}</ul></div></div>
    <footer class="entry-footer">태그: <a>반도체</a>, <a>가속기</a></footer></article>
    <div class="comments-area"><h2>댓글 2개</h2><ol><li><p>기사 잘 읽었습니다. 가격이 관건이겠네요.</p></li>
    <li><p>저도 그렇게 생각해요. 소프트웨어가 문제예요.</p></li></ol></div></main></div>"""
    return page(head, body)


def utility_classes() -> str:
    """A modern page whose class names say nothing, with the body split around advertising."""
    head = f"""<title>{HEADLINE} | 가온데일리</title><meta name="twitter:title" content="{HEADLINE}">
    <meta property="og:site_name" content="가온데일리">"""
    body = f"""<div class="css-1a"><div class="css-2b"><ul>{MENU}</ul></div><div class="css-3c"><div class="css-4d">
    <h1 class="css-5e">{HEADLINE}</h1><div class="css-6f"><span>서다온 기자</span><span>2026.03.05 10:21</span></div>
    <div class="css-7g"><div class="css-8h">{_p(PARAGRAPHS[:3])}</div><div class="css-9i"><iframe src="ad"></iframe></div>
    <div class="css-8h">{_p(PARAGRAPHS[3:])}</div></div></div>
    <div class="css-0j"><div>이 시각 주요뉴스</div>{RELATED}</div></div>
    <div class="css-1k"><p>(주)가온데일리 | 대표 남궁솔 | 서울시 중구</p></div></div>"""
    return page(head, body)


def mobile() -> str:
    """A bare mobile page: body as text between <br> in a heading element, title with the site in front."""
    text = "<br/><br/>".join(PARAGRAPHS)
    head = f"""<title>한빛경제 모바일 :: {HEADLINE}</title><meta property="og:title" content="한빛경제 모바일 :: {HEADLINE}">"""
    body = f"""<div class="container"><ul id="side">{MENU}</ul><div class="top"><h2 class="tt">{HEADLINE}</h2>
    <div><span>서다온 기자 | </span>2026-03-05 10:21:00</div>
    <h4><div id="pic"><img src="a.jpg"><br><div><span>▲윤가람 대표가 신제품을 소개하고 있다. 사진=가온반도체</span></div></div>
    <div id="cont">{text}<br/><br/>서다온 기자<br/><br/>&lt;저작권자ⓒ한빛경제. 무단전재-재배포 금지&gt;</div></h4></div>
    <div class="bar"><h2><a href="/most">인기 뉴스</a></h2></div><ul class="txt_list"><li><a href="/1">한빛전자 공장 멈췄다</a></li></ul></div>"""
    return page(head, body)


def daily() -> str:
    """A national daily: lead photo, inline links on names, a summary box, related links in the text."""
    linked = PARAGRAPHS[0].replace("가온반도체", "<a href='/tag/1'>가온반도체</a>", 1)
    head = f"""<title>{HEADLINE} | 누리일보</title><meta property="og:type" content="article">
    <meta property="og:title" content="{HEADLINE} | 누리일보"><meta property="og:site_name" content="누리일보">
    <meta name="author" content="https://www.facebook.com/nuri">
    <link rel="canonical" href="https://www.nuri.example/article/25300001">"""
    body = f"""<header class="header"><nav>{MENU}</nav><h1 class="logo">누리일보</h1></header><main><section class="chain"><article class="article">
    <header class="article_header"><a class="chip">경제</a><h1 class="headline">{HEADLINE}</h1>
    <div class="byline"><a href="/r/1">서다온</a> 기자</div><div class="datetime"><time itemprop="datePublished" datetime="2026-03-05T10:21:00+09:00">2026.03.05 10:21</time>
    <time itemprop="dateModified" datetime="2026-03-05T14:02:00+09:00">업데이트 14:02</time></div></header>
    <div class="summary_ai"><strong>기사 요약</strong><ul><li>가온반도체가 계약을 맺었다.</li><li>납품은 내년 봄이다.</li></ul></div>
    <div id="article_body" class="article_body fs3"><div class="ab_photo"><div class="image"><img src="a.jpg" alt=""></div>
    <p class="caption">{CAPTION}</p></div><p>{linked}</p>{_p(PARAGRAPHS[1:3])}
    <div class="ab_related"><h3>관련기사</h3><ul><li><a href="/1">한빛전자 공장 멈췄다</a></li></ul></div>
    <div class="ab_subtitle"><p>가격이 관건</p></div>{_p(PARAGRAPHS[3:])}
    <div class="ab_byline"><p>서다온 기자 daon@nuri.example</p></div></div>
    <section class="subscribe"><p>구독하면 편집국이 고른 기사를 매일 아침 보내드립니다.</p></section></article></section>
    <section class="bestlist"><h2>실시간 많이 본 뉴스</h2><ol>{RELATED}</ol></section></main>{FOOTER}"""
    return page(head, body)


def endless() -> str:
    """A page that goes on with the next article below the first."""
    other = "한빛전자가 새 공장을 짓는다고 4일 밝혔다. 공장은 내후년에 문을 연다. 일자리 300개가 생긴다. 시는 반겼다."
    head = f"""<title>{HEADLINE}</title><meta property="og:type" content="article"><meta property="og:title" content="{HEADLINE}">
    <meta property="og:site_name" content="누리일보"><meta property="article:published_time" content="2026-03-05">"""
    body = f"""<main><div class="art"><h1>{HEADLINE}</h1><p>등록 2026-03-05 10:21 | 서다온 기자</p><div itemprop="articleBody">{_p()}</div></div>
    <div class="art"><h1>한빛전자 새 공장 짓는다</h1><p>등록 2026-03-04 08:00 | 남궁솔 기자</p><div itemprop="articleBody"><p>{other}</p><p>{other}</p></div></div></main>"""
    return page(head, body)


def essay() -> str:
    """A writers' platform: every line an element of its own, the pen name in the head."""
    items = "".join(f'<p class="wrap_item item_type_text" style="x">{p}</p>' for p in PARAGRAPHS)
    head = f"""<title>{HEADLINE}</title><meta property="og:type" content="article"><meta property="og:title" content="{HEADLINE}">
    <meta property="og:site_name" content="브런치스토리"><meta name="byl" content="칩장수"><meta property="og:article:author" content="칩장수">
    <meta property="article:published_time" content="2026-03-05T10:21:00+09:00">"""
    body = f"""<div class="service_header"><button>메뉴</button></div><div class="wrap_cover"><h1 class="cover_title">{HEADLINE}</h1>
    <p class="cover_sub_title">칩 한 개의 무게</p><span class="date">Mar 05. 2026</span></div>
    <div class="wrap_view_article"><div class="wrap_body"><div class="wrap_item item_type_img"><img src="a.jpg"><span class="img_caption">출처: 직접 찍음</span></div>{items}</div></div>
    <div class="wrap_keyword"><ul><li>반도체</li><li>가속기</li></ul></div>
    <div class="wrap_author"><strong>칩장수</strong><p>칩을 팝니다. 글도 씁니다. 구독해 주시면 고맙겠습니다.</p></div>
    <div class="comments"><p>잘 읽었습니다. 감사합니다. 응원할게요.</p></div>"""
    return page(head, body)


def search_results() -> str:
    items = "".join(
        f"<li><a href='/n/{i}'>가온반도체 소식 {i}</a><p>가온반도체가 {i}번째 계약을 맺었다고 밝혔다. 회사는 올해 공급을 늘린다고...</p>"
        f"<span>2026.03.{i:02}</span></li>"
        for i in range(1, 11)
    )
    head = "<title>'가온' 검색결과 - 한빛경제</title><meta property='og:type' content='website'>"
    return page(
        head, f"<ul>{MENU}</ul><div id='content'><ul class='result'>{items}</ul></div>{FOOTER}"
    )


def section_list() -> str:
    items = "".join(
        f"<div class='item'><h4><a href='/n/{i}'>{title} {i}</a></h4><p class='lead'>{p}</p><em>서다온 기자 2026.03.0{i} 10:2{i}</em></div>"
        for i, (title, p) in enumerate(
            zip(("계약", "공장", "로봇", "통신", "학교"), PARAGRAPHS, strict=True), 1
        )
    )
    head = "<title>산업 - 한빛경제</title><meta property='og:type' content='article'>"
    return page(head, f"<ul>{MENU}</ul><section id='section-list'>{items}</section>{FOOTER}")


def front_page() -> str:
    cards = "".join(f"<article><ul>{RELATED}</ul></article>" for _ in range(6))
    head = "<title>한빛경제</title><meta property='og:type' content='website'><meta property='og:site_name' content='한빛경제'>"
    return page(head, f"<ul>{MENU}</ul><main>{cards}</main>{FOOTER}")


def ranking() -> str:
    rows = "".join(
        f"<li><em>{i}</em><a href='/n/{i}'>“{i}년 만에 처음”…공장 앞에 줄 선 까닭은</a><span>{i}시간전</span></li>"
        for i in range(1, 31)
    )
    return page(
        "<title>많이 본 뉴스 : 누리포털</title>", f"<div class='ranking'><ol>{rows}</ol></div>"
    )


def gone() -> str:
    text = "<p>요청하신 기사를 찾을 수 없습니다.</p><p>삭제되었거나 주소가 바뀌었을 수 있습니다. 주소를 다시 확인해 주세요.</p>"
    return page(
        "<title>알림 - 한빛경제</title>", f"<ul>{MENU}</ul><div class='error'>{text}</div>{FOOTER}"
    )


def only_boilerplate() -> str:
    text = "<p>회원 로그인 후 이용하실 수 있습니다.</p><p>아이디를 잊으셨나요? 비밀번호를 입력해 주세요.</p>"
    head = f"<title>{HEADLINE}</title><meta property='og:type' content='article'>"
    return page(head, f"<ul>{MENU}</ul><div class='login'>{text}</div>{FOOTER}")


def frames() -> str:
    return "<html><head><title>가람의 블로그</title></head><frameset rows='*'><frame src='/post'></frameset></html>"
