"""The published faces ours are made from: where each lies, who made it and under which licence."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from builder.packages import BABELSTONE, FANDOL, NOTO_SANS, NOTO_SERIF, WENKAI, Member


@dataclass(frozen=True)
class Licence:
    """The sentence a font's name table carries, and the files that go with the font, by name."""

    statement: str
    files: tuple[tuple[str, Member], ...]


@dataclass(frozen=True)
class Original:
    """A face as its makers publish it."""

    file: Member
    origin: str
    licence: Licence

    def open(self, work: Path) -> Any:
        """The font, to be changed; saving it keeps its times and drops the web's compression."""
        font = TTFont(io.BytesIO(self.file.read(work)), recalcTimestamp=False)
        font.flavor = None
        return font


_OFL = "This Font Software is licensed under the SIL Open Font License, Version 1.1. https://openfontlicense.org"
_FANDOL_DOCUMENTS = "usr/share/doc/texlive-doc/fonts/fandol"

_NOTO_SERIF_LICENCE = Licence(_OFL, (("OFL-noto-serif-sc.txt", Member(NOTO_SERIF, "package/LICENSE_FONT")),))
_NOTO_SANS_LICENCE = Licence(_OFL, (("OFL-noto-sans-sc.txt", Member(NOTO_SANS, "package/LICENSE_FONT")),))
_WENKAI_LICENCE = Licence(_OFL, (("OFL-lxgw-wenkai.txt", Member(WENKAI, "package/LICENSE")),))
_FANDOL_LICENCE = Licence(
    'GNU General Public License v3 with font exception (Fandol README: "GPL + GPL font exception").',
    (
        ("GPL-fandol-COPYING.txt", Member(FANDOL, f"{_FANDOL_DOCUMENTS}/COPYING.gz")),
        ("GPL-fandol-README.txt", Member(FANDOL, f"{_FANDOL_DOCUMENTS}/README")),
    ),
)
_BABELSTONE_LICENCE = Licence(
    "Arphic Public License (1999). Modified file: see description.",
    (("ARPHICPL-babelstone-han.txt", Member(BABELSTONE, "usr/share/doc/fonts-babelstone-han/copyright")),),
)

SERIF = Original(
    Member(NOTO_SERIF, "package/400Regular/NotoSerifSC_400Regular.ttf"),
    "Noto Serif SC 2.003 (Adobe/Google)",
    _NOTO_SERIF_LICENCE,
)
SERIF_BOLD = Original(
    Member(NOTO_SERIF, "package/700Bold/NotoSerifSC_700Bold.ttf"),
    "Noto Serif SC 2.003 (Adobe/Google)",
    _NOTO_SERIF_LICENCE,
)
SANS = Original(
    Member(NOTO_SANS, "package/400Regular/NotoSansSC_400Regular.ttf"),
    "Noto Sans SC 2.004 (Adobe/Google)",
    _NOTO_SANS_LICENCE,
)
SANS_SEMIBOLD = Original(
    Member(NOTO_SANS, "package/600SemiBold/NotoSansSC_600SemiBold.ttf"),
    "Noto Sans SC 2.004 (Adobe/Google)",
    _NOTO_SANS_LICENCE,
)
KAI_LIGHT = Original(
    Member(WENKAI, "package/files/lxgw-wenkai-latin-300-normal.woff2"),
    "LXGW WenKai Light 1.311",
    _WENKAI_LICENCE,
)
KAI_MEDIUM = Original(
    Member(WENKAI, "package/files/lxgw-wenkai-latin-500-normal.woff2"),
    "LXGW WenKai 1.311",
    _WENKAI_LICENCE,
)
FANG = Original(
    Member(FANDOL, "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"),
    "FandolFang-Regular 0.3 (Clerk Ma, Jie Su), outlines converted from CFF",
    _FANDOL_LICENCE,
)
BABELSTONE_HAN = Original(
    Member(BABELSTONE, "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
    "BabelStone Han 15.0.5 (Arphic Technology, Andrew West)",
    _BABELSTONE_LICENCE,
)
