"""Fonts inside a PDF: only the glyphs in use, and a text layer that reads right for every character.

Each font file becomes one Type0 font. A code stands for a *character*, dealt out in order of first use, and a map leads
from it to the glyph: so two characters that share a glyph still read as themselves, also beyond the BMP. TrueType fonts
are mapped behind the CID, compact ones (CFF) before it, as PDF has it. HarfBuzz cuts the subset when the document is
saved.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import uharfbuzz as hb

from culture_desktop.documents.compact_fonts import glyph_cids
from culture_desktop.documents.font_report import FontReport, reported
from culture_desktop.documents.fonts import FontFile, Glyph, Typeface, typefaces
from culture_desktop.documents.pdf_file import PdfFile, Reference, stream
from culture_desktop.documents.text import TIGHTENING, tight_segments

# A PDF reader goes by the codes and needs the outlines alone.
_OUTLINE_TABLES = frozenset({"CFF ", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"})
_SYMBOLIC = 4  # font descriptor flag: characters outside Adobe's standard Latin set
_MAX_ENTRIES = 100  # of one block, by Adobe's specification of CMaps


class EmbeddedFont:
    """What one document uses of one font file."""

    def __init__(self, file: FontFile, name: str) -> None:
        self._file = file
        self.name = name
        self._glyph_ids: list[int] = [0]  # by code; code 0 is the glyph for "none"
        self._codes: dict[str, int] = {}
        self._widths: list[float] = [1.0]

    def code(self, char: str, glyph: Glyph) -> int:
        """The character's code, dealt out when it is first asked for."""
        if char not in self._codes:
            self._codes[char] = len(self._codes) + 1
            self._glyph_ids.append(glyph.glyph_id)
            self._widths.append(glyph.advance)
        return self._codes[char]

    def added(self, file: PdfFile) -> Reference:
        """Writes the font's objects into the file and says where they start."""
        program, glyph_map = self._subset()
        base_font = f"/{_subset_tag(program)}+{_pdf_name(self._file.name)}".encode("ascii")
        metrics = self._file.metrics()
        new_ids = [glyph_map.get(glyph_id, 0) for glyph_id in self._glyph_ids]
        shape = (
            _compact(file, program, new_ids, len(glyph_map))
            if self._file.compact
            else _true_type(file, program, new_ids)
        )
        descriptor = file.add(
            b"<< /Type /FontDescriptor /FontName %b /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d"
            b" /Descent %d /CapHeight %d /StemV 80 %b >>"
            % (base_font, _SYMBOLIC, *metrics.box, metrics.ascent, metrics.descent, metrics.cap_height, shape.program)
        )
        descendant = file.add(
            b"<< /Type /Font /Subtype /CIDFontType%b /BaseFont %b /FontDescriptor %b /DW 1000 /W [%b]%b"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            % (shape.kind, base_font, descriptor, self._width_entries(shape.cids), shape.glyph_map)
        )
        return file.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont %b /Encoding %b /DescendantFonts [%b] /ToUnicode %b >>"
            % (base_font, shape.encoding, descendant, file.add(stream(self._to_unicode())))
        )

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """The font program with the used glyphs only, and where each glyph went."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._glyph_ids)
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
        unused = set(self._file.face.table_tags) - _OUTLINE_TABLES
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in unused)
        plan = hb.SubsetPlan(self._file.face, wanted)
        program: bytes = plan.execute().blob.data
        return program, dict(plan.old_to_new_glyph_mapping)

    def _width_entries(self, cids: Sequence[int]) -> bytes:
        """CID and width of all that is not one em wide."""
        widths = zip(cids, self._widths, strict=True)
        return b" ".join([b"%d [%d]" % (cid, round(width * 1000)) for cid, width in widths if width != 1.0])

    def _to_unicode(self) -> bytes:
        """The CMap from codes to characters."""
        pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in self._codes.items()]
        return _character_map("Adobe-Identity-UCS", "UCS", 2, "bfchar", pairs)


class _Shape(NamedTuple):
    """How a kind of font leads from codes to glyphs: entries of its objects, and the CID of each code."""

    kind: bytes
    program: bytes
    encoding: bytes
    glyph_map: bytes
    cids: Sequence[int]


def _true_type(file: PdfFile, program: bytes, glyph_ids: Sequence[int]) -> _Shape:
    """Codes are CIDs, and a map leads from them to glyphs."""
    embedded = b"/FontFile2 " + file.add(stream(program, b"/Length1 %d" % len(program)))
    ids = b"".join([glyph_id.to_bytes(2, "big") for glyph_id in glyph_ids])
    return _Shape(b"2", embedded, b"/Identity-H", b" /CIDToGIDMap " + file.add(stream(ids)), range(len(glyph_ids)))


def _compact(file: PdfFile, program: bytes, glyph_ids: Sequence[int], glyph_count: int) -> _Shape:
    """The font program has CIDs of its own, and the encoding leads to them."""
    outlines: bytes = hb.Face(hb.Blob(program)).reference_table("CFF ").data
    of_glyph = glyph_cids(outlines, glyph_count)
    cids = [of_glyph[glyph_id] for glyph_id in glyph_ids]
    pairs = [f"<{code:04x}> {cid}" for code, cid in enumerate(cids)]
    encoding = file.add(
        stream(
            _character_map("Runwu-Identity", "Identity", 1, "cidchar", pairs),
            b"/Type /CMap /CMapName /Runwu-Identity"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        )
    )
    return _Shape(b"0", b"/FontFile3 " + file.add(stream(outlines, b"/Subtype /CIDFontType0C")), encoding, b"", cids)


def _character_map(name: str, ordering: str, kind: int, entry: str, pairs: Sequence[str]) -> bytes:
    """A CMap of two-byte codes."""
    blocks = [pairs[at : at + _MAX_ENTRIES] for at in range(0, len(pairs), _MAX_ENTRIES)]
    body = "\n".join(f"{len(block)} begin{entry}\n" + "\n".join(block) + f"\nend{entry}" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType {kind} def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _pdf_name(name: str) -> str:
    """A PostScript name as PDF writes it; those of old fonts hold what PDF has to escape."""
    plain = (chr(byte) if chr(byte).isalnum() or byte in b"-_.,+" else f"#{byte:02X}" for byte in name.encode("utf-8"))
    return "".join(plain) if name.isascii() else f"Font-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _subset_tag(program: bytes) -> str:
    """Six letters that name a subset, the same for the same glyphs."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


