"""The line over the cards: how many columns are used, by whose choice, and the fields that have no column yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.ui.pages.imports.field_palette import FieldPalette
from culture_desktop.ui.pages.imports.job import AUTOMATIC
from culture_desktop.ui.pages.imports.work import Look
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import ElidedLabel, Label

_UNITS_NAMED, _UNITS_IN_TOOLTIP = 2, 30


class MappingHead(QWidget):
    """Title, note, palette, and what will be made of units that do not exist.

    Signals:
        automatic_wanted: columns are to be found by their titles alone.
    """

    automatic_wanted = Signal()

    def __init__(self, palette_line: FieldPalette) -> None:
        super().__init__()
        self.note = ElidedLabel("", "caption", wishful=True)
        self.automatic = LinkButton("恢复自动对应", clicked=self.automatic_wanted.emit)
        self._hint = Label("拖到列上：", "caption")
        self._units_mark = Picture("alert-triangle", size=16, colour="warn")
        self.units = ElidedLabel("", "caption", wishful=True)
        self.units.set_tone(Tone.WARN)
        line = row(Label("列的对应", "card_title"), self.note, self.automatic, self._hint)
        line.addWidget(palette_line, 1)
        line.addWidget(self._units_mark)
        line.addWidget(self.units)
        self.setLayout(line)

    def show_look(self, look: Look) -> None:
        """Show how the columns of a file were found."""
        used = sum(bool(source.key) for source in look.columns)
        kept = sum(source.extra for source in look.columns)
        words = f"{len(look.columns)} 列，对应 {used} 列" + (f"，附加 {kept} 列" if kept else "")
        mapping, preview = look.source.mapping, look.preview
        titles = dict(preview.fields)
        words += "".join(f"，{titles[key]}由“{preview.table.title(key)}”合成" for key in preview.table.joined)
        source = preview.source
        remembered = source is not None and mapping is None
        if remembered and source is not None:
            words += f"，已套用上次“{source.name}”的对应"
        missing = look.job.missing({source.key: source.name for source in look.columns})
        self.note.setText(f"还缺“{'、'.join(missing)}”一列：把它拖到所在的列上" if missing else words)
        self.note.set_tone(Tone.WARN if missing else None)
        self.automatic.setVisible(remembered or (mapping is not None and mapping != AUTOMATIC))
        self._hint.setVisible(used < len(preview.fields))
        self._show_units(preview.new_units)

    def _show_units(self, units: tuple[str, ...]) -> None:
        names = "、".join(unit.rpartition("/")[2] for unit in units[:_UNITS_NAMED])
        more = "等" if len(units) > _UNITS_NAMED else ""
        self.units.setText(f"将新建 {len(units):,} 个单位：{names}{more}")
        self.units.setToolTip("\n".join(units[:_UNITS_IN_TOOLTIP]))
        for part in (self.units, self._units_mark):
            part.setVisible(bool(units))
