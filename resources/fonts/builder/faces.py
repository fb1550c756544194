"""The faces this folder holds."""

from dataclasses import dataclass

from builder.coverage import Coverage
from builder.originals import (
    BABELSTONE_HAN,
    FANG,
    KAI_LIGHT,
    KAI_MEDIUM,
    SANS,
    SANS_SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    Original,
)


@dataclass(frozen=True)
class Face:
    """One font file; ``postscript_name`` is its name too, ``packed`` files are .xz, unpacked when first needed."""

    postscript_name: str
    original: Original
    coverage: Coverage
    family: str
    chinese_family: str
    style: str = "Regular"
    weight: int = 400
    packed: bool = False

    @property
    def file_name(self) -> str:
        """The name of the file in the folder."""
        return f"{self.postscript_name}.ttf.xz" if self.packed else f"{self.postscript_name}.ttf"


FACES = (
    Face("GHSong-Regular", SERIF, Coverage.EVERYDAY, "GH Song", "工会宋体"),
    Face("GHSong-Bold", SERIF_BOLD, Coverage.EVERYDAY, "GH Song", "工会宋体", "Bold", 700),
    Face("GHFang-Regular", FANG, Coverage.FANG, "GH Fang", "工会仿宋"),
    Face(
        "GHFangSup-Regular",
        KAI_LIGHT,
        Coverage.FANG_SUPPLEMENT,
        "GH FangSup",
        "工会仿宋补字",
        weight=300,
        packed=True,
    ),
    Face("GHKai-Regular", KAI_MEDIUM, Coverage.EVERYDAY, "GH Kai", "工会楷体"),
    Face("GHHei-Regular", SANS, Coverage.EVERYDAY, "GH Hei", "工会黑体"),
    Face("GHHei-SemiBold", SANS_SEMIBOLD, Coverage.EVERYDAY, "GH Hei", "工会黑体", "SemiBold", 600),
    Face("GHRare-Regular", SERIF, Coverage.RARE, "GH Rare", "工会生僻字", packed=True),
    Face("GHRareExt-Regular", BABELSTONE_HAN, Coverage.RARE_EXTENSION, "GH RareExt", "工会生僻字扩展", packed=True),
)
