"""What is to be said of a day on which something is planned: that it is a weekend, a holiday, a make-up day."""

from datetime import date

from culture_desktop.errors import CalendarUnknownError
from culture_desktop.rules.workdays import STATUTORY, WorkCalendar, is_workday
from culture_desktop.vocabulary import chinese_date

_SATURDAY = 5


def day_note(day: date, calendar: WorkCalendar = STATUTORY) -> str:
    """``2026年10月3日是周六、放假``; nothing for a working day. In a year nobody knows yet, weekends are told."""
    weekend = day.weekday() >= _SATURDAY
    words = f"{chinese_date(day)}是周{'一二三四五六日'[day.weekday()]}"
    try:
        works = is_workday(day, calendar)
    except CalendarUnknownError:
        return f"{words}（{day.year}年的节假日安排还没有登记）" if weekend else ""
    if works:
        return f"{words}，调休上班" if weekend else ""
    return words if weekend else f"{words}，节假日放假"
