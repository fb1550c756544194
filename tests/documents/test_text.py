"""Line breaking by GB/T 15834: tables of cases, and properties that hold for any text."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.text import (
    HANGING,
    Line,
    balanced_lines,
    break_lines,
    distributed_space,
    fitting_size,
    spaced,
    text_width,
)

SIZE = 10.0
FORBIDDEN_AT_START = "，。、；：？！）》〉」』】〕”’…—·%"
FORBIDDEN_AT_END = "（《〈「『【〔“‘"


def lines(text: str, characters: float, indent: float = 0.0) -> list[str]:
    """The lines of a text in a measure of so many characters."""
    return [line.text for line in break_lines(text, Face.SONG, SIZE, characters * SIZE, indent=indent * SIZE)]


@pytest.mark.parametrize(
    ("text", "characters", "expected"),
    [
        ("一二三四五六七八", 4, ["一二三四", "五六七八"]),
        ("一二三四，五六七八", 4, ["一二三", "四，五六", "七八"]),
        ("一二三“四五”六七八", 4, ["一二三", "“四五”", "六七八"]),
        ("一二三《四五》六七八", 4, ["一二三", "《四五》", "六七八"]),
        ("一二三四……五六七", 5, ["一二三", "四……五六", "七"]),
        ("一二三四——五六七八", 5, ["一二三", "四——五六", "七八"]),
        ("买买提江·阿不都热西提", 5, ["买买提江·", "阿不都热", "西提"]),
        ("甲乙丙丁戊2026年办", 7, ["甲乙丙丁戊", "2026年办"]),
        ("甲乙丙丁戊己39.5%的人", 7, ["甲乙丙丁戊己", "39.5%的人"]),
        ("甲乙丙丁19:00–21:00开始", 8, ["甲乙丙丁", "19:00–21:00开始"]),
        ("甲乙丙Runwu软件", 6, ["甲乙丙", "Runwu软件"]),
        ("甲乙丙丁、张　三到会", 6, ["甲乙丙丁、", "张　三到会"]),
        ("以练促学强本领　匠心服务暖人心", 8, ["以练促学强本领", "匠心服务暖人心"]),
        ("见文《和/或》的规定", 5, ["见文", "《和/或》", "的规定"]),
        ("", 5, [""]),
    ],
)
def test_breaks(text: str, characters: float, expected: list[str]) -> None:
    assert lines(text, characters) == expected


def hung(text: str, characters: float) -> list[str]:
    """The same with stops that may hang."""
    return [line.text for line in break_lines(text, Face.SONG, SIZE, characters * SIZE, hanging=True)]


@pytest.mark.parametrize(
    ("text", "characters", "expected"),
    [
        ("一二三四，五六七八", 4, ["一二三四，", "五六七八"]),
        ("一二三四。五六七八九", 4, ["一二三四。", "五六七八", "九"]),
        ("一二三四、五六七八", 4, ["一二三四、", "五六七八"]),
        ("一二三四：五六七八", 4, ["一二三", "四：五六", "七八"]),  # too much ink for a margin
        ("一二三四）五六七八", 4, ["一二三", "四）五六", "七八"]),
        ("一二“三四”，五六七", 5.5, ["一二“三", "四”，五六七"]),  # only a mark by itself hangs
        ("一二三四五，六七", 4, ["一二三四", "五，六七"]),  # where there is room it stands as ever
        ("一二三四，", 4, ["一二三四，"]),
        ("一二三，四五六", 4, ["一二三，", "四五六"]),
    ],
)
def test_stops_hang_where_that_is_wanted(text: str, characters: float, expected: list[str]) -> None:
    assert hung(text, characters) == expected


def test_a_line_with_a_hanging_stop_is_full_without_it() -> None:
    first, second = break_lines("一二三2四，五六七八九", Face.SONG, SIZE, 5 * SIZE, hanging=True)
    assert first.text == "一二三2四，"
    assert text_width("一二三2四", Face.SONG, SIZE) + 4 * first.space == pytest.approx(5 * SIZE)
    assert second.space == 0


def test_first_line_is_indented() -> None:
    first, second = break_lines("一二三四五六七八", Face.SONG, SIZE, 6 * SIZE, indent=2 * SIZE)
    assert (first.text, first.start) == ("一二三四", 2 * SIZE)
    assert (second.text, second.start) == ("五六七八", 0.0)


def test_one_more_mark_is_taken_by_squeezing_a_long_line() -> None:
    text = "一" * 28 + "。" + "二" * 10
    first, second = break_lines(text, Face.FANG, 15.75, 28 * 15.75)
    assert first.text == "一" * 28 + "。"
    assert -0.02 * 15.75 <= first.space < 0
    assert second.text == "二" * 10


def test_last_line_is_never_one_character_alone() -> None:
    assert lines("一二三四五六七八九十甲", 10)[-1] == "十甲"
    assert lines("一二三四五六七八九十。", 9)[-1] == "九十。"


def test_a_word_longer_than_the_line_is_cut_rather_than_printed_outside() -> None:
    assert all(text_width(line, Face.SONG, SIZE) <= 50 for line in lines("A" * 60, 5))


@pytest.mark.parametrize(
    ("text", "characters"),
    [("》，", 1.5), ("：“", 1.5), ("。”", 1.5), ("（《", 1.5), ("”“", 1.5), ("）一", 2), ("？”", 2), ("）（", 1.5)],
)
def test_neighbouring_marks_share_their_white(text: str, characters: float) -> None:
    assert text_width(text, Face.SONG, SIZE) == pytest.approx(characters * SIZE)


def test_titles_are_balanced() -> None:
    title = "关于2026年度“心级服务”先进集体和先进个人拟表彰名单的公示"
    found = balanced_lines(title, Face.SONG_BOLD, 22.0, 400.0)
    widths = [text_width(line, Face.SONG_BOLD, 22.0) for line in found]
    assert "".join(found) == title
    assert len(found) == 2
    assert max(widths) <= 400
    assert max(widths) - min(widths) < 4 * 22


def test_fitting_size_shrinks_no_further_than_allowed() -> None:
    assert fitting_size("一二三四", Face.KAI, 20, 10, 80) == 20
    assert fitting_size("一二三四五", Face.KAI, 20, 10, 80) == 16
    assert fitting_size("一" * 9, Face.KAI, 20, 10, 80) is None


def test_distributed_text_reaches_both_ends() -> None:
    space = distributed_space("荣誉证书", Face.SONG_BOLD, 20, 140)
    assert 4 * 20 + 3 * space == pytest.approx(140)
    assert distributed_space("荣", Face.SONG_BOLD, 20, 140) == 0.0


alphabet = st.one_of(
    st.sampled_from("国家工会职工服务明星龚䶮"),
    st.sampled_from("，。、；：？！）》”…—（《“·"),
    st.sampled_from(["2026年", "39.5%", "Runwu", " ", "119"]),
)
texts = st.lists(alphabet, max_size=80).map("".join)


def run_of_marks(text: str) -> int:
    """The longest run of marks: one longer than a line has to be cut."""
    longest = current = 0
    for char in text:
        current = current + 1 if char in FORBIDDEN_AT_START + FORBIDDEN_AT_END else 0
        longest = max(longest, current)
    return longest


@given(texts, st.integers(12, 30), st.sampled_from([0.0, 2.0]))
def test_no_text_is_lost(text: str, characters: int, indent: float) -> None:
    assert "".join(lines(text, characters, indent)).replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(12, 30))
def test_no_line_begins_or_ends_wrongly(text: str, characters: int) -> None:
    assume(run_of_marks(text) <= 4)
    assume(" " not in text)
    found = lines(text, characters)
    assert not [line for line in found[1:] if line[0] in FORBIDDEN_AT_START]
    assert not [line for line in found[:-1] if line[-1] in FORBIDDEN_AT_END]


@given(texts, st.integers(12, 30))
def test_numbers_and_words_stay_whole(text: str, characters: int) -> None:
    words = re.findall("[A-Za-z0-9.]+", text)
    assume(all(text_width(word, Face.SONG, SIZE) <= (characters - 6) * SIZE for word in words))
    assume(run_of_marks(text) <= 4)
    found = lines(text, characters)
    assert sorted(word for line in found for word in re.findall("[A-Za-z0-9.]+", line)) == sorted(words)


@given(texts, st.integers(12, 30), st.sampled_from([0.0, 2.0]))
def test_justified_lines_fill_the_measure(text: str, characters: int, indent: float) -> None:
    measure = characters * SIZE
    for line in break_lines(text, Face.SONG, SIZE, measure, indent * SIZE):
        end = _inked_end(line)
        assert end <= measure + 0.01
        if line.space:
            assert measure - end <= 0.5 * SIZE + 0.01


def _inked_end(line: Line) -> float:
    """Where the ink of a set line ends: a closing mark's right half is white."""
    width = text_width(line.text, Face.SONG, SIZE)
    white = 0.5 * SIZE if line.text[-1:] in "，。、；：）》”" and line.text else 0.0
    return line.start + width - white + line.space * max(0, len(line.text) - 1)


