"""The versions of a paper: the same kind of the same campaign or activity, or of one's own under the same title."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.vocabulary import chinese_date


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """One of them; ``number`` counts from the first, ``differs`` says how it differs from the one before."""

    paper: IssuedRow
    number: int
    differs: str


Series = tuple[str, ...]


def series_of(paper: IssuedRow) -> Series:
    """What versions of one paper have in common."""
    owner = (paper.campaign_code, paper.activity_code)
    return (paper.kind.value, *owner, "" if any(owner) else paper.title)


def versions_of(paper: IssuedRow, papers: Iterable[IssuedRow]) -> tuple[PaperVersion, ...]:
    """Every version of a paper among these, the newest first."""
    same = sorted((each for each in papers if series_of(each) == series_of(paper)), key=lambda each: each.made_at)
    told = ["", *(_difference(old, new) for old, new in pairwise(same))]
    found = [PaperVersion(each, at, words) for at, (each, words) in enumerate(zip(same, told, strict=True), start=1)]
    return tuple(reversed(found))


def newest(papers: Iterable[IssuedRow]) -> tuple[IssuedRow, ...]:
    """The newest version of each paper, in the order given."""
    last: dict[Series, IssuedRow] = {}
    papers = tuple(papers)
    for paper in papers:
        known = last.setdefault(series_of(paper), paper)
        if paper.made_at > known.made_at:
            last[series_of(paper)] = paper
    return tuple(paper for paper in papers if last[series_of(paper)] is paper)


def _difference(old: IssuedRow, new: IssuedRow) -> str:
    told = []
    if new.pages != old.pages:
        told.append(f"{new.pages} 页，原来 {old.pages} 页")
    if new.made_at.date() != old.made_at.date():
        told.append(f"原来在{chinese_date(old.made_at.date())}生成")
    if new.design != old.design:
        told.append(f"模板{new.design or '无'}，原来{old.design or '无'}")
    if new.number != old.number:
        told.append(f"文号 {new.number or '无'}，原来 {old.number or '无'}")
    if new.title != old.title:
        told.append(f"标题原来是“{old.title}”")
    return "；".join(told) or "页数和模板没有变，内容有改动"
