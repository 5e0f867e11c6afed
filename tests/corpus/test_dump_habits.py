"""Pages with habits of their own: institutes, newsletters, magazines, tickers, broadcasts."""

from __future__ import annotations

from datetime import date, datetime

from corpus.article import KST
from corpus.dumps import parse


def test_a_press_release_of_an_institute_loses_its_form():
    article = parse("""
한빛과학기술연구원
알림마당 > 보도자료
보도자료
한빛연, 사람 목소리 3초로 감정 읽는 모델 내놔
작성자  홍보협력실
등록일  2026-03-04
조회수  1,284
첨부파일  260304_보도자료.hwp (1.2MB) 다운로드
글자크기 크게 작게
□ 한빛과학기술연구원(원장 도한결)은 3초 길이의 목소리만으로 말하는 사람의 감정을 여섯 가지로 나누는 인공지능 모델을 개발했다고 4일 밝혔다.
□ 연구진은 상담 통화 4만 건에서 이름과 번호를 지운 뒤 학습에 썼다. 시험에서 맞힌 비율은 87.4%로, 앞선 모델보다 11%포인트 높다.
○ 특히 화난 목소리를 슬픈 목소리로 잘못 읽는 비율이 3분의 1로 줄었다.
○ 한 번 읽는 데 걸리는 시간은 0.2초다.
□ 도한결 원장은 “상담원이 지치기 전에 쉬게 하는 데 먼저 쓰겠다”고 말했다.
붙임 1. 모델 구조도
붙임 2. 용어 설명. 끝.
담당부서  음성지능연구실
담당자  책임연구원 맹소리 (042-000-1234)
본 저작물은 공공누리 제4유형에 따라 이용할 수 있습니다.
이전글  한빛연, 개방형 시험장 문 열어
다음글  2026년 상반기 채용 안내
만족도 조사
이 페이지에서 제공하는 정보에 만족하십니까?
매우만족 만족 보통 불만족 매우불만족
(34000) 대전 한빛구 과학로 1 한빛과학기술연구원
COPYRIGHT (C) HANBIT. ALL RIGHTS RESERVED.
""")

    assert article.headline == "한빛연, 사람 목소리 3초로 감정 읽는 모델 내놔"
    assert article.published_at == date(2026, 3, 4)
    assert article.body.startswith("□ 한빛과학기술연구원")
    assert "○ 한 번 읽는 데 걸리는 시간은 0.2초다." in article.body
    for piece in ("첨부파일", "담당자", "만족하십니까", "공공누리", "조회수", "다음글"):
        assert piece not in article.body


def test_a_page_in_english_dress_keeps_only_its_korean():
    article = parse("""
Skip to content
SAEBYEOK TECH
Home  News  Reviews  Opinion  Newsletter
Subscribe
Sign in
새벽로보틱스, 계단 오르는 배송 로봇 시험 운행
By Kim Haram
Published Mar 4, 2026 9:20 AM KST
Updated Mar 4, 2026 1:05 PM KST
Share on X
Copy link
Image: Saebyeok Robotics
새벽로보틱스가 계단을 오르는 배송 로봇의 시험 운행을 4일 시작했다. 승강기 없는 아파트 단지 12곳이 대상이다.
로봇은 다리 네 개와 바퀴 네 개를 함께 쓴다. 한 층을 오르는 데 평균 19초가 걸리고, 12kg까지 싣는다.
Advertisement
This site uses cookies to improve your experience.
회사는 넉 달 동안 2만 건을 배송해 보고 사업화를 정한다. 보험사 두 곳이 사고 보상 상품을 함께 만들었다.
“사람이 가장 싫어하는 마지막 네 층을 맡기자는 것”이라고 주은결 대표는 말했다.
Sign up for our newsletter to get the latest news.
Related Articles
로봇 배달, 보도 위 속도 제한 풀린다
Comments (3)
nice post
© 2026 Saebyeok Tech. All rights reserved.
""")

    assert article.byline == "Kim Haram"
    assert article.publisher == "Saebyeok Tech"
    assert article.published_at == datetime(2026, 3, 4, 9, 20, tzinfo=KST)
    assert len(article.body.split("\n\n")) == 4


