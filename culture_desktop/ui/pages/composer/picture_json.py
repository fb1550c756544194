"""A row of pictures as the text carries it."""

import json

from culture_desktop.documents.briefings.blocks import PictureRow
from culture_desktop.documents.briefings.reading import blocks_to_dict, trusted_blocks


def to_json(row: PictureRow) -> str:
    """The row as one text."""
    return json.dumps(blocks_to_dict([row]), ensure_ascii=False)


def from_json(text: str) -> PictureRow:
    """The row that ``to_json`` made the text of."""
    (row,) = trusted_blocks(json.loads(text))
    assert isinstance(row, PictureRow)
    return row
