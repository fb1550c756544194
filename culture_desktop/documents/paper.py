"""One PDF being drawn, in points from the top left corner of the page, on ReportLab's Canvas."""

from io import BytesIO
from typing import BinaryIO, NamedTuple

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from culture_desktop.documents.canvas_font import registered
from culture_desktop.documents.embedding import fonts_of
from culture_desktop.documents.fonts import Face

# Streams in plain deflate (base 85 makes each a quarter larger), no comments, nothing that differs from run to run.
rl_config.useA85 = 0
rl_config.pdfComments = 0
rl_config.invariant = 1

MM = 72 / 25.4


class Size(NamedTuple):
    """Width and height of a sheet in points."""

    width: float
    height: float


A4 = Size(210 * MM, 297 * MM)
A4_LANDSCAPE = Size(297 * MM, 210 * MM)


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def fill(self) -> str:
        """The operator that fills with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} rg"

    @property
    def stroke(self) -> str:
        """The operator that strokes with this colour."""
        return f"{self.red:.3g} {self.green:.3g} {self.blue:.3g} RG"


def colour(code: str) -> Colour:
    """The colour written ``#RRGGBB``."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return Colour(red / 255, green / 255, blue / 255)


BLACK = Colour(0, 0, 0)
RED = colour("#B8141A")
GREY = colour("#544F47")
GOLD = colour("#A9822F")
PALE = colour("#F2EEE6")


class Paper:
    """The pages of one PDF; nothing leaves it before ``save``."""

    def __init__(self, size: Size, title: str) -> None:
        self.size = size
        self._buffer = BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=registered(Face.SONG),
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("润物")
        self._canvas.setProducer("润物")
        self._fonts = fonts_of(self._canvas._doc)

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, *, space: float = 0.0, ink: Colour = BLACK
    ) -> str:
        """The operators of one line of text, its baseline ``y`` down; ``space`` comes after each character."""
        shown = self._fonts.face(face).operators(text, size)
        spacing = f"{space:.4g} Tc " if space else ""
        colouring = f"{ink.fill} " if ink != BLACK else ""
        body = f"BT {spacing}1 0 0 1 {x:.2f} {self.size.height - y:.2f} Tm {shown} ET"
        return f"q {colouring}{body} Q" if spacing or colouring else body

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> str:
        """The operators of a filled rectangle, its top left corner at x, y."""
        return f"q {fill.fill} {x:.2f} {self.size.height - y - height:.2f} {width:.2f} {height:.2f} re f Q"

    def circle(self, x: float, y: float, radius: float, width: float, ink: Colour) -> str:
        """The operators of a dashed circle around x, y."""
        y, bend = self.size.height - y, radius * 0.5523  # of the Bézier curve nearest to a quarter circle
        quarters = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)]
        curves = " ".join(
            f"{x + radius * ax + bend * bx:.2f} {y + radius * ay + bend * by:.2f} "
            f"{x + radius * bx + bend * ax:.2f} {y + radius * by + bend * ay:.2f} "
            f"{x + radius * bx:.2f} {y + radius * by:.2f} c"
            for ax, ay, bx, by in quarters
        )
        return f"q {ink.stroke} {width:.3g} w [3 3] 0 d {x + radius:.2f} {y:.2f} m {curves} s Q"

    def add(self, operators: str) -> None:
        """Draws on the present page."""
        self._canvas.addLiteral(operators)

    def picture(self, jpeg: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draws a JPEG, its top left corner at x, y."""
        self._canvas.drawImage(ImageReader(BytesIO(jpeg)), x, self.size.height - y - height, width, height)

    def keep(self, name: str, operators: str) -> None:
        """Keeps a drawing that many pages share; ``stamp`` prints it."""
        self._canvas.beginForm(name, 0, 0, *self.size)
        self._canvas.addLiteral(operators)
        self._canvas.endForm()

    def stamp(self, name: str) -> None:
        """Prints a kept drawing on the present page."""
        self._canvas.doForm(name)

    def next_page(self) -> None:
        """Ends the present page."""
        self._canvas.showPage()

    def save(self, stream: BinaryIO) -> None:
        """Writes the finished PDF."""
        self._canvas.save()
        stream.write(self._buffer.getbuffer())