def test_a_newsletter_ends_where_it_takes_its_leave():
    article = parse("""
웹에서 보기
오늘의 인공지능 한 스푼 #128
3월 4일 수요일
안녕하세요, 구독자님! 한 스푼의 은가람입니다.
오늘은 법원이 처음으로 인공지능 번역문을 증거로 받아들인 이야기를 준비했어요.
⚖️ 법정에 선 번역기
한솔지방법원이 지난 3일 인공지능이 옮긴 베트남어 대화 기록을 증거로 인정했습니다. 사람이 옮긴 글과 견주어 뜻이 다른 문장이 1,200개 가운데 4개뿐이었다는 점을 들었어요.
다만 재판부는 번역에 쓴 모델의 이름과 버전을 함께 내라고 했습니다. 같은 글을 다시 넣었을 때 같은 결과가 나와야 한다는 거죠.
🔍 왜 중요할까요?
통역사를 구하지 못해 미뤄지는 재판이 한 해 900건쯤 됩니다. 법원행정처는 내년까지 지침을 만들 계획이라고 해요.
오늘 한 스푼은 여기까지예요. 내일 또 만나요!
오늘 뉴스레터는 어떠셨나요?
😍 좋았어요   🤔 아쉬워요
친구에게 추천하기
한 스푼 구독하기
더 이상 메일을 받고 싶지 않다면 수신거부를 눌러 주세요.
주식회사 한스푼 서울시 가온구 나래로 3
""")

    assert "\n\n다만 재판부는" in article.body
    assert article.body.endswith("내일 또 만나요!")


def test_an_interview_in_a_magazine_keeps_its_questions_and_answers():
    article = parse("""
월간 다온
ISSUE 212
인터뷰
소리를 줍는 사람, 음향 엔지니어 표라온
글 문하늬 에디터 사진 선다울
2026.03.02
다온의 기사를 편하게 받아 보세요.
정기구독 신청
숲에서 녹음기를 들고 사흘을 보내는 사람이 있다. 음향 엔지니어 표라온은 사라지는 새소리를 모아 인공지능에게 들려준다.
Q. 왜 새소리인가요?
가장 먼저 사라지는 소리라서요. 제가 어릴 때 듣던 소리의 절반은 이제 녹음에만 있어요.
Q. 인공지능은 무엇을 하나요?
한 달 치 녹음에서 새 한 마리의 울음을 찾아 줍니다. 예전에는 학생 여섯 명이 두 달 걸려 하던 일이에요. 유튜브 채널에 올리는 것도 도와주고요.
Q. 앞으로의 계획은요?
도시의 밤을 녹음하려고 합니다. 조용해진 밤에 누가 돌아오는지 듣고 싶어요.
그는 녹음기를 다시 켰다. 멀리서 한 마리가 울었다.
문하늬 에디터
소리와 공간에 대해 씁니다.
월간 다온 3월호에서 더 많은 이야기를 만나 보세요.
ⓒ월간 다온
이 달의 다른 기사
도자기를 굽는 로봇
""")

    assert article.headline == "소리를 줍는 사람, 음향 엔지니어 표라온"
    assert article.byline == "문하늬"
    assert article.publisher == "월간 다온"
    assert article.body.startswith("숲에서 녹음기를")
    assert article.body.count("Q. ") == 3
    assert "유튜브 채널에 올리는 것도 도와주고요." in article.body
    assert article.body.endswith("멀리서 한 마리가 울었다.")


def test_a_market_report_loses_its_summary_and_keeps_its_table():
    article = parse("""
증권 > 시황
한울반도체, 추론 가속기 공급 계약에 7% 강세
핵심 요약
• 한울반도체 장중 7.2% 상승
• 데이터센터 세 곳과 4,100억원 공급 계약
• 증권사 두 곳 목표주가 올려
AI가 생성한 요약으로 오류가 있을 수 있습니다.
모하람 기자 | haram.mo@nurietimes.example
입력 : 2026.03.04 10:42:00   |   수정 : 2026.03.04 15:48:00
[누리이타임스 = 모하람 기자] 한울반도체 주가가 공급 계약 소식에 장 초반 강세를 보이고 있다. 4일 오전 10시 30분 현재 한울반도체는 전 거래일보다 7.2% 오른 8만4100원에 거래되고 있다.
한울반도체 주가 추이. [자료=누리이타임스]
회사는 이날 개장에 앞서 국내 데이터센터 세 곳과 4100억원 규모의 공급 계약을 맺었다고 공시했다. 지난해 매출의 38%에 이르는 규모다.
▶ 관련기사 : 가속기 전쟁, 국산의 자리는
증권사 두 곳은 목표주가를 10만원으로 올렸다. 다만 한 분석가는 “납기가 두 번 밀린 전력이 있어 실적 반영은 하반기에나 확인될 것”이라고 말했다.
종목 | 현재가 | 등락률
한울반도체 | 84,100 | +7.2%
온빛전자 | 31,250 | -0.4%
개인 투자자는 이날 오전에만 310억원어치를 사들였다.
※ 본 기사는 투자 참고용이며 투자 판단의 책임은 투자자 본인에게 있습니다.
<ⓒ누리이타임스, 무단전재 및 재배포 금지>
많이 본 뉴스
코스피 사흘 만에 반등
""")

    assert article.byline == "모하람"
    assert article.publisher == "누리이타임스"
    assert article.body.startswith("한울반도체 주가가 공급 계약 소식에")
    assert "한울반도체 | 84,100 | +7.2%" in article.body
    assert article.body.endswith("310억원어치를 사들였다.")
    for piece in ("장중 7.2%", "오류가 있을 수", "주가 추이", "국산의 자리는"):
        assert piece not in article.body


