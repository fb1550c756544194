"""``awards vote new|count|result|second|remove|print`` and ``awards assess new|count|result``."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import Context, context_of
from culture_desktop.cli.voting_shown import lines_of, value_of
from culture_desktop.errors import BallotsInvalidError, InvalidFieldError, WrongPaperTypeError
from culture_desktop.rules.tally import Papers
from culture_desktop.rules.voting_plan import share_in
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.voting_rows import Marks, RoundTerms
from culture_desktop.vocabulary import Grade, MajorityOf, TierKind, VotingKind

vote = typer.Typer(help="投票：新建一轮、登记计票、看结果、再次投票、打印选票", no_args_is_help=True)
assess = typer.Typer(help="民主测评：新建、登记各等次票数、看结果", no_args_is_help=True)

_DAY = ["%Y-%m-%d"]
Code = Annotated[str, typer.Argument(help="评选编号")]
Number = Annotated[int, typer.Argument(help="第几轮")]
Last = Annotated[int | None, typer.Argument(help="第几轮；不写则全部")]
On = Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="投票日期；不写则为今天")]
Who = Annotated[
    list[str] | None, typer.Option("--candidate", help="候选对象的工号或集体名称，可多写；不写则全部合格者")
]
Present = Annotated[int, typer.Option(help="到会有表决权的人数")]
Issued = Annotated[int, typer.Option(help="发出张数")]
Returned = Annotated[int, typer.Option(help="收回张数")]
Invalid = Annotated[int, typer.Option(help="无效张数")]
Void = Annotated[bool, typer.Option("--void", help="收回多于发出，登记为无效")]
Reason = Annotated[str, typer.Option(help="更正已登记的计票时的理由，留在记录里")]
Title = Annotated[str | None, typer.Option(help="这一轮的名称")]


class Sheet(StrEnum):
    """What can be printed of a round."""

    BALLOTS = "ballots"
    TALLY = "tally"
    RESULT = "result"


@vote.command("new")
def new_vote(
    command: typer.Context,
    code: Code,
    places: Annotated[int | None, typer.Option(help="应选名额；不写则为评选的名额")] = None,
    title: Title = None,
    on: On = None,
    kind: Annotated[TierKind, typer.Option(help="person 个人，team 集体")] = TierKind.PERSON,
    majority: Annotated[MajorityOf, typer.Option(help="过半数按 present 到会、valid 有效票；none 得票多的当选")] = (
        MajorityOf.PRESENT
    ),
    candidate: Who = None,
) -> None:
    """新建一轮投票。"""
    context = context_of(command)
    seats = context.services.voting.voting(code).places[kind]
    terms = RoundTerms(title or f"{kind.label}投票", _day(on), VotingKind.ELECTION, places or seats or 1, majority)
    _call(context, code, terms, candidate, kind)


@assess.command("new")
def new_assessment(
    command: typer.Context,
    code: Code,
    title: Title = None,
    on: On = None,
    best_share: Annotated[str | None, typer.Option(help="优秀不超过的比例，如 1/3、30%；不写则按评选模板")] = None,
    candidate: Who = None,
) -> None:
    """新建一次民主测评。"""
    context = context_of(command)
    plans = context.services.voting.voting(code).plans
    plan = next((plan for plan in plans if plan.kind is VotingKind.ASSESSMENT), None)
    terms = RoundTerms(title or (plan.title if plan else VotingKind.ASSESSMENT.label), _day(on), VotingKind.ASSESSMENT)
    share = share_in(best_share) if best_share is not None else plan.best_share if plan else terms.best_share
    terms = RoundTerms(terms.title, terms.held_on, terms.kind, best_share=share)
    _call(context, code, terms, candidate, TierKind.PERSON)


@vote.command("count")
def count(
    command: typer.Context,
    code: Code,
    number: Number,
    present: Present,
    issued: Issued,
    returned: Returned,
    invalid: Invalid = 0,
    votes: Annotated[
        list[str] | None, typer.Option("--votes", help="每人一项：工号=同意/不同意/弃权，弃权可不写")
    ] = None,
    void: Void = False,
    reason: Reason = "",
) -> None:
    """登记计票；选票已导入的只写张数。再登记一次就是更正，须写明理由。"""
    context = context_of(command)
    known = _nominees(context, code)
    marks = {key: Marks(*counts) for key, counts in _counted(known, votes or (), "--votes", (2, 3))}
    done = context.services.voting.count(
        code, number, Papers(present, issued, returned, invalid), marks, void=void, reason=reason
    )
    context.show(value_of(code, [done.value]), [*lines_of(done.value), done.sentence])


@assess.command("count")
def count_grades(
    command: typer.Context,
    code: Code,
    number: Number,
    present: Present,
    issued: Issued,
    returned: Returned,
    invalid: Invalid = 0,
    grades: Annotated[
        list[str] | None, typer.Option("--grades", help="每人一项：工号=优秀/合格/基本合格/不合格")
    ] = None,
    void: Void = False,
    reason: Reason = "",
) -> None:
    """登记民主测评各等次的票数。"""
    context = context_of(command)
    known = _nominees(context, code)
    found = {
        key: dict(zip(Grade, counts, strict=True)) for key, counts in _counted(known, grades or (), "--grades", (4,))
    }
    papers = Papers(present, issued, returned, invalid)
    done = context.services.voting.assess(code, number, papers, found, void=void, reason=reason)
    context.show(value_of(code, [done.value]), [*lines_of(done.value), done.sentence])


@vote.command("result")
@assess.command("result")
def result(command: typer.Context, code: Code, number: Last = None) -> None:
    """各轮的票数和结果，逐人说明。"""
    context = context_of(command)
    voting = context.services.voting.voting(code)
    rounds = voting.rounds if number is None else (context.services.voting.round(code, number),)
    lines = [line for round_ in rounds for line in lines_of(round_)]
    planned = [f"模板备有“{plan.sentence}”，还没有新建" for plan in voting.plans]
    said = [*lines, *planned, *filter(None, (voting.loose,))]
    context.show(value_of(code, rounds), said or ["还没有投票"])


@vote.command("second")
def second(command: typer.Context, code: Code, number: Number, on: On = None) -> None:
    """在票数相等的人之间，就余下的名额再次投票。"""
    context = context_of(command)
    done = context.services.voting.second(code, number, _day(on))
    round_ = context.services.voting.round(code, done.value)
    context.show(value_of(code, [round_]), [done.sentence])


@vote.command("remove")
def remove(command: typer.Context, code: Code, number: Number) -> None:
    """删除还没有计票的一轮。"""
    context = context_of(command)
    done = context.services.voting.remove(code, number)
    context.show({"campaign": code, "removed": number}, [done.sentence])


@vote.command("print")
def print_(
    command: typer.Context,
    code: Code,
    number: Number,
    out: Annotated[Path, typer.Option("--out", help="PDF 写到哪里")],
    sheet: Annotated[Sheet, typer.Option(help="ballots 选票或测评表，tally 计票单，result 计票结果")] = Sheet.BALLOTS,
    copies: Annotated[int, typer.Option(help="选票张数")] = 1,
) -> None:
    """打印选票、计票单或计票结果。"""
    context = context_of(command)
    if out.suffix.lower() != ".pdf":
        raise WrongPaperTypeError(name=out.name, suffixes=".pdf")
    papers, unit = context.services.vote_papers, context.services.settings.unit()
    if sheet is Sheet.BALLOTS:
        done = papers.ballots(code, number, copies, unit, out)
    else:
        done = (papers.tally if sheet is Sheet.TALLY else papers.result)(code, number, unit, out)
    row = done.value
    value = {"file": str(out), "kind": row.kind, "title": row.title, "pages": row.pages, "sha256": row.sha256}
    context.show(value, [f"{done.sentence}：{out}"])


def _day(on: datetime | None) -> date:
    return on.date() if on else date.today()


def _call(context: Context, code: str, terms: RoundTerms, candidates: Sequence[str] | None, kind: TierKind) -> None:
    known = _nominees(context, code) if candidates else {}
    ids = [_nominee(known, key).nomination_id for key in candidates] if candidates else None
    done = context.services.voting.new(code, terms, ids, kind)
    round_ = context.services.voting.round(code, done.value)
    context.show(value_of(code, [round_]), [*lines_of(round_), done.sentence])


def _nominees(context: Context, code: str) -> Mapping[str, Nominee]:
    """Nominees by what they can be called."""
    nominees = context.services.awards.board(code).nominees
    teams = {nominee.name: nominee for nominee in nominees if nominee.kind is TierKind.TEAM}
    return teams | {nominee.number: nominee for nominee in nominees}


def _nominee(known: Mapping[str, Nominee], key: str) -> Nominee:
    if key not in known:
        raise BallotsInvalidError(reason=f"“{key}”不在本次评选的推荐名单里")
    return known[key]


def _counted(
    known: Mapping[str, Nominee], given: Iterable[str], option: str, lengths: tuple[int, ...]
) -> Iterable[tuple[int, tuple[int, ...]]]:
    seen = set()
    for text in given:
        key, _, written = text.rpartition("=")
        parts = written.split("/")
        if not key or len(parts) not in lengths or not all(_whole(part) for part in parts):
            raise InvalidFieldError(field=option, value=text, expected="工号=票数/票数…，票数是整数")
        nominee = _nominee(known, key)
        if nominee.nomination_id in seen:
            raise BallotsInvalidError(reason=f"“{key}”列了不止一次")
        seen.add(nominee.nomination_id)
        yield nominee.nomination_id, tuple(map(int, parts))


def _whole(text: str) -> bool:
    digits = text.strip().removeprefix("-")
    return digits.isascii() and digits.isdigit()


def register(commands: typer.Typer) -> None:
    """Add both groups to the commands of awards."""
    commands.add_typer(vote, name="vote")
    commands.add_typer(assess, name="assess")
