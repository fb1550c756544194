"""Where organisations are found by their names: under whole paths, and under the ends of paths."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from culture_desktop.services.organisations.tree import SEPARATOR
from culture_desktop.spreadsheets.values import text

T = TypeVar("T")


class NamePlaces(Generic[T]):
    """Organisations under the forms of their names. Indexed when first looked at."""

    def __init__(self, form: Callable[[str], str]) -> None:
        self._form = form
        self._waiting: list[tuple[str, T]] = []
        self._paths: dict[str, list[T]] = {}
        self._endings: dict[str, list[T]] = {}

    def add(self, full_name: str, organisation: T) -> None:
        """Note where one stands."""
        self._waiting.append((full_name, organisation))

    def under(self, path: str) -> list[T]:
        """Those with this path, or else those whose path ends like that."""
        form = self._form(path)
        return self.paths.get(form) or self._endings.get(form, [])

    def one(self, path: str) -> T | None:
        """The first with this whole path."""
        return next(iter(self.paths.get(self._form(path), ())), None)

    @property
    def paths(self) -> Mapping[str, list[T]]:
        """The forms of whole paths."""
        for full_name, organisation in self._waiting:
            path = self._form(full_name)
            parts = path.split(SEPARATOR)
            self._paths.setdefault(path, []).append(organisation)
            for start in range(1, len(parts)):
                self._endings.setdefault(SEPARATOR.join(parts[start:]), []).append(organisation)
        self._waiting.clear()
        return self._paths


def cleaned(full_name: str) -> str:
    """A stored name as a cell would show it."""
    return SEPARATOR.join(text(part) for part in full_name.split(SEPARATOR))
