"""The topics, and what their file may hold."""

from pathlib import Path

import pytest

from corpus.topics import Fault, Topic, TopicError, Topics, key, load, read

TOPICS = load()


def test_there_are_enough_topics_and_no_name_is_used_twice() -> None:
    assert len(TOPICS.listed) >= 60
    names = [key(name) for topic in TOPICS.listed for name in dict.fromkeys(map(key, topic.names))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("gpu", "GPU"),
        ("그래픽 처리 장치", "GPU"),
        ("소버린AI", "소버린 AI"),
        ("sovereign ai", "소버린 AI"),
        ("데이터 센터", "데이터센터"),
        ("인공지능 기본법", "AI 기본법"),
        ("openai", "오픈AI"),
        ("하이닉스", "SK하이닉스"),
    ],
)
def test_a_topic_is_found_by_any_name_however_spaced(typed: str, name: str) -> None:
    topic = TOPICS.named(typed)
    assert topic is not None and topic.name == name


def test_the_longest_name_in_a_query_is_one_thing() -> None:
    units = TOPICS.units(["소버린", "ai", "정책", "gpu"])
    assert [topic.name if topic else unit.names[0] for unit, topic in units] == [
        "소버린 AI",
        "정책",
        "GPU",
    ]


def test_the_nearest_topics_are_proposed() -> None:
    assert TOPICS.near("딥시그")[0].name == "딥시크"
    assert {"HBM", "NPU", "AI 반도체"} <= {topic.name for topic in TOPICS.near("gpu")}
    assert TOPICS.near("ψψψ") == []


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ('[[topic]]\nname = "가"\n\n[[topic]]\nname = 나"\n', Fault.NO_TOML, 5),
        ('[[topic]]\nsame = ["가"]\n', Fault.NO_NAME, 1),
        ('[[topic]]\nname = "가"\n\n# 둘째\n[[topic]]\nname = 3\n', Fault.NO_NAME, 5),
        ('[[topic]]\nname = "가"\n\n[[topic]]\nsame = ["나"]\n', Fault.NO_NAME, 4),
        ('[[topic]]\nname = "가"\n\n[[topic]]\nnam = "나"\n', Fault.UNKNOWN_KEY, 5),
        ('[[topic]]\nname = "가"\nsmae = ["나"]\n', Fault.UNKNOWN_KEY, 3),
        ('[[topic]]\nname = "가"\nsame = "나"\n', Fault.NO_LIST, 3),
        ('[[topic]]\nname = "가"\nalso = [1]\n', Fault.NO_LIST, 3),
        ('[[topic]]\nname = "가"\nsame = ["나",\n"…"]\n', Fault.NO_WORD, 4),
        ('[[topic]]\nname = "GPU"\n[[topic]]\nname = "나"\nsame = ["g p u"]\n', Fault.TWICE, 5),
        ('[topics]\nname = "가"\n', Fault.UNKNOWN_KEY, 1),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(text: str, fault: Fault, line: int) -> None:
    with pytest.raises(TopicError) as refused:
        list(read(text))
    assert (refused.value.fault, refused.value.line) == (fault, line)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TopicError):
        load(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"\xff\xfe")
    with pytest.raises(TopicError):
        load(broken)


def test_one_topic_may_spell_a_name_in_several_ways() -> None:
    (topic,) = read('[[topic]]\nname = "소버린 AI"\nsame = ["소버린AI"]\n')
    assert Topics([topic]).named("소버린ai") == Topic("소버린 AI", ("소버린AI",))
