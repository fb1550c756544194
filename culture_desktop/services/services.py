"""All services on one database, as the window and the command line receive them."""

from collections.abc import Mapping
from dataclasses import dataclass

from culture_desktop.database import Database
from culture_desktop.services.activities.almanac import AlmanacService
from culture_desktop.services.activities.calendar import CalendarService
from culture_desktop.services.activities.duties import DutyService
from culture_desktop.services.activities.festivals import FestivalService
from culture_desktop.services.activities.lifecycle import LifecycleService
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.series import SeriesService
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.activities.tasks import TaskService
from culture_desktop.services.awards.alternatives import AlternativesService
from culture_desktop.services.awards.choices import ChoiceService
from culture_desktop.services.awards.everyone import EligibilityService
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.nomination_forms import NominationFormService
from culture_desktop.services.awards.objections import ObjectionService
from culture_desktop.services.awards.opinions import OpinionService
from culture_desktop.services.awards.quotas import QuotaService
from culture_desktop.services.awards.revocations import RevocationService
from culture_desktop.services.awards.score_sheets import ScoreSheetService
from culture_desktop.services.awards.score_summary import ScoreSummaryService
from culture_desktop.services.awards.selection_record import SelectionRecordService
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.awards.ties import TieService
from culture_desktop.services.awards.timetable import TimetableService
from culture_desktop.services.awards.typed_scores import TypedScoreService
from culture_desktop.services.awards.vetoes import VetoService
from culture_desktop.services.awards.voting import VotingService
from culture_desktop.services.backups import BackupService
from culture_desktop.services.briefings.papers import BriefingPaperService
from culture_desktop.services.briefings.pictures import BriefingPictureService
from culture_desktop.services.briefings.service import BriefingService
from culture_desktop.services.certificates.batches import CertificateBatchService
from culture_desktop.services.certificates.choices import DesignChoiceService
from culture_desktop.services.certificates.corrections import CorrectionService
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.service import CertificateService
from culture_desktop.services.certificates.signing import SigningService
from culture_desktop.services.certificates.sources import CertificateSourceService
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.check_in.draws import DrawService
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.conduct import ConductService
from culture_desktop.services.coverage import CoverageService
from culture_desktop.services.documents.cards import CardService
from culture_desktop.services.documents.forms import FormService
from culture_desktop.services.documents.honour_rolls import HonourRollService
from culture_desktop.services.documents.mailing import MailingService
from culture_desktop.services.documents.paper_set import PaperSetService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.documents.voting import VotePaperService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.kinds import list_imports
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.lists import ListService
from culture_desktop.services.lock import LockService
from culture_desktop.services.money.service import MoneyService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.overview import OverviewService
from culture_desktop.services.people.dossier import DossierService
from culture_desktop.services.people.field_edit import FieldEditService
from culture_desktop.services.people.merge import MergeService
from culture_desktop.services.people.name_list import NameListService
from culture_desktop.services.people.removal import RemovalService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.settings import SettingsService
from culture_desktop.services.store import StoreService
from culture_desktop.services.templates import TemplateService
from culture_desktop.services.typefaces import TypefaceService
from culture_desktop.services.views import ViewService
from culture_desktop.services.workdays import WorkdayService
from culture_desktop.vocabulary import ListKind


