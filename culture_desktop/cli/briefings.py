"""``documents briefing CODE --out PATH`` and ``documents briefing new|list|show|issue|export|pictures``."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.documents.briefings.blocks import Photo, PictureRow, photos, texts
from culture_desktop.documents.briefings.figures import filled
from culture_desktop.errors import InvalidFieldError
from culture_desktop.override import override
from culture_desktop.services.briefings.rows import BriefingQuery
from culture_desktop.vocabulary import BriefingState, Consent

_OF_ACTIVITY = "of"


class _OfActivity(TyperGroup):
    """A group whose first word may also be the code of an activity."""

    @override
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = not args or args[0].startswith("-") or self.get_command(ctx, args[0]) is not None
        return super().resolve_command(ctx, args if known else [_OF_ACTIVITY, *args])


commands = typer.Typer(
    cls=_OfActivity,
    help="简报：briefing 活动编号 --out 文件 直接生成；或 new 起草、list、show、issue 印发、export、pictures",
    no_args_is_help=True,
)
Briefing = Annotated[int, typer.Argument(help="简报的序号，见 list")]
Out = Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")]


@commands.command(_OF_ACTIVITY, hidden=True)
def of_activity(command: typer.Context, code: Annotated[str, typer.Argument(help="活动编号")], out: Out) -> None:
    """一项活动的简报，按记录起草并印发。"""
    context = context_of(command)
    target = paper_target(out, f"简报{code}.pdf")
    settings = context.services.settings.unit()
    show_paper(context, context.services.briefing_papers.issue_of_activity(code, settings, target), target)


@commands.command()
def new(
    command: typer.Context,
    activities: Annotated[list[str] | None, typer.Argument(help="活动编号，可写几个，按先后")] = None,
    title: Annotated[str, typer.Option("--title", help="标题；不写则按活动取")] = "",
    supplement: Annotated[bool, typer.Option("--supplement", help="增刊，另行编号")] = False,
) -> None:
    """按一项或几项活动的记录起草一份简报。"""
    context = context_of(command)
    services = context.services
    ids = [services.activities.id_of(code) for code in activities or ()]
    done = services.briefings.create(ids, services.settings.unit(), None if ids else date.today())
    if title or supplement:
        draft = services.briefings.detail(done.value).draft
        services.briefings.save(done.value, replace(draft, title=title or draft.title, supplement=supplement))
    suggested = services.briefings.titles(done.value)
    lines = [f"{done.sentence}，序号 {done.value}", "标题还可以是：", *(f"  {one}" for one in suggested)]
    context.show({"briefing": done.value, "titles": list(suggested)}, lines)


@commands.command("list")
def list_(
    command: typer.Context,
    search: Annotated[str, typer.Option("--search", help="标题里的字")] = "",
    year: Annotated[int | None, typer.Option("--year", help="年度")] = None,
    state: Annotated[str, typer.Option("--state", help="草稿或已印发")] = "",
    activity: Annotated[str, typer.Option("--activity", help="活动编号")] = "",
) -> None:
    """列出简报。"""
    context = context_of(command)
    query = BriefingQuery(search=search, state=_state(state), year=year, activity=activity)
    rows = context.services.briefings.rows(query)
    table = [
        (str(row.id), f"{row.day}", row.state.label, row.number.words if row.number else "", row.title) for row in rows
    ]
    value = [
        {
            "briefing": row.id,
            "title": row.title,
            "day": row.day,
            "state": row.state,
            "number": row.number.words if row.number else "",
            "activities": list(row.activities),
            "pictures": row.pictures,
            "without_consent": row.without_consent,
        }
        for row in rows
    ]
    context.show({"briefings": value}, columns(table) if table else ["没有简报"])


@commands.command()
def show(command: typer.Context, briefing: Briefing) -> None:
    """显示一份简报的内容、能用的数字和待处理的事。"""
    context = context_of(command)
    services = context.services
    detail, figures = services.briefings.detail(briefing), services.briefings.figures(briefing)
    draft = detail.draft
    told = [filled(text, figures) for text in texts(draft.blocks) if text]
    findings = services.briefing_papers.findings(briefing, draft)
    number = detail.number.words if detail.number else detail.state.label
    lines = [f"{draft.masthead} {number}", filled(draft.title, figures), *told]
    lines += [f"  {{{name}}} = {value}" for name, value in figures.items() if "." not in name]
    lines += [f"! {finding.sentence}" for finding in findings]
    value = {
        "briefing": briefing,
        "title": draft.title,
        "number": detail.number.words if detail.number else "",
        "state": detail.state,
        "text": told,
        "figures": figures,
        "findings": [finding.sentence for finding in findings],
    }
    context.show(value, lines)


@commands.command("issue")
def issue_(command: typer.Context, briefing: Briefing, out: Out) -> None:
    """印发：取得期号，写出 PDF；再次印发期号不变。"""
    context = context_of(command)
    services = context.services
    for finding in services.briefing_papers.findings(briefing, services.briefings.detail(briefing).draft):
        if not finding.forbids:
            context.note(finding.sentence)
    target = paper_target(out, f"简报{briefing}.pdf")
    show_paper(context, services.briefing_papers.issue(briefing, services.settings.unit(), target), target)


@commands.command()
def export(
    command: typer.Context,
    briefing: Briefing,
    out: Annotated[Path, typer.Option("--out", help="写到哪里；.docx 为 Word 文档，.pdf 为 PDF")],
) -> None:
    """导出现在的样子，不取期号、不入登记；.docx 可在 Word 或 WPS 里接着改。"""
    context = context_of(command)
    target = paper_target(out, f"简报{briefing}.docx", ".pdf")
    done = context.services.briefing_papers.export(briefing, context.services.settings.unit(), target)
    context.show({"file": str(target)}, [f"{done.sentence}：{target}"])


@commands.command()
def pictures(
    command: typer.Context,
    briefing: Briefing,
    add: Annotated[list[Path] | None, typer.Option("--add", help="添加照片到文末，可写多次")] = None,
    caption: Annotated[str, typer.Option("--caption", help="所添加照片的说明")] = "",
    consent: Annotated[str, typer.Option("--consent", help="是否同意刊用：已同意、无需同意、未注明")] = "",
    consented_by: Annotated[str, typer.Option("--consented-by", help="同意刊用的人")] = "",
) -> None:
    """列出简报的照片和刊用同意；添加照片，或为没有注明的照片注明。"""
    context = context_of(command)
    services = context.services
    draft = services.briefings.detail(briefing).draft
    if add:
        taken = services.briefing_pictures.add(briefing, add).value
        draft = replace(draft, blocks=(*draft.blocks, PictureRow(tuple(replace(p, caption=caption) for p in taken))))
    if consent:
        word = _consent(consent)
        blocks = tuple(
            PictureRow(tuple(_agreed(photo, word, consented_by) for photo in block.pictures))
            if isinstance(block, PictureRow)
            else block
            for block in draft.blocks
        )
        draft = replace(draft, blocks=blocks)
    services.briefings.save(briefing, draft)
    shown = list(photos(draft.blocks))
    table = [(photo.known_as, photo.consent.label, photo.consented_by) for photo in shown]
    value = [
        {"file_name": p.file_name, "caption": p.caption, "consent": p.consent, "consented_by": p.consented_by}
        for p in shown
    ]
    context.show({"pictures": value}, columns(table) if table else ["没有照片"])


def _agreed(photo: Photo, word: Consent, by: str) -> Photo:
    return replace(photo, consent=word, consented_by=by) if photo.consent is Consent.MISSING else photo


def _state(word: str) -> BriefingState | None:
    return next((one for one in BriefingState if word in (one.value, one.label)), None) if word else None


def _consent(word: str) -> Consent:
    found = next((one for one in Consent if word in (one.value, one.label)), None)
    if found is None:
        expected = "、".join(one.label for one in Consent)
        raise InvalidFieldError(field="--consent", value=word, expected=expected)
    return found
