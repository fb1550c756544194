"""Bringing an activity to another state: what the way there needs is asked for, then it goes in one step."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError
from culture_desktop.rules.lifecycle import Requirement, Weight
from culture_desktop.services.activities.lifecycle import LifecycleService
from culture_desktop.ui.dialogs import state_dialog
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ActivityState

_APPROVAL = "批准"


class StateActions(QObject):
    """Asks for an approval or a reason where a step needs one."""

    def __init__(self, page: Page, service: LifecycleService, today: Callable[[], date]) -> None:
        super().__init__(page)
        self._page, self._service, self._today = page, service, today

    def bring_to(self, activity_id: int, state: ActivityState) -> bool:
        """Bring an activity to a state; whether it is there now."""
        now = datetime.combine(self._today(), datetime.now().time())
        try:
            points = self._service.open_points(activity_id, state, now)
            if self._lacks_approval(points) and not self._approve(activity_id):
                return False
        except CultureError as error:
            self._page.failed.emit(error)
            return False
        reason = self._reason_for(state, points)
        if reason is None:
            return False
        done = self._page.carry_out(lambda: self._service.move(activity_id, state, now, reason))
        if done is None:
            return False
        self._page.notify(done.sentence)
        return True

    def _lacks_approval(self, points: tuple[Requirement, ...]) -> bool:
        """Whether the approval is all that must still be there."""
        return [one.title for one in points if one.weight is Weight.MUST] == [_APPROVAL]

    def _approve(self, activity_id: int) -> bool:
        approval = state_dialog.ask_approval(self._page, self._today())
        return (
            approval is not None
            and self._page.carry_out(lambda: self._service.approve(activity_id, approval)) is not None
        )

    def _reason_for(self, state: ActivityState, points: tuple[Requirement, ...]) -> str | None:
        """Why points are left open, empty where none are or the way is barred anyway; None when it was not said."""
        left_open = [one.todo for one in points if one.weight is Weight.REASON]
        barred = any(one.weight is Weight.MUST and one.title != _APPROVAL for one in points)
        if not left_open or barred:
            return ""
        return state_dialog.ask_reason(self._page, state, left_open) or None
