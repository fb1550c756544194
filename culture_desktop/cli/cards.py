"""``documents seat-cards|badges|honour-roll``: cards for an activity's people, a campaign's judges, or everyone in a
list; the poster of those honoured."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.documents.card_people import CardSource, OfActivity, OfJudges, OfList
from culture_desktop.vocabulary import DocumentKind, ParticipationRole

Activity = Annotated[str, typer.Option("--activity", help="活动编号：参加的人")]
Judges = Annotated[str, typer.Option("--judges", help="评选编号：评委")]
ListFile = Annotated[Path | None, typer.Option("--list", help="名单文件，有姓名，可有单位、角色、工号")]
Title = Annotated[str, typer.Option("--title", help="用名单文件时写明活动或会议的名称")]
Roles = Annotated[list[ParticipationRole] | None, typer.Option("--role", help="只要活动里的这些角色，可写多次")]
Out = Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")]


def seat_cards(
    command: typer.Context,
    out: Out,
    activity: Activity = "",
    judges: Judges = "",
    list_: ListFile = None,
    title: Title = "",
    role: Roles = None,
    size: Annotated[str, typer.Option("--size", help="200x100、half-a4、tri-fold 或 180x70")] = "200x100",
    with_unit: Annotated[bool, typer.Option("--with-unit", help="姓名下印单位")] = False,
) -> None:
    """席卡：对折立在桌上，两面都有姓名，字尽量大。"""
    context = context_of(command)
    target = paper_target(out, f"{DocumentKind.SEAT_CARDS.label}.pdf")
    source = _source(activity, judges, list_, title, role)
    settings = context.services.settings.unit()
    done = context.services.cards.seat_cards(source, size, settings, target, with_unit=with_unit)
    show_paper(context, done, target)


def badges(
    command: typer.Context,
    out: Out,
    activity: Activity = "",
    judges: Judges = "",
    list_: ListFile = None,
    title: Title = "",
    role: Roles = None,
    size: Annotated[str, typer.Option("--size", help="90x54、100x70、85x120 或 54x86")] = "90x54",
) -> None:
    """胸牌：一张纸排多个，有裁切线，二维码供签到台扫描。"""
    context = context_of(command)
    target = paper_target(out, f"{DocumentKind.BADGES.label}.pdf")
    source = _source(activity, judges, list_, title, role)
    done = context.services.cards.badges(source, size, context.services.settings.unit(), target)
    show_paper(context, done, target)


def honour_roll(
    command: typer.Context,
    out: Out,
    campaign: Annotated[str, typer.Option("--campaign", help="评选编号")] = "",
    year: Annotated[int | None, typer.Option("--year", min=1900, max=2999, help="年度：这一年授予的全部荣誉")] = None,
    size: Annotated[str, typer.Option("--size", help="a4 或 a3")] = "a4",
    portraits: Annotated[Path | None, typer.Option("--portraits", help="照片文件夹，文件名为工号或姓名")] = None,
) -> None:
    """光荣榜：红底金字，按奖项、姓氏笔画排，可配照片。"""
    context = context_of(command)
    target = paper_target(out, f"{DocumentKind.HONOUR_ROLL.label}.pdf")
    rolls, settings = context.services.honour_rolls, context.services.settings.unit()
    if bool(campaign) == (year is not None):
        raise InvalidFieldError(field="给谁做", value=campaign, expected="--campaign、--year 里的一个")
    if year is None:
        done = rolls.of_campaign(campaign, settings, target, format_key=size, portraits=portraits)
    else:
        done = rolls.of_year(year, settings, target, format_key=size, portraits=portraits)
    show_paper(context, done, target)


def _source(
    activity: str, judges: str, path: Path | None, title: str, roles: list[ParticipationRole] | None
) -> CardSource:
    given = [name for name, value in (("--activity", activity), ("--judges", judges), ("--list", path)) if value]
    if len(given) != 1:
        expected = "--activity、--judges、--list 里的一个"
        raise InvalidFieldError(field="给谁做", value="、".join(given), expected=expected)
    if activity:
        return OfActivity(activity, frozenset(roles or ()))
    return OfJudges(judges) if judges else OfList(path or Path(), title or (path or Path()).stem)
