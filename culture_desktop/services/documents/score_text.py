"""评分表 and 评分汇总表 as content."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from culture_desktop.documents.score_tables import NAME, SUM, ScoreTable
from culture_desktop.rules.rounding import percentage
from culture_desktop.rules.rubrics import bands_in_words
from culture_desktop.services.awards.judging_rows import NomineeName
from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.score_columns import RECUSED, ScoreColumn
from culture_desktop.services.awards.score_sheets import JudgeSheet
from culture_desktop.services.awards.score_summary import judges_in_words, scored_nominees
from culture_desktop.vocabulary import DocumentKind, TierKind, chinese_date

_FORM_SIGNATURES = ("评委签名：", "日期：")
_SUMMARY_SIGNATURES = ("计分人：", "复核人：", "日期：")
_POINTS, _UNIT, _NAME, _NUMBER = 22.0, 44.0, 32.0, 12.0


def form_tables(sheets: Sequence[JudgeSheet]) -> tuple[ScoreTable, ...]:
    """A form for each judge, persons and teams apart."""
    return tuple(_form(sheet, kind) for sheet in sheets for kind in TierKind if _rows_of(sheet, kind))


def _form(sheet: JudgeSheet, kind: TierKind) -> ScoreTable:
    columns = [column for column in sheet.columns if column.kind == kind]
    rows = []
    for at, (nominee, recused) in enumerate(_rows_of(sheet, kind), start=1):
        cells = [RECUSED if recused else ""] * len(columns)
        rows.append(tuple((text,) for text in (str(at), nominee.name, nominee.unit.rpartition("/")[2], *cells, "")))
    return ScoreTable(
        title=f"{sheet.title}评分表（{kind.label}）",
        subtitle=f"评委：{sheet.judge}　评选编号：{sheet.code}",
        summary=_standard(columns),
        columns=(
            ("序号", _NUMBER),
            (NAME, _NAME),
            ("单位", _UNIT),
            *((f"{column.title}（满分 {column.full}）", _POINTS + 6) for column in columns),
            ("备注", _UNIT),
        ),
        rows=tuple(rows),
        signatures=_FORM_SIGNATURES,
    )


def _rows_of(sheet: JudgeSheet, kind: TierKind) -> list[tuple[NomineeName, bool]]:
    if not any(column.kind == kind for column in sheet.columns):
        return []
    return [(nominee, given is None) for nominee, given in sheet.rows if nominee.kind is kind]


def _standard(columns: Sequence[ScoreColumn]) -> str:
    """What points may be given, and what they mean."""
    words = []
    for column in columns:
        scale = "整数" if column.part.digits == 0 else f"至多 {column.part.digits} 位小数"
        bands = f"，{bands_in_words(column.part.bands)}" if column.part.bands else ""
        words.append(f"{column.title} 0 至 {column.full} 分（{scale}{bands}）")
    return f"{'；'.join(words)}。注明“回避”的不打分。"


def summary_tables(board: CampaignBoard) -> tuple[ScoreTable, ...]:
    """The summary, persons and teams apart; StepBlockedError while nobody has points."""
    scored_nominees(board)
    return tuple(_summary(board, kind, nominees) for kind in TierKind if (nominees := scored_nominees(board, kind)))


def _summary(board: CampaignBoard, kind: TierKind, nominees: Sequence[Nominee]) -> ScoreTable:
    scores = nominees[0].scores
    whole = sum((score.weight for score in scores), Decimal(0))
    rows = []
    for nominee in nominees:
        points = [_dash(score.points) for score in nominee.scores]
        plain = (_dash(nominee.rank), nominee.name, nominee.unit, *points)
        judges = judges_in_words(nominee.scores) or ("—",)
        rows.append((*((text,) for text in plain), judges, (_dash(nominee.total),)))
    recused = sum(len(score.recused) for nominee in nominees for score in nominee.scores)
    without = f"；回避 {recused} 人次，不计入总和与人数" if recused else ""
    return ScoreTable(
        title=f"{board.title}{DocumentKind.SCORES.label}（{kind.label}）",
        subtitle=f"评选编号 {board.code}　截至{chinese_date(board.as_of)}　共 {len(nominees)} 个对象",
        summary=f"评分办法：{board.scoring.sentence}{without}。",
        columns=(
            ("名次", _NUMBER),
            (NAME, _NAME),
            ("单位", _UNIT),
            *((_heading(score, whole), _POINTS) for score in scores),
            ("评委打分", max(60.0, 150.0 - _POINTS * len(scores))),
            (SUM, 18.0),
        ),
        rows=tuple(rows),
        signatures=_SUMMARY_SIGNATURES,
    )


def _heading(score: CriterionScore, whole: Decimal) -> str:
    return f"{score.name}（{percentage(Fraction(score.weight) / Fraction(whole), 0)}）"


def _dash(value: object) -> str:
    return "—" if value is None else str(value)
