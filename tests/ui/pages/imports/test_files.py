"""Files that cannot be read, are dropped, or take long."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.job import ImportJob, RosterJob, Source
from culture_desktop.ui.pages.imports.page import CHOOSE, COLUMNS, REVIEW, ImportsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import TaskRunner
from culture_desktop.vocabulary import ListKind
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.imports.driving import LEFT, shown, write


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("broken.xlsx", b"PK\x03\x04 cut off", "不完整或已损坏"),
            ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "不是能读取的名单文件"),
            ("missing.xlsx", None, "找不到文件"),
        ],
    )
    def test_what_is_wrong_with_a_file_is_told(
        self, page: ImportsPage, tmp_path: Path, name: str, content: bytes | None, sentence: str
    ) -> None:
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        page.open_file(file)
        assert page.step == CHOOSE
        assert page.band.isVisible()
        assert sentence in page.band.accessibleDescription()

    def test_a_file_is_picked_with_the_desktops_dialog(
        self, page: ImportsPage, roster: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(roster), ""))
        qtbot.mouseClick(page.choose.button, LEFT)
        assert page.step == REVIEW
        qtbot.mouseClick(page.review.back_button, LEFT)
        assert page.step == CHOOSE
        assert page.subtitle == ""

    def test_a_file_is_dropped(self, page: ImportsPage, roster: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(roster))])
        no = Qt.KeyboardModifier.NoModifier
        page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, no))
        assert page.step == REVIEW

    def test_reading_is_cancelled_and_nothing_is_shown(
        self, year_services: Services, roster: Path, settings: Settings, qtbot: QtBot
    ) -> None:
        begun = threading.Event()

        class Slow(RosterJob):
            """The real import, which waits at its first report until it is cancelled."""

            @override
            def preview(self, source: Source, before: ImportPreview | None, progress: Progress) -> ImportPreview:
                def report(done: int, total: int, text: str) -> None:
                    begun.set()
                    while True:
                        progress(done, total, text)

                return super().preview(source, before, report)

        def slow(_kind: ListKind, _into: str) -> ImportJob:
            return Slow(year_services.people_import)

        runner = TaskRunner()
        page = shown(year_services, runner, settings, qtbot, make_job=slow)
        tasks: list[object] = []
        runner.started.connect(tasks.append)
        page.open_file(roster)
        qtbot.waitUntil(begun.is_set)
        assert page.work.busy
        with qtbot.waitSignal(runner.finished):
            tasks[0].cancel()  # type: ignore[attr-defined]
        assert not page.work.busy
        assert page.step == CHOOSE
        runner.shut_down()

    def test_everything_that_takes_the_keyboard_has_a_name(
        self, page: ImportsPage, roster: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        assert unnamed_widgets(page) == []
        page.open_file(roster)
        assert unnamed_widgets(page) == []
        qtbot.mouseClick(page.review.import_button, LEFT)
        assert unnamed_widgets(page) == []
        page.open_file(write(tmp_path / "odd.xlsx", [("x", "y")], ("甲", "乙")))
        assert page.step == COLUMNS
        assert unnamed_widgets(page) == []
