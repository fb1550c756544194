"""What each way of summing up the judges' points would give, as columns beside the names."""

from collections.abc import Mapping

from culture_desktop.rules.panels import Summary
from culture_desktop.services.awards.methods import Places
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.nominee_words import figure
from culture_desktop.ui.tables.cells import Cell, Chip, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone

_SHORT = {
    Summary.TRIMMED: "去高去低",
    Summary.MEAN: "平均",
    Summary.MEDIAN: "中位数",
    Summary.STANDARDISED: "标准化",
}


def disagreements(nominee: Nominee) -> str:
    """On what judges are too far apart."""
    return "；".join(score.disagreement for score in nominee.scores if score.disagreement)


def missing_judges(nominee: Nominee) -> tuple[str, ...]:
    """Judges whose points are still to come."""
    return tuple(dict.fromkeys(judge for score in nominee.scores for judge in score.missing))


def differs(places: Places) -> bool:
    """Whether another way would give another rank."""
    return any(place.differs for place in places.values())


def method_columns(board: CampaignBoard, places: Mapping[int, Places]) -> tuple[Column[Nominee], ...]:
    """Name, a column for each way with total and rank, and whether judges disagree; the way that counts is marked."""
    return (
        Column[Nominee]("姓名或集体", lambda n: Name(n.name), width=160, stretch=True, order=lambda n: n.name),
        *(_method(summary, board, places) for summary in Summary),
        Column[Nominee](
            "评委分歧",
            lambda n: Chip("分歧", Tone.WARN) if disagreements(n) else None,
            width=76,
            tooltip=disagreements,
            order=disagreements,
        ),
    )


def _method(summary: Summary, board: CampaignBoard, places: Mapping[int, Places]) -> Column[Nominee]:
    counts = summary is board.scoring.summary

    def cell(nominee: Nominee) -> Cell:
        place = places[nominee.nomination_id][summary]
        if place.total is None:
            return None
        words = figure(place.total) + ("" if place.rank is None else f"　第 {place.rank}")
        return Status(words, Tone.WARN) if place.differs else words

    def tooltip(nominee: Nominee) -> str:
        place = places[nominee.nomination_id][summary]
        if not place.differs:
            return summary.label
        return f"{summary.label}：第 {place.rank}，采用的办法是第 {nominee.rank}"

    return Column[Nominee](
        f"{_SHORT[summary]}{'（采用）' if counts else ''}",
        cell,
        width=126,
        order=lambda n: places[n.nomination_id][summary].total or 0,
        tooltip=tooltip,
    )
