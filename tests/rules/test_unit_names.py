"""Names of units by which people mean the same place, and those by which they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.unit_names import folded, folded_path

ALIKE = (
    ("生产1部", "生产一部", "生产１部", "生产壹部", "生产 一 部", "生产01部", "生产①部"),
    ("二十三班", "23班", "２３班", "贰拾叁班", "廿三班".replace("廿", "二十")),
    ("一百零五所", "105所", "一〇五所", "一百〇五所"),
    ("一百二班", "120班", "一百二十班"),
    ("十班", "10班", "拾班"),
    ("十二班", "12班"),
    ("客服（东区）", "客服(东区)", "客服【东区】", "客服 〔东区〕"),
    ("运检-甲", "运检—甲", "运检－甲", "运检_甲"),
    ("Ⅱ组", "2组", "二组"),
    ("A班", "ａ班", "Ａ班"),
)
DIFFERENT = (
    ("生产一部", "生产二部"),
    ("一班", "十一班"),
    ("客服中心", "客户服务中心"),
    ("百货部", "一百货部"),
    ("三班", "三班组"),
    ("红十字会", "红字会"),
)


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_spellings_of_one_name(names: tuple[str, ...]) -> None:
    assert len({folded(name) for name in names}) == 1


@pytest.mark.parametrize("names", DIFFERENT, ids=lambda names: names[0])
def test_names_that_are_not_one(names: tuple[str, str]) -> None:
    assert folded(names[0]) != folded(names[1])


def test_a_path_is_folded_level_by_level() -> None:
    assert folded_path("公司/生产 一 部/０３班") == "公司/生产1部/3班"


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = folded(name)
    assert folded(once) == once


@given(st.integers(1, 999))
def test_any_number_in_characters_is_the_number(value: int) -> None:
    assert folded(f"第{_in_characters(value)}班") == f"第{value}班"


def _in_characters(value: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{digits[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")
