"""Stands in for the modal loop: the real dialog is shown, a user acts on it, and its result is handed back."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


def drive(monkeypatch: pytest.MonkeyPatch, kind: type[D], act: Callable[[D], None]) -> list[D]:
    """Have ``act`` play the user of every dialog of this kind; returns the dialogs that were opened."""
    opened: list[D] = []

    def run(dialog: D) -> int:
        opened.append(dialog)
        dialog.show()
        act(dialog)
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(kind, "exec", run)
    return opened
