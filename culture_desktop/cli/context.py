"""What every command needs: the services of the chosen file, and one way to print."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import typer

from culture_desktop.services.services import Services

OpenServices = Callable[[Path], Services]


@dataclass
class Context:
    """Made once per run from the options before the command; opens the database when first asked."""

    open_services: OpenServices
    data: Path
    as_json: bool

    @cached_property
    def services(self) -> Services:
        """The services on the chosen database."""
        services = self.open_services(self.data)
        services.typefaces.apply()
        return services

    def close(self) -> None:
        """Let go of the database, if it was opened; a window may follow."""
        services = self.__dict__.pop("services", None)
        if services is not None:
            services.typefaces.release()
            services.store.close()

    def show(self, value: Mapping[str, Any], lines: Iterable[str]) -> None:
        """Print the result: one JSON object with ``--json``, else lines for people."""
        if self.as_json:
            # A Chinese Windows pipes GBK, which lacks the rare characters of names; JSON may escape them all.
            escaped = "utf" not in sys.stdout.encoding.casefold()
            sys.stdout.write(json.dumps(value, ensure_ascii=escaped, default=str) + "\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for line in lines))

    def note(self, text: str) -> None:
        """Say what goes on to whoever watches; keeps out of the way of ``--json``."""
        if not self.as_json:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()


def context_of(command: typer.Context) -> Context:
    """The context of this run."""
    context = command.find_object(Context)
    assert context is not None
    return context


def columns(rows: Sequence[Sequence[object]]) -> Iterable[str]:
    """Rows as aligned columns; a Chinese character is two wide."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)] if texts else []
    for row in texts:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
