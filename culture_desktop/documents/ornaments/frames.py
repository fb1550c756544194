"""Frames and planes without any motif."""

from culture_desktop.documents.ornaments.pen import Inks, ellipse, frame


def single_frame(width: float, height: float, inks: Inks) -> str:
    """One line."""
    return f"{inks.first.stroke} 0.6 w {frame(0.3, width, height)} S"


def double_frame(width: float, height: float, inks: Inks) -> str:
    """A strong line outside and a hairline inside."""
    return f"{inks.first.stroke} 1.2 w {frame(0.6, width, height)} S 0.3 w {frame(3.2, width, height)} S"


def panel(width: float, height: float, inks: Inks) -> str:
    """A plane of the first ink."""
    return f"{inks.first.fill} {frame(0, width, height)} f"


def seal_place(width: float, height: float, inks: Inks) -> str:
    """A dashed circle where a seal is to be put."""
    across, down = width / 2, height / 2
    return f"{inks.first.stroke} 0.2 w [1 1] 0 d {ellipse(across, down, across, down)} S"
