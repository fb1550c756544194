"""New elements, each as one would want it to begin with, in the middle of the sheet; and pictures from files."""

from pathlib import Path
from typing import Any

from culture_desktop.documents.designs.design import Sheet
from culture_desktop.documents.designs.editing import Order, added, changed, reordered
from culture_desktop.documents.designs.elements import (
    AnyElement,
    CodeElement,
    OrnamentElement,
    PictureElement,
    RuleElement,
    TextElement,
)
from culture_desktop.errors import CultureError
from culture_desktop.services.certificates.previews import read_picture
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import Align, PictureFit, PictureRole, Symbology, TextSetting

TEXTS = (("一行文字", "line"), ("一段文字", "paragraph"), ("姓名", "name"))
OTHERS = (("二维码", "qr"), ("一维条码", "code128"), ("线条", "rule"), ("花饰", "ornament"))
PICTURES = tuple((role.label, role) for role in PictureRole)
_KINDS = "图片或 PDF (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.pdf)"
_SEAL = 42.0  # mm, as seals of unions and branches are


class Adding:
    """Adds to the draft and chooses what is new."""

    def __init__(self, page: Page, draft: Draft, settings: Settings) -> None:
        self._page, self._draft, self._settings = page, draft, settings

    def add(self, what: object) -> None:
        """Something new: a kind of element, or a picture for some purpose."""
        if isinstance(what, PictureRole):
            self._add_picture(what)
        else:
            self._put(_made(str(what), self._draft.design.sheet))

    def exchange_file(self) -> None:
        """Another file for the picture that is chosen."""
        element = self._draft.one
        if isinstance(element, PictureElement):
            asset = self._ask(f"选择{element.role.label}")
            if asset is not None:
                design = changed(self._draft.design, (element.key,), asset=asset)
                self._draft.apply("换图片", design)

    def _add_picture(self, role: PictureRole) -> None:
        asset = self._ask(f"选择{role.label}")
        if asset is None:
            return
        sheet = self._draft.design.sheet
        width, height = {
            PictureRole.PICTURE: (60.0, 45.0),
            PictureRole.BACKGROUND: tuple(sheet),
            PictureRole.SEAL: (_SEAL, _SEAL),
            PictureRole.SIGNATURE: (40.0, 15.0),
        }[role]
        back = role is PictureRole.BACKGROUND
        x, y = (sheet.width - width) / 2, (sheet.height - height) / 2
        if role in (PictureRole.SEAL, PictureRole.SIGNATURE):
            x, y = sheet.width * 0.68 - width / 2, sheet.height * 0.75 - height / 2
        element = PictureElement(
            key=role.value,
            name=role.label,
            x=round(x, 1),
            y=round(y, 1),
            width=width,
            height=height,
            locked=back,
            asset=asset,
            role=role,
            fit=PictureFit.COVER if back else PictureFit.CONTAIN,
        )
        self._put(element, at_back=back)

    def _put(self, element: AnyElement, *, at_back: bool = False) -> None:
        design, keys = added(self._draft.design, (element,))
        if at_back:
            design = reordered(design, keys, Order.BACK)
        self._draft.settle()
        self._draft.apply(f"添加{element.name}", design)
        self._draft.choose(keys)

    def _ask(self, title: str) -> str | None:
        """A picture file that can be printed, kept with the draft; None after the user was told why not."""
        path = files.open_one(self._page, title, (_KINDS,), self._settings)
        return None if path is None else self.take_file(path)

    def take_file(self, path: Path) -> str | None:
        """Keep a file with the draft; its SHA-256."""
        try:
            return self._draft.add_file(read_picture(path))
        except CultureError as error:
            self._page.failed.emit(error)
            return None


def _made(what: str, sheet: Sheet) -> AnyElement:
    def place(width: float, height: float) -> dict[str, Any]:
        left, top = (sheet.width - width) / 2, (sheet.height - height) / 2
        return {"x": round(left, 1), "y": round(top, 1), "width": round(width, 1), "height": height}

    wide = min(120.0, sheet.width * 0.6)
    match what:
        case "line":
            return TextElement(key="text", name="文字", content="文字", align=Align.CENTRE, **place(wide, 10))
        case "paragraph":
            setting = TextSetting.PARAGRAPH
            return TextElement(
                key="paragraph", name="段落", content="一段文字", setting=setting, indent=2, **place(wide, 40)
            )
        case "name":
            content = "{姓名}同志："
            return TextElement(key="name", name="姓名", content=content, spaced=True, overprint=True, **place(wide, 11))
        case "qr":
            return CodeElement(key="code", name="二维码", content="{二维码}", **place(20, 20))
        case "code128":
            symbology = Symbology.CODE128
            return CodeElement(key="barcode", name="一维条码", content="{工号}", symbology=symbology, **place(50, 12))
        case "rule":
            return RuleElement(key="rule", name="线条", **place(wide, 0.5))
    return OrnamentElement(key="ornament", name="花饰", style="star", **place(20, 20))
