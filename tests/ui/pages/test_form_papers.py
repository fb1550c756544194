"""Forms made in the window: each asked for in its dialog, made, and looked at in 文书."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.card_dialog import CardDialog
from culture_desktop.ui.dialogs.receipt_dialog import ReceiptDialog
from culture_desktop.ui.dialogs.sign_in_dialog import SignInDialog
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.test_activities import CODE, shown
from tests.ui.pages.year import TODAY


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[ActivitiesPage]:
    made = shown(year_services, runner, settings, qtbot)
    made.open_activity(CODE)
    yield made
    made.can_close()


def newest(services: Services) -> IssuedRow:
    return services.documents.rows(services.settings.unit())[0]


def pick(page: ActivitiesPage, kind: DocumentKind) -> None:
    """Choose from the menu of the card, as a user does."""
    button = page.detail.documents.forms_button
    action = next(action for action in button.menu_.actions() if action.text() == kind.label)
    action.trigger()


def accept(dialog: SignInDialog | ReceiptDialog | CardDialog) -> None:
    dialog.act_button.click()


def test_a_sign_in_sheet_as_it_is_wanted(
    page: ActivitiesPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: SignInDialog) -> None:
        assert not unnamed_widgets(dialog)
        qtbot.keyClicks(dialog.sessions, ",".join("123456789"))
        assert not dialog.act_button.isEnabled()
        dialog.sessions.clear()
        qtbot.keyClicks(dialog.sessions, "am,pm")
        qtbot.keyClick(dialog.by_unit, Qt.Key.Key_Space)
        dialog.blanks.setValue(3)
        dialog.act_button.click()

    drive(monkeypatch, SignInDialog, act)
    pick(page, DocumentKind.SIGN_IN)
    row = newest(year_services)
    assert (row.kind, row.activity_code) == (DocumentKind.SIGN_IN, CODE)
    text = without_spaces("".join(pages_text(year_services.documents.content(row.id))))
    detail = year_services.activities.detail(year_services.activities.id_of(CODE))
    assert "序号姓名单位工号ampm" in text
    assert f"应到{len(detail.participants)}人" in text


def test_receipts_need_a_thing_and_a_price_that_is_one(
    page: ActivitiesPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(dialog: ReceiptDialog) -> None:
        assert not unnamed_widgets(dialog)
        dialog.act_button.click()
        assert not dialog.result()
        qtbot.keyClicks(dialog.item, "cup")
        qtbot.keyClicks(dialog.price, "free")
        dialog.act_button.click()
        assert not dialog.result()
        dialog.price.clear()
        qtbot.keyClicks(dialog.price, "45.5")
        dialog.whom.setCurrentIndex(3)
        dialog.act_button.click()
        assert dialog.wish().price == Decimal("45.50")

    drive(monkeypatch, ReceiptDialog, act)
    pick(page, DocumentKind.RECEIPTS)
    row = newest(year_services)
    assert (row.kind, row.activity_code) == (DocumentKind.RECEIPTS, CODE)
    assert row.title.endswith("：cup")


@pytest.mark.parametrize("kind", [DocumentKind.SEAT_CARDS, DocumentKind.BADGES])
def test_cards_for_an_activity(
    page: ActivitiesPage, year_services: Services, monkeypatch: pytest.MonkeyPatch, kind: DocumentKind
) -> None:
    drive(monkeypatch, CardDialog, accept)
    pick(page, kind)
    row = newest(year_services)
    assert (row.kind, row.activity_code) == (kind, CODE)


def test_badges_for_the_people_ticked(
    year_services: Services,
    runner: InlineRunner,
    settings: Settings,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = PeoplePage(year_services, runner, settings, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)

    def act(dialog: CardDialog) -> None:
        assert not unnamed_widgets(dialog)
        assert not dialog.act_button.isEnabled()
        qtbot.keyClicks(dialog.title_line, "2026 forum")
        dialog.act_button.click()

    drive(monkeypatch, CardDialog, act)
    rows = page.people.table.row_model.rows
    page.people.table.row_model.set_ticked([rows[0].id, rows[3].id])
    page.people.bulk.badges.click()
    row = newest(year_services)
    assert (row.kind, row.title) == (DocumentKind.BADGES, "2026 forum胸牌（2 个）")
    text = "".join(pages_text(year_services.documents.content(row.id))).replace("　", "")
    assert rows[3].name in text
