"""Organisations and people dragged in the people page, and the same by keyboard."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.day_dialog import DayDialog
from culture_desktop.ui.dialogs.organisation_dialog import PlaceDialog
from culture_desktop.ui.pages.people.organisation_tree import ORGANISATION, PEOPLE, DragTree, ids_in, mime_of
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.widgets.page import EVERYTHING
from tests.services.company import Company
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY

MARCH = date(2026, 3, 1)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Two departments, one with two teams; three people in the first team."""
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    one = company.unit("公司/客服部/一班")
    for name in ("公司/客服部/二班", "公司/营销部"):
        company.unit(name)
    for number in ("1001", "1002", "1003"):
        company.person(number, unit_id=one)
    yield Services.on(database)
    database.close()


@pytest.fixture
def page(people_page: PeoplePage) -> PeoplePage:
    people_page.organisations.tree.expandAll()
    return people_page


@pytest.fixture
def told(page: PeoplePage) -> list[str]:
    found: list[str] = []
    page.notified.connect(lambda notice: found.append(notice.text))
    page.failed.connect(lambda error: found.append(str(error)))
    return found


def unit(services: Services, name: str) -> int:
    return next(node.id for node in services.organisations.nodes() if node.name == name)


def index_of(tree: DragTree, name: str) -> QModelIndex:
    return next(index for index in tree._indexes() if index.data() == name)


def drop(tree: DragTree, data: QMimeData, name: str, share: float = 0.5) -> bool:
    """Drag over a row and let go at this share of its height; whether it was taken."""
    rect = tree.visualRect(index_of(tree, name))
    at = QPoint(rect.center().x(), rect.top() + round(share * (rect.height() - 1)))
    action = Qt.DropAction.MoveAction
    tree.dragEnterEvent(QDragEnterEvent(at, action, data, LEFT, NONE))
    over = QDragMoveEvent(at, action, data, LEFT, NONE)
    tree.dragMoveEvent(over)
    tree.viewport().repaint()  # draws where it would go
    event = QDropEvent(QPointF(at), action, data, LEFT, NONE)
    tree.dropEvent(event)
    assert event.isAccepted() == over.isAccepted()
    return event.isAccepted()


def names(services: Services) -> list[str]:
    return [node.full_name for node in services.organisations.nodes()]


@pytest.mark.parametrize(
    ("dragged", "target", "share", "after"),
    [
        ("二班", "营销部", 0.5, ["公司", "公司/客服部", "公司/营销部", "公司/客服部/一班", "公司/营销部/二班"]),
        ("二班", "一班", 0.05, ["公司", "公司/客服部", "公司/营销部", "公司/客服部/二班", "公司/客服部/一班"]),
        ("客服部", "营销部", 0.98, ["公司", "公司/营销部", "公司/客服部", "公司/客服部/一班", "公司/客服部/二班"]),
        ("一班", "公司", 0.98, ["公司", "一班", "公司/客服部", "公司/营销部", "公司/客服部/二班"]),
    ],
)
def test_an_organisation_is_dropped_onto_or_between(
    page: PeoplePage, services: Services, told: list[str], dragged: str, target: str, share: float, after: list[str]
) -> None:
    tree = page.organisations.tree
    assert drop(tree, mime_of(ORGANISATION, [unit(services, dragged)]), target, share)
    assert names(services) == after
    assert told[0].startswith(f"已将“{dragged}”移到")


@pytest.mark.parametrize("target", ["客服部", "一班", "全部人员"])
def test_nothing_is_dropped_below_itself_or_on_everybody(page: PeoplePage, services: Services, target: str) -> None:
    before = names(services)
    assert not drop(page.organisations.tree, mime_of(ORGANISATION, [unit(services, "客服部")]), target)
    assert names(services) == before


def test_anything_else_is_not_taken(page: PeoplePage, services: Services) -> None:
    words = QMimeData()
    words.setText("营销部")
    assert not drop(page.organisations.tree, words, "客服部")


