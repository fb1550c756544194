"""QR codes as PDF operators: a one-bit picture inside the page stream, the smallest form there is."""

from typing import TYPE_CHECKING, cast

import zxingcpp

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BITS = bytes(0x31 if shade >= 128 else 0x30 for shade in range(256))  # light prints nothing: "1"; dark prints: "0"
MAX_QR_BYTES = 300  # of UTF-8: more makes modules under 0.3 mm in a code of 20 mm, which telephones cannot tell apart
_CORRECTION = "M"  # stands 15 % damage: creases, a stamp's edge


def qr_operators(text: str, x: float, y: float, side: float) -> str:
    """The operators that draw the code in the present fill colour, its lower left corner at x, y (points)."""
    image = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION).to_image(
        scale=1, add_quiet_zones=False
    )
    modules = image.shape[0]
    pixels = bytes(cast("Buffer", image)).translate(_BITS)  # one ASCII digit a module
    row_bytes = (modules + 7) // 8
    padding = b"1" * (row_bytes * 8 - modules)
    digits = b"".join([pixels[at : at + modules] + padding for at in range(0, modules * modules, modules)])
    packed = int(digits, 2).to_bytes(row_bytes * modules, "big")
    return (
        f"q {side:.2f} 0 0 {side:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {modules} /H {modules} /IM true /F /AHx ID {packed.hex()}> EI Q"
    )
