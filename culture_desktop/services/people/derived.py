"""The columns of a person that are worked out from others whenever the row is written."""

from culture_desktop.rules import names, strokes

_LONGEST_PINYIN = 255  # the column's length; a name of 64 syllables needs more, and nobody sorts by the fortieth
_SEPARATOR = "\n"  # cannot be typed into a search field, so no term matches across two parts


def derived_columns(number: str, name: str, phone: str | None) -> dict[str, str]:
    """Pinyin, initials, stroke order and the text that search looks through, case folded."""
    reading = names.reading(name)
    joined = reading.pinyin.replace(" ", "")
    search = _SEPARATOR.join((name, number, phone or "", joined, reading.initials)).casefold()
    return {
        "pinyin": reading.pinyin[:_LONGEST_PINYIN],
        "initials": reading.initials,
        "stroke_key": strokes.surname_stroke_key(name),
        "search_text": search,
    }
