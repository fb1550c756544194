"""Order by strokes, as names stand in official lists.

Source: 通用规范汉字表 (2013) for the characters and their official order, Unihan for stroke counts, cnchar-order
for the sequence of strokes; the order by count, then by the strokes in turn (横竖撇点折), then by official
place follows GB 13000.1 字符集汉字字序（笔画序）规范.
"""

from functools import cache

from culture_desktop.paths import resource

_TABLE = ("data", "strokes_8105.tsv")
_EMPTY = "0000"
_BEYOND = "~"  # sorts after every digit


def surname_stroke_key(name: str) -> str:
    """Sort key by 姓氏笔画: the second character of a two-character name counts as empty, the given name as third.

    So 王伟 comes before 王一飞. Keys are ASCII and compare as strings; equal names have equal keys.
    """
    characters = _characters(name)
    if len(characters) == 2:
        return f"{_character_key(characters[0])}{_EMPTY}{_character_key(characters[1])}"
    return "".join(map(_character_key, characters))


def name_stroke_key(name: str) -> str:
    """Sort key by 姓名笔画: character by character, so 王一飞 comes before 王伟."""
    return "".join(map(_character_key, _characters(name)))


def stroke_count(character: str) -> int | None:
    """Number of strokes of a character of the 8,105, None beyond."""
    found = _table().get(character)
    return found[0] if found else None


def _characters(name: str) -> str:
    return name if name.isalpha() else "".join(c for c in name if c.isalnum())


@cache
def _character_key(character: str) -> str:
    found = _table().get(character)
    return f"{found[1]:04d}" if found else f"{_BEYOND}{ord(character):06x}"


@cache
def _table() -> dict[str, tuple[int, int]]:
    """Character to (number of strokes, place in the order of strokes from 1)."""
    rows = []
    for line in resource(*_TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, count, order, tier, number = line.split("\t")
            rows.append((int(tier), int(number), character, int(count), order))
    rows.sort()
    # A character whose sequence is unknown stands where the official table has it: right after its
    # predecessor of the same level and count.
    latest: dict[tuple[int, int], str] = {}
    ordered = []
    for level, place, character, strokes, sequence in rows:
        if sequence:
            latest[level, strokes] = sequence
        ordered.append((strokes, latest.get((level, strokes), ""), not sequence, level, place, character))
    ordered.sort()
    return {row[-1]: (row[0], rank) for rank, row in enumerate(ordered, start=1)}
