"""The text of a briefing as JSON: what was written comes back, what is not ours is refused by sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.briefings.blocks import (
    Block,
    Crop,
    Heading,
    Items,
    Paragraph,
    Photo,
    PictureRow,
    Quote,
    Run,
    Table,
    photos,
    texts,
)
from culture_desktop.documents.briefings.reading import blocks_from_dict, blocks_to_dict
from culture_desktop.errors import BriefingBrokenError, BriefingTooNewError
from culture_desktop.vocabulary import Align, Consent

_TEXT = st.text(max_size=12)
_RUNS = st.lists(st.builds(Run, _TEXT, st.booleans()), max_size=3).map(tuple)
_SPAN = st.tuples(st.integers(0, 99), st.integers(1, 100)).filter(lambda span: span[0] < span[1])
_CROP = st.builds(
    lambda across, down: Crop(across[0] / 100, down[0] / 100, across[1] / 100, down[1] / 100), _SPAN, _SPAN
)
_PHOTO = st.builds(
    Photo,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    file_name=_TEXT,
    caption=_TEXT,
    crop=_CROP,
    turns=st.integers(0, 3),
    consent=st.sampled_from(Consent),
    consented_by=_TEXT,
)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, _TEXT, st.integers(1, 4)),
        st.builds(Paragraph, _RUNS),
        st.builds(Items, st.lists(_RUNS, max_size=3).map(tuple), st.booleans()),
        st.builds(Quote, _RUNS, _TEXT),
        st.builds(
            Table,
            st.lists(st.lists(_RUNS, max_size=3).map(tuple), max_size=3).map(tuple),
            st.lists(st.sampled_from(Align), max_size=3).map(tuple),
        ),
        st.builds(PictureRow, st.lists(_PHOTO, max_size=3).map(tuple)),
    ),
    max_size=5,
).map(tuple)


@given(BLOCKS)
def test_what_was_written_comes_back(blocks: tuple[Block, ...]) -> None:
    stored = json.loads(json.dumps(blocks_to_dict(blocks), ensure_ascii=False))
    again = blocks_from_dict(stored)
    assert again == blocks
    assert list(texts(again)) == list(texts(blocks))
    assert list(photos(again)) == list(photos(blocks))


def _with(block: Any) -> dict[str, Any]:
    return {"format": 1, "blocks": [{"kind": "paragraph", "runs": []}, block]}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (None, "内容"),
        ([], "内容"),
        ({"format": 0, "blocks": []}, "内容"),
        ({"format": 1}, "内容"),
        (_with({"kind": "script"}), "内容"),
        (_with({"kind": "paragraph"}), "第 2 段"),
        (_with({"kind": "paragraph", "runs": [{"text": 3}]}), "第 2 段"),
        (_with({"kind": "heading", "text": "一", "level": 9}), "第 2 段"),
        (_with({"kind": "paragraph", "runs": [], "onclick": "x"}), "第 2 段"),
        (_with({"kind": "pictures", "pictures": [{"sha256": "../../etc/passwd"}]}), "第 2 段"),
        (_with({"kind": "pictures", "pictures": [{"sha256": "a" * 64, "turns": 7}]}), "第 2 段"),
        (_with({"kind": "pictures", "pictures": [{"sha256": "a" * 64, "crop": [0.5, 0, 0.5, 1]}]}), "第 2 段的裁剪"),
        (_with({"kind": "table", "rows": [[[{"text": "x" * 20_001}]]]}), "第 2 段"),
    ],
)
def test_what_is_not_ours_is_refused_with_its_place(value: Any, place: str) -> None:
    with pytest.raises(BriefingBrokenError, match=f"没有采用：{place}不是"):
        blocks_from_dict(value)


def test_a_later_format_is_refused() -> None:
    with pytest.raises(BriefingTooNewError, match="更新版本的润物"):
        blocks_from_dict({"format": 2, "pages": []})


@pytest.mark.parametrize("crop", [(0.5, 0, 0.5, 1), (0, 0, 1.1, 1), (-0.1, 0, 1, 1), (0, 0.9, 1, 0.2)])
def test_a_crop_holds_something(crop: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="within its picture"):
        Crop(*crop)