class DocumentFonts:
    """All fonts of one document, as they are chosen when it is begun."""

    def __init__(self) -> None:
        self._typefaces = typefaces()
        self._embedded: dict[FontFile, EmbeddedFont] = {}
        self._faces: dict[Typeface, FaceInDocument] = {}

    def face(self, face: Typeface) -> "FaceInDocument":
        """One face as this document uses it."""
        if face not in self._faces:
            self._faces[face] = FaceInDocument(_Codes(self._typefaces.glyphs(face), self))
        return self._faces[face]

    def of_file(self, file: FontFile) -> EmbeddedFont:
        """The embedded form of a font file."""
        if file not in self._embedded:
            self._embedded[file] = EmbeddedFont(file, f"F{len(self._embedded) + 1}")
        return self._embedded[file]

    def added(self, file: PdfFile) -> bytes:
        """Writes every font into the file and gives the resources that name them."""
        fonts = (b"/%b %b" % (font.name.encode("ascii"), font.added(file)) for font in self._embedded.values())
        return b"<< %b >>" % b" ".join(fonts)

    def report(self) -> FontReport:
        """Which fonts the document uses so far, and what stood in for what."""
        return reported({face: used.characters() for face, used in self._faces.items()}, self._typefaces)


class _Codes(dict[str, tuple[str, str]]):
    """Font name and code of each character the document has used so far; asking takes a new one in."""

    def __init__(self, held: Mapping[str, Glyph | None], fonts: DocumentFonts) -> None:
        super().__init__()
        self._glyphs = held
        self._fonts = fonts

    def __missing__(self, char: str) -> tuple[str, str]:
        glyph = self._glyphs[char]
        if glyph is None:
            raise ValueError(f"no glyph for U+{ord(char):04X}: check the text before printing it")
        font = self._fonts.of_file(glyph.file)
        self[char] = coded = (font.name, f"{font.code(char, glyph):04x}")
        return coded


class FaceInDocument:
    """One face as one document uses it: text becomes PDF operators."""

    def __init__(self, codes: _Codes) -> None:
        self._codes = codes

    def characters(self) -> str:
        """Every character that was printed in it."""
        return "".join(self._codes)

    def parts(self, text: str) -> list[tuple[str, str]]:
        """The text as (font name, codes in hexadecimal), a new part wherever the font file changes."""
        coded = [self._codes[char] for char in text]
        return [(name, "".join([code for _, code in run])) for name, run in groupby(coded, key=itemgetter(0))]

    def operators(self, text: str, size: float) -> str:
        """The operators that show the text from the current point, neighbouring marks drawn together."""
        strings: list[tuple[str, str]] = []
        for segment in tight_segments(text):
            if strings:
                name, string = strings[-1]
                strings[-1] = name, f"{string} {1000 * TIGHTENING:g}"
            strings += [(name, f"<{codes}>") for name, codes in self.parts(segment)]
        runs = groupby(strings, key=itemgetter(0))
        return " ".join(f"/{name} {size:g} Tf [{' '.join([string for _, string in run])}] TJ" for name, run in runs)