def test_a_column_on_a_reading_page_is_its_writers():
    article = parse("""
온빛신문
onbit.example
[허은솔 칼럼] 기계가 쓴 시를 읽는 밤
허은솔 · 시인 · 4분 읽기
2026년 3월 4일 (수) 오전 7:00

지난겨울 문학상 심사를 맡았다가 끝까지 남은 두 편 가운데 한 편이 기계가 쓴 것임을 뒤늦게 알았다. 나는 그 시에 밑줄을 세 번 그었다.

부끄럽지는 않았다. 다만 밑줄을 그은 까닭을 곰곰이 생각했다. 그 시는 아무도 미워하지 않았고, 그래서 아무도 용서하지 않았다.

시는 살아 본 사람이 쓰는 것이라고 배웠다. 그러나 독자가 살아 보지 못한 것을 읽으며 운다면, 쓰는 이가 살아 보지 않았다는 것이 그토록 큰 흠일까.

나는 아직 답을 모른다. 밑줄은 지우지 않기로 했다.

허은솔 시인

이 글이 좋았다면 공유해 주세요
추천 글
봄밤의 도서관
""")

    assert article.byline == "허은솔"
    assert article.publisher == "온빛신문"
    assert article.published_at == datetime(2026, 3, 4, 7, 0, tzinfo=KST)
    assert article.body.endswith("밑줄은 지우지 않기로 했다.")


def test_a_broadcast_names_its_reporter_and_its_channel():
    article = parse("""
JNB 뉴스 9
홈 정치 경제 사회 국제 날씨
다시보기
[앵커리포트] 밤마다 꺼지는 신호등, 범인은 까마귀
입력 2026.03.03 (21:14) 수정 2026.03.03 (22:40)
재생
화질 선택 1080p 720p
자막 보기
[앵커]
신호등이 밤마다 꺼진다는 제보가 한 달 새 40건 넘게 들어왔습니다. 알고 보니 까마귀가 전선을 뜯은 것이었는데요.
나여울 기자가 취재했습니다.
[기자]
가온시의 한 네거리, 빨간불이 갑자기 꺼집니다.
[금가람 / 택시 기사 : 밤에는 눈치로 건너요. 한두 번이 아니에요.]
시가 인공지능 카메라를 달아 지켜봤더니, 새벽 두 시쯤 까마귀 세 마리가 전선 껍질을 뜯고 있었습니다.
둥지를 지을 때 부드러운 껍질을 쓰기 때문입니다.
시는 다음 달까지 네거리 58곳의 전선에 쇠그물을 씌우기로 했습니다.
JNB 뉴스 나여울입니다.
영상취재 기자 : 탁하늘
영상편집 : 봉가을
JNB 나여울 (yeoul@jnb.example)
※ '당신의 제보가 뉴스가 됩니다'
[카카오톡] JNB 검색해 채널 추가
[전화] 02-000-8585
[저작권자(c) JNB 무단전재, 재배포 및 AI 데이터 활용 금지]
이 시각 주요 뉴스
눈 그친 뒤 강추위
""")

    assert article.byline == "나여울"
    assert article.publisher == "JNB"
    assert article.published_at == datetime(2026, 3, 3, 21, 14, tzinfo=KST)
    for piece in ("탁하늘", "제보가 뉴스가", "화질 선택", "강추위"):
        assert piece not in article.body


