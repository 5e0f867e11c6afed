"""New, changed or held."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.novelty import (
    Form,
    Held,
    Identity,
    Judgement,
    Key,
    Verdict,
    canonical,
    fingerprint,
    identify,
    judge,
    related,
    storable,
)

BODY = "가상전자가 새 반도체 공장을 짓는다.\n\n투자액은 3조 원이며 2028년에 가동한다."
CORRECTED = BODY.replace("3조", "4조")
OTHER = "한빛연구소는 바다의 온도를 재는 로봇을 띄웠다. 로봇 열두 대가 남해를 오간다."


def row(key: str, body: str, form: Form = Form.PATH, address: str | None = None) -> Held:
    return Held(Key(key, form), address, frozenset({fingerprint(body)}), body)


def verdict(identity: Identity, body: str, *held: Held) -> Judgement:
    return judge(identity, body, held)


def test_an_article_that_shares_nothing_is_new() -> None:
    one = identify(Article(BODY), "a", "in/a.txt")
    assert verdict(one, BODY, row("b", OTHER)) == Judgement(Verdict.NEW, Key("a", Form.ID))


@pytest.mark.parametrize("given", ["other-id", None, 7])
def test_the_same_text_under_another_name_is_held(given: str | int | None) -> None:
    one = identify(Article(BODY), given, "in/copy.txt")
    assert verdict(one, BODY, row("in/a.txt", BODY)).verdict is Verdict.HELD


def test_the_same_text_from_another_publisher_is_a_reprint_and_new() -> None:
    wire = replace(row("a", BODY, Form.ID), publisher="두루통신")
    printed = identify(Article(BODY, publisher="다온일보"), "b", "in/b.txt")
    assert verdict(printed, BODY, wire) == Judgement(Verdict.NEW, Key("b", Form.ID))


@pytest.mark.parametrize("publisher", [None, "두루통신"])
def test_the_same_text_from_the_same_or_an_unknown_publisher_is_held(publisher: str | None) -> None:
    wire = replace(row("a", BODY, Form.ID), publisher="두루통신")
    copy = identify(Article(BODY, publisher=publisher), "b", "in/b.txt")
    assert verdict(copy, BODY, wire).verdict is Verdict.HELD


def test_the_same_text_at_one_address_is_held_whoever_is_named() -> None:
    wire = replace(row("a", BODY, Form.ID, "news.example/1"), publisher="두루통신")
    copy = replace(
        identify(Article(BODY, publisher="다온일보"), "b", "in/b.txt"), address="news.example/1"
    )
    assert verdict(copy, BODY, wire).verdict is Verdict.HELD


def test_white_space_and_unicode_form_make_no_other_text() -> None:
    import unicodedata

    spread = unicodedata.normalize("NFD", BODY.replace(" ", "\u00a0 \n"))
    assert fingerprint(spread) == fingerprint(BODY) != fingerprint(CORRECTED)


def test_another_text_under_the_same_id_is_a_change_because_its_giver_says_so() -> None:
    one = identify(Article(OTHER), "a", "in/a.txt")
    held = row("a", BODY, Form.ID)
    assert verdict(one, OTHER, held) == Judgement(Verdict.CHANGED, held.key)


def test_a_corrected_text_under_the_same_path_is_a_change() -> None:
    one = identify(Article(CORRECTED), None, "in/a.txt")
    held = row("in/a.txt", BODY)
    assert verdict(one, CORRECTED, held) == Judgement(Verdict.CHANGED, held.key)


def test_an_unrelated_text_under_the_same_path_is_new_under_a_name_beside_it() -> None:
    one = identify(Article(OTHER), None, "in/a.txt")
    found = verdict(one, OTHER, row("in/a.txt", BODY))
    assert found.verdict is Verdict.NEW
    assert found.key == Key(f"in/a.txt#{one.fingerprint[:12]}", Form.PATH)


def test_a_corrected_text_is_a_change_of_the_article_beside_the_one_that_has_its_path() -> None:
    held = [row("in/a.txt", OTHER), row("in/a.txt#0123456789ab", BODY)]
    one = identify(Article(CORRECTED), None, "in/a.txt")
    assert verdict(one, CORRECTED, *held) == Judgement(Verdict.CHANGED, held[1].key)


def test_unrelated_texts_at_one_declared_address_are_articles_of_their_own() -> None:
    url = "https://example.com/front"
    one = identify(Article(OTHER, url=url), None, "in/b.html")
    found = verdict(one, OTHER, row(url, BODY, Form.URL, url))
    assert found == Judgement(Verdict.NEW, Key(f"{url}#{one.fingerprint[:12]}", Form.URL))


def test_an_id_that_looks_like_a_path_or_a_number_is_not_the_path_or_the_number() -> None:
    held = [row("in/a.txt", BODY), row("1", BODY, Form.JSON)]
    for name in ("in/a.txt", "1"):
        one = identify(Article(CORRECTED), name, "x.jsonl")
        assert verdict(one, CORRECTED, *held) == Judgement(Verdict.NEW, Key(name, Form.ID))


def test_another_text_at_the_same_address_changes_the_article_held_there() -> None:
    article = Article(CORRECTED, url="http://Example.com/news/1/?utm_source=x#top")
    one = identify(article, None, "in/b.html")
    held = row("https://example.com/news/1", BODY, Form.URL, "https://example.com/news/1")
    assert verdict(one, CORRECTED, held) == Judgement(Verdict.CHANGED, held.key)


def test_a_new_id_at_the_same_address_is_a_change_if_the_text_is_a_version_of_it() -> None:
    held = row("guid-1", BODY, Form.ID, "https://example.com/1")
    one = identify(Article(CORRECTED, url="https://example.com/1"), "guid-2", "f")
    assert verdict(one, CORRECTED, held) == Judgement(Verdict.CHANGED, held.key)


def test_two_ids_at_one_address_with_unrelated_texts_are_two_articles() -> None:
    held = row("p1", BODY, Form.ID, "https://example.com/list")
    one = identify(Article(OTHER, url="https://example.com/list"), "p2", "f")
    assert verdict(one, OTHER, held) == Judgement(Verdict.NEW, Key("p2", Form.ID))


def test_a_text_that_a_revision_replaced_stays_held() -> None:
    held = row("in/a.txt", CORRECTED)
    held = replace(held, fingerprints=held.fingerprints | {fingerprint(BODY)})
    one = identify(Article(BODY), None, "in/a.txt")
    assert verdict(one, BODY, held).verdict is Verdict.HELD


@pytest.mark.parametrize(
    ("given", "url", "expected"),
    [
        ("id", "https://a.kr/1", Key("id", Form.ID)),
        (12, "https://a.kr/1", Key("12", Form.JSON)),
        (None, "https://a.kr/1?utm_source=x", Key("https://a.kr/1?utm_source=x", Form.URL)),
        ("", None, Key("in/x.txt", Form.PATH)),
        (None, "https://a.kr/", Key("in/x.txt", Form.PATH)),
    ],
)
def test_the_key_is_the_id_else_the_address_else_the_path(
    given: str | int | None, url: str | None, expected: Key
) -> None:
    assert identify(Article(BODY, url=url), given, "in/x.txt").key == expected


@pytest.mark.parametrize("given", ["12", 12, 1.5, True])
def test_a_key_comes_out_as_it_was_given(given: str | float) -> None:
    value = identify(Article(BODY), given, "x").key.value
    assert value == given and type(value) is type(given)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example.COM:80/a/?b=2&a=1#frag", "https://news.example.com/a?a=1&b=2"),
        ("https://example.com/a?utm_campaign=x&fbclid=y&id=3", "https://example.com/a?id=3"),
        ("https://m.example.com/a", "https://m.example.com/a"),
        ("https://www.example.com/a", "https://www.example.com/a"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://example.com/view?no=1&page=", "https://example.com/view?no=1&page="),
        ("https://example.com/", None),
        ("ftp://example.com/a", None),
        ("https://[::1", None),
        ("https://example.com:99999/a", None),
        ("/relative", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_compared_in_one_form(url: str | None, expected: str | None) -> None:
    assert canonical(url) == expected


@given(st.text())
def test_the_form_of_an_address_is_its_own_form(url: str) -> None:
    once = canonical(url)
    assert once is None or canonical(once) == once


@given(st.text())
def test_any_text_has_a_fingerprint_and_a_storable_form(text: str) -> None:
    assert len(fingerprint(text)) == 32
    storable(text).encode()
    assert len(storable(text)) == len(text)


def test_a_corrected_text_is_related_and_another_story_is_not() -> None:
    assert related(BODY, CORRECTED) and not related(BODY, OTHER)


def test_a_stock_phrase_in_every_paragraph_makes_no_versions_of_one_text() -> None:
    def told(sentence: str) -> str:
        return "\n\n".join(f"{sentence} {n}쪽에 더 싣는다." for n in range(9))

    mill = told(
        "가상제지는 남쪽 강가에 있는 종이 공장을 한 달 동안 고친다고 알렸다. 납품은 미룬다."
    )
    team = told(
        "새봄야구단은 어제 저녁 안방에서 열린 마지막 경기를 크게 이겼다. 관중은 만 명이었다."
    )
    assert not related(mill, team)
    assert related(mill, mill[: len(mill) // 2]) and related(mill, mill + team)
