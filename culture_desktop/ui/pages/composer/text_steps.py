"""The text's own undo in the window's top bar."""

from PySide6.QtCore import QObject

from culture_desktop.ui.pages.composer.text_editor import TextEditor


class TextSteps(QObject):
    """What is taken back stands in the text; its pictures are part of it."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def words(self) -> tuple[str, str]:
        """What undo and redo would do."""
        document = self._editor.document()
        return (
            "撤销：编写正文" if document.isUndoAvailable() else "",
            "恢复：编写正文" if document.isRedoAvailable() else "",
        )

    def undo(self) -> None:
        """Take the last step back."""
        self._editor.undo()

    def redo(self) -> None:
        """Do it again."""
        self._editor.redo()
