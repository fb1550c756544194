"""The user's own fonts in papers: which are there, which is wanted for what, kept with the data."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, select

from culture_desktop.database import Database
from culture_desktop.documents.designs.setting import FACES
from culture_desktop.documents.fonts import FontAbsentError, FontFile, Typefaces, typefaces, use_typefaces
from culture_desktop.documents.installed_fonts import InstalledFont, font_folders, installed_fonts, opened, usual
from culture_desktop.documents.paper import Paper, Size
from culture_desktop.errors import FontUnusableError
from culture_desktop.models import Setting
from culture_desktop.progress import Progress, silent
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import TypeFace

FOLDER, HANGING = "font_folder", "hanging_stops"
_KEYS = {face: f"font_{face.value}" for face in TypeFace}
TITLES = {
    **{key: f"{face.label}用的字体" for face, key in _KEYS.items()},
    FOLDER: "字体文件夹",
    HANGING: "标点悬挂",
}
_CHANGED = frozenset({Topic.SETTINGS, Topic.DOCUMENTS})
_SAMPLE = Size(280, 30)  # points
_SAMPLE_TEXT = "工会为职工办实事　2026"


@dataclass(frozen=True, slots=True)
class TypefaceSettings:
    """What papers are to be drawn with. ``fonts`` names the user's font for a face; those not in it are ours."""

    fonts: Mapping[TypeFace, str]
    folder: Path | None = None
    hanging: bool = False


@dataclass(frozen=True, slots=True)
class FontSample:
    """A line drawn in a face as papers have it, as PDF; ``note`` says what stands in for the font that is wanted."""

    face: TypeFace
    pdf: bytes
    note: str


class TypefaceService:
    """Reads and writes the choice, and has papers drawn by it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings(self) -> TypefaceSettings:
        """What was chosen."""
        with self._database.read() as session:
            found = session.scalars(select(Setting).where(Setting.key.in_(TITLES))).all()
            values = {setting.key: setting.value for setting in found}
        folder = values.get(FOLDER)
        fonts = {face: str(values[key]) for face, key in _KEYS.items() if values.get(key)}
        return TypefaceSettings(fonts, Path(folder) if folder else None, bool(values.get(HANGING)))

    def apply(self) -> None:
        """Has every paper from now on drawn as chosen; fonts are looked for when a paper first needs them."""
        use_typefaces(self._typefaces)

    def release(self) -> None:
        """Has papers drawn with our own fonts again: the file is being closed."""
        use_typefaces()

    def installed(self, progress: Progress = silent) -> tuple[InstalledFont, ...]:
        """The Chinese fonts of this computer, those of the user's own folder among them."""
        return installed_fonts(font_folders(self.settings().folder), progress)

    def usual(self, progress: Progress = silent) -> Mapping[TypeFace, str]:
        """The fonts of official papers that this computer has and papers may have."""
        found = self.installed(progress)
        named = {face: usual(found, FACES[face]) for face in TypeFace}
        return {face: font.name for face, font in named.items() if font is not None}

    def choose(self, fonts: Mapping[TypeFace, str]) -> Done[None]:
        """Keep the fonts for these faces, "" for ours; raises FontUnusableError, which says why."""
        known = self.installed()
        for name in filter(None, fonts.values()):
            try:
                opened(known, name)
            except FontAbsentError as error:
                raise FontUnusableError(name=name, reason=str(error)) from error
        self._keep({_KEYS[face]: name for face, name in fonts.items()})
        words = "、".join(f"{face.label}用{name or '内置字体'}" for face, name in fonts.items())
        return Done(None, _CHANGED, f"已选定：{words}" if fonts else "没有改动")

    def set_folder(self, folder: Path | None) -> Done[None]:
        """Look for fonts in a folder of the user's as well, or no longer."""
        self._keep({FOLDER: "" if folder is None else str(folder)})
        return Done(None, _CHANGED, "不再另找字体文件夹" if folder is None else f"已在“{folder.name}”中查找字体")

    def set_hanging(self, wanted: bool) -> Done[None]:
        """Let stops at line ends of official papers and briefings stand in the margin, or not."""
        self._keep({HANGING: wanted})
        return Done(None, _CHANGED, "公文和简报的行末标点可以悬挂" if wanted else "公文和简报的行末标点不悬挂")

    def samples(self, progress: Progress = silent) -> tuple[FontSample, ...]:
        """A line in each face as papers are drawn now."""
        made = []
        for number, face in enumerate(TypeFace):
            progress(number, len(TypeFace), "正在画字样")
            paper = Paper(_SAMPLE, face.label)
            paper.add(paper.text(2, 21, _SAMPLE_TEXT, FACES[face], 18))
            paper.next_page()
            stream = io.BytesIO()
            paper.save(stream)
            made.append(FontSample(face, stream.getvalue(), typefaces().absence(FACES[face])))
        return tuple(made)

    def _typefaces(self) -> Typefaces:
        if self._database.closed:  # by somebody who did not say so: what is drawn now is not of that file
            return Typefaces()
        wanted = self.settings()
        return Typefaces({FACES[face]: name for face, name in wanted.fonts.items()}, self._find, hanging=wanted.hanging)

    def _find(self, name: str) -> FontFile:
        return opened(self.installed(), name)

    def _keep(self, values: Mapping[str, str | bool]) -> None:
        with self._database.begin("修改字体") as session:
            for key, value in values.items():
                if value:
                    session.merge(Setting(key=key, value=value))
                else:
                    session.execute(delete(Setting).where(Setting.key == key))
        self.apply()
