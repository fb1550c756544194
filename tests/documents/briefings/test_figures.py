"""Live figures in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.briefings.blocks import (
    Heading,
    Items,
    Paragraph,
    Photo,
    PictureRow,
    Quote,
    Run,
    Table,
    plain,
    texts,
)
from culture_desktop.documents.briefings.figures import (
    Token,
    filled,
    filled_blocks,
    literal,
    require_known,
    token,
    tokens,
    unknown,
)
from culture_desktop.errors import FigureUnknownError

FIGURES = {"到场人数": "61", "2026-031.到场人数": "30", "地点": "{到场人数}号厅"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共 {到场人数} 人", "共 61 人"),
        ("{ 到场人数 }人", "61人"),
        ("{2026-031.到场人数}/{到场人数}", "30/61"),
        ("没有数字", "没有数字"),
        ("{到场人次}", "{到场人次}"),
        ("{{到场人数}}", "{到场人数}"),
        ("{{{到场人数}}}", "{61}"),
        ("{", "{"),
        ("{}", "{}"),
        ("}{到场人数", "}{到场人数"),
        ("{到场\n人数}", "{到场\n人数}"),
        ("在{地点}", "在{到场人数}号厅"),  # a value is a value, whatever it looks like
        ("{0.__class__}", "{0.__class__}"),
    ],
)
def test_filled(text: str, expected: str) -> None:
    assert filled(text, FIGURES) == expected


@given(st.text(alphabet="{}到场人数a \n", max_size=20))
def test_what_is_literal_stays_as_it_is(text: str) -> None:
    assert list(tokens(literal(text))) == []
    assert filled(literal(text), FIGURES) == text


def test_where_figures_stand() -> None:
    assert list(tokens("共{到场人数}人，{{不是}}")) == [Token(1, 7, "到场人数")]
    assert token("到场人数") == "{到场人数}"


def test_every_kind_of_text_has_its_figures() -> None:
    runs = (Run("共{到场人数}", bold=True),)
    blocks = (
        Heading("{到场人数}"),
        Paragraph(runs),
        Items((runs,), numbered=True),
        Quote(runs, "{到场人数}"),
        Table(((runs, plain("{到场人数}")),)),
        PictureRow((Photo("a" * 64, caption="{到场人数}"),)),
    )
    found = filled_blocks(blocks, FIGURES)
    assert list(texts(found)) == ["61", "共61", "共61", "共61", "61", "共61", "61", "61"]
    assert found[1] == Paragraph((Run("共61", bold=True),))


def test_what_nobody_knows_is_named_once() -> None:
    assert unknown(["{甲}{乙}{甲}", "{到场人数}"], FIGURES) == ("甲", "乙")
    with pytest.raises(FigureUnknownError) as raised:
        require_known(["{甲}"], FIGURES)
    sentence = "简报里的数字取不到，没有生成：“甲”。请改用以下之一（到场人数、地点），或直接写上数字。"
    assert str(raised.value) == sentence
