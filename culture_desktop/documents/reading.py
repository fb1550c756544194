"""What a PDF of ours says: its text, and which fonts it was made with."""

from contextlib import closing

import pypdfium2

from culture_desktop.documents.font_report import FontReport


def text_of(pdf: bytes) -> str:
    """All pages, in order."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(_page(document, at) for at in range(len(document)))


def _page(document: pypdfium2.PdfDocument, at: int) -> str:
    with closing(document[at]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_range())


def font_report(pdf: bytes) -> FontReport:
    """What the paper says of its fonts; nothing, if it does not."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return FontReport.parsed(document.get_metadata_value("Keywords"))
