"""What the cards of 字体 do: fonts are looked for and samples drawn off the UI thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from culture_desktop.documents.installed_fonts import InstalledFont
from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.results import Done
from culture_desktop.services.typefaces import FontSample, TypefaceService
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.pages.settings.font_section import FontSection
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import TypeFace


@dataclass(frozen=True)
class _Found:
    fonts: Sequence[InstalledFont]
    samples: Sequence[FontSample]


class FontActions(QObject):
    """Between the cards and the service."""

    def __init__(
        self, page: Page, section: FontSection, service: TypefaceService, runner: Runner, settings: Settings
    ) -> None:
        super().__init__(page)
        self._page, self._section, self._service = page, section, service
        self._runner, self._settings = runner, settings
        section.chosen.connect(self.choose)
        section.usual_wanted.connect(self._choose_usual)
        section.folder_wanted.connect(self._choose_folder)
        section.folder_dropped.connect(lambda: self._done(service.set_folder(None)))
        section.hanging_chosen.connect(lambda on: self._done(service.set_hanging(on)))

    def refresh(self) -> None:
        """Look at the choice and the fonts anew; a file is read again only after it has changed."""
        self._section.show_settings(self._service.settings())
        self._runner.run(self._look, title="查找字体", done=self._show)

    def choose(self, fonts: Mapping[TypeFace, str]) -> None:
        """Keep a choice."""
        self._runner.run(
            lambda _progress: self._service.choose(fonts), title="选用字体", done=self._done, failed=self._failed
        )

    def _look(self, progress: Progress) -> _Found:
        return _Found(self._service.installed(progress), self._service.samples(progress))

    def _show(self, found: _Found) -> None:
        self._section.show_fonts(found.fonts)
        self._section.show_samples(found.samples)

    def _choose_usual(self) -> None:
        self._runner.run(self._service.usual, title="查找公文字体", done=self._take_usual)

    def _take_usual(self, fonts: Mapping[TypeFace, str]) -> None:
        if fonts:
            self.choose(fonts)
        else:
            self._page.notify("这台电脑没有仿宋_GB2312、方正小标宋等公文字体，仍用内置字体。")

    def _choose_folder(self) -> None:
        folder: Path | None = files.folder(self._page, "选择放字体的文件夹", self._settings)
        if folder is not None:
            self._done(self._service.set_folder(folder))

    def _done(self, done: Done[None]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence)

    def _failed(self, error: CultureError) -> None:
        self._section.show_settings(self._service.settings())
        self._page.notify(str(error))
