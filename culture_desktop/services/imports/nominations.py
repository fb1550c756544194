"""Importing 推荐表: the forms of one or more units at once, each held to its unit and its quota."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.models import Nomination, Organisation, Person, Quota
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.awards.queries import require_campaign, require_open, tiers_of
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.nomination_list import PARSERS, PERSON, TEAM, NominationList, require_quotas
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import CampaignStep, ListKind


class NominationImportService(ListImport):
    """Forms into the campaign whose code is ``into``; of those nominated already only the deeds may change."""

    kind = ListKind.NOMINATION
    intention = "导入推荐表"
    topics = frozenset({Topic.AWARDS})
    several = True

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return PARSERS

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return NominationList(session, require_campaign(session, into), source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        campaign = require_campaign(session, into)
        quotas = select(Quota.organisation_id, Quota.kind, Quota.pool, Quota.nominees)
        kept = session.execute(quotas.where(Quota.campaign_id == campaign.id).order_by(Quota.id)).all()
        kinds = tuple(tier.kind for tier in tiers_of(session, campaign))
        return campaign.id, kinds, *map(tuple, kept), *stamp_of(session, Person, Organisation, Nomination)

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        campaign = require_open(session, into, CampaignStep.NOMINATION)
        progress(0, len(rows), "正在写入")
        require_quotas(session, campaign, rows_to(rows, Verdict.NEW))
        new = [
            {"campaign_id": campaign.id, PERSON: None, TEAM: None, row.values["subject"]: row.target}
            | {"reason": row.values.get("deeds", "")}
            for row in rows_to(rows, Verdict.NEW)
        ]
        if new:
            session.execute(insert(Nomination), new)
        for subject in (PERSON, TEAM):
            changed = [row for row in rows_to(rows, Verdict.CHANGED) if row.values["subject"] == subject]
            column = getattr(Nomination, subject)
            for row in changed:
                here = (Nomination.campaign_id == campaign.id, column == row.target)
                session.execute(update(Nomination).where(*here).values(reason=row.values["deeds"]))
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        changed = f"，更新 {report.changed:,} 个的事迹" if report.changed else ""
        return f"已推荐 {report.new:,} 个对象{changed}"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.values["subject"], row.target
