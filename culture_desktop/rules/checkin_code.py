"""What the code on a badge says: whose it is, for the scanner of the check-in desk.

``RW`` + form + body + check character, of the capitals A to Z and the digits only. A scanner types them; what a keyboard
in another state makes of them (small letters, full width, blanks and line ends about them) is read all the same.

Form 1 holds a staff number of capitals and digits as it is, form 2 any other as Base32 (RFC 4648) of its UTF-8, so that
numbers which differ only in case or marks stay apart. The check character is that of ISO/IEC 7064, MOD 37,36, over all
before it: it tells every single wrong character, and neighbours that changed places.
"""

import base64
import binascii
import re
import unicodedata

PREFIX = "RW"
LONGEST_NUMBER = 64  # characters, as the register of people has it
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(_CHARACTERS)}
_PLAIN, _ENCODED = "1", "2"
_ITSELF = re.compile("[0-9A-Z]+")


def encode(number: str) -> str:
    """The code of a staff number; ValueError for an empty one or one longer than any on the books."""
    if not 1 <= len(number) <= LONGEST_NUMBER:
        raise ValueError(f"no staff number: {number!r}")
    if _ITSELF.fullmatch(number):
        body = f"{PREFIX}{_PLAIN}{number}"
    else:
        body = f"{PREFIX}{_ENCODED}{base64.b32encode(number.encode()).decode('ascii').rstrip('=')}"
    return body + check_character(body)


def decode(scanned: str) -> str | None:
    """The staff number in what a scanner typed; None for what is no code of ours, or a damaged one."""
    code = "".join(unicodedata.normalize("NFKC", scanned).split()).upper()
    if not code.startswith(PREFIX) or not _ITSELF.fullmatch(code) or check_character(code[:-1]) != code[-1]:
        return None
    form, body = code[len(PREFIX)], code[len(PREFIX) + 1 : -1]
    number = body if form == _PLAIN else _decoded(body) if form == _ENCODED else ""
    # Only what we would have written: another spelling of the same bytes is no code of ours.
    return number if 1 <= len(number) <= LONGEST_NUMBER and encode(number) == code else None


def check_character(body: str) -> str:
    """The check character of capitals and digits by ISO/IEC 7064, MOD 37,36."""
    product = 36
    for character in body:
        product = (product + _VALUES[character]) % 36 or 36
        product = product * 2 % 37
    return _CHARACTERS[(37 - product) % 36]


def _decoded(body: str) -> str:
    try:
        return base64.b32decode(body + "=" * (-len(body) % 8)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
