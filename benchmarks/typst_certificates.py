"""The same certificates by typst, in the form that was fastest of those tried.

Tried for the QR codes: PNG files, raw pixels read from files, and one polygon a code.
"""

import json
import struct
import tempfile
import zlib
from pathlib import Path
from typing import cast

import typst
import zxingcpp
from certificates import BODY, CLOSING, DATE, FONTS, ISSUER, Winner
from typing_extensions import Buffer

TEMPLATE = """
#set page(width: 297mm, height: 210mm, margin: 0mm)
#set text(font: "GH Kai", size: 22pt, lang: "zh", region: "cn")
#let gold = rgb("#A9822F")
#let ivory = rgb("#FFFDF6")
#let knot(x, y, dx, dy) = for offset in (0.0, 3.2) {
  let corner(a, b) = ((x + dx * (offset + a)) * 1mm, (y + dy * (offset + b)) * 1mm)
  let square(width, colour) = place(polygon(
    stroke: width + colour, corner(0, 0), corner(6.2, 0), corner(6.2, 6.2), corner(0, 6.2)))
  square(1.3mm, ivory)
  square(0.5mm, gold)
}
#let points(..pairs) = pairs.pos().map(pair => (pair.at(0) * 1mm, pair.at(1) * 1mm))
#let frame = {
  place(dx: 10mm, dy: 10mm, rect(width: 277mm, height: 190mm, fill: ivory, stroke: 1.3mm + gold))
  place(polygon(stroke: 0.3mm + gold, ..points(
    (13.4, 24.4), (24.4, 24.4), (24.4, 13.4), (272.6, 13.4), (272.6, 24.4), (283.6, 24.4),
    (283.6, 185.6), (272.6, 185.6), (272.6, 196.6), (24.4, 196.6), (24.4, 185.6), (13.4, 185.6))))
  place(polygon(fill: gold, ..points((146.9, 60.5), (148.5, 59.5), (150.1, 60.5), (148.5, 61.5))))
  place(line(start: (122.5mm, 60.5mm), end: (144.9mm, 60.5mm), stroke: 0.25mm + gold))
  place(line(start: (152.1mm, 60.5mm), end: (174.5mm, 60.5mm), stroke: 0.25mm + gold))
  knot(13.4, 13.4, 1, 1)
  knot(283.6, 13.4, -1, 1)
  knot(283.6, 196.6, -1, -1)
  knot(13.4, 196.6, 1, -1)
  place(dx: 96.5mm, dy: 35mm, text(
    font: "GH Song", weight: "bold", size: 50pt, tracking: 31.6pt, fill: rgb("#B8141A"))[荣誉证书])
  place(dx: 40mm, dy: 88mm, block(width: 217mm, {
    set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.85em)
    [BODY\n\nCLOSING]
  }))
  place(dx: 147mm, dy: 152mm, block(width: 110mm, align(center, text(size: 20pt)[ISSUER \\ DATE])))
}
#for winner in json("winners.json") {
  page({
    frame
    place(dx: 40mm, dy: 73mm)[#winner.name;同志：]
    place(dx: 40mm, dy: 179mm, text(font: "GH Song", size: 11pt, fill: rgb("#544F47"))[证书编号：#winner.number])
    place(dx: 40mm, dy: 154mm, image(winner.qr, width: 20mm))
  })
}
"""


def png(text: str) -> bytes:
    """The QR code as a one-bit PNG."""
    image = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(
        scale=1, add_quiet_zones=False
    )
    side = image.shape[0]
    pixels = bytes(cast(Buffer, image)).translate(bytes(0x31 if shade >= 128 else 0x30 for shade in range(256)))
    row_bytes = (side + 7) // 8
    rows = b"".join(
        b"\0" + int(pixels[at : at + side].ljust(row_bytes * 8, b"1"), 2).to_bytes(row_bytes, "big")
        for at in range(0, side * side, side)
    )

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def compile_certificates(winners: list[Winner], target: Path) -> None:
    """Writes the PDF."""
    source = TEMPLATE
    for word, text in (("BODY", BODY), ("CLOSING", CLOSING), ("ISSUER", ISSUER), ("DATE", DATE)):
        source = source.replace(word, text)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        rows = []
        for number, winner in enumerate(winners):
            (directory / f"{number}.png").write_bytes(png(winner.qr_text))
            rows.append({"name": winner.name, "number": winner.number, "qr": f"{number}.png"})
        (directory / "winners.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        main = directory / "main.typ"
        main.write_text(source, encoding="utf-8")
        typst.compile(str(main), output=str(target), font_paths=[str(FONTS)], ignore_system_fonts=True)
