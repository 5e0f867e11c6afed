"""One line to a record."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import KST, Article
from corpus.record import Kind, Record, RecordError, believe, moment, parse
from corpus.refusal import Reason

KNOWN = ["id", "text", "html", "path", "title", "author", "publisher", "url", "published"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def refusal(line: str) -> RecordError:
    with pytest.raises(RecordError) as caught:
        parse(line)
    return caught.value


def test_a_record_holds_what_its_line_states() -> None:
    line = (
        '{"id": "a1", "text": "제목\\n본문이다.", "title": " 새  제목 ",'
        ' "author": ["김하나", "이두리"],'
        ' "publisher": "가상일보", "url": "https://example.com/1", "published": "2026-03-02",'
        ' "sentences": 2, "colour": {"unknown": ["key"]}}'
    )
    assert parse(line) == Record(
        "a1",
        Kind.TEXT,
        "제목\n본문이다.",
        "새 제목",
        "김하나, 이두리",
        "가상일보",
        "https://example.com/1",
        date(2026, 3, 2),
        2,
    )


@pytest.mark.parametrize("identifier", ["문자", 12, 1.5, True, False, None, "", 0])
def test_an_id_is_any_scalar_and_stays_as_it_was(identifier: object) -> None:
    found = parse(json.dumps({"id": identifier, "text": "본문"})).id
    assert found == identifier and type(found) is type(identifier)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_content_is_a_text_a_page_or_a_path(kind: Kind) -> None:
    record = parse(json.dumps({"id": 1, kind.value: "내용"}))
    assert (record.kind, record.content) == (kind, "내용")


def test_a_url_is_the_content_only_where_nothing_else_is_given() -> None:
    url = "https://example.com/1"
    assert (parse(f'{{"url": "{url}"}}').kind, parse(f'{{"url": "{url}"}}').content) == (
        Kind.URL,
        url,
    )
    assert parse(f'{{"text": "본문", "url": "{url}"}}').kind is Kind.TEXT


@pytest.mark.parametrize(
    ("line", "reason", "identifier"),
    [
        ("", Reason.EMPTY, None),
        ("  \ufeff ", Reason.EMPTY, None),
        ('{"id": 3, "text": " \\n "}', Reason.EMPTY, 3),
        ("{", Reason.BAD_RECORD, None),
        ("[" * 100_000, Reason.BAD_RECORD, None),
        ('{"id": ' + "9" * 5000 + "}", Reason.BAD_RECORD, None),
        ('["text"]', Reason.BAD_RECORD, None),
        ('"text"', Reason.BAD_RECORD, None),
        ('{"id": "x"}', Reason.BAD_RECORD, "x"),
        ('{"id": "x", "text": 5}', Reason.BAD_RECORD, "x"),
        ('{"id": "x", "text": "본문", "title": 5}', Reason.BAD_RECORD, "x"),
        ('{"id": "x", "text": "본문", "sentences": 0}', Reason.BAD_RECORD, "x"),
        ('{"id": "x", "text": "본문", "sentences": true}', Reason.BAD_RECORD, "x"),
        ('{"id": ["x"], "text": "본문"}', Reason.BAD_RECORD, None),
        ('{"id": NaN, "text": "본문"}', Reason.BAD_RECORD, None),
        ('{"id": 1e999, "text": "본문"}', Reason.BAD_RECORD, None),
    ],
)
def test_a_line_that_is_no_record_says_why_and_keeps_its_id(
    line: str, reason: Reason, identifier: object
) -> None:
    error = refusal(line)
    assert (error.reason, error.id) == (reason, identifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02T07:30:00+09:00", datetime(2026, 3, 2, 7, 30, tzinfo=KST)),
        ("2026-03-01T22:30:00Z", datetime(2026, 3, 1, 22, 30, tzinfo=UTC)),
        ("2026-03-02 07:30", datetime(2026, 3, 2, 7, 30, tzinfo=KST)),
        ("2026.03.02. 오후 7:30", datetime(2026, 3, 2, 19, 30, tzinfo=KST)),
        ("2026년 3월 2일 12시 05분", datetime(2026, 3, 2, 12, 5, tzinfo=KST)),
        ("2026/3/2", date(2026, 3, 2)),
        (
            "Mon, 02 Mar 2026 07:30:00 +0900",
            datetime(2026, 3, 2, 7, 30, tzinfo=timezone(timedelta(hours=9))),
        ),
        ("2026-03-04T22:00:00.1234567Z", datetime(2026, 3, 4, 22, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-04T22:00:00+00", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("2026-03-04T22:00-0530", datetime(2026, 3, 5, 3, 30, tzinfo=UTC)),
        ("2026-03-04 22:00 UTC", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("2026-03-04 22:00 GMT", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("2026-03-04 22:00 (KST)", datetime(2026, 3, 4, 22, tzinfo=KST)),
        ("2026-3-4T7:30Z", datetime(2026, 3, 4, 7, 30, tzinfo=UTC)),
        ("2026-03-04 7:30 PM", datetime(2026, 3, 4, 19, 30, tzinfo=KST)),
        ("2026-03-04 12:30 a.m.", datetime(2026, 3, 4, 0, 30, tzinfo=KST)),
        ("2026.03.04(수) 오전 12:30", datetime(2026, 3, 4, 0, 30, tzinfo=KST)),
        ("20260304T220000Z", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("20260304", date(2026, 3, 4)),
        ("2026-03-04 22:00 PST", date(2026, 3, 4)),
        ("2026-03-04T22:00:00+01:00[Europe/Paris]", date(2026, 3, 4)),
        ("Wed, 04 Mar 2026 22:00:00 -0000", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("Wed, 04 Mar 2026 22:00:00 KST", datetime(2026, 3, 4, 22, tzinfo=KST)),
        ("Wed, 04 Mar 2026 22:00:00 CET", date(2026, 3, 4)),
        ("0001-01-01", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("Fri, 31 Dec 9999 23:59:59 -1400", None),
        ("1899-12-31", None),
        ("어제", None),
        ("2026-13-40", None),
        ("2026-03-02 99:99", None),
        ("", None),
    ],
)
def test_a_stated_moment_is_read_and_one_without_a_zone_is_korean(
    text: str, expected: object
) -> None:
    found = moment(text)
    assert found == expected and type(found) is type(expected)


def test_what_the_giver_states_is_believed_before_what_the_text_says() -> None:
    article = Article(
        "본문", "글의 제목", "글쓴이", "글의 매체", date(2020, 1, 1), "https://a.kr/1"
    )
    record = parse('{"text": "본문", "title": "준 제목", "published": "2026-03-02", "author": ""}')
    assert believe(article, record) == Article(
        "본문", "준 제목", "글쓴이", "글의 매체", date(2026, 3, 2), "https://a.kr/1"
    )


@given(st.text())
def test_no_line_raises_anything_but_a_record_error(line: str) -> None:
    try:
        parse(line)
    except RecordError as error:
        assert error.reason in {Reason.BAD_RECORD, Reason.EMPTY}


@given(st.dictionaries(st.sampled_from([*KNOWN, "sentences", "other"]), JSON))
def test_no_object_raises_anything_but_a_record_error(fields: dict[str, object]) -> None:
    try:
        record = parse(json.dumps(fields))
    except RecordError:
        return
    assert record.content.strip()
    assert isinstance(record.published, date | None)
