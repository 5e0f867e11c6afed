"""The list of sources: what may stand in it, and how it is changed, exchanged and kept."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import opml, sourcebook
from corpus.sources import (
    ADDRESSES,
    Flaw,
    Kind,
    Policy,
    Source,
    SourceError,
    clean,
    fields,
    made,
    named_apart,
    packaged,
    parse,
    span,
)

GAON = Source(Kind.FEED, "가온", "https://gaon.example/rss.xml")
OWN = """# 우리 팀이 따르는 곳
[[feeds]]
name = "가온"  # 아침마다 봅니다
address = "https://gaon.example/rss.xml"
topics = [
    "AI",  # 가장 중요
    "반도체",
]

# 나루는 시험 삼아
[[feeds]]
name = "나루"
publisher = "나루일보"
address = "https://naru.example/rss.xml"
policy = "headline-only"
interval = "1h"

[[searches]]
name = "찾기"
query = "AI 반도체"
"""


def refused(text: str) -> SourceError:
    with pytest.raises(SourceError) as error:
        parse(text)
    return error.value


def test_the_packaged_list_is_sound_and_follows_what_it_should():
    sources = parse(packaged())
    assert len(sources) == 10
    assert {source.kind for source in sources} == {Kind.FEED}
    assert {"AI타임스", "전자신문", "지디넷코리아", "한국경제", "매일경제", "동아일보", "연합뉴스", "블로터"} == {
        source.publisher for source in sources if source.publisher
    }  # fmt: skip


def test_a_list_says_all_there_is_to_say():
    gaon, naru, search = parse(OWN)
    assert gaon == replace(GAON, topics=("AI", "반도체"))
    assert (naru.publisher, naru.policy, naru.interval) == (
        "나루일보",
        Policy.HEADLINE_ONLY,
        timedelta(hours=1),
    )
    assert (search.kind, search.address) == (Kind.SEARCH, "AI 반도체")


def test_an_empty_list_is_a_list():
    assert parse("") == ()


@pytest.mark.parametrize(
    ("line", "flaw", "detail"),
    [
        ('adress = "x"', Flaw.UNKNOWN_KEY, "adress"), ("name = 5", Flaw.WRONG_TYPE, "name"),
        ('name = " "', Flaw.MISSING, "name"), ("address = []", Flaw.WRONG_TYPE, "address"),
        ('address = "gaon.example/rss"', Flaw.BAD_ADDRESS, "gaon.example/rss"),
        ('address = "file:///etc/passwd"', Flaw.BAD_ADDRESS, "file:///etc/passwd"),
        ('address = "https://a b/"', Flaw.BAD_ADDRESS, "https://a b/"), ('policy = "all"', Flaw.BAD_POLICY, "all"),
        ('interval = "soon"', Flaw.BAD_INTERVAL, "soon"), ('interval = "1m"', Flaw.BAD_INTERVAL, "1m"),
        ('interval = "30d"', Flaw.BAD_INTERVAL, "30d"), ("interval = 15", Flaw.WRONG_TYPE, "interval"),
        ('topics = "AI"', Flaw.BAD_TOPICS, ""), ('topics = ["a,b"]', Flaw.BAD_TOPICS, ""), ("topics = [1]", Flaw.BAD_TOPICS, ""),
    ],
)  # fmt: skip
def test_a_flaw_names_the_entry_and_what_is_wrong(line, flaw, detail):
    key = line.split()[0]
    usual = {"name": 'name = "가온"', "address": 'address = "https://gaon.example/"'}
    lines = "\n".join(v for k, v in usual.items() if k != key)
    error = refused(
        f"[[pages]]\nname = 'x'\naddress = 'https://x.example/'\n\n[[feeds]]\n{lines}\n{line}"
    )
    assert (error.flaw, error.detail) == (flaw, detail)
    assert error.entry == ("feeds 1" if key == "name" else "feeds 1 (가온)")


@pytest.mark.parametrize(
    ("text", "flaw", "entry", "detail"),
    [
        ("\n[[feeds]\n", Flaw.NOT_TOML, "", "2"), ("[[feed]]", Flaw.UNKNOWN_KIND, "feed", ""), ("feeds = 1", Flaw.NOT_A_TABLE, "feeds", ""),
        ("feeds = [1]", Flaw.NOT_A_TABLE, "feeds 1", ""), ("[[folders]]\nname = 'x'", Flaw.MISSING, "folders 1 (x)", "path"),
        (OWN + OWN.replace("https://", "https://www."), Flaw.TWICE, "가온", ""),
        (OWN + "[[feeds]]\nname='다시'\naddress='https://gaon.example/rss.xml'", Flaw.TWICE, "다시", ""),
        ("x = " + "[" * 100_000, Flaw.NOT_TOML, "", ""),
    ],
)  # fmt: skip
def test_a_list_that_is_none_says_where(text, flaw, entry, detail):
    error = refused(text)
    assert (error.flaw, error.entry, error.detail) == (flaw, entry, detail)


@given(st.text())
def test_any_text_is_a_list_or_refused(text):
    try:
        parse(text)
    except SourceError as error:
        assert error.flaw


# The file -----------------------------------------------------------------------------------------


def test_where_there_is_no_file_the_packaged_list_counts(tmp_path: Path):
    assert sourcebook.read(tmp_path / "none.toml") == parse(packaged())


def test_a_first_change_begins_with_the_packaged_list(tmp_path: Path):
    path = tmp_path / "new" / "sources.toml"
    assert sourcebook.add(path, [GAON]) == (GAON,)
    assert sourcebook.read(path) == (*parse(packaged()), GAON)


def test_comments_survive_every_change(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    page = Source(
        Kind.PAGE, "쪽", "https://gaon.example/news", topics=("AI",), interval=timedelta(hours=2)
    )
    sourcebook.add(path, [page, Source(Kind.FOLDER, "들어온 글", "inbox")])
    assert path.read_text().startswith(OWN.rstrip())
    assert sourcebook.remove(path, "나루").address == "https://naru.example/rss.xml"
    text = path.read_text()
    for comment in (
        "# 우리 팀이 따르는 곳",
        "# 아침마다 봅니다",
        "# 가장 중요",
        "# 나루는 시험 삼아",
    ):
        assert comment in text
    assert {source.name for source in sourcebook.read(path)} == {"가온", "찾기", "쪽", "들어온 글"}


def test_what_is_followed_already_is_not_added_and_names_are_told_apart(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    other = replace(GAON, address="https://gaon.example/other.xml")
    added = sourcebook.add(path, [replace(GAON, name="같은 곳"), other])
    assert [source.name for source in added] == ["가온 2"]
    assert sourcebook.add(path, [other]) == ()


def test_a_source_is_removed_by_its_name_or_address(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    sourcebook.remove(path, "https://gaon.example/rss.xml")
    sourcebook.remove(path, "나루")
    sourcebook.remove(path, "찾기")
    assert sourcebook.read(path) == ()
    with pytest.raises(SourceError) as error:
        sourcebook.remove(path, "찾기")
    assert (error.value.flaw, error.value.entry) == (Flaw.UNKNOWN, "찾기")


@pytest.mark.parametrize(
    "text", ["feeds = []\n", 'feeds = [{name = "나루", address = "https://naru.example/"}]\n', ""]
)
def test_a_list_written_in_another_way_is_changed_or_left_alone(text, tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text(text)
    held = sourcebook.read(path)
    sourcebook.add(path, [GAON])
    assert sourcebook.read(path) == (*held, GAON)
    sourcebook.remove(path, "가온")
    assert sourcebook.read(path) == held


def test_a_flawed_file_is_never_written_over(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text("[[feeds]]\nname = ")
    with pytest.raises(SourceError):
        sourcebook.add(path, [GAON])
    assert path.read_text() == "[[feeds]]\nname = "
    assert [file.name for file in tmp_path.iterdir()] == ["sources.toml"]


def test_a_link_to_a_list_stays_a_link_and_rights_stay(tmp_path: Path):
    path, kept = tmp_path / "sources.toml", tmp_path / "kept.toml"
    kept.write_text(OWN)
    kept.chmod(0o600)
    path.symlink_to(kept)
    sourcebook.add(path, [replace(GAON, address="https://gaon.example/2")])
    assert path.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "가온 2" in kept.read_text()


def test_what_cannot_be_read_or_written_says_so(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"\xff\xfe")
    for path, flaw in (
        ("folder", Flaw.CANNOT_READ),
        ("file", Flaw.NOT_TOML),
        ("x" * 300, Flaw.CANNOT_READ),
    ):
        with pytest.raises(SourceError) as error:
            sourcebook.read(tmp_path / path)
        assert error.value.flaw is flaw
    with pytest.raises(SourceError) as error:
        sourcebook.add(tmp_path / "file" / "sources.toml", [GAON])
    assert error.value.flaw in {Flaw.CANNOT_WRITE, Flaw.CANNOT_READ}


def test_of_changes_at_one_time_none_is_lost(tmp_path: Path):
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    program = (
        "import sys\nfrom pathlib import Path\nfrom corpus import sourcebook\n"
        "from corpus.sources import Kind, Source\nn = sys.argv[2]\n"
        "sourcebook.add(Path(sys.argv[1]), [Source(Kind.FEED, n, f'https://gaon.example/{n}')])\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(path), f"소식{n}"]) for n in range(6)
    ]
    assert [process.wait() for process in started] == [0] * 6
    assert len(sourcebook.read(path)) == 3 + 6


# Exchange -----------------------------------------------------------------------------------------

LINES = st.text(min_size=1, max_size=60).map(clean).filter(bool)
TOPICS = LINES.map(lambda text: text.replace(",", " ").lstrip("/ ").strip()).map(clean).filter(bool)


@st.composite
def sources(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> Source:
    kind = draw(st.sampled_from(kinds))
    path = draw(
        st.text(st.characters(categories=["L", "N"], include_characters="/?=&%+-_.~"), max_size=30)
    )
    try:
        return made(kind, {
            "name": draw(LINES),
            ADDRESSES[kind]: f"https://{draw(st.sampled_from('abc'))}.example/{path}",
            "publisher": draw(st.none() | LINES),
            "policy": draw(st.sampled_from([*Policy])).value,
            "topics": draw(st.lists(TOPICS, max_size=3)),
            "interval": span(timedelta(minutes=draw(st.integers(5, 7 * 24 * 60)))),
        }, "")  # fmt: skip
    except SourceError:
        return replace(GAON, kind=kind)


def distinct_by_address(given: list[Source]) -> list[Source]:
    return [*named_apart({(source.kind, source.address): source for source in given}.values())]


@given(st.lists(sources(kinds=(Kind.FEED, Kind.PAGE)), max_size=6).map(distinct_by_address))
def test_what_is_exported_and_imported_is_the_same(given_):
    assert [*opml.read(opml.write(given_, "가온 <목록> & 더").encode())] == given_


@given(st.lists(sources(), max_size=6).map(distinct_by_address))
def test_what_is_added_to_a_file_stands_in_it(tmp_path_factory, given_):
    path = tmp_path_factory.mktemp("list") / "sources.toml"
    path.write_text("# 비어 있습니다\n")
    sourcebook.add(path, given_)
    assert {*sourcebook.read(path)} == {*given_}
    assert path.read_text().startswith("# 비어 있습니다\n")


@given(sources())
def test_what_is_written_of_a_source_makes_it_again(source):
    assert made(source.kind, fields(source), "") == source


def test_lists_of_other_readers_are_understood():
    text = """<?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE opml [<!ENTITY x "글">]>
    <opml version="1.0"><head><title>구독</title></head><body>
      <outline text="AI" title="AI"><outline type="rss" text="가온" xmlUrl="https://gaon.example/rss.xml" htmlUrl="https://gaon.example/"/>
        <outline text="연구"><outline title="나루" xmlUrl="https://naru.example/feed?a=1&b=2" type="atom"></outline></outline>
      </outline>
      <outline text="가온" xmlUrl="https://gaon.example/2"/><outline xmlUrl="https://다온.example/rss"/>
      <outline text="가온" xmlUrl="https://gaon.example/rss.xml"/><outline text="빈 것"/><outline text="나쁜 것" xmlUrl="file:///etc/passwd"/>
      <outline text="R&D" xmlUrl="https://rnd.example/" category="/AI/칩,정책" policy="x"/>
    </body></opml>"""
    found = opml.read(text.encode("utf-16"))
    assert [(s.name, s.address, s.topics) for s in found] == [
        ("가온", "https://gaon.example/rss.xml", ("AI",)),
        ("나루", "https://naru.example/feed?a=1&b=2", ("AI", "연구")),
        ("가온 2", "https://gaon.example/2", ()),
        ("다온.example", "https://다온.example/rss", ()),
        ("R&D", "https://rnd.example/", ("AI/칩", "정책")),
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><outline xmlUrl='https://a.example/'/></html>", b"\x00" * 1000, b"<" * 1_000_000, b"<opml" * 100_000, b"x" * 6_000_000],
)  # fmt: skip
def test_what_is_no_list_is_refused(data):
    with pytest.raises(SourceError) as error:
        opml.read(data)
    assert error.value.flaw is Flaw.NOT_OPML


@pytest.mark.parametrize(
    "middle",
    [
        "<outline text='x'>" * 100_000, "</outline>" * 100_000, f"<outline {'a=1 ' * 100_000}/>", "<![CDATA[" * 100_000,
        "<outline xmlUrl='https://gaon.example/'/>" * 50_000, "&#xD800;&x;\x00", f"<outline text='{'가' * 500_000}' xmlUrl='https://b.example/'/>",
        "".join(f"<outline text='{'x' * 300}' category='{'a,' * 999}' xmlUrl='https://c.example/{n}'/>" for n in range(1000)),
    ],
)  # fmt: skip
def test_a_hostile_list_gives_what_is_sound_in_it(middle):
    outline = "<outline text='가온' xmlUrl='https://gaon.example/rss.xml'/>"
    found = opml.read(f"<opml><body>{outline}{middle}</body></opml>".encode())
    assert found[0].address == "https://gaon.example/rss.xml"
    assert len({source.name for source in found}) == len(found) <= 2_000
    for source in found:
        assert made(source.kind, fields(source), "") == source


@given(st.text())
def test_any_outline_is_a_list(text):
    opml.read(f"<opml>{text}</opml>".encode("utf-8", "replace"))
