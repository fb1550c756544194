"""The pictures of a design, each made ready once for a paper."""

from collections.abc import Mapping
from functools import lru_cache

from culture_desktop.documents.designs.elements import PictureElement
from culture_desktop.documents.paper import MM, Jpeg, Paper, Placed, Raster
from culture_desktop.errors import FileMissingError
from culture_desktop.vocabulary import PictureFit

DOTS_PER_INCH = 300  # finer than an office printer shows
_KEPT = 6  # pictures that are not decoded again: a preview after an edit shows the same ones


class Assets:
    """Files by SHA-256, and how each is placed on the one paper they are for."""

    def __init__(self, files: Mapping[str, bytes], dots_per_inch: int = DOTS_PER_INCH) -> None:
        self._files, self._dots = files, dots_per_inch
        self._placed: dict[str, Placed] = {}

    def operators(self, paper: Paper, element: PictureElement) -> str:
        """The operators of a picture in its place.

        Raises FileMissingError for a picture that is not there, PictureUnreadableError for one that cannot be read.
        """
        placed = self._placed.get(element.asset)
        if placed is None:
            placed = self._placed[element.asset] = self._ready(paper, element)
        left, top = element.x * MM, element.y * MM
        width, height = element.width * MM, element.height * MM
        if element.fit is PictureFit.STRETCH:
            return placed.operators(paper, left, top, width, height)
        ratios = width / placed.width, height / placed.height
        scale = min(ratios) if element.fit is PictureFit.CONTAIN else max(ratios)
        shown = placed.width * scale, placed.height * scale
        drawn = placed.operators(paper, left + (width - shown[0]) / 2, top + (height - shown[1]) / 2, *shown)
        if element.fit is PictureFit.CONTAIN:
            return drawn
        return f"q {left:.2f} {paper.size.height - top - height:.2f} {width:.2f} {height:.2f} re W n {drawn} Q"

    def _ready(self, paper: Paper, element: PictureElement) -> Placed:
        # Most designs have no picture; pypdf and Pillow take half a second to come.
        from culture_desktop.documents.pdf_page import is_pdf, pdf_page  # noqa: PLC0415

        content = self._files.get(element.asset)
        if content is None:
            raise FileMissingError(name=element.name)
        if is_pdf(content):
            return paper.take_page(pdf_page(content, element.name))
        longest = round(max(element.width, element.height) / 25.4 * self._dots)
        return paper.take_picture(_layered(content, element.name, longest))


@lru_cache(maxsize=_KEPT)
def _layered(content: bytes, name: str, longest: int) -> Raster | Jpeg:
    from culture_desktop.documents.pictures import layered  # noqa: PLC0415  # as above

    return layered(content, name, longest)
