"""Fonts inside a PDF: only the glyphs in use, and a text layer that reads right for every character.

Each font file becomes one Type0 font with Identity-H codes. A code stands for a *character*, dealt out in order of
first use, and a map leads from it to the glyph: so two characters that share a glyph still read as themselves, also
beyond the BMP. HarfBuzz cuts the subset when the document is saved.
"""

import hashlib
from itertools import groupby
from operator import itemgetter

import uharfbuzz as hb

from culture_desktop.documents.fonts import Face, FontFile, Glyph, glyphs
from culture_desktop.documents.pdf_file import PdfFile, Reference, stream
from culture_desktop.documents.text import TIGHTENING, tight_segments

# A PDF reader goes by the codes and needs the outlines alone.
_OUTLINE_TABLES = frozenset({"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"})
_SYMBOLIC = 4  # font descriptor flag: characters outside Adobe's standard Latin set
_MAX_BF_ENTRIES = 100  # of one bfchar block, by Adobe's specification of CMaps


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
        base_font = f"/{_subset_tag(program)}+{self._file.name}".encode("ascii")
        metrics = self._file.metrics()
        descriptor = file.add(
            b"<< /Type /FontDescriptor /FontName %b /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d"
            b" /Descent %d /CapHeight %d /StemV 80 /FontFile2 %b >>"
            % (
                base_font,
                _SYMBOLIC,
                *metrics.box,
                metrics.ascent,
                metrics.descent,
                metrics.cap_height,
                file.add(stream(program, b"/Length1 %d" % len(program))),
            )
        )
        new_ids = b"".join(glyph_map.get(glyph_id, 0).to_bytes(2, "big") for glyph_id in self._glyph_ids)
        descendant = file.add(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont %b /FontDescriptor %b /DW 1000 /W [%b] /CIDToGIDMap %b"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            % (base_font, descriptor, self._width_entries(), file.add(stream(new_ids)))
        )
        return file.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont %b /Encoding /Identity-H /DescendantFonts [%b] /ToUnicode %b >>"
            % (base_font, descendant, file.add(stream(self._to_unicode())))
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

    def _width_entries(self) -> bytes:
        """Code and width of all that is not one em wide."""
        entries = [b"%d [%d]" % (code, round(width * 1000)) for code, width in enumerate(self._widths) if width != 1.0]
        return b" ".join(entries)

    def _to_unicode(self) -> bytes:
        """The CMap from codes to characters."""
        pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in self._codes.items()]
        blocks = [pairs[at : at + _MAX_BF_ENTRIES] for at in range(0, len(pairs), _MAX_BF_ENTRIES)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def _subset_tag(program: bytes) -> str:
    """Six letters that name a subset, the same for the same glyphs."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


class DocumentFonts:
    """All fonts of one document."""

    def __init__(self) -> None:
        self._embedded: dict[str, EmbeddedFont] = {}
        self._faces = {face: FaceInDocument(face, self) for face in Face}

    def face(self, face: Face) -> "FaceInDocument":
        """One face as this document uses it."""
        return self._faces[face]

    def of_file(self, file: FontFile) -> EmbeddedFont:
        """The embedded form of a font file."""
        if file.name not in self._embedded:
            self._embedded[file.name] = EmbeddedFont(file, f"F{len(self._embedded) + 1}")
        return self._embedded[file.name]

    def added(self, file: PdfFile) -> bytes:
        """Writes every font into the file and gives the resources that name them."""
        fonts = (b"/%b %b" % (font.name.encode("ascii"), font.added(file)) for font in self._embedded.values())
        return b"<< %b >>" % b" ".join(fonts)


class _Codes(dict[str, tuple[str, str]]):
    """Font name and code of each character the document has used so far; asking takes a new one in."""

    def __init__(self, face: Face, fonts: DocumentFonts) -> None:
        super().__init__()
        self._glyphs = glyphs(face)
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

    def __init__(self, face: Face, fonts: DocumentFonts) -> None:
        self._codes = _Codes(face, fonts)

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
