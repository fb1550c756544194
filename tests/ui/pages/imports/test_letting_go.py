"""Old looks are freed bit by bit once nobody shows them, and what the new one shares with them stays."""

import gc
import weakref
from pathlib import Path

from pytestqt.qtbot import QtBot

from culture_desktop.services.imports.source import many_objects
from culture_desktop.ui.pages.imports.page import ImportsPage
from culture_desktop.vocabulary import ImportMode
from tests.ui.pages.imports.driving import LEFT, TEAM, counts, write


def test_another_look_at_the_same_sheet_keeps_its_rows(page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [(f"N-{at}", f"新{at}", TEAM, "", "", "", "") for at in range(5_000)]
    page.open_file(write(tmp_path / "long.xlsx", rows))
    sheet = page.review.preview.table.sheet
    qtbot.mouseClick(page.review.options.modes[ImportMode.UPDATE], LEFT)
    assert page.review.preview.table.sheet is sheet
    qtbot.waitUntil(lambda: not page.looking._letting_go._held)
    assert not page.looking._letting_go._timer.isActive()
    assert len(sheet.rows) == 5_001
    assert counts(page) == {"kept": 5_000}


def test_a_file_put_away_is_freed(page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.open_file(write(tmp_path / "one.xlsx", [("N-1", "新一", TEAM, "", "", "", "")]))
    seen = weakref.ref(page.review.preview)
    page.begin()
    page.open_file(write(tmp_path / "two.xlsx", [("N-2", "新二", TEAM, "", "", "", "")]))
    qtbot.waitUntil(lambda: seen() is None)


def test_objects_of_a_list_are_not_searched_until_the_next() -> None:
    try:
        with many_objects():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
