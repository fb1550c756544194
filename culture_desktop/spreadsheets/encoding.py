"""The text of a file: the encoding is proved, not guessed.

A byte order mark, else strict UTF-8, else strict GB18030; UTF-16 without a mark only where its line ends show it.
"""

import codecs
import re

from culture_desktop.errors import FileTooLargeError, WrongFileTypeError
from culture_desktop.spreadsheets.limits import MAX_TEXT_BYTES, TEXT_LIMIT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a table is full of; read in the wrong order of bytes, these are other characters.
_ORDINARY = re.compile(r"[\t\r\n,;0-9]")
# Control characters: one may slip into a text, many make it something else, and a NUL always does.
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN_A_HUNDRED = 5
_LOOKED_AT = 1 << 20


def decode(data: bytes, name: str) -> str:
    """The text, or WrongFileTypeError where it is none: no encoding fits, or binary content."""
    if len(data) > MAX_TEXT_BYTES:
        raise FileTooLargeError(name=name, limit=TEXT_LIMIT)
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise WrongFileTypeError(name=name)
    return text


def _is_binary(text: str) -> bool:
    start = text[:_LOOKED_AT]
    return "\0" in text or len(_CONTROLS.findall(start)) * 100 > _CONTROLS_IN_A_HUNDRED * len(start)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    encodings = ("utf-16-le", "utf-16-be") if b"\0" in data[:_LOOKED_AT] else ("utf-8", "gb18030")
    texts = (text for encoding in encodings if (text := _strictly(data, encoding)) is not None)
    if "utf-8" in encodings:
        return next(texts, None)
    return max(texts, key=lambda text: len(_ORDINARY.findall(text[:_LOOKED_AT])), default=None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
