"""Rows that may mean several people are asked about one by one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from culture_desktop.services.imports.preview import NEW_RECORD, Verdict
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.page import ImportsPage
from culture_desktop.ui.pages.imports.queue_pane import QueuePane
from culture_desktop.ui.widgets.text import ElidedLabel
from culture_desktop.vocabulary import ImportMode
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.imports.driving import LEFT, Row, click_box, counts, tab, write
from tests.ui.pages.year import ROOT


@pytest.fixture
def undecided(page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot) -> ImportsPage:
    """Two people with numbers of their own but the names and phones of people on the books."""
    people = year_services.people
    rows: list[Row] = []
    for at, number in enumerate(("YC-0001", "YC-0002")):
        detail = people.detail(people.id_of(number), 2026)
        phone = f"1381234441{at}"
        people.update(detail.id, replace(detail.draft, phone=phone))
        rows.append((f"N-{at}", detail.draft.name, f"{ROOT}/客户服务部/客户服务一班", "质检员", "众包", phone, ""))
    page.open_file(write(tmp_path / "undecided.xlsx", rows))
    assert counts(page) == {"ambiguous": 2}
    return page


@pytest.fixture
def queue(undecided: ImportsPage, qtbot: QtBot) -> QueuePane:
    """Their tab."""
    tab(undecided, qtbot, Verdict.AMBIGUOUS)
    pane = undecided.review.queue
    assert pane.isVisible()
    pane.table.setFocus()
    return pane


def labels(pane: QueuePane, column: int) -> list[str]:
    """What stands in a column under its head."""
    cells = [pane._grid.itemAtPosition(line, column) for line in range(1, pane._grid.rowCount())]
    widgets = [cell.widget() for cell in cells if cell is not None]
    return [widget._whole for widget in widgets if isinstance(widget, ElidedLabel)]


class TestQueue:
    def test_nothing_is_written_before_it_is_decided(self, undecided: ImportsPage, qtbot: QtBot) -> None:
        assert not undecided.review.import_button.isEnabled()
        click_box(undecided, qtbot, 0)
        assert not undecided.review.rows.table.row_model.is_ticked(0)
        assert undecided.review.rows.errors._undecided_title.text() == "待定 2 行"
        qtbot.mouseClick(undecided.review.rows.errors.undecided, LEFT)
        assert undecided.review.queue.isVisible()
        assert [card.isChecked() for card in undecided.review.queue.cards] == [False, False]

    def test_the_only_candidate_is_named_in_the_row(self, undecided: ImportsPage, year_services: Services) -> None:
        name = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
        model = undecided.review.rows.table.row_model
        said = [model.index(0, column).data() for column in range(model.columnCount())]
        assert f"可能是 {name} YC-0001，在“待定”里选定" in said

    def test_row_and_candidate_stand_side_by_side_with_what_differs_marked(
        self, queue: QueuePane, year_services: Services
    ) -> None:
        draft = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft
        assert [card.answer for card in queue.cards] == [year_services.people.id_of("YC-0001"), NEW_RECORD]
        assert labels(queue, 1)[:2] == ["N-0", draft.name]
        assert labels(queue, 2)[:2] == ["YC-0001", draft.name]
        marked = [label.accessibleName() for label in queue.findChildren(QLabel, "differs")]
        assert "工号不同：YC-0001" in marked
        assert not any(name.startswith("姓名") for name in marked)

    def test_a_key_chooses_and_leads_to_the_next(
        self, undecided: ImportsPage, queue: QueuePane, year_services: Services, qtbot: QtBot
    ) -> None:
        people = year_services.people
        first = people.id_of("YC-0001")
        qtbot.keyClick(queue.table, Qt.Key.Key_1)
        assert undecided.review.decisions.choices == {2: first}
        assert undecided.review.words._whole == "将写入 1 人：变更 1。待定 1 行不写入。"
        current = queue.table.current_row()
        assert current is not None
        assert current.row == 3
        qtbot.keyClick(queue.table, Qt.Key.Key_N)
        assert undecided.review.decisions.choices == {2: first, 3: NEW_RECORD}
        assert undecided.review.words._whole == "将写入 2 人：新增 1，变更 1。"
        qtbot.mouseClick(undecided.review.import_button, LEFT)
        assert not undecided.done.rejected_button.isVisible()
        assert people.detail(first, 2026).draft.position == "质检员"
        assert people.id_of("N-1") != people.id_of("YC-0002")

    def test_s_passes_a_row_over(self, undecided: ImportsPage, queue: QueuePane, qtbot: QtBot) -> None:
        for row in (3, 2):
            qtbot.keyClick(queue.table, Qt.Key.Key_S)
            current = queue.table.current_row()
            assert current is not None
            assert current.row == row
        assert undecided.review.decisions.choices == {}

    def test_a_card_is_clicked(self, undecided: ImportsPage, queue: QueuePane, qtbot: QtBot) -> None:
        qtbot.mouseClick(queue.cards[1], LEFT, pos=QPoint(20, 20))
        assert undecided.review.decisions.choices == {2: NEW_RECORD}

    def test_unticking_takes_the_decision_back(self, undecided: ImportsPage, queue: QueuePane, qtbot: QtBot) -> None:
        qtbot.keyClick(queue.table, Qt.Key.Key_1)
        tab(undecided, qtbot, None)
        assert undecided.review.rows.table.row_model.is_ticked(0)
        click_box(undecided, qtbot, 0)
        assert undecided.review.decisions.choices == {}
        assert not undecided.review.import_button.isEnabled()
        tab(undecided, qtbot, Verdict.AMBIGUOUS)
        queue.table.select_key(2)
        assert not any(card.isChecked() for card in queue.cards)

    def test_decisions_outlive_another_way_of_taking_the_file_where_they_fit(
        self, undecided: ImportsPage, queue: QueuePane, year_services: Services, qtbot: QtBot
    ) -> None:
        qtbot.keyClick(queue.table, Qt.Key.Key_1)
        qtbot.keyClick(queue.table, Qt.Key.Key_N)
        qtbot.mouseClick(undecided.review.options.modes[ImportMode.UPDATE], LEFT)
        assert undecided.review.decisions.choices == {2: year_services.people.id_of("YC-0001")}

    def test_everything_has_a_name(self, undecided: ImportsPage, queue: QueuePane) -> None:
        assert unnamed_widgets(undecided) == []
