"""Names: readings, spacing, cleaning and stroke order."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.rules.names import name_stroke_key, normalise, reading, surname_stroke_key
from culture_desktop.rules.strokes import stroke_count


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("林晚晴", "lin wan qing", "lwq"),
        ("单雄信", "shan xiong xin", "sxx"),
        ("仇英", "qiu ying", "qy"),
        ("曾国藩", "zeng guo fan", "zgf"),
        ("查良镛", "zha liang yong", "zly"),
        ("解缙", "xie jin", "xj"),
        ("任伯年", "ren bo nian", "rbn"),
        ("区寄", "ou ji", "oj"),
        ("朴树", "piao shu", "ps"),
        ("盖叫天", "ge jiao tian", "gjt"),
        ("缪荃孙", "miao quan sun", "mqs"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("万俟卨", "mo qi xie", "mqx"),
        ("长孙无忌", "zhang sun wu ji", "zswj"),
        ("澹台灭明", "tan tai mie ming", "ttmm"),
        ("乐毅", "yue yi", "yy"),
        ("吕布", "lv bu", "lb"),
        ("王乐", "wang le", "wl"),
        ("李单", "li dan", "ld"),
        ("张晟", "zhang sheng", "zs"),
        ("䶮𬭎㛃", "yan hong jie", "yhj"),
        ("阿卜杜热合曼·买买提", "a bu du re he man mai mai ti", "abdrhmmmt"),
        ("Alice  Wang", "alice wang", "aw"),
        ("林　青", "lin qing", "lq"),
        ("", "", ""),
        ("·", "", ""),
    ],
)
def test_readings(name: str, pinyin: str, initials: str) -> None:
    assert (reading(name).pinyin, reading(name).initials) == (pinyin, initials)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("林晚晴", "林晚晴"),
        (" 林　青 ", "林青"),
        ("林\u200b青\ufeff", "林青"),
        ("⾦⽟", "金玉"),
        ("阿卜杜 • 热合曼", "阿卜杜·热合曼"),
        ("麦克.乔丹", "麦克·乔丹"),
        ("Ａｌｉｃｅ　Wang", "Alice Wang"),
        ("J. R. Smith", "J. R. Smith"),
        ("𠮷野 家", "𠮷野家"),
        ("䶮", "䶮"),
    ],
)
def test_normalise(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


@given(st.text(max_size=20))
def test_any_text_is_read_and_normalised_once_for_all(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    found = reading(text)
    assert len(found.initials) == len(found.pinyin.split(" ")) or not found.pinyin
    assert surname_stroke_key(text).isascii()
    assert name_stroke_key(text).isascii()


def test_surnames_stand_in_the_order_of_strokes() -> None:
    # 二画 to 八画, as the presidium lists of congresses print them; within a count by 横竖撇点折.
    official = "丁 王 毛 方 孔 石 卢 叶 田 史 冯 兰 宁 司 刘 江 汤 许 孙 杜 李 杨 吴 何 余 谷 邹 汪 沈 宋 张 陆 陈 苗"
    surnames = official.split()
    assert sorted(surnames, key=surname_stroke_key) == surnames


def test_order_within_a_surname_differs_by_convention() -> None:
    names = ["王一飞", "王伟", "王丁"]
    assert sorted(names, key=surname_stroke_key) == ["王丁", "王伟", "王一飞"]
    assert sorted(names, key=name_stroke_key) == ["王一飞", "王丁", "王伟"]


def test_characters_beyond_the_table_come_last_by_code_point() -> None:
    names = ["𠮷野", "㐀野", "爨野", "Alice"]
    assert sorted(names, key=surname_stroke_key) == ["爨野", "Alice", "㐀野", "𠮷野"]


@given(st.text("王李张伟一丁飞䶮·", min_size=1, max_size=4), st.text("王李张伟一丁飞䶮·", min_size=1, max_size=4))
def test_name_keys_compare_as_the_characters_in_turn(left: str, right: str) -> None:
    def turn(name: str) -> list[str]:
        return [name_stroke_key(c) for c in name if c != "·"]

    assert (name_stroke_key(left) < name_stroke_key(right)) == (turn(left) < turn(right))


def test_stroke_counts() -> None:
    assert [stroke_count(c) for c in "一王䶮㐀"] == [1, 4, 9, None]


def test_a_hundred_thousand_names_take_seconds_at_most() -> None:
    han = [chr(code) for code in range(0x4E00, 0x8E00)]
    names = [han[n * 7 % 16000] + han[n * 11 % 16000] + han[n * 13 % 16000] for n in range(100_000)]
    reading("预热")
    surname_stroke_key("预热")
    start = time.process_time()
    for name in names:
        reading(name)
        surname_stroke_key(name)
    assert time.process_time() - start < 5