def test_a_statement_that_a_report_prints_in_full_is_kept():
    said = [
        "안녕하세요. 한울통신입니다.",
        "먼저 회원 여러분께 깊이 사과드립니다.",
        "같은 비밀번호를 쓰시는 다른 서비스가 있다면 바꿔 주시기 바랍니다.",
        "고객센터와 홈페이지에서 피해 여부를 확인하실 수 있습니다.",
    ]
    body = "\n\n".join(
        [
            "한울통신이 이용자 120만 명의 정보가 새어 나간 사실을 4일 인정했다.",
            "다음은 회사가 누리집에 올린 사과문 전문이다. 회사는 이틀이 지나서야 글을 올렸다.",
            *said,
            "당국은 조사에 들어갔다. 위원회는 다음 달까지 결과를 내놓을 방침이다.",
        ]
    )
    page = f"로그인\n\n한울통신, 정보 유출 인정\n\n입력 2026.03.04 10:20\n\n{body}\n\nⓒ 새벽일보"
    assert parse(page).body == body


def test_a_blog_may_write_of_what_pages_ask_for():
    body = "\n\n".join(
        [
            "안녕하세요. 오늘은 뉴스레터를 만드는 도구를 비교해 보려고 합니다.",
            "뉴스레터를 구독하면 매주 소식을 받아볼 수 있습니다. 저는 300명에게 보내고 있어요.",
            "브라우저에서 로그인하면 바로 글을 쓸 수 있습니다. 쿠키를 지우면 다시 해야 하고요.",
            "AI가 요약한 문장은 원문과 다를 수 있습니다. 그래서 저는 꼭 다시 읽습니다.",
        ]
    )
    page = f"블로그\n\n도구를 반년 써 본 이야기\n\n구름이\n\n2026. 3. 4. 21:10\n\n{body}\n\n댓글 2"
    assert parse(page).body == body


def test_names_that_head_what_each_one_says_are_no_signatures():
    body = "\n\n".join(
        [
            "가속기 국산화를 두고 전문가 세 사람에게 물었다. 대답은 저마다 달랐다.",
            "강하린 한빛대 교수",
            "속도보다 방향이 먼저다. 무엇을 위해 만드는지 묻지 않으면 값싼 모방에 그친다.",
            "도예준 새얼연구원 선임연구위원",
            "시장은 이미 움직이고 있다. 정부가 먼저 사 주는 것만으로도 절반은 풀린다.",
            "모가을 변호사",
            "계약부터 고쳐야 한다. 납기가 밀려도 책임지는 이가 없다.",
        ]
    )
    page = f"로그인\n\n가속기 국산화, 세 가지 길\n\n입력 2026.03.04 10:20\n홍길동 기자\n\n{body}\n\nⓒ 새벽일보"
    article = parse(page)
    assert article.body == body
    assert article.byline == "홍길동"


def test_what_stands_below_a_signature_is_about_the_writer():
    body = "\n\n".join(
        [
            "지난겨울 기계가 쓴 시를 읽었다. 나는 그 시에 밑줄을 세 번 그었다.",
            "부끄럽지는 않았다. 다만 밑줄을 그은 까닭을 곰곰이 생각했다. 시는 아무도 미워하지 않았다.",
            "나는 아직 답을 모른다. 그래도 밑줄은 지우지 않기로 했다. 봄이 오면 다시 읽을 것이다.",
        ]
    )
    page = (
        f"로그인\n\n기계가 쓴 시를 읽는 밤\n\n2026.03.04 07:00\n\n{body}\n\n홍민재 시인\n\n"
        "시집으로 『칩의 노래』가 있다.\n\nⓒ 새벽일보"
    )
    article = parse(page)
    assert (article.body, article.byline) == (body, "홍민재")


def test_a_blog_loses_the_portrait_of_its_writer():
    body = "\n\n".join(
        [
            "지난달 우리 서비스의 응답 시간이 두 배로 늘었다. 트래픽은 그대로였고 배포도 없었다.",
            "원인",
            "연결이 너무 많았다. 데이터베이스는 일보다 문맥 교환에 시간을 더 쓰고 있었다.",
            "해결",
            "연결을 절반으로 줄였다. 응답 시간은 3분의 1이 됐다.",
        ]
    )
    page = (
        "velog가람.log로그인\n\n연결을 줄였더니 빨라진 이유\n\ngaram·2026년 3월 4일팔로우\n\n"
        f"{body}\n\n가람\n\n데이터베이스를 좋아하는 개발자입니다.\n\n이전 포스트\n\n1개의 댓글"
    )
    article = parse(page)
    assert article.body == body
    assert (article.byline, article.published_at) == ("garam", date(2026, 3, 4))


