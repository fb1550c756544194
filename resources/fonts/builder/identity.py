"""A face's names and the figures that make all faces one family: line box, weight, dates.

Every face is renamed: the Open Font License keeps reserved names, 'Source' among them, to unchanged fonts, and the other
makers' names are theirs too. The Arphic licence and the GPL ask for a notice of what was changed and when. PostScript
names are unique, as reportlab tells embedded fonts apart by them: two faces of one name in one PDF would share glyphs.
"""

from typing import Any

from builder.faces import Face

_CHANGED_ON = "2026-11-23"
_CHANGES = "subset, renamed, hinting and layout tables removed, punctuation widths, line metrics"
_WINDOWS, _UNICODE_BMP, _ENGLISH, _CHINESE = 3, 1, 0x409, 0x804
_MACINTOSH, _ROMAN, _MAC_ENGLISH = 1, 0, 0
_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE_ID, _FULL_NAME, _VERSION, _POSTSCRIPT_NAME = range(7)
_DESCRIPTION, _LICENCE = 10, 13
# One line box for all faces, in ems, so that a rare character does not move its line.
_ASCENT, _DESCENT = 0.93, 0.25
# Any time does that is the same on every run: 31 December 2023, 00:00 UTC, in seconds since 1904.
_FIXED_TIME = 3786825600
_BOLD_SELECTION, _REGULAR_SELECTION, _USE_TYPO_METRICS = 0x20, 0x40, 0x80


def set_identity(font: Any, face: Face) -> None:
    """Write names, metrics and dates; the permission to embed stays as the original has it."""
    _set_names(font["name"], face)
    _set_line_box(font)
    bold = face.style == "Bold"
    general = font["OS/2"]
    general.version = max(general.version, 4)
    general.usWeightClass = face.weight
    general.fsSelection = _USE_TYPO_METRICS | (_BOLD_SELECTION if bold else _REGULAR_SELECTION)
    head = font["head"]
    head.macStyle = 1 if bold else 0
    head.created = head.modified = _FIXED_TIME
    font["post"].formatType = 3.0


def _set_names(names: Any, face: Face) -> None:
    origin = face.original.origin
    words = {
        _COPYRIGHT: names.getDebugName(_COPYRIGHT) or origin,
        _FAMILY: face.family,
        _STYLE: face.style,
        _UNIQUE_ID: f"1.0;{face.postscript_name}",
        _FULL_NAME: f"{face.family} {face.style}",
        _VERSION: "Version 1.0",
        _POSTSCRIPT_NAME: face.postscript_name,
        _DESCRIPTION: f"Modified {_CHANGED_ON} ({_CHANGES}) from {origin}",
        _LICENCE: face.original.licence.statement,
    }
    chinese = {
        _FAMILY: face.chinese_family,
        _STYLE: face.style,
        _FULL_NAME: f"{face.chinese_family} {face.style}",
    }
    names.names = []
    for kind, text in words.items():
        names.setName(text, kind, _WINDOWS, _UNICODE_BMP, _ENGLISH)
        names.setName(text.encode("mac_roman", "replace").decode("mac_roman"), kind, _MACINTOSH, _ROMAN, _MAC_ENGLISH)
    for kind, text in chinese.items():
        names.setName(text, kind, _WINDOWS, _UNICODE_BMP, _CHINESE)


def _set_line_box(font: Any) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = round(_ASCENT * em), round(_DESCENT * em)
    horizontal, general = font["hhea"], font["OS/2"]
    horizontal.ascent, horizontal.descent, horizontal.lineGap = ascent, -descent, 0
    general.sTypoAscender, general.sTypoDescender, general.sTypoLineGap = ascent, -descent, 0
    general.usWinAscent, general.usWinDescent = ascent, descent