def test_people_are_dropped_into_a_unit_from_a_day_on(
    page: PeoplePage, services: Services, told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def since_march(dialog: DayDialog) -> None:
        assert dialog.windowTitle() == "将 2 人调入“营销部”"
        assert dialog.day.day() == TODAY
        dialog.day.set_day(MARCH)
        dialog.act_button.click()

    asked = drive(monkeypatch, DayDialog, since_march)
    page.people.table.row_model.toggle(0)
    page.people.table.row_model.toggle(1)
    data = mime_of(PEOPLE, sorted(page.people.ticked_ids()))
    assert drop(page.organisations.tree, data, "营销部")
    assert not asked  # not while the mouse still drags
    qtbot.waitUntil(lambda: bool(told))
    sales = unit(services, "营销部")
    assert services.people.count(PeopleQuery(organisation_id=sales, on=MARCH)) == 2
    assert services.people.count(PeopleQuery(organisation_id=sales, on=MARCH - timedelta(days=1))) == 0
    assert told == ["已将 2 人调入“营销部”"]
    assert page.people.ticked_ids() == frozenset()


def test_a_drop_that_is_thought_better_of_moves_nobody(
    page: PeoplePage, services: Services, told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = drive(monkeypatch, DayDialog, lambda dialog: dialog.cancel_button.click())
    page.people.table.row_model.toggle(0)
    ticked = page.people.ticked_ids()
    assert drop(page.organisations.tree, mime_of(PEOPLE, sorted(ticked)), "营销部")
    qtbot.waitUntil(lambda: bool(asked))
    assert services.people.count(PeopleQuery(organisation_id=unit(services, "营销部"))) == 0
    assert (told, page.people.ticked_ids()) == ([], ticked)


def test_rows_are_dragged_with_the_mouse(page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[list[int]] = []
    texts: list[str] = []

    def run(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        dragged.append(ids_in(drag.mimeData(), PEOPLE))
        texts.append(drag.mimeData().text())
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", run)
    table = page.people.table
    start = table.visualRect(table.row_model.index(0, 1)).center()
    far = start + QPoint(0, QApplication.startDragDistance() + 4)
    for ticked in ((), (0, 2)):
        for at in ticked:
            table.row_model.toggle(at)
        qtbot.mousePress(table.viewport(), LEFT, pos=start)
        qtbot.mouseMove(table.viewport(), start + QPoint(1, 0))
        move(table.viewport(), far)
        qtbot.mouseRelease(table.viewport(), LEFT, pos=far)
    ids = [row.id for row in table.row_model.rows]
    assert dragged == [[ids[0]], [ids[0], ids[2]]]
    assert texts == ["林婉清", "2 人"]


def move(widget: object, to: QPoint) -> None:
    """QTest forgets the button that is down."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), QPointF(to), Qt.MouseButton.NoButton, LEFT, NONE)
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]


def test_an_organisation_is_dragged_from_the_tree(
    page: PeoplePage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[list[int]] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: dragged.append(ids_in(drag.mimeData(), ORGANISATION)))
    page.organisations.tree.startDrag(Qt.DropAction.MoveAction)  # everybody is chosen, which is no organisation
    page.organisations.tree.select_key(unit(services, "二班"))
    page.organisations.tree.startDrag(Qt.DropAction.MoveAction)
    assert dragged == [[unit(services, "二班")]]


def test_order_by_keyboard(page: PeoplePage, services: Services, qtbot: QtBot, told: list[str]) -> None:
    tree = page.organisations.tree
    tree.select_key(unit(services, "二班"))
    qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(services)[-2:] == ["公司/客服部/二班", "公司/客服部/一班"]
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert told == ["已上移“二班”", "已下移“二班”", "“二班”已在最下面"]
    assert tree.current_key() == unit(services, "二班")


def test_a_place_is_chosen_in_a_dialog(
    page: PeoplePage, services: Services, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.organisations.tree.select_key(unit(services, "客服部"))

    def choose(dialog: PlaceDialog[None]) -> None:
        offered = [dialog.above.itemText(at) for at in range(dialog.above.count())]
        assert offered == ["无，放在最上级", "公司", "公司/营销部"]
        dialog.above.setCurrentIndex(2)
        dialog.act_button.click()

    drive(monkeypatch, PlaceDialog, choose)
    entry = next(entry for entry in page.organisations.menu().actions() if entry.text() == "移动到…")
    entry.trigger()
    assert "公司/营销部/客服部/一班" in names(services)
    assert told == ["已将“客服部”移到“公司/营销部”"]


def test_what_does_not_fit_is_said_in_the_dialog(
    page: PeoplePage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.organisations.create("客服部", next(iter(services.organisations.nodes())).kind, unit(services, "营销部"))
    page.refresh(EVERYTHING)
    page.organisations.tree.select_key(
        next(n.id for n in services.organisations.nodes() if n.full_name == "公司/客服部")
    )

    def choose(dialog: PlaceDialog[None]) -> None:
        dialog.above.setCurrentIndex(dialog.above.findText("公司/营销部"))
        dialog.act_button.click()
        assert dialog.field.failed

    assert len(drive(monkeypatch, PlaceDialog, choose)) == 0
    page.organisations._place()
    assert "公司/客服部" in names(services)


def test_a_refusal_is_shown(page: PeoplePage, services: Services) -> None:
    problems: list[CultureError] = []
    page.failed.connect(problems.append)
    page.acts.move_organisation(unit(services, "公司"), unit(services, "一班"), None)
    assert len(problems) == 1
