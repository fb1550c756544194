"""The pictures of the briefing: add, order, caption, crop, turn, mark consent. Every act is a step of the text's undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget

from culture_desktop.documents.briefings.blocks import Crop, Photo
from culture_desktop.progress import Progress
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.composer import crop_dialog, picture_order
from culture_desktop.ui.pages.composer.crop_view import shown_part
from culture_desktop.ui.pages.composer.framing import Framing
from culture_desktop.ui.pages.composer.picture_letters import insert_row, picture_rows, set_picture_rows, split_row
from culture_desktop.ui.pages.composer.picture_order import Rows
from culture_desktop.ui.pages.composer.picture_tiles import HIGH, PictureTiles, Tile
from culture_desktop.ui.pages.composer.text_editor import TextEditor
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.photograph import missing, read_scaled
from culture_desktop.ui.widgets.text import ElidedLabel, Label
from culture_desktop.vocabulary import Consent

_SMALL = QSize(192, 144)  # px; sharp in the tiles at twice the pixels
_LONGEST = 1024  # px; enough for the crop dialog
_MOST_LETTERS = 120
_FULL, _EMPTY = HIGH + 52, 40


class PictureDesk(QWidget):
    """Tiles, and the fields of the current picture.

    Signals:
        files_dropped: files to add (tuple of paths, object).
    """

    files_dropped = Signal(object)

    def __init__(self, editor: TextEditor, runner: Runner, path_of: Callable[[str], Path]) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._editor, self._runner, self._path_of = editor, runner, path_of
        self._document = editor.document()
        self._rows: Rows = ()
        self._images: dict[str, QImage] = {}
        self._small: dict[tuple[str, int, Crop], QImage] = {}
        self._at_cursor = False
        self.tiles = PictureTiles()
        self.note = ElidedLabel("", "caption")
        self.caption, self.consent = QLineEdit(), QLineEdit()
        self.not_needed = QCheckBox("不需要")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.look()

    @property
    def current(self) -> Photo | None:
        """The picture that is current."""
        pictures = [picture for row in self._rows for picture in row]
        return pictures[self.tiles.at] if 0 <= self.tiles.at < len(pictures) else None

    def look(self) -> None:
        """See which pictures the text has now."""
        rows = picture_rows(self._document)
        if rows == self._rows and self._stack.currentIndex() == bool(rows):
            return
        self._rows = rows
        self._show()
        wanted = missing([picture.sha256 for row in rows for picture in row], self._images)
        if wanted:
            files = {digest: self._path_of(digest) for digest in wanted}

            def read(progress: Progress) -> dict[str, QImage]:
                return read_scaled(files, _LONGEST, progress)

            self._runner.run(read, title="读取照片", done=self._take)

    def choose(self, at: int) -> None:
        """Make a picture current and lead the keyboard to it."""
        self.tiles.setCurrentIndex(self.tiles.tiles.index(at, 0))
        self.tiles.setFocus()

    def forget_current(self) -> None:
        """What is added next makes a row of its own where the cursor is."""
        self._at_cursor = True

    def add(self, pictures: Sequence[Photo]) -> None:
        """More pictures: at the end of the current one's row, or a row of their own after the cursor's line."""
        at_cursor, self._at_cursor = self._at_cursor, False
        if self._rows and not at_cursor:
            row = picture_order.place(self._rows, max(self.tiles.at, 0))[0]
            self._apply(picture_order.added(self._rows, row, pictures))
        else:
            insert_row(self._editor.textCursor(), tuple(pictures))

    def crop(self) -> None:
        """Ask what of the current picture is shown."""
        picture = self.current
        image = self._images.get(picture.sha256) if picture is not None else None
        if picture is None or image is None:
            return
        framing = Framing(image.width() / image.height(), picture.turns, picture.crop)
        answer = crop_dialog.ask(self, image, framing, picture.file_name)
        if answer is not None:
            self._frame(picture, answer)

    def turn(self) -> None:
        """Turn the current picture a quarter clockwise."""
        picture = self.current
        image = self._images.get(picture.sha256) if picture is not None else None
        if picture is not None and image is not None:
            framing = Framing(image.width() / image.height(), picture.turns, picture.crop)
            self._frame(picture, framing.turned(1))

    def remove(self) -> None:
        """Take the current picture out of the briefing."""
        if self.current is not None:
            self._apply(picture_order.without(self._rows, self.tiles.at))

    def split(self) -> None:
        """The current picture begins a row of its own, right after its row; or joins the row before, when it is alone."""
        if self.current is not None:
            split_row(self._document, *picture_order.place(self._rows, self.tiles.at))

    def _lay_out(self) -> None:
        for field, name in ((self.caption, "照片说明"), (self.consent, "同意人")):
            field.setAccessibleName(name)
            field.setMaxLength(_MOST_LETTERS)
        self.caption.setPlaceholderText("说明，印在照片下面")
        self.consent.setPlaceholderText("谁同意刊出")
        self.consent.setFixedWidth(120)
        self.not_needed.setToolTip("照片里没有可辨认的人，不需要征得同意")
        self.add_button = MenuButton("添加照片", (), icon="photo-plus")
        self.crop_button = IconButton("crop", "裁剪　Enter", clicked=self.crop)
        self.turn_button = IconButton("rotate-clockwise", "向右转 90°", clicked=self.turn)
        self.earlier_button = IconButton("arrow-left", "前移　Alt+Left", clicked=lambda: self._move(-1))
        self.later_button = IconButton("arrow-right", "后移　Alt+Right", clicked=lambda: self._move(1))
        self.split_button = IconButton("row-insert-bottom", "从这张起另起一排", clicked=self.split)
        self.remove_button = IconButton("trash", "移出简报　Delete", clicked=self.remove)
        head = row(Label("照片", "strong"), gap=4)
        head.addWidget(self.note, 1)
        tools = (self.earlier_button, self.later_button, self.crop_button, self.turn_button, self.split_button)
        for tool in (*tools, self.remove_button):
            head.addWidget(tool)
        head.addWidget(self.add_button)
        fields = row(gap=8)
        fields.addWidget(self.caption, 1)
        for each in (Label("同意", "caption"), self.consent, self.not_needed):
            fields.addWidget(each)
        nothing = Label("把照片拖到这里，或点“添加照片”；可一次拖入多张", "caption")
        self._stack.addWidget(holder(row(STRETCH, nothing, STRETCH)))
        self._stack.addWidget(holder(column(self.tiles, fields, gap=4)))
        self.setLayout(column(head, self._stack, gap=4, margins=(12, 8, 12, 8)))
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._show_current)
        self.tiles.moved.connect(self._reorder)
        self.tiles.files_dropped.connect(self.files_dropped)
        self.tiles.crop_wanted.connect(self.crop)
        self.tiles.caption_wanted.connect(self._write_caption)
        self.tiles.removal_wanted.connect(self.remove)
        self.caption.editingFinished.connect(self._take_fields)
        self.consent.editingFinished.connect(self._take_fields)
        self.not_needed.clicked.connect(self._take_fields)
        self._editor.edited.connect(self.look)
        self._editor.shown.connect(self.look)

    def _take(self, images: Mapping[str, QImage]) -> None:
        self._images |= images
        self._show()

    def _show(self) -> None:
        tiles = [
            Tile(picture, first=not at, warning=_warning(picture))
            for row in self._rows
            for at, picture in enumerate(row)
        ]
        shown = {
            tile.picture: self._small_of(tile.picture, image)
            for tile in tiles
            if (image := self._images.get(tile.picture.sha256)) is not None
        }
        lacking = sum(bool(tile.warning) for tile in tiles)
        self.note.setText(f"{count(len(tiles), '张')}{f'，{lacking} 张未注明同意' if lacking else ''}" if tiles else "")
        self._stack.setCurrentIndex(1 if tiles else 0)
        self._stack.setFixedHeight(_FULL if tiles else _EMPTY)
        self.tiles.show_tiles(tiles, shown, self.tiles.at)
        self._editor.show_images(shown)

    def _small_of(self, picture: Photo, image: QImage) -> QImage:
        """The picture as the paper shows it, as small as tiles need: what is painted often is scaled once."""
        key = (picture.sha256, picture.turns, picture.crop)
        if key not in self._small:
            part = shown_part(image, picture.turns, picture.crop)
            self._small[key] = part.scaled(
                _SMALL, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
        return self._small[key]

    def _show_current(self, _at: int) -> None:
        picture = self.current
        for tool in (self.crop_button, self.turn_button, self.remove_button, self.earlier_button, self.later_button):
            tool.setEnabled(picture is not None)
        alone = picture is None or len(self._rows[picture_order.place(self._rows, self.tiles.at)[0]]) == 1
        self.split_button.setEnabled(not alone)
        if picture is not None:
            free = picture.consent is Consent.NOT_NEEDED
            self.caption.setText(picture.caption)
            self.consent.setText(picture.consented_by)
            self.consent.setEnabled(not free)
            self.not_needed.setChecked(free)

    def _write_caption(self) -> None:
        self.caption.setFocus()
        self.caption.selectAll()

    def _take_fields(self) -> None:
        picture = self.current
        if picture is None:
            return
        name = "" if self.not_needed.isChecked() else self.consent.text().strip()
        consent = Consent.NOT_NEEDED if self.not_needed.isChecked() else Consent.GIVEN if name else Consent.MISSING
        new = replace(picture, caption=self.caption.text().strip(), consent=consent, consented_by=name)
        if new != picture:
            self._apply(picture_order.with_picture(self._rows, self.tiles.at, new))

    def _frame(self, picture: Photo, framing: Framing) -> None:
        new = replace(picture, turns=framing.turns, crop=framing.crop)
        self._apply(picture_order.with_picture(self._rows, self.tiles.at, new))

    def _move(self, step: int) -> None:
        self._reorder(self.tiles.at, self.tiles.at + step)

    def _reorder(self, start: int, to: int) -> None:
        picture = self.current
        self._apply(picture_order.moved(self._rows, start, to))
        pictures = [each for row in self._rows for each in row]
        if picture in pictures:
            self.choose(pictures.index(picture))

    def _apply(self, rows: Rows) -> None:
        set_picture_rows(self._document, rows)


def _warning(picture: Photo) -> str:
    return "未注明是否同意刊出" if picture.consent is Consent.MISSING else ""
