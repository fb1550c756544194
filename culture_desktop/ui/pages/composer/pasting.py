"""What comes from Word, WPS or a web page, cleaned: structure and bold stay; faces, colours, sizes and pictures go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from culture_desktop.documents.briefings.blocks import Block, Heading, Items, Paragraph, Run, Runs, Table
from culture_desktop.documents.briefings.figures import literal
from culture_desktop.override import override
from culture_desktop.ui.pages.composer.cleaning import cleaned, joined, quotation

_SILENT = {
    "head",
    "style",
    "script",
    "title",
    "xml",
    "o:p",
    "template",
    "noscript",
    "svg",
    "math",
    "select",
    "textarea",
}
_LINES = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "br", "td", "th", "tr", "ul", "ol", "dt"}
_LINES |= {"dd", "section", "article", "header", "footer", "pre", "figure", "figcaption", "hr", "caption", "center"}
_VOID = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "source"}
# What a tag closes that was left open, and how far out that is looked for.
_CLOSES = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "li": {"li"}, "p": {"p"}}
_HOLDERS = {"table", "ul", "ol", "td", "th", "li", "blockquote", "div", "body"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_BREAK_IN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_NUMBER = re.compile(r"\d|[a-z]\W", re.IGNORECASE)
_FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、\S{1,28}")
_SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）\S{1,28}")
_SENTENCE_END = "。！？；，：…”"


@dataclass(frozen=True, slots=True)
class Pasted:
    """The text that is taken over, and how many pictures are not."""

    blocks: tuple[Block, ...]
    pictures: int = 0


def from_text(text: str) -> Pasted:
    """Plain text: a paragraph a line; columns parted by tabs become a table."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all("\t" in line for line in lines):
        return Pasted(cleaned([_even([[joined([Run(literal(cell))]) for cell in line.split("\t")] for line in lines])]))
    return Pasted(cleaned(_line(joined([Run(literal(line.replace("\t", " ")))])) for line in lines))


def from_html(html: str) -> Pasted:
    """Markup of whatever program put it on the clipboard."""
    reader = _Reader()
    reader.feed(_BREAK_IN_CHINESE.sub("", html))
    reader.close()
    reader.end_line()
    reader.end_table()
    return Pasted(cleaned(_lists_joined(reader.found)), reader.pictures)


def _line(runs: Runs) -> Block:
    """A line that is numbered as headings of papers are is one."""
    text = "".join(run.text for run in runs)
    if text and text[-1] not in _SENTENCE_END:
        if _FIRST_LEVEL.fullmatch(text):
            return Heading(text, 1)
        if _SECOND_LEVEL.fullmatch(text):
            return Heading(text, 2)
    return Paragraph(runs)


def _even(rows: list[list[Runs]]) -> Table:
    width = max(map(len, rows))
    return Table(tuple(tuple(row) + ((),) * (width - len(row)) for row in rows))


def _lists_joined(blocks: list[Block]) -> list[Block]:
    """Items come one by one; those that follow each other in a list of one kind are one list."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Items) and isinstance(last, Items) and last.numbered == block.numbered:
            found[-1] = Items(last.items + block.items, last.numbered)
        else:
            found.append(block)
    return found


@dataclass(slots=True)
class _Open:
    """An element that is open, and what it makes of the text inside."""

    tag: str
    bold: bool
    silent: bool
    marker: bool  # the bullet that Word writes out


class _Reader(HTMLParser):
    """Collects blocks; whatever is not closed in order is closed as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.pictures = 0
        self._open: list[_Open] = []
        self._runs: list[Run] = []
        self._rows: list[list[Runs]] | None = None
        self._tables = 0
        self._word_item, self._marker = False, ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("img", "v:imagedata"):
            self.pictures += 1
        self._close_implied(tag)
        if tag in _LINES and not self._silent:
            self.end_line()
        if tag == "table" and not self._silent:
            self._tables += 1
            if self._tables == 1:
                self._rows = []
        elif tag == "tr" and self._rows is not None and self._tables == 1:
            self._rows.append([])
        elif tag == "p":
            style = given.get("style", "")
            self._word_item = "mso-list" in style and "none" not in style.partition("mso-list")[2][:8]
        if tag not in _VOID:
            self._open.append(self._opened(tag, given))

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if all(each.tag != tag for each in self._open):
            return
        if tag in ("tr", "table"):
            self._close_implied("td")
        if tag in _LINES and not self._silent:
            self.end_line()
        if tag in ("td", "th") and self._rows is not None and self._tables == 1 and self._rows:
            self._end_cell()
        while self._open.pop().tag != tag:
            pass
        if tag == "table" and not self._silent:
            self._tables -= 1
            if not self._tables:
                self.end_table()

    @override
    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if any(each.marker for each in self._open):
            self._marker += data
            return
        text = _SPACES.sub(" ", data).replace("\u00a0", " ")
        if text.strip() or self._runs:
            self._runs.append(Run(literal(text), bool(self._open) and self._open[-1].bold))

    def end_line(self) -> None:
        """What was read since the last line's end is a line."""
        if self._rows is not None:
            if self._runs:
                self._runs.append(Run(" "))
            return
        runs, self._runs = joined(self._runs), []
        if runs:
            self.found.append(self._block(runs))
        self._marker = ""

    def end_table(self) -> None:
        """The rows read are a table."""
        rows, self._rows = self._rows, None
        rows = [row for row in rows or [] if row]
        if rows:
            self.found.append(_even(rows))

    def _close_implied(self, tag: str) -> None:
        """Cells, rows, items and paragraphs end where the next begins."""
        closes = _CLOSES.get(tag, set())
        while True:
            tags = []
            for each in reversed(self._open):
                tags.append(each.tag)
                if each.tag in closes or each.tag in _HOLDERS:
                    break
            if not tags or tags[-1] not in closes:
                return
            self.handle_endtag(tags[-1])

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1].silent

    def _opened(self, tag: str, given: Mapping[str, str]) -> _Open:
        style = given.get("style", "")
        above = self._open[-1] if self._open else _Open("", bold=False, silent=False, marker=False)
        bold = above.bold or tag in ("b", "strong", "th") or bool(_BOLD_STYLE.search(style))
        if _PLAIN_STYLE.search(style):
            bold = False
        hidden = bool(_HIDDEN_STYLE.search(style)) or tag in _SILENT
        return _Open(
            tag, bold, above.silent or hidden, above.marker or "mso-list:ignore" in style.replace(" ", "").lower()
        )

    def _end_cell(self) -> None:
        assert self._rows
        self._rows[-1].append(joined(self._runs))
        self._runs = []

    def _block(self, runs: Runs) -> Block:
        tags = [each.tag for each in reversed(self._open)]
        heading = next((_HEADINGS[tag] for tag in tags if tag in _HEADINGS), 0)
        if heading:
            return Heading("".join(run.text for run in runs), heading)
        if self._word_item:
            return Items((runs,), numbered=bool(_NUMBER.search(self._marker)))
        kind = next((tag for tag in tags if tag in ("ul", "ol", "blockquote")), "")
        if kind == "blockquote":
            return quotation(runs)
        return Items((runs,), numbered=kind == "ol") if kind else _line(runs)
