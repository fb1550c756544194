"""The yearly notice on holidays: read as published, held against the bundled table, written again."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.holiday_notice import NamedDay, notice_text, read_notice
from culture_desktop.rules.workdays import WorkCalendar, is_workday

# The notice of 4 November 2025 (国办发明电〔2025〕7号), as published.
NOTICE_2026 = """各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节:6月19日(周五)至21日(周日)放假,共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
鼓励单位和个人结合落实带薪年休假等制度，实际形成较长假期，推动错峰出行。
国务院办公厅
2025年11月4日
"""


def test_a_published_notice_gives_the_bundled_year() -> None:
    days = read_notice(NOTICE_2026, 2026)
    calendar = WorkCalendar({one.day: one.works for one in days}, [2026])
    first = date(2026, 1, 1)
    year = [first + timedelta(days=number) for number in range(365)]
    assert [day for day in year if is_workday(day, calendar)] == [d for d in year if chinese_calendar.is_workday(d)]
    assert {one.name for one in days} == {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
    assert sum(one.works for one in days) == 6


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("元旦：1月1日放假，与周末连休。", 2024, ["2024-01-01 off"]),
        (
            "元旦：2022年12月31日至2023年1月2日放假调休，共3天。",
            2023,
            ["2022-12-31 off", "2023-01-01 off", "2023-01-02 off"],
        ),
        (
            "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。",
            2019,
            ["2018-12-29 on", "2018-12-30 off", "2018-12-31 off", "2019-01-01 off"],
        ),
        (
            "国庆节、中秋节：10月1日（周三）至2日（周四）放假，共2天。安排职工在除夕（2月9日）休息。",
            2025,
            ["2025-10-01 off", "2025-10-02 off"],
        ),
    ],
)
def test_sentences_of_other_years(text: str, year: int, expected: list[str]) -> None:
    assert [f"{one.day} {'on' if one.works else 'off'}" for one in read_notice(text, year)] == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "空白"),
        ("这里没有安排", "每行一个节日"),
        ("元旦：1月1日（周四）放假。", "周五"),  # the weekday of 2026
        ("元旦：2月30日放假。", "2月30日"),
        ("元旦：1月1日至3日放假，共4天。", "3 天"),
        ("元旦：1月1日放假。1月4日上班。", "周末"),
        ("元旦：1月2日放假。1月2日上班。", "一天或者放假"),
        ("元旦：1月3日至1日放假。", "先后不颠倒"),
        ("元旦：1月1日至2月20日放假。", "连续不超过"),
        ("元旦：2029年1月1日放假。", "2027 年的日期"),
        ("元旦：1月9日上班。", "每行一个节日"),
    ],
)
def test_what_cannot_be_is_refused(text: str, part: str) -> None:
    with pytest.raises(InvalidFieldError, match=part):
        read_notice(text, 2027)


@given(
    st.dictionaries(
        st.dates(date(2027, 1, 1), date(2027, 12, 31)),
        st.sampled_from(["元旦", "春节", "国庆节、中秋节"]),
        min_size=1,
        max_size=10,
    ),
    st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)).filter(lambda day: day.weekday() > 4), max_size=4),
)
def test_written_again_it_says_the_same(rest: dict[date, str], work: set[date]) -> None:
    days = [NamedDay(day, False, name) for day, name in rest.items()]
    days += [NamedDay(day, True, "春节") for day in work - rest.keys()]
    assert set(read_notice(notice_text(days), 2027)) == set(days)
