"""A drop-down of a closed list of the trade.

::

    box = WordBox(Sex, none="未填")
    box.choose(draft.sex)
    box.word()                      # Sex | None
"""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox

from culture_desktop.vocabulary import Word

W = TypeVar("W", bound=Word)


class WordBox(QComboBox, Generic[W]):
    """Shows the labels. Qt hands enums back as plain strings, so words are told by their place."""

    def __init__(self, words: type[W], *, none: str = "") -> None:
        super().__init__()
        self._words: tuple[W | None, ...] = (*((None,) if none else ()), *words)
        self.setMaxVisibleItems(16)
        self.addItems([word.label if word is not None else none for word in self._words])

    def choose(self, word: W | None) -> None:
        """Show a word; one that is not in the list shows the first."""
        self.setCurrentIndex(self._words.index(word) if word in self._words else 0)

    def word(self) -> W | None:
        """The word shown; None where nothing is chosen."""
        return self._words[self.currentIndex()]

    def required(self) -> W:
        """The word shown, of a list without an empty choice."""
        word = self.word()
        assert word is not None
        return word
