"""How sure or bounded a figure is said to be."""

from __future__ import annotations

import pytest

from summaries.figures import find

SAID = {
    "approx": "약 20명이다|거의 20명이다|20명 안팎이다|20명쯤이다|20명가량이다|20명 언저리다|20명에 가까운 인원|50%에 육박한다",
    "at_least": "20명 이상이다|최소 20명이다|적어도 3년은 걸린다|약 20명 이상이다|줄잡아 100명이다",
    "at_most": "20명 이하다|최대 20명이다|3년 안에 끝낸다|5일 이내에 낸다|10만원을 넘지 않는다|최장 30일이다",
    "more_than": "20명 넘게 왔다|20명이 넘었다|20%를 웃돈다|20여명이다|10년 조금 넘는 시간이다|5명 남짓이다",
    "less_than": "20명 미만이다|20%를 밑돈다|절반에도 못 미친다|20명도 채 안 된다|50mg도 되지 않는다|10년이 안 된 회사다",
    None: "20명에 불과하다|1조원에 달한다|20명 수준이다|상대에게 2.3점 못 미쳤다|20명이다|무려 20명이다",
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "modifier"),
    [(sentence, name) for name, said in SAID.items() for sentence in said.split("|")],
)
def test_words_around_a_figure_bound_it(language, sentence, modifier):
    assert [f.modifier for f in find(language.analyse(sentence + "."))] == [modifier]