@dataclass(frozen=True)
class Services:
    """One of each; they share the database and know nothing of each other."""

    people: PeopleService
    removal: RemovalService
    views: ViewService
    field_edit: FieldEditService
    name_list: NameListService
    merge: MergeService
    dossiers: DossierService
    people_import: PeopleImportService
    imports: Mapping[ListKind, ListImport]
    organisations: OrganisationService
    conduct: ConductService
    activities: ActivityService
    pictures: PictureService
    calendars: CalendarService
    check_in: CheckInService
    draws: DrawService
    money: MoneyService
    planning: PlanningService
    activity_tasks: TaskService
    lifecycle: LifecycleService
    almanac: AlmanacService
    festivals: FestivalService
    duties: DutyService
    series: SeriesService
    awards: AwardService
    eligibility: EligibilityService
    award_setup: AwardSetupService
    award_terms: TermsService
    award_timetable: TimetableService
    award_quotas: QuotaService
    nomination_forms: NominationFormService
    opinions: OpinionService
    vetoes: VetoService
    award_choices: ChoiceService
    judges: JudgeService
    score_sheets: ScoreSheetService
    score_summaries: ScoreSummaryService
    typed_scores: TypedScoreService
    award_alternatives: AlternativesService
    voting: VotingService
    vote_papers: VotePaperService
    award_ties: TieService
    selection_records: SelectionRecordService
    objections: ObjectionService
    revocations: RevocationService
    ledger: LedgerService
    briefings: BriefingService
    briefing_papers: BriefingPaperService
    briefing_pictures: BriefingPictureService
    documents: DocumentService
    paper_sets: PaperSetService
    mailing: MailingService
    forms: FormService
    cards: CardService
    honour_rolls: HonourRollService
    designs: DesignService
    design_choices: DesignChoiceService
    certificate_batches: CertificateBatchService
    certificates: CertificateService
    certificate_sources: CertificateSourceService
    signing: SigningService
    corrections: CorrectionService
    lists: ListService
    templates: TemplateService
    coverage: CoverageService
    overview: OverviewService
    settings: SettingsService
    typefaces: TypefaceService
    workdays: WorkdayService
    history: HistoryService
    lock: LockService
    store: StoreService
    backups: BackupService
    check: CheckService

    @classmethod
    def on(cls, database: Database) -> "Services":
        """The services on an open database."""
        people, signing = PeopleService(database), SigningService(database)
        return cls(
            people=people,
            views=ViewService(database, people),
            field_edit=FieldEditService(database, people),
            name_list=NameListService(database),
            removal=RemovalService(database),
            merge=MergeService(database),
            dossiers=DossierService(database),
            people_import=PeopleImportService(database),
            imports=list_imports(database),
            organisations=OrganisationService(database),
            conduct=ConductService(database),
            activities=ActivityService(database),
            pictures=PictureService(database),
            calendars=CalendarService(database),
            check_in=CheckInService(database),
            draws=DrawService(database),
            money=MoneyService(database),
            planning=PlanningService(database),
            activity_tasks=TaskService(database),
            lifecycle=LifecycleService(database),
            almanac=AlmanacService(database),
            festivals=FestivalService(database),
            duties=DutyService(database),
            series=SeriesService(database),
            awards=AwardService(database),
            eligibility=EligibilityService(database),
            award_setup=AwardSetupService(database),
            award_terms=TermsService(database),
            award_timetable=TimetableService(database),
            award_quotas=QuotaService(database),
            nomination_forms=NominationFormService(database),
            opinions=OpinionService(database),
            vetoes=VetoService(database),
            award_choices=ChoiceService(database),
            judges=JudgeService(database),
            score_sheets=ScoreSheetService(database),
            score_summaries=ScoreSummaryService(database),
            typed_scores=TypedScoreService(database),
            award_alternatives=AlternativesService(database),
            voting=VotingService(database),
            vote_papers=VotePaperService(database),
            award_ties=TieService(database),
            selection_records=SelectionRecordService(database),
            objections=ObjectionService(database),
            revocations=RevocationService(database),
            ledger=LedgerService(database),
            briefings=BriefingService(database),
            briefing_papers=BriefingPaperService(database),
            briefing_pictures=BriefingPictureService(database),
            documents=DocumentService(database, signing),
            paper_sets=PaperSetService(database, signing),
            mailing=MailingService(database),
            forms=FormService(database),
            cards=CardService(database),
            honour_rolls=HonourRollService(database),
            designs=DesignService(database),
            design_choices=DesignChoiceService(database),
            certificates=CertificateService(database),
            certificate_sources=CertificateSourceService(database),
            certificate_batches=CertificateBatchService(database),
            signing=signing,
            corrections=CorrectionService(database),
            lists=ListService(database),
            templates=TemplateService(database),
            coverage=CoverageService(database),
            overview=OverviewService(database),
            settings=SettingsService(database),
            typefaces=TypefaceService(database),
            workdays=WorkdayService(database),
            history=HistoryService(database),
            lock=LockService(database),
            store=StoreService(database),
            backups=BackupService(database),
            check=CheckService(database),
        )
