"""Column titles as people write them, brought to one form so that they can be looked up.

``工 号*``, ``工号（必填）``, ``1、您的工号：`` and ``工号_user_id`` all mean 工号.
"""

import re
from functools import lru_cache

from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.sheet import Cell

_BRACKETED = re.compile(r"[（(【\[［<《].*?[）)】\]］>》]")
_NUMBERING = re.compile(r"^[（(]?\d{1,3}(?:[、.．:：)）]+\s*|\s+)")
_POLITE = re.compile(r"^(?:请(?:您)?(?:输入|填写|选择|填)|您的|你的|本人)+")
_NOISE = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")


@lru_cache(maxsize=4096)
def forms(title: Cell) -> tuple[str, ...]:
    """The forms to look up, the most telling first: whole, without brackets, the Chinese part, the Latin part."""
    plain = _POLITE.sub("", _NUMBERING.sub("", text(title))).casefold()
    unbracketed = _BRACKETED.sub("", plain)
    found = [_NOISE.sub("", plain), _NOISE.sub("", unbracketed)]
    han = "".join(_HAN.findall(unbracketed))
    latin = _NOISE.sub("", _HAN.sub("", unbracketed))
    if han and latin:
        found += [han, latin]
    return tuple(dict.fromkeys(form for form in found if form))


def normal(title: Cell) -> str:
    """The title without spaces, marks and case: what two equal titles have in common."""
    return _NOISE.sub("", text(title).casefold())
