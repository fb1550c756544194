"""The fonts of this computer: where systems keep them, and which suit Chinese papers."""

import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from culture_desktop.documents.font_tables import BrokenFontError, FontTables, read_fonts
from culture_desktop.documents.fonts import Face, FontAbsentError, FontFile
from culture_desktop.progress import Progress, silent

_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_MOST_FILES = 20_000
_FONTCONFIG = Path("/etc/fonts/fonts.conf")

# The names under which offices have the typefaces of GB/T 9704, the best known first.
USUAL: Mapping[Face, tuple[str, ...]] = {
    Face.FANG: ("仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "方正仿宋_GB18030", "仿宋", "华文仿宋"),
    Face.SONG_BOLD: ("方正小标宋_GBK", "方正小标宋简体", "方正小标宋_GB18030", "小标宋", "华文中宋"),
    Face.KAI: ("楷体_GB2312", "方正楷体_GBK", "方正楷体简体", "方正楷体_GB18030", "楷体", "华文楷体"),
    Face.HEI: ("黑体", "方正黑体_GBK", "方正黑体简体", "方正黑体_GB18030", "华文细黑"),
    Face.SONG: ("宋体", "方正书宋_GBK", "方正书宋简体", "方正书宋_GB18030", "新宋体", "华文宋体"),
}


class InstalledFont(NamedTuple):
    """A font of this computer; ``refusal`` says why papers cannot have it."""

    path: Path
    number: int
    names: tuple[str, ...]
    refusal: str

    @property
    def name(self) -> str:
        """What it is shown as."""
        return self.names[0]


def font_folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where fonts lie, the user's own folder first; only folders that are there."""
    folders = [] if own is None else [own]
    folders += _windows() if sys.platform == "win32" else _unix()
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def installed_fonts(folders: Iterable[Path], progress: Progress = silent) -> tuple[InstalledFont, ...]:
    """The Chinese fonts of these folders, by name; a file that is no font is passed over.

    A file is read again only after it has changed.
    """
    found: dict[str, InstalledFont] = {}
    for number, (path, status) in enumerate(_files(folders)):
        progress(number, 0, "正在查找字体")
        for font in _read(path, status.st_mtime_ns, status.st_size):
            if font.chinese:
                entry = InstalledFont(path, font.number, font.names, font.refusal)
                found.setdefault(entry.name, entry)
    return tuple(sorted(found.values(), key=lambda font: font.name))


def by_name(fonts: Iterable[InstalledFont], name: str) -> InstalledFont | None:
    """The font that goes by this name."""
    wanted = name.casefold()
    return next((font for font in fonts if wanted in map(str.casefold, font.names)), None)


def opened(fonts: Iterable[InstalledFont], name: str) -> FontFile:
    """The font that goes by this name, ready to draw with; raises FontAbsentError."""
    found = by_name(fonts, name)
    if found is None:
        raise FontAbsentError(f"这台电脑没有“{name}”")
    if found.refusal:
        raise FontAbsentError(f"“{name}”不能用：{found.refusal}")
    try:
        return FontFile.opened(found.path, found.number, name)
    except OSError as error:
        raise FontAbsentError(f"“{name}”的字体文件打不开") from error


def usual(fonts: Sequence[InstalledFont], face: Face) -> InstalledFont | None:
    """The best known font for a face that this computer has and papers may have."""
    usable = [font for font in fonts if not font.refusal]
    return next(filter(None, (by_name(usable, name) for name in USUAL[face])), None)


@lru_cache(maxsize=_MOST_FILES)
def _read(path: Path, _modified: int, _size: int) -> tuple[FontTables, ...]:
    try:
        return read_fonts(path)
    except (BrokenFontError, OSError):
        return ()


def _files(folders: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    """Every font file, in an order that does not depend on the disk."""
    seen: set[Path] = set()
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix.lower() in _ENDINGS and path not in seen and len(seen) < _MOST_FILES:
                    seen.add(path)
                    try:
                        yield path, path.stat()
                    except OSError:
                        continue


def _windows() -> list[Path]:
    local = os.environ.get("LOCALAPPDATA")
    folders = [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
    return [*folders, Path(local, "Microsoft", "Windows", "Fonts")] if local else folders


def _unix() -> list[Path]:
    home = Path.home()
    data = [Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")]
    data += map(Path, (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"))
    folders = [home / ".fonts", *(place / "fonts" for place in data)]
    if sys.platform == "darwin":
        folders += [home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [*folders, *_fontconfig(_FONTCONFIG, home, data[0])]


def _fontconfig(file: Path, home: Path, data: Path) -> Iterator[Path]:
    """The folders that fontconfig is told of."""
    try:
        entries = ET.parse(file).getroot().findall("dir")
    except (OSError, ET.ParseError):
        return
    for entry in entries:
        text = (entry.text or "").strip()
        if text.startswith("~"):
            yield home / text.lstrip("~/")
        elif text and entry.get("prefix") == "xdg":
            yield data / text
        elif text.startswith("/"):
            yield Path(text)