@pytest.mark.parametrize(
    ("name", "set_name"),
    [("林青", "林　青"), ("林晚晴", "林晚晴"), ("𠮷野", "𠮷　野"), ("Al", "Al"), ("林", "林")],
)
def test_two_character_names_are_spaced(name: str, set_name: str) -> None:
    assert spaced(name) == set_name


# GB/T 15834-2011, 5.1: each mark with where it may not stand, and how it shares its white (5.1.11, 5.1.12).
@pytest.mark.parametrize("mark", "。，、；：？！")
def test_5_1_1_and_2_points_never_begin_a_line(mark: str) -> None:
    assert lines(f"一二三四{mark}五六七八", 4) == ["一二三", f"四{mark}五六", "七八"]


@pytest.mark.parametrize("pair", ["“”", "‘’", "（）", "《》", "〈〉", "【】", "〔〕", "「」", "『』"])
def test_5_1_3_halves_of_a_pair_stay_with_what_they_enclose(pair: str) -> None:
    opening, closing = pair[0], pair[1]
    found = lines(f"一二三{opening}四五{closing}六七八", 4)
    assert all(not line.endswith(opening) and not line.startswith(closing) for line in found)


@pytest.mark.parametrize("mark", ["——", "……", "…………"])
def test_5_1_4_and_5_dashes_and_ellipses_are_never_divided(mark: str) -> None:
    for characters in range(6, 12):
        found = lines(f"一二三四五六七{mark}八九十甲乙丙", characters)
        assert sum(mark in line for line in found) == 1


