"""Machine-readable codes as PDF operators: a one-bit picture inside the page stream, the smallest form there is."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

import zxingcpp

from culture_desktop.vocabulary import Symbology

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BITS = bytes(0x31 if shade >= 128 else 0x30 for shade in range(256))  # light prints nothing: "1"; dark prints: "0"
# Of UTF-8. A QR code of 20 mm with more has modules under 0.3 mm, which telephones cannot tell apart; so have bars.
MAX_BYTES = {Symbology.QR: 300, Symbology.CODE128: 48}
_CORRECTION = "M"  # stands 15 % damage: creases, a stamp's edge
_KEPT = 4096  # codes drawn that are not drawn again


class _Bitmap(NamedTuple):
    columns: int
    rows: int
    packed: str  # hexadecimal, rows filled up to whole bytes


def printable(text: str, symbology: Symbology) -> bool:
    """Whether the code can hold the text: bars know ASCII only, and both have a length beyond which they blur."""
    fits = len(text.encode("utf-8", "surrogatepass")) <= MAX_BYTES[symbology]
    return fits and (symbology is Symbology.QR or (text.isascii() and text.isprintable()))


def code_operators(text: str, symbology: Symbology, x: float, y: float, width: float, height: float) -> str:
    """The operators that draw the code in the present fill colour, its lower left corner at x, y (points)."""
    code = _bitmap(text, symbology)
    return (
        f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {code.columns} /H {code.rows} /IM true /F /AHx ID {code.packed}> EI Q"
    )


@lru_cache(maxsize=_KEPT)
def _bitmap(text: str, symbology: Symbology) -> _Bitmap:
    if symbology is Symbology.QR:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION)
    else:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    image = code.to_image(scale=1, add_quiet_zones=False)
    all_rows, columns = image.shape
    rows = all_rows if symbology is Symbology.QR else 1  # bars are the same all the way down
    pixels = bytes(cast("Buffer", image)).translate(_BITS)  # one ASCII digit a module
    row_bytes = (columns + 7) // 8
    padding = b"1" * (row_bytes * 8 - columns)
    digits = b"".join([pixels[at : at + columns] + padding for at in range(0, columns * rows, columns)])
    return _Bitmap(columns, rows, int(digits, 2).to_bytes(row_bytes * rows, "big").hex())
