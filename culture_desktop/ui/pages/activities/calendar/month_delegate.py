"""Paints the days of a month or a week: the number, what the day is, and its activities."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import CalendarEntry, DayFacts
from culture_desktop.ui.pages.activities.calendar.month_model import MonthModel
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import ActivityState, Layer

_HEAD, _LINE, _PAD = 26, 20, 6
_TODAY = 22
_LAYERS = list(Layer)
_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class MonthDelegate(QStyledItemDelegate):
    """``dropping`` is the day that something is being dragged over, ``detailed`` shows times and places as well."""

    def __init__(self, parent: QObject, *, detailed: bool = False) -> None:
        super().__init__(parent)
        self.dropping = QModelIndex()
        self._detailed = detailed
        self._caption, self._body, self._strong = font(FontRole.CAPTION), font(FontRole.BODY), font(FontRole.STRONG)

    def entry_at(self, rect: QRect, entries: tuple[CalendarEntry, ...], point: QPoint) -> CalendarEntry | None:
        """The activity under a point of a cell."""
        step = _LINE * 2 if self._detailed else _LINE
        place = (point.y() - rect.top() - _HEAD) // step
        shown = min(len(entries), self._room(rect, len(entries)))
        return entries[place] if 0 <= place < shown and point.y() >= rect.top() + _HEAD else None

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, MonthModel)
        look, facts = look_of(option), model.facts(index)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        tokens, outside = canvas.tokens, model.month not in (None, facts.day.month)
        painter.save()
        rest = facts.off or (facts.day.weekday() >= 5 and not facts.make_up)
        selected = bool(look.state & QStyle.StateFlag.State_Selected)
        ground = tokens.select if selected else tokens.sunken if rest or outside else tokens.surface
        canvas.fill(rect, ground)
        canvas.fill(QRect(rect.right(), rect.top(), 1, rect.height()), tokens.line)
        canvas.hairline(rect, tokens.line)
        people = model.marks_people and bool(facts.birthdays or facts.anniversaries)
        self._paint_head(canvas, rect, facts, now=facts.day == model.today, outside=outside, people=people)
        self._paint_entries(canvas, rect, model.entries(facts.day), outside=outside)
        focused = bool(look.state & QStyle.StateFlag.State_HasFocus)
        if focused or self.dropping == index:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.info if focused else tokens.red), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def _paint_head(
        self, canvas: Canvas, rect: QRect, facts: DayFacts, *, now: bool, outside: bool, people: bool
    ) -> None:
        tokens, painter = canvas.tokens, canvas.painter
        number = QRect(rect.left() + _PAD - 2, rect.top() + 3, _TODAY, _TODAY)
        if now:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.red_soft))
            painter.drawRoundedRect(QRectF(number), 6, 6)
        colour = tokens.red_text if now else tokens.ink3 if outside else tokens.ink
        canvas.text(number, str(facts.day.day), colour, self._strong if now else self._body, _CENTRE)
        left, right = number.right() + 5, rect.right() - _PAD
        if people:
            canvas.icon(QRect(right - 13, rect.top() + 7, 14, 14), "cake", "ink3")
            right -= 18
        mark, tone = ("休", tokens.red_text) if facts.off else ("班", tokens.ink2) if facts.make_up else ("", "")
        if mark:
            canvas.text(QRect(right - 14, rect.top() + 4, 14, 20), mark, tone, self._caption, _RIGHT)
            right -= 18
        named = bool(facts.festivals)
        colour = tokens.red_text if named and not outside else tokens.ink3
        canvas.text(QRect(left, rect.top() + 4, max(0, right - left), 20), facts.label, colour, self._caption)

    def _room(self, rect: QRect, entries: int) -> int:
        """How many activities a cell shows; a line is kept for how many more there are."""
        step = _LINE * 2 if self._detailed else _LINE
        whole = (rect.height() - _HEAD - 2) // step
        return whole if entries <= whole else max(0, whole - 1)

    def _paint_entries(self, canvas: Canvas, rect: QRect, entries: tuple[CalendarEntry, ...], *, outside: bool) -> None:
        room, step = self._room(rect, len(entries)), _LINE * 2 if self._detailed else _LINE
        top = rect.top() + _HEAD
        for entry in entries[:room]:
            line = QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, _LINE)
            self._paint_entry(canvas, line, entry, outside=outside)
            top += step
        if len(entries) > room:
            words = f"还有 {len(entries) - room} 场" if room else f"{len(entries)} 场"
            line = QRect(rect.left() + _PAD, top, rect.width() - 2 * _PAD, _LINE)
            canvas.text(line, words, canvas.tokens.info, self._caption)

    def _paint_entry(self, canvas: Canvas, line: QRect, entry: CalendarEntry, *, outside: bool) -> None:
        tokens = canvas.tokens
        canvas.fill(QRect(line.left(), line.top() + 3, 3, _LINE - 6), tokens.layers[_LAYERS.index(entry.layer)])
        done = outside or entry.state is ActivityState.ARCHIVED
        words, colour = line.adjusted(8, 0, 0, 0), tokens.ink3 if done else tokens.ink
        if not self._detailed:
            canvas.text(words, entry.title, colour, self._caption)
            return
        time = f"{entry.starts:%H:%M}"
        width = text_width(time, self._caption) + 6
        canvas.text(words, time, tokens.ink3, self._caption)
        canvas.text(words.adjusted(width, 0, 0, 0), entry.title, colour, self._body)
        below = words.translated(0, _LINE - 3)
        people = f"　{entry.people} 人" if entry.people else ""
        canvas.text(below, f"{entry.state.label}　{entry.place or entry.host}{people}", tokens.ink3, self._caption)


def ghost_of(title: str, colour: str, canvas: Canvas, rect: QRect) -> None:
    """What hangs on the pointer while an activity is dragged."""
    painter, tokens = canvas.painter, canvas.tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.line2), 1))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    canvas.square(QPointF(rect.left() + 12, rect.center().y() + 0.5), colour)
    canvas.text(rect.adjusted(22, 0, -8, 0), title, tokens.ink, font(FontRole.BODY))
