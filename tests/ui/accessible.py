"""Who would be silent to a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QWidget


def unnamed_widgets(root: QWidget) -> list[str]:
    """Every widget below ``root`` that takes the keyboard and has no name to be spoken, as class and parent's class.

    A name is the accessible name, the words on the widget, or those of a label that is its buddy.
    """
    labelled = {id(label.buddy()) for label in root.findChildren(QLabel) if label.buddy() is not None}
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in [root, *root.findChildren(QWidget)]
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_inner(widget)
        and not widget.accessibleName()
        and not _words_of(widget)
        and id(widget) not in labelled
    ]


def _words_of(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    return "" if isinstance(widget, QLineEdit) or not callable(words) else str(words())


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes itself: viewports, the line edit of a spin or combo box, pop-up lists."""
    parent = widget.parentWidget()
    if widget.focusProxy() is not None or widget.objectName().startswith("qt_"):
        return True
    if parent is not None and parent.inherits("QComboBoxPrivateContainer"):
        return True
    return isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
