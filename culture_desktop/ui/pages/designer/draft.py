"""The design under the hand: what it is now, what is chosen in it, and every step that led here."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from culture_desktop.documents.designs.design import SHEETS, Design
from culture_desktop.documents.designs.editing import chosen
from culture_desktop.documents.designs.elements import AnyElement
from culture_desktop.services.certificates.designs import LoadedDesign


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    before: Design
    after: Design
    merging: str


class Draft(QObject):
    """A design with its pictures. It serves the window's undo and redo as a page's own ``Steps``.

    Signals:
        changed: the design is another.
        chosen_changed: other elements are chosen.
    """

    changed = Signal()
    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.design = Design("", SHEETS["A4 横"])
        self.key = ""
        self.version = 0
        self.files: dict[str, bytes] = {}
        self.keys: tuple[str, ...] = ()  # of what is chosen, the last chosen last
        self._saved = self.design
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost."""
        return self.design != self._saved

    @property
    def elements(self) -> tuple[AnyElement, ...]:
        """What is chosen, from the back to the front."""
        return chosen(self.design, self.keys)

    @property
    def one(self) -> AnyElement | None:
        """The chosen element, where it is one alone."""
        return self.elements[0] if len(self.keys) == 1 else None

    def open(self, found: LoadedDesign) -> None:
        """Begin with a design as it is saved."""
        self.design = self._saved = found.design
        self.key, self.version, self.files = found.key, found.version, dict(found.files)
        self._undo, self._redo = [], []
        self.keys = ()
        self.changed.emit()
        self.chosen_changed.emit()

    def saved_as(self, design: Design, key: str, version: int) -> None:
        """What is here now is saved, perhaps under another name; steps can still be taken back."""
        self.design = self._saved = design
        self.key, self.version = key, version
        self.settle()
        self.changed.emit()

    def add_file(self, content: bytes) -> str:
        """Keep a picture's file; its SHA-256, by which elements mean it."""
        digest = hashlib.sha256(content).hexdigest()
        self.files[digest] = content
        return digest

    @property
    def needed_files(self) -> Mapping[str, bytes]:
        """The files of the pictures that are in the design now; the rest wait for an undo."""
        return {digest: self.files[digest] for digest in self.design.assets if digest in self.files}

    def apply(self, words: str, design: Design, *, merging: str = "") -> None:
        """Take a step; with the same ``merging`` as the last one it becomes part of it."""
        if design == self.design:
            return
        before = self.design
        if merging and self._undo and self._undo[-1].merging == merging:
            before = self._undo.pop().before
        self._redo.clear()
        if before != design:
            self._undo.append(_Step(words, before, design, merging))
        self._show(design)

    def settle(self) -> None:
        """What comes next is a step of its own."""
        if self._undo and self._undo[-1].merging:
            last = self._undo[-1]
            self._undo[-1] = _Step(last.words, last.before, last.after, "")

    def words(self) -> tuple[str, str]:
        """What undo and redo would do."""
        return (
            f"撤销：{self._undo[-1].words}" if self._undo else "",
            f"恢复：{self._redo[-1].words}" if self._redo else "",
        )

    def undo(self) -> None:
        """Take the last step back."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(step)
            self._show(step.before)

    def redo(self) -> None:
        """Do it again."""
        if self._redo:
            step = self._redo.pop()
            self._undo.append(step)
            self._show(step.after)

    def choose(self, keys: Collection[str]) -> None:
        """Choose these elements and no others."""
        known = {element.key for element in self.design.elements}
        wanted = tuple(dict.fromkeys(key for key in keys if key in known))
        if wanted != self.keys:
            self.settle()
            self.keys = wanted
            self.chosen_changed.emit()

    def toggle(self, key: str) -> None:
        """Choose one more, or no longer."""
        self.choose([each for each in self.keys if each != key] if key in self.keys else [*self.keys, key])

    def _show(self, design: Design) -> None:
        self.design = replace(design, name=self.design.name)
        known = {element.key for element in design.elements}
        kept = tuple(key for key in self.keys if key in known)
        gone, self.keys = kept != self.keys, kept
        self.changed.emit()
        if gone:
            self.chosen_changed.emit()
