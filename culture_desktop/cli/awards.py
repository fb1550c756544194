"""``awards list|new|import|check|propose|notice|confirm|explain``; the other commands have files of their own."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli import (
    alternatives,
    choices,
    judging,
    nomination,
    objection,
    review,
    revoke,
    scores,
    selection,
    voting,
)
from culture_desktop.cli.campaign import new
from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.cli.imports import (
    AllSheets,
    DryRun,
    Files,
    Mapped,
    Reason,
    Rejected,
    Sheet,
    SkipHidden,
    import_list,
)
from culture_desktop.cli.papers import papers
from culture_desktop.cli.quota import quota
from culture_desktop.cli.workdays import workdays
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="评选：资格审查、拟定名单、确认表彰", no_args_is_help=True)
commands.command()(quota)
commands.command("new")(new)
selection.register(commands)
commands.command()(workdays)
commands.command()(papers)
revoke.register(commands)
commands.add_typer(objection.commands, name="objection")
nomination.register(commands)
review.register(commands)
choices.register(commands)
judging.register(commands)
scores.register(commands)
alternatives.register(commands)
voting.register(commands)

Code = Annotated[str, typer.Argument(help="评选编号")]


@commands.command("list")
def list_(command: typer.Context) -> None:
    """列出评选。"""
    context = context_of(command)
    rows = context.services.awards.campaigns()
    value = [
        {
            "code": r.code,
            "title": r.title,
            "step": r.step,
            "period_from": r.period_from,
            "period_to": r.period_to,
            "nominees": r.nominees,
            "seats": r.seats,
            "winners": r.winners,
        }
        for r in rows
    ]
    table = [
        (r.code, r.step.label, f"推荐 {r.nominees}", f"名额 {r.seats}", f"表彰 {r.winners}", r.title) for r in rows
    ]
    context.show({"campaigns": value}, columns(table))


@commands.command("import")
def import_(
    command: typer.Context,
    code: Code,
    files: Files,
    sheet: Sheet = None,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    reason: Reason = "",
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """把评委的评分表记入一次评选，几位评委的可以一起；与已登记的不同就是更正，须写明理由。"""
    import_list(
        command,
        ListKind.SCORE,
        files[0],
        sheet,
        dry_run,
        rejected,
        further=files[1:],
        skip_hidden=skip_hidden,
        mapping=mapping,
        into=code,
        reason=reason,
        about={"campaign": code},
    )


@commands.command()
def ballots(
    command: typer.Context,
    code: Code,
    file: Annotated[Path | None, typer.Argument(help="选票：xlsx、xls、et、ods 或 csv；不写则只计票")] = None,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    reason: Reason = "",
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """计票；给出文件则先导入选票：每人一列，或一格里写所选的人。不读取也不保存投票人。"""
    if file is not None:
        about = {"campaign": code}
        import_list(
            command,
            ListKind.BALLOT,
            file,
            sheet,
            dry_run,
            rejected,
            all_sheets=all_sheets,
            skip_hidden=skip_hidden,
            mapping=mapping,
            into=code,
            reason=reason,
            about=about,
        )
        return
    context = context_of(command)
    board = context.services.awards.board(code)
    count = board.vote_count
    voted = sorted((n for n in board.nominees if n.votes), key=lambda n: -(n.votes.approve if n.votes else 0))
    rows = [(n.number, n.name, v.approve, v.oppose, v.abstain) for n in voted if (v := n.votes)]
    value = {
        "campaign": code,
        "round": count.round if count else None,
        "papers": count.papers if count else 0,
        "void": {kind.value: number for kind, number in count.void.items()} if count else {},
        "nominees": [
            {"number": number, "name": name, "for": approve, "against": oppose, "abstain": abstain}
            for number, name, approve, oppose, abstain in rows
        ],
    }
    papers = f"第 {count.round} 轮，{count.papers} 张选票" if count else "还没有选票"
    void = [f"{kind.label}一栏 {number} 张作废" for kind, number in count.void.items() if number] if count else []
    context.show(
        value, [*columns([("编号", "姓名或集体", "同意", "不同意", "弃权"), *rows]), "，".join((papers, *void))]
    )


@commands.command()
def check(
    command: typer.Context,
    code: Code,
    everyone: Annotated[bool, typer.Option("--everyone", help="审查全体在职人员，不只是推荐对象")] = False,
) -> None:
    """资格审查：每个推荐对象合格与否，不合格的写明理由和数字。"""
    context = context_of(command)
    if everyone:
        _check_everyone(context, code)
        return
    board = context.services.awards.board(code)
    nominees = [
        {
            "number": n.number,
            "name": n.name,
            "unit": n.unit_full_name,
            "kind": n.kind,
            "passed": n.eligibility.passed,
            "findings": [{"ok": f.ok, "rule": f.rule, "reason": f.reason} for f in n.eligibility.findings],
        }
        for n in board.nominees
    ]
    failed = [(n.number, n.name, n.eligibility.sentence) for n in board.nominees if not n.eligibility.passed]
    passed = len(board.nominees) - len(failed)
    value = {
        "campaign": code,
        "rules": list(board.rules),
        "passed": passed,
        "failed": len(failed),
        "nominees": nominees,
    }
    context.show(value, [*columns(failed), f"推荐 {len(board.nominees)}，合格 {passed}，不合格 {len(failed)}"])


def _check_everyone(context: Context, code: str) -> None:
    checked = context.services.eligibility.everyone(code)
    people = [
        {
            "number": row.number,
            "name": row.name,
            "unit": row.unit,
            "passed": row.eligibility.passed,
            "failed": [{"rule": f.rule, "reason": f.reason} for f in row.eligibility.failures],
            "nominated": row.nominated,
        }
        for row in checked.rows
    ]
    failures = [{"rule": rule, "people": count} for rule, count in zip(checked.rules, checked.failures, strict=True)]
    value = {"campaign": code, "passed": checked.passed, "failures": failures, "people": people}
    lines = [f"不符合“{one['rule']}”：{one['people']:,} 人" for one in failures]
    context.show(value, [*lines, f"共 {len(people):,} 人，合格 {checked.passed:,} 人"])


@commands.command()
def propose(
    command: typer.Context,
    code: Code,
    record: Annotated[Path | None, typer.Option("--record", help="把条件、规则、结果和理由写成可以复核的文件")] = None,
) -> None:
    """在全部规则下拟定得分最优的名单；同样的数据总得同样的名单。"""
    context = context_of(command)
    done = context.services.awards.propose(code)
    value, lines = _board(done.value), [*columns(_winner_rows(done.value)), done.sentence]
    if record is not None:
        kept = context.services.selection_records.write(code, record)
        value["record"] = {"file": str(record), "digest": kept.value}
        lines.append(kept.sentence)
    context.show(value, lines)


@commands.command()
def notice(
    command: typer.Context,
    code: Code,
    start: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="公示第一天")],
    end: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="截止日；不写则按工作日推算")
    ] = None,
) -> None:
    """开始公示，按法定工作日推算截止日期。"""
    context = context_of(command)
    done = context.services.awards.start_notice(code, start.date(), None if end is None else end.date())
    context.show(_board(done.value), [done.sentence])


@commands.command()
def confirm(
    command: typer.Context,
    code: Code,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="表彰日期；不写则为今天")] = None,
) -> None:
    """公示期满后确认表彰，写入荣誉和证书编号。"""
    context = context_of(command)
    day = on.date() if on else date.today()
    pattern = context.services.settings.unit().certificate_pattern
    done = context.services.awards.confirm(code, day, pattern)
    context.show(_board(done.value), [done.sentence])


@commands.command()
def explain(
    command: typer.Context,
    code: Code,
    number: Annotated[str, typer.Argument(help="工号，或班组名称")],
) -> None:
    """说明一个推荐对象为什么入选或没有入选。"""
    context = context_of(command)
    nominee = context.services.awards.explain(code, number)
    lines = [
        f"{nominee.name}　{nominee.unit}　{nominee.outcome.label}{nominee.tier}",
        *(f"  {'✓' if f.ok else '×'} {f.rule}：{f.reason}" for f in nominee.eligibility.findings),
        *(
            f"  {s.name}（权重 {s.weight:.0f}）：{s.points if s.points is not None else '缺分'}，{s.reason}"
            for s in nominee.scores
        ),
        f"  总分 {nominee.total if nominee.total is not None else '缺'}",
        nominee.explanation,
    ]
    context.show(_nominee(nominee), lines)


def _board(board: CampaignBoard) -> dict[str, Any]:
    proposal = board.proposal
    return {
        "campaign": board.code,
        "title": board.title,
        "status": proposal.status if proposal else None,
        "confirmed": board.confirmed,
        "notice_from": board.notice_from,
        "notice_to": board.notice_to,
        "winners": [
            {
                "tier": w.tier,
                "number": w.number,
                "name": w.name,
                "unit": w.unit_full_name,
                "score": None if w.total is None else str(w.total),
                "certificate": w.certificate,
                "revoked_on": w.revoked_on,
            }
            for w in board.winners
        ],
        "totals": dict(proposal.totals) if proposal else {},
        "tied": list(proposal.tied) if proposal else [],
        "conflict": list(proposal.conflict) if proposal else [],
        "digest": proposal.digest if proposal else None,
        "steps": [{"step": s.step, "done": s.done, "current": s.current, "blocker": s.blocker} for s in board.steps],
    }


def _nominee(nominee: Nominee) -> dict[str, Any]:
    return {
        "number": nominee.number,
        "name": nominee.name,
        "unit": nominee.unit_full_name,
        "outcome": nominee.outcome,
        "tier": nominee.tier,
        "total": None if nominee.total is None else str(nominee.total),
        "rank": nominee.rank,
        "passed": nominee.eligibility.passed,
        "findings": [{"ok": f.ok, "rule": f.rule, "reason": f.reason} for f in nominee.eligibility.findings],
        "scores": [
            {
                "criterion": s.name,
                "weight": str(s.weight),
                "points": None if s.points is None else str(s.points),
                "reason": s.reason,
            }
            for s in nominee.scores
        ],
        "explanation": nominee.explanation,
    }


def _winner_rows(board: CampaignBoard) -> list[tuple[str, str, str, str, str]]:
    return [(w.tier, w.number, w.name, w.unit, str(w.total)) for w in board.winners]
