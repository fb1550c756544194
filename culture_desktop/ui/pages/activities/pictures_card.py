"""The photographs of an activity: add by dialog or by dropping files, caption, take off."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.activities.rows import Picture
from culture_desktop.ui.pages.activities.picture_strip import PictureCover, PictureStrip
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import IconButton, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.photograph import missing, read_scaled
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_LONGEST = 640  # sharp in the cover at twice the pixels


class PicturesCard(Card):
    """A large picture with its caption, tiles below.

    Signals:
        add_wanted: pictures are to be chosen.
        files_dropped: files to add (tuple of paths, object).
        caption_wanted: a Picture is to be captioned (object).
        removal_wanted: a Picture is to be taken off (object).
    """

    add_wanted = Signal()
    files_dropped = Signal(object)
    caption_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, runner: Runner, path_of: Callable[[str], Path]) -> None:
        super().__init__("照片")
        self._runner, self._path_of = runner, path_of
        self._pictures: tuple[Picture, ...] = ()
        self._images: dict[str, QImage] = {}
        self.setAcceptDrops(True)
        add = LinkButton("添加", clicked=self.add_wanted.emit)
        add.setAccessibleName("添加照片")
        self.add_action(add)
        self.cover, self.strip = PictureCover(), PictureStrip()
        self.strip.chosen.connect(self._show_current)
        self.strip.caption_wanted.connect(self.caption_wanted)
        self.strip.removal_wanted.connect(self.removal_wanted)
        self._caption = ElidedLabel("", "caption")
        self._shown = holder(column(self.cover, self._caption_row(), self.strip, gap=4))
        self._none = Label("把照片拖到这里，或点“添加”", "caption")
        self.body.addWidget(self._shown)
        self.body.addWidget(self._none)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show an activity's pictures; those not read yet follow."""
        self._pictures = tuple(pictures)
        self.set_note(f"{len(pictures)} 张" if pictures else "")
        self._shown.setVisible(bool(pictures))
        self._none.setVisible(not pictures)
        self.strip.show_pictures(self._pictures, self._images)
        wanted = missing([picture.sha256 for picture in self._pictures], self._images)
        if wanted:
            files = {digest: self._path_of(digest) for digest in wanted}

            def read(progress: Progress) -> dict[str, QImage]:
                return read_scaled(files, _LONGEST, progress)

            self._runner.run(read, title="读取照片", done=self._take)

    def _caption_row(self) -> QWidget:
        caption = IconButton("pencil", "修改照片说明", clicked=self._ask_caption)
        remove = IconButton("trash", "移除照片", clicked=self._ask_removal)
        line = row(gap=0)
        line.addWidget(self._caption, 1)
        line.addWidget(caption)
        line.addWidget(remove)
        return holder(line)

    def _take(self, images: dict[str, QImage]) -> None:
        self._images = {
            picture.sha256: image
            for picture in self._pictures
            if (image := images.get(picture.sha256) or self._images.get(picture.sha256)) is not None
        }
        self.strip.show_pictures(self._pictures, self._images)

    def _show_current(self, picture: Picture) -> None:
        self.cover.show_image(self._images.get(picture.sha256), picture.caption or picture.file_name)
        self._caption.setText(picture.caption or f"{picture.file_name}（未写说明）")

    def _ask_caption(self) -> None:
        if (picture := self.strip.current()) is not None:
            self.caption_wanted.emit(picture)

    def _ask_removal(self) -> None:
        if (picture := self.strip.current()) is not None:
            self.removal_wanted.emit(picture)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self.files_dropped.emit(files)