@pytest.mark.parametrize("mark", "—～·")
def test_5_1_7_and_8_connectors_and_middle_dots_never_begin_a_line(mark: str) -> None:
    for characters in range(3, 9):
        assert not any(line.startswith(mark) for line in lines(f"一二三四{mark}五六七八", characters))


@pytest.mark.parametrize("mark", "/／")
def test_5_1_10_a_separator_neither_begins_nor_ends_a_line(mark: str) -> None:
    for characters in range(4, 9):
        found = lines(f"一二三四{mark}五六七八", characters)
        assert not any(line.startswith(mark) or line.endswith(mark) for line in found)


@pytest.mark.parametrize("mark", "。，、；：）》〉】〕”’")
def test_5_1_11_a_mark_that_ends_a_line_takes_half_its_room(mark: str) -> None:
    text = "一" * 28 + mark + "二" * 10
    assert lines(text, 28)[0] == "一" * 28 + mark


@given(texts, st.integers(min_value=6, max_value=30), st.booleans())
def test_nothing_but_a_stop_ever_stands_beyond_the_width(text: str, characters: int, hanging: bool) -> None:
    assume(run_of_marks(text) < characters)
    set_lines = break_lines(text, Face.FANG, SIZE, characters * SIZE, indent=2 * SIZE, hanging=hanging)
    assert "".join("".join(line.text for line in set_lines).split()) == "".join(text.split())
    for line in set_lines:
        ink = line.text[:-1] if line.text[-1:] in HANGING and hanging else line.text
        white = SIZE / 2 if ink is line.text and ink[-1:] in "，。、；：）》〉」』】〕”’" else 0.0
        end = line.start + text_width(ink, Face.FANG, SIZE) + line.space * max(0, len(ink) - 1)
        assert end - white <= characters * SIZE + 0.01
    for line, after in pairwise(set_lines):
        assert line.text[-1:] not in FORBIDDEN_AT_END
        assert after.text[:1] not in FORBIDDEN_AT_START
