"""Every kind of list that goes onto records which are there already; rosters, which make people, are beside them."""

from collections.abc import Mapping

from culture_desktop.database import Database
from culture_desktop.services.imports.ballots import BallotImportService
from culture_desktop.services.imports.conduct import ConductImportService
from culture_desktop.services.imports.honours import HonourImportService
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.memberships import MembershipImportService
from culture_desktop.services.imports.nominations import NominationImportService
from culture_desktop.services.imports.opinions import OpinionImportService
from culture_desktop.services.imports.organisations import OrganisationImportService
from culture_desktop.services.imports.participation import ParticipationImportService
from culture_desktop.services.imports.scores import ScoreImportService
from culture_desktop.services.imports.sessions import SessionImportService
from culture_desktop.vocabulary import ListKind

_SERVICES: tuple[type[ListImport], ...] = (
    OrganisationImportService,
    MembershipImportService,
    ParticipationImportService,
    SessionImportService,
    ConductImportService,
    NominationImportService,
    OpinionImportService,
    ScoreImportService,
    BallotImportService,
    HonourImportService,
)


def list_imports(database: Database) -> Mapping[ListKind, ListImport]:
    """The service of each kind."""
    return {service.kind: service(database) for service in _SERVICES}
