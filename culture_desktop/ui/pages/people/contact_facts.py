"""Facts of a person with the numbers among them: masked, with an eye that shows the whole ones and hides them again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from culture_desktop.services.people.rows import Contact
from culture_desktop.ui.pages.people.number_fact import NumberFact
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.facts import Fact, Facts


class ContactFacts(Facts):
    """Staff number, phone and resident ID, then the rest.

    Signals:
        reveal_wanted: the whole numbers of the person shown are to be seen.
    """

    reveal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(dense=True)
        self.eye: IconButton | None = None
        self._masked = Contact()
        self._number, self._rest = "", list[Fact]()

    def show_person(self, number: str, masked: Contact, rest: Sequence[tuple[str, str]]) -> None:
        """Show another person."""
        self._number, self._masked = number, masked
        self._rest = [Fact("", label, words) for label, words in rest]
        self._show(masked, whole=False)

    def show_whole(self, contact: Contact) -> None:
        """Show the whole numbers, until they are masked again or somebody else is shown."""
        self._show(contact, whole=True)
        self._stay_on_eye()

    def _mask(self) -> None:
        self._show(self._masked, whole=False)
        self._stay_on_eye()

    def _stay_on_eye(self) -> None:
        """The eye that was pressed is gone; the keyboard goes to the one in its place, which has to be on screen."""
        if self.eye is not None and (fact := self.eye.parentWidget()) is not None:
            fact.show()
            self.eye.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, contact: Contact, *, whole: bool) -> None:
        facts = [Fact("", "工号", self._number)]
        self.eye = None
        for label, number in (("手机", contact.phone), ("身份证", contact.resident_id)):
            if number:
                toggle = None if self.eye is not None else self._mask if whole else self.reveal_wanted.emit
                shown = NumberFact(number, whole=whole, toggle=toggle)
                self.eye = self.eye or shown.eye
                facts.append(Fact("", label, shown))
        self.set_facts(facts + self._rest)
