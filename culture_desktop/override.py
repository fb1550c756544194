"""``@override`` without its price.

Type checkers see the one of ``typing_extensions``; at run time it is a plain function, because importing that package
takes 20 ms, a quarter of the time in which an empty window is on screen.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    F = TypeVar("F", bound=Callable[..., object])

    def override(method: F) -> F:
        """Mark a method that replaces one of its base class."""
        return method


__all__ = ["override"]
