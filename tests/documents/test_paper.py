"""Operators of a page are what PDF readers understand."""

import re

import pytest

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4, Paper

# PDF knows integers and plain decimals only (ISO 32000-1, 7.3.3).
_EXPONENT = re.compile(r"\d[eE][-+]?\d")


@pytest.mark.parametrize("space", [0.0, 1e-9, -3.2e-5, 0.0004, 0.0006, 0.25, -1.5, 12.0])
def test_spacing_never_comes_out_with_an_exponent(space: float) -> None:
    operators = Paper(A4, "测试").text(10, 10, "云川供电", Face.FANG, 15.75, space=space)
    assert not _EXPONENT.search(operators)
    assert ("Tc" in operators) == (abs(space) >= 0.0005)