def test_a_mobile_page_ends_with_the_reporters_mail():
    article = parse("""
가람신문 모바일
뒤로가기
공유
가
가람시, 빈집 300채에 인공지능 돌봄방 만든다
어르신 1200명 대상… 내년 봄 첫 입주
탁가람
입력 2026-03-03 18:20
수정 2026-03-04 09:01
댓글 7
가람시가 빈집 300채를 고쳐 홀로 사는 어르신을 위한 돌봄방을 만든다. 시는 3일 이런 내용의 계획을 발표했다.
방마다 넘어짐을 알아채는 감지기를 단다. 감지기는 소리와 진동만 읽고 영상은 찍지 않는다.
이미지 크게 보기
가람시가 공개한 돌봄방 조감도. 가람시 제공
시가 지난해 40채에서 시험한 결과, 응급실에 도착하는 시간이 평균 21분 줄었다. 오작동은 한 달에 두 번꼴이었다.
예산이 문제다. 한 채를 고치는 데 2800만원이 든다. 시는 국비 절반을 요청했다.
탁가람 기자 garam.tak@garam.example
<가람신문>은 여러분의 제보를 기다립니다.
이 기사에 대한 독자 반응
좋아요
12
화나요
0
Copyright ⓒ 가람신문
가람신문 인기 뉴스
강변 산책로 다시 열린다
""")

    assert article.headline == "가람시, 빈집 300채에 인공지능 돌봄방 만든다"
    assert (article.byline, article.publisher) == ("탁가람", "가람신문")
    assert article.published_at == datetime(2026, 3, 3, 18, 20, tzinfo=KST)
    assert len(article.body.split("\n\n")) == 4
    for piece in ("조감도", "기다립니다", "1200명 대상"):
        assert piece not in article.body


def test_a_serial_keeps_its_subheads_and_loses_its_other_parts():
    article = parse("""
연재 | 숲의 시간
⑦ 나무는 기다리지 않는다
은하랑 생태작가
2026.03.04 06:00
숲에서는 아무도 서두르지 않는 것처럼 보인다. 그러나 새순이 돋는 사흘 동안 숲은 도시보다 바쁘다.
지난봄 나는 한 그루의 층층나무를 날마다 찾아갔다. 첫날 손톱만 하던 눈이 사흘째에는 손바닥만 해졌다.
■ 사흘의 계산
나무는 겨우내 셈을 한다. 너무 일찍 틔우면 서리를 맞고, 늦으면 빛을 빼앗긴다.
연구자들은 이 셈을 흉내 내 싹 트는 날을 맞히는 모델을 만들었다. 맞힌 날은 평균 이틀 어긋났다.
■ 어긋난 이틀
이틀은 짧다. 하지만 그 이틀에 맞춰 깨어나는 벌레와 새가 있다.
나무는 기다리지 않는다. 기다리는 것은 늘 나무를 보는 쪽이다.
은하랑 생태작가
[숲의 시간] 다른 글 보기
⑥ 낙엽의 무게
⑤ 뿌리가 듣는 소리
저작권자 © 들녘매거진 무단전재 및 재배포 금지
""")

    assert (article.byline, article.publisher) == ("은하랑", "들녘매거진")
    assert "■ 어긋난 이틀" in article.body
    assert article.body.endswith("기다리는 것은 늘 나무를 보는 쪽이다.")


def test_a_post_in_markdown_keeps_what_stands_above_its_code():
    article = parse("""
# 벡터 검색을 걷어 냈더니 빨라졌다

![표지](https://img.example/a.png)

모래성 2026.03.01 · 7 min read

[구독하기](https://s.example) [공유](https://t.example)

> 이 글은 사내 발표를 옮긴 것입니다.

## 왜 걷어 냈나

문서가 4만 건뿐인데 벡터 데이터베이스를 따로 띄우고 있었습니다. 한 달에 90만 원이 들었습니다.

```python
index = build(docs)
```

## 무엇으로 바꿨나

형태소 색인과 순위 함수 하나로 바꿨습니다. 검색 시간은 120ms에서 9ms로 줄었습니다.

| 방법 | 시간 |
|---|---|
| 벡터 | 120ms |
| 색인 | 9ms |

## 배운 점

큰 도구가 늘 답은 아닙니다. 먼저 재고, 그다음에 고르세요.

---

**모래성** 검색을 만드는 개발자입니다.

[이전 글](https://a.example) [다음 글](https://b.example)

댓글 4
""")

    assert article.headline == "벡터 검색을 걷어 냈더니 빨라졌다"
    assert article.published_at == date(2026, 3, 1)
    assert "한 달에 90만 원이 들었습니다." in article.body
    assert article.body.endswith("먼저 재고, 그다음에 고르세요.")
