"""The limit for benchmarks/certificates.py: the same pages with no PDF library at all."""

import zlib
from itertools import count
from pathlib import Path

import uharfbuzz as hb
from certificates import BODY, CLOSING, DATE, FONTS, ISSUER, Winner

from culture_desktop.documents.codes import code_operators
from culture_desktop.vocabulary import Symbology

MM = 72 / 25.4
HEIGHT = 210 * MM


class Font:
    """One font file, glyph numbers used as codes."""

    def __init__(self, name: str, file_name: str) -> None:
        self.name = name
        self.face = hb.Face(hb.Blob.from_file_path(str(FONTS / file_name)))
        self.font = hb.Font(self.face)
        self.used: dict[str, int] = {}

    def glyph(self, char: str) -> int:
        """The character's glyph, noted for the subset."""
        if char not in self.used:
            self.used[char] = self.font.get_nominal_glyph(ord(char))
        return self.used[char]

    def show(self, text: str, x: float, y: float, size: float, space: float = 0.0) -> str:
        """The operators of one line, x and y in mm from the top left corner."""
        codes = "".join([f"{self.glyph(char):04x}" for char in text])
        return f"BT /{self.name} {size} Tf {space:.3f} Tc 1 0 0 1 {x * MM:.2f} {HEIGHT - y * MM:.2f} Tm <{codes}> Tj ET"

    def objects(self, numbers: "count[int]") -> tuple[int, dict[int, bytes]]:
        """The font's objects by number, and the number of the font."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self.used.values())
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"cmap", b"name", b"OS/2", b"post"))
        program = zlib.compress(hb.subset(self.face, wanted).blob.data)
        pairs = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for char, glyph in self.used.items()]
        blocks = "".join(
            f"{len(pairs[at : at + 100])} beginbfchar\n" + "\n".join(pairs[at : at + 100]) + "\nendbfchar\n"
            for at in range(0, len(pairs), 100)
        )
        mapping = zlib.compress(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}endcmap end end".encode()
        )
        widths = " ".join(f"{glyph} [{self.font.get_glyph_h_advance(glyph)}]" for glyph in self.used.values())
        font, cid, descriptor, file, unicode = (next(numbers) for _ in range(5))
        name = f"AAAAAA+{self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)}"
        return font, {
            font: f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{cid} 0 R]"
            f"/ToUnicode {unicode} 0 R>>".encode(),
            cid: f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[{widths}]>>".encode(),
            descriptor: f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -250 1000 930]/ItalicAngle 0"
            f"/Ascent 930/Descent -250/CapHeight 700/StemV 80/FontFile2 {file} 0 R>>".encode(),
            file: stream(program),
            unicode: stream(mapping),
        }


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object of deflated content."""
    return f"<</Filter/FlateDecode/Length {len(content)}{entries}>>stream\n".encode() + content + b"\nendstream"


def frame() -> str:
    """The frame in mm: panel, border, hairline, rule, knots."""
    parts = [
        "1 1 0.965 rg 10 10 277 190 re f 0.663 0.51 0.184 RG 0.663 0.51 0.184 rg 1.3 w 10 10 277 190 re S 0.3 w",
        "13.4 24.4 m 24.4 24.4 l 24.4 13.4 l 272.6 13.4 l 272.6 24.4 l 283.6 24.4 l 283.6 185.6 l 272.6 185.6 l "
        "272.6 196.6 l 24.4 196.6 l 24.4 185.6 l 13.4 185.6 l s",
        "146.9 60.5 m 148.5 59.5 l 150.1 60.5 l 148.5 61.5 l f 122.5 60.5 m 144.9 60.5 l S 152.1 60.5 m 174.5 60.5 l S",
    ]
    for x, y, dx, dy in ((13.4, 13.4, 1, 1), (283.6, 13.4, -1, 1), (283.6, 196.6, -1, -1), (13.4, 196.6, 1, -1)):
        for offset in (0.0, 3.2):
            square = f"{x + dx * offset:.1f} {y + dy * offset:.1f} {dx * 6.2:.1f} {dy * 6.2:.1f} re S"
            parts.append(f"1 1 0.965 RG 1.3 w {square} 0.663 0.51 0.184 RG 0.5 w {square}")
    return f"q {MM:.5f} 0 0 {-MM:.5f} 0 {HEIGHT:.2f} cm {' '.join(parts)} Q"


def constant(kai: Font, bold: Font) -> str:
    """What is the same on every page."""
    heading = bold.show("荣誉证书", 96.5, 50, 50, 31.6)
    first, second = BODY[:25], BODY[25:]
    body = [kai.show(first, 55.5, 95, 22), kai.show(second, 40, 109.4, 22), kai.show(CLOSING, 55.5, 123.7, 22)]
    signing = [kai.show(ISSUER, 156.1, 158, 20), kai.show(DATE, 166.7, 170, 20)]
    return "\n".join([frame(), f"0.72 0.08 0.1 rg {heading} 0 g", *body, *signing])


def write_certificates(winners: list[Winner], target: Path) -> None:
    """Writes the PDF."""
    kai, bold, song = Font("K", "GHKai-Regular.ttf"), Font("B", "GHSong-Bold.ttf"), Font("S", "GHSong-Regular.ttf")
    numbers = count(1)
    catalog, pages, shared = (next(numbers) for _ in range(3))
    objects: dict[int, bytes] = {}
    box = f"/Type/XObject/Subtype/Form/BBox[0 0 {297 * MM:.2f} {HEIGHT:.2f}]"
    objects[shared] = stream(zlib.compress(constant(kai, bold).encode()), box)
    kids = []
    for winner in winners:
        page, contents = next(numbers), next(numbers)
        kids.append(page)
        operators = "\n".join(
            [
                "/C Do",
                kai.show(f"{winner.name}同志：", 40, 80, 22),
                song.show(f"证书编号：{winner.number}", 40, 182, 11),
                code_operators(winner.qr_text, Symbology.QR, 40 * MM, HEIGHT - 174 * MM, 20 * MM, 20 * MM),
            ]
        )
        objects[page] = f"<</Type/Page/Parent {pages} 0 R/Contents {contents} 0 R>>".encode()
        objects[contents] = stream(zlib.compress(operators.encode()))
    fonts = ""
    for font in (kai, bold, song):
        number, parts = font.objects(numbers)
        objects |= parts
        fonts += f"/{font.name} {number} 0 R"
    objects[shared] = objects[shared].replace(b"/BBox", f"/Resources<</Font<<{fonts}>>>>/BBox".encode(), 1)
    objects[catalog] = f"<</Type/Catalog/Pages {pages} 0 R>>".encode()
    references = " ".join(f"{kid} 0 R" for kid in kids)
    objects[pages] = (
        f"<</Type/Pages/Count {len(kids)}/Kids[{references}]/MediaBox[0 0 {297 * MM:.2f} {HEIGHT:.2f}]"
        f"/Resources<</Font<<{fonts}>>/XObject<</C {shared} 0 R>>>>>>"
    ).encode()
    save(objects, catalog, target)


def save(objects: dict[int, bytes], catalog: int, target: Path) -> None:
    """Writes objects, cross-reference table and trailer."""
    parts, offsets, offset = [b"%PDF-1.5\n%\xe4\xba\x91\n"], [], 10 + 5
    offset = len(parts[0])
    for number in range(1, len(objects) + 1):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
        offsets.append(offset)
        offset += len(part)
        parts.append(part)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % at for at in offsets]
    parts.append(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, catalog, offset))
    target.write_bytes(b"".join(parts))
