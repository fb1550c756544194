"""The text of a file: the encoding is proved, not guessed.

A byte order mark, else strict UTF-8, else strict GB18030; UTF-16 without a mark only where it reads like a table.
"""

import codecs
import re

from culture_desktop.errors import DamagedFileError, FileTooLargeError, WrongFileTypeError
from culture_desktop.spreadsheets.limits import MAX_TEXT_BYTES, TEXT_LIMIT

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What tables of ours are written in; read in the wrong order of bytes or out of a picture, UTF-16 is anything.
_ORDINARY = re.compile("[\\t\\r\\n -~\\u00a0\\u2010-\\u203b\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]")
_LEAST_ORDINARY = 0.9
_LINE_MARKS = re.compile(r"[\t\r\n]")
_OTHER_FILES = (b"%PDF-", b"{\\rtf")
_LONGEST_CHARACTER = 4  # bytes in UTF-8
# Control characters: one may slip into a text, many make it something else, and a NUL always does.
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN_A_HUNDRED = 5
_LOOKED_AT = 1 << 20


def decode(data: bytes, name: str) -> str:
    """The text, or WrongFileTypeError where it is none: no encoding fits, or binary content.

    DamagedFileError where it ends inside a character.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise FileTooLargeError(name=name, limit=TEXT_LIMIT)
    text = None if data.startswith(_OTHER_FILES) else _decoded(data, name)
    if text is None or _is_binary(text):
        raise WrongFileTypeError(name=name)
    return text


def _is_binary(text: str) -> bool:
    start = text[:_LOOKED_AT]
    return "\0" in text or len(_CONTROLS.findall(start)) * 100 > _CONTROLS_IN_A_HUNDRED * len(start)


def _decoded(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data[:_LOOKED_AT]:
        return next(filter(_is_ordinary, (_strictly(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))), None)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.start > len(data) - _LONGEST_CHARACTER and not data[: error.start].isascii():
            raise DamagedFileError(name=name) from error
    return _strictly(data, "gb18030")


def _is_ordinary(text: str | None) -> bool:
    """Whether this reads like a table, so that the guess of its encoding is right."""
    start = (text or "")[:_LOOKED_AT]
    marked = _LINE_MARKS.search(start) is not None
    return marked and len(_ORDINARY.findall(start)) >= _LEAST_ORDINARY * len(start)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
