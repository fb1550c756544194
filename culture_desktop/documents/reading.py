"""The text of a PDF of ours, as its text layer has it."""

from contextlib import closing

import pypdfium2


def text_of(pdf: bytes) -> str:
    """All pages, in order."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(_page(document, at) for at in range(len(document)))


def _page(document: pypdfium2.PdfDocument, at: int) -> str:
    with closing(document[at]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_range())
