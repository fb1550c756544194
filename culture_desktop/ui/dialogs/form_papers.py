"""Asks what a form still needs and gives the work that makes it.

::

    work = form_papers.of_activity(self, kind, code, title, services)      # Work | None
    work = form_papers.of_judges(self, kind, code, services)
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from culture_desktop.progress import Progress
from culture_desktop.services.documents.card_people import CardSource, OfActivity, OfJudges
from culture_desktop.services.documents.cards import CardService
from culture_desktop.services.documents.forms import FormService
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.settings import SettingsService
from culture_desktop.ui.dialogs import card_dialog, receipt_dialog, sign_in_dialog
from culture_desktop.vocabulary import DocumentKind, quoted

Work = Callable[[Progress], Done[IssuedRow]]
ACTIVITY_FORMS = (DocumentKind.SIGN_IN, DocumentKind.RECEIPTS, DocumentKind.SEAT_CARDS, DocumentKind.BADGES)
CARDS = (DocumentKind.SEAT_CARDS, DocumentKind.BADGES)


class FormServices(Protocol):
    """What makes forms."""

    @property
    def forms(self) -> FormService: ...
    @property
    def cards(self) -> CardService: ...
    @property
    def settings(self) -> SettingsService: ...


def of_activity(parent: QWidget, kind: DocumentKind, code: str, title: str, services: FormServices) -> Work | None:
    """One of ``ACTIVITY_FORMS``; None when the dialog was left."""
    forms, settings = services.forms, services.settings
    if kind is DocumentKind.SIGN_IN:
        sheet = sign_in_dialog.ask(parent, title)
        return None if sheet is None else lambda progress: forms.sign_in(code, sheet, settings.unit(), None, progress)
    if kind is DocumentKind.RECEIPTS:
        receipt = receipt_dialog.ask(parent, title)
        if receipt is None:
            return None
        return lambda progress: forms.receipts(code, receipt, settings.unit(), None, progress)
    return _cards(parent, kind, quoted(title), services, lambda _title: OfActivity(code), None)


def of_judges(parent: QWidget, kind: DocumentKind, code: str, services: FormServices) -> Work | None:
    """Cards for the panel of a campaign; None when the dialog was left."""
    return _cards(parent, kind, "评委", services, lambda _title: OfJudges(code), None)


def of_people(
    parent: QWidget,
    kind: DocumentKind,
    whose: str,
    title: str,
    services: FormServices,
    source: Callable[[str], CardSource],
) -> Work | None:
    """Cards for people chosen, whose occasion is asked for and offered as ``title``; None when the dialog was left."""
    return _cards(parent, kind, whose, services, source, title)


def _cards(
    parent: QWidget,
    kind: DocumentKind,
    whose: str,
    services: FormServices,
    source: Callable[[str], CardSource],
    title: str | None,
) -> Work | None:
    cards, settings = services.cards, services.settings
    wish = card_dialog.ask(parent, kind, cards, whose, title=title)
    if wish is None:
        return None
    people = source(wish.title)
    if kind is DocumentKind.BADGES:
        return lambda progress: cards.badges(people, wish.format_key, settings.unit(), None, progress)
    return lambda progress: cards.seat_cards(
        people, wish.format_key, settings.unit(), None, progress, with_unit=wish.with_unit
    )
