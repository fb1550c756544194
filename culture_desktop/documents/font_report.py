"""Which fonts a paper was drawn with and which stood in for others: kept in the PDF itself, as its key words."""

from typing import NamedTuple

from culture_desktop.override import override

_HEAD, _BETWEEN, _AFTER = "字体：", "、", "；"
_MOST_SHOWN = 3


class FontReport(NamedTuple):
    """``used`` are the fonts by the names people know; ``notes`` a sentence each on what stood in for what."""

    used: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        return _AFTER.join((_HEAD + _BETWEEN.join(self.used), *self.notes)) if self.used else ""

    @classmethod
    def parsed(cls, text: str) -> "FontReport":
        """What ``str`` gave; nothing for key words that are not ours."""
        if not text.startswith(_HEAD):
            return cls()
        used, *notes = text.removeprefix(_HEAD).split(_AFTER)
        return cls(tuple(used.split(_BETWEEN)), tuple(notes))


def lacking(title: str, characters: str) -> str:
    """The note on characters that a font of the user's has not."""
    many = f"等 {len(characters)} 字" if len(characters) > _MOST_SHOWN else ""
    return f"“{title}”没有“{characters[:_MOST_SHOWN]}”{many}，由内置字体补上"


def replaced(reason: str, stand_in: str) -> str:
    """The note on a font that was wanted and is not used."""
    return f"{reason}，用{stand_in}代替"
