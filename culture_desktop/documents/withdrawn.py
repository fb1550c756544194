"""The sheet in place of a stored paper that printed somebody who was removed."""

import io

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4, MM, Paper

_LINES = ("存档已移除", "这份文书印有已移除人员的姓名，存档因此删除，登记和文号照旧保留。")


def withdrawn_sheet() -> bytes:
    """One page, the same each time."""
    paper = Paper(A4, _LINES[0])
    paper.add(paper.text(28 * MM, 50 * MM, _LINES[0], Face.SONG_BOLD, 22))
    paper.add(paper.text(28 * MM, 65 * MM, _LINES[1], Face.FANG, 14))
    paper.next_page()
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()
