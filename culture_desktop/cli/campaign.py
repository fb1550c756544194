"""``awards new``: a campaign from a template, or after an earlier one with its days moved on."""

from datetime import date, datetime
from typing import Annotated

import typer

from culture_desktop.cli.context import Context, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.profiles import bundled_codes, bundled_profile
from culture_desktop.services.results import Done

_DAY = ["%Y-%m-%d"]
_Day = datetime | None


def new(
    command: typer.Context,
    code: Annotated[str, typer.Argument(help="新评选的编号")],
    template: Annotated[str | None, typer.Option(help=f"模板：{'、'.join(bundled_codes())}")] = None,
    source: Annotated[str | None, typer.Option("--from", help="沿用这次评选，日期顺延，不带人员和评分")] = None,
    title: Annotated[str | None, typer.Option(help="名称；不写则按模板和年度")] = None,
    period_from: Annotated[_Day, typer.Option(formats=_DAY, help="评选周期第一天")] = None,
    period_to: Annotated[_Day, typer.Option(formats=_DAY, help="评选周期最后一天")] = None,
    as_of: Annotated[_Day, typer.Option(formats=_DAY, help="资格截至日")] = None,
    starts: Annotated[_Day, typer.Option(formats=_DAY, help="时间表从这一天起排，默认今天")] = None,
) -> None:
    """新建评选：用模板，或沿用以往的一次。"""
    context = context_of(command)
    if (template is None) == (source is None):
        raise InvalidFieldError(field="--template", value=template or "", expected="与 --from 两者之一")
    days = tuple(None if day is None else day.date() for day in (period_from, period_to, as_of))
    if source is not None:
        done = _copy(context, source, code, title, days)
    else:
        first = date.today() if starts is None else starts.date()
        done = _make(context, template or "", code, title, days, first)
    board = context.services.awards.board(done.value)
    timetable = context.services.award_setup.timetable(done.value)
    value = {
        "campaign": board.code,
        "title": board.title,
        "period_from": board.period_from,
        "period_to": board.period_to,
        "as_of": board.as_of,
        "tiers": [{"name": tier.name, "seats": tier.seats} for tier in board.tiers],
        "timetable": [{"title": task.title, "due_on": task.due_on} for task in timetable],
    }
    context.show(value, [done.sentence, *(f"{task.due_on}　{task.title}" for task in timetable)])


_Days = tuple[date | None, ...]


def _copy(context: Context, source: str, code: str, title: str | None, days: _Days) -> Done[str]:
    setup = context.services.award_setup
    offer = setup.copy_offer(source, date.today())
    period_from, period_to, as_of = days
    return setup.copy(
        source,
        code,
        title or offer.title,
        period_from or offer.period_from,
        period_to or offer.period_to,
        as_of or offer.as_of,
    )


def _make(context: Context, template: str, code: str, title: str | None, days: _Days, starts: date) -> Done[str]:
    profile = bundled_profile(template)
    period_from, period_to, as_of = days
    last = period_to or starts
    return context.services.award_setup.create(
        profile,
        code,
        title or f"{last.year}年度{profile.title}",
        period_from or date(last.year, 1, 1),
        last,
        as_of or last,
        starts,
    )
