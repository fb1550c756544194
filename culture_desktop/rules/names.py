"""Personal names: how they are cleaned, read aloud, spaced and put in order.

``surname_stroke_key`` and ``name_stroke_key`` live in ``strokes`` and are offered here as well, so that
callers find everything about names in one place.
"""

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from culture_desktop.rules.strokes import name_stroke_key, surname_stroke_key

__all__ = ["Reading", "name_stroke_key", "normalise", "reading", "surname_stroke_key"]

_INTERPUNCT = "·"

# Where the reading as a surname differs from the commonest reading of the character.
_SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "查": "zha", "解": "xie", "区": "ou", "朴": "piao", "盖": "ge",
    "缪": "miao", "乐": "yue", "员": "yun", "佴": "nai", "阚": "kan", "翟": "zhai", "覃": "qin", "折": "she",
    "黑": "he", "洗": "xian", "召": "shao", "繁": "po", "秘": "bi", "种": "chong", "祭": "zhai", "么": "yao",
    "能": "nai", "郇": "xun", "适": "kuo", "薄": "bo", "颉": "xie", "藏": "zang", "都": "du", "句": "gou",
    "乜": "nie", "炅": "gui", "卜": "bu", "粘": "nian", "蔚": "yu", "不": "fou", "宓": "mi", "尉": "wei",
    "任": "ren", "冼": "xian", "长": "zhang", "华": "hua", "宁": "ning", "纪": "ji", "葛": "ge", "晟": "cheng",
    "盛": "sheng", "石": "shi", "车": "che", "叶": "ye", "燕": "yan", "应": "ying", "於": "yu", "那": "na",
}  # fmt: skip

COMPOUND_SURNAMES = {
    "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "夏侯": "xia hou", "诸葛": "zhu ge",
    "闻人": "wen ren", "东方": "dong fang", "赫连": "he lian", "皇甫": "huang fu", "尉迟": "yu chi",
    "公羊": "gong yang", "澹台": "tan tai", "公冶": "gong ye", "宗政": "zong zheng", "濮阳": "pu yang",
    "淳于": "chun yu", "单于": "chan yu", "太叔": "tai shu", "申屠": "shen tu", "公孙": "gong sun",
    "仲孙": "zhong sun", "轩辕": "xuan yuan", "令狐": "ling hu", "钟离": "zhong li", "宇文": "yu wen",
    "长孙": "zhang sun", "慕容": "mu rong", "鲜于": "xian yu", "闾丘": "lü qiu", "司徒": "si tu",
    "司空": "si kong", "亓官": "qi guan", "司寇": "si kou", "子车": "zi ju", "颛孙": "zhuan sun",
    "端木": "duan mu", "巫马": "wu ma", "公西": "gong xi", "漆雕": "qi diao", "乐正": "yue zheng",
    "壤驷": "rang si", "公良": "gong liang", "拓跋": "tuo ba", "夹谷": "jia gu", "宰父": "zai fu",
    "谷梁": "gu liang", "万俟": "mo qi", "段干": "duan gan", "百里": "bai li", "东郭": "dong guo",
    "南门": "nan men", "呼延": "hu yan", "羊舌": "yang she", "微生": "wei sheng", "左丘": "zuo qiu",
    "东门": "dong men", "西门": "xi men", "南宫": "nan gong", "第五": "di wu", "独孤": "du gu",
    "完颜": "wan yan", "纳兰": "na lan", "叶赫": "ye he", "贺兰": "he lan", "哥舒": "ge shu",
    "耶律": "ye lü", "即墨": "ji mo", "梁丘": "liang qiu",
}  # fmt: skip

# Where names use another reading than the dictionary's first.
_GIVEN = {
    "晟": "sheng", "靓": "liang", "长": "chang", "曾": "zeng", "伽": "jia", "偲": "si", "诘": "jie", "翟": "zhai",
    "阚": "kan", "卜": "bu", "都": "du", "覃": "qin", "盖": "gai", "藏": "cang", "薄": "bo", "贾": "jia",
}  # fmt: skip

_ANY_INTERPUNCT = re.compile("[•‧・∙⋅･᛫●．。﹒.]")
_BETWEEN_HAN_DOT = re.compile(r"\s*·+\s*")
# Zero-width characters, soft hyphen, byte order mark and controls: they come along from web pages and PDF files.
_INVISIBLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Kangxi and CJK radicals (a PDF copies 金 as ⾦) and full-width Latin letters.
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uff01-\uff5e]+")
_PLAIN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_SPACES = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_ANY_HAN = re.compile(f"[{_HAN}]")
_ALL_HAN = re.compile(f"[{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is typed: ``pinyin`` "lin wan qing" without tones (ü as v), ``initials`` "lwq"."""

    pinyin: str
    initials: str


def normalise(name: str) -> str:
    """The name as it is stored: ``林　青`` becomes ``林青``, ``⾦`` becomes ``金``, any dot between parts ``·``.

    Characters outside the Basic Multilingual Plane are kept as they are; only spaces, invisible characters and
    compatibility forms are touched. Latin names keep single spaces between words.
    """
    if _PLAIN.fullmatch(name):
        return name
    text = _INVISIBLE.sub("", name)
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", text)
    if _ANY_HAN.search(text):
        text = _BETWEEN_HAN_DOT.sub(_INTERPUNCT, _ANY_INTERPUNCT.sub(_INTERPUNCT, text)).strip(_INTERPUNCT)
    text = " ".join(text.split())
    return _HAN_SPACES.sub("", text)


def reading(name: str) -> Reading:
    """Pinyin and initials of a name; surnames by their own readings (单 shan, 尉迟 yu chi).

    Characters without a known reading stand for themselves, Latin words in lower case; nothing fails.
    """
    return _read(normalise(name))


@cache
def _dictionary() -> Callable[[str], list[str]]:
    # 32 ms and 12 MB this way, 271 ms and 58 MB with the phrases that single characters never need.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (start-up time)

    return lazy_pinyin


@cache
def _syllable(character: str) -> str:
    """The reading of one character inside a given name, or the character itself in lower case."""
    if character in _GIVEN:
        return _GIVEN[character]
    found = _dictionary()(character)
    return found[0].lower() if found else character.lower()


@cache
def _surname_syllable(character: str) -> str:
    return _SURNAMES.get(character) or _syllable(character)


def _read(name: str) -> Reading:
    syllables = _read_han(name) if _ALL_HAN.fullmatch(name) else _read_mixed(name)
    return Reading(" ".join(syllables), "".join([s[0] for s in syllables]))


def _read_han(name: str) -> list[str]:
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        head = COMPOUND_SURNAMES[name[:2]].replace("ü", "v").split()
        return head + [_syllable(c) for c in name[2:]]
    return [_surname_syllable(name[0]), *[_syllable(c) for c in name[1:]]]


def _read_mixed(name: str) -> list[str]:
    """Names with Latin letters or ``·``: words stay whole, Han characters are read one by one, no surname."""
    words = re.findall(r"[^\W\d_]+|\d+", name)
    syllables: list[str] = []
    for word in words:
        if word.isascii() or not _ANY_HAN.search(word):
            syllables.append(word.lower())
        else:
            syllables.extend(_syllable(c) for c in word)
    return syllables
