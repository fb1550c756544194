"""A review to the last detail: timetable, quotas, opinions, judges, votes, objections; roles; more kinds of paper;
records that are two people.

Revision: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from culture_desktop.database.migrations.rebuild import make_anew

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PAPERS = (
    "'name_list', 'campaign_notice', 'quotas', 'nomination_forms', 'score_forms', 'scores', 'ballots', 'votes',"
    " 'objections', 'receipts', 'circular', 'request', 'report', 'plan', 'summary')"
)

_ROLES = "'member', 'committee', 'secretary', 'deputy_secretary', 'chair', 'vice_chair', 'leader'"


def upgrade() -> None:
    """Add the tables, then what the tables there already lack."""
    _timetable()
    _judges()
    _votes()
    _objections()
    _campaigns()
    _distinct_people()
    make_anew("membership", ("'member', 'secretary', 'chair', 'leader'", _ROLES))
    make_anew("issued_document", ("'name_list')", _PAPERS))


def _campaigns() -> None:
    make_anew(
        "campaign",
        _columns("procedure JSON NOT NULL", "template VARCHAR(64) NOT NULL", "copied_from_id INTEGER"),
        _last(
            "CONSTRAINT fk_campaign_copied_from_id_campaign FOREIGN KEY(copied_from_id) REFERENCES campaign (id)"
            " ON DELETE SET NULL"
        ),
        procedure="'{}'",
        template="''",
    )
    make_anew(
        "tier",
        ("\tposition INTEGER NOT NULL, ", "\tposition INTEGER NOT NULL, \n\tprize INTEGER, "),
        _last("CONSTRAINT ck_tier_prize_not_negative CHECK (prize IS NULL OR prize >= 0)"),
    )
    make_anew(
        "criterion",
        ("\tposition INTEGER NOT NULL, ", "\tposition INTEGER NOT NULL, \n\tparent_id INTEGER, "),
        ("'judges', 'participation'", "'judges', 'participation', 'months', 'conduct'"),
        _last(
            "CONSTRAINT fk_criterion_parent_id_criterion FOREIGN KEY(parent_id) REFERENCES criterion (id)"
            " ON DELETE CASCADE"
        ),
    )
    make_anew(
        "veto",
        ("campaign_id INTEGER NOT NULL", "campaign_id INTEGER"),
        _columns("expires_on DATE"),
        _last("CONSTRAINT ck_veto_decided_before_expiry CHECK (expires_on IS NULL OR decided_on < expires_on)"),
    )
    make_anew(
        "honour",
        _columns("revoked_on DATE"),
        _last("CONSTRAINT ck_honour_granted_before_revoked CHECK (revoked_on IS NULL OR granted_on <= revoked_on)"),
    )


def _columns(*columns: str) -> tuple[str, str]:
    """The edit that puts columns in front of those that say when a row was written."""
    return "\tcreated_at", "".join(f"\t{column}, \n" for column in columns) + "\tcreated_at"


def _last(constraint: str) -> tuple[str, str]:
    """The edit that adds a constraint at the end of a table."""
    return "\n)", f", \n\t{constraint}\n)"


def _timetable() -> None:
    op.create_table(
        "campaign_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "step IN ('setup', 'nomination', 'eligibility', 'scoring', 'selection', 'notice', 'award')",
            name=op.f("ck_campaign_task_step_word"),
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_campaign_task_title_not_blank")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_task_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_task_campaign_id"), "campaign_task", ["campaign_id"], unique=False)
    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("pool", sa.String(length=32), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("nominees", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'team')", name=op.f("ck_quota_kind_word")),
        sa.CheckConstraint("pool IN ('own', 'outsourced', 'agency')", name=op.f("ck_quota_pool_word")),
        sa.CheckConstraint("nominees >= places", name=op.f("ck_quota_nominees_for_places")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_quota_places_not_negative")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_quota_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_quota_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "campaign_id",
            "organisation_id",
            "kind",
            "pool",
            name=op.f("uq_quota_campaign_id_organisation_id_kind_pool"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quota_organisation_id"), "quota", ["organisation_id"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=64), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("verdict IN ('agrees', 'reserves', 'objects')", name=op.f("ck_opinion_verdict_word")),
        sa.CheckConstraint(
            "(verdict IS NULL) = (answered_on IS NULL)", name=op.f("ck_opinion_answered_with_a_verdict")
        ),
        sa.CheckConstraint("due_on IS NULL OR asked_on <= due_on", name=op.f("ck_opinion_asked_before_due")),
        sa.CheckConstraint("length(trim(department)) > 0", name=op.f("ck_opinion_department_not_blank")),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_opinion_nomination_id_nomination"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("nomination_id", "department", name=op.f("uq_opinion_nomination_id_department")),
        sqlite_autoincrement=True,
    )


def _judges() -> None:
    op.create_table(
        "judge",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_judge_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_judge_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_judge_person_id_person"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_judge_campaign_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judge_person_id"), "judge", ["person_id"], unique=False)
    op.create_table(
        "judge_tie",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.CheckConstraint("kind IN ('family', 'mentor', 'other')", name=op.f("ck_judge_tie_kind_word")),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["judge.id"], name=op.f("fk_judge_tie_judge_id_judge"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_judge_tie_person_id_person"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("judge_id", "person_id", name=op.f("uq_judge_tie_judge_id_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judge_tie_person_id"), "judge_tie", ["person_id"], unique=False)
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_recusal_reason_not_blank")),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name=op.f("fk_recusal_judge_id_judge"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_recusal_nomination_id_nomination"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("judge_id", "nomination_id", name=op.f("uq_recusal_judge_id_nomination_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_recusal_nomination_id"), "recusal", ["nomination_id"], unique=False)
    op.create_table(
        "score_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("judge", sa.String(length=64), nullable=False),
        sa.Column("typed", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(judge)) > 0", name=op.f("ck_score_entry_judge_not_blank")),
        sa.CheckConstraint("points BETWEEN 0 AND 10000", name=op.f("ck_score_entry_points_in_range")),
        sa.CheckConstraint("typed IN (1, 2)", name=op.f("ck_score_entry_typed_twice_at_most")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_score_entry_criterion_id_criterion"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_score_entry_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "criterion_id",
            "nomination_id",
            "judge",
            "typed",
            name=op.f("uq_score_entry_criterion_id_nomination_id_judge_typed"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_score_entry_nomination_id"), "score_entry", ["nomination_id"], unique=False)
    op.create_table(
        "fixed_choice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("tier_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("chosen OR tier_id IS NULL", name=op.f("ck_fixed_choice_tier_of_the_chosen")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_fixed_choice_reason_not_blank")),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_fixed_choice_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tier_id"], ["tier.id"], name=op.f("fk_fixed_choice_tier_id_tier"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("nomination_id", name=op.f("uq_fixed_choice_nomination_id")),
        sqlite_autoincrement=True,
    )


def _votes() -> None:
    op.create_table(
        "voting_round",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("best_share", sa.String(length=16), nullable=True),
        sa.Column("majority_of", sa.String(length=32), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("again_of_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'assessment') = (best_share IS NOT NULL)", name=op.f("ck_voting_round_share_of_an_assessment")
        ),
        sa.CheckConstraint("kind IN ('election', 'assessment')", name=op.f("ck_voting_round_kind_word")),
        sa.CheckConstraint(
            "majority_of IN ('present', 'valid', 'none')", name=op.f("ck_voting_round_majority_of_word")
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_voting_round_title_not_blank")),
        sa.CheckConstraint(
            "min(present, issued, returned, invalid) >= 0", name=op.f("ck_voting_round_counts_not_negative")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_voting_round_number_positive")),
        sa.CheckConstraint("places > 0", name=op.f("ck_voting_round_places_positive")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_voting_round_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["again_of_id"],
            ["voting_round.id"],
            name=op.f("fk_voting_round_again_of_id_voting_round"),
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("campaign_id", "number", name=op.f("uq_voting_round_campaign_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "voting_candidate",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("approvals", sa.Integer(), nullable=False),
        sa.Column("objections", sa.Integer(), nullable=False),
        sa.Column("abstentions", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "min(approvals, objections, abstentions) >= 0", name=op.f("ck_voting_candidate_votes_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_voting_candidate_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["voting_round.id"],
            name=op.f("fk_voting_candidate_round_id_voting_round"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("round_id", "nomination_id", name=op.f("uq_voting_candidate_round_id_nomination_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_voting_candidate_nomination_id"), "voting_candidate", ["nomination_id"], unique=False)
    op.create_table(
        "grade_count",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "grade IN ('excellent', 'qualified', 'basic', 'unqualified')", name=op.f("ck_grade_count_grade_word")
        ),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_grade_count_votes_not_negative")),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_grade_count_nomination_id_nomination"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["voting_round.id"], name=op.f("fk_grade_count_round_id_voting_round"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "round_id", "nomination_id", "grade", name=op.f("uq_grade_count_round_id_nomination_id_grade")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_grade_count_nomination_id"), "grade_count", ["nomination_id"], unique=False)


def _objections() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("objector", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("contact", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("handling", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.String(length=32), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "conclusion IN ('upheld', 'partly', 'rejected', 'withdrawn', 'inadmissible')",
            name=op.f("ck_objection_conclusion_word"),
        ),
        sa.CheckConstraint("objector IN ('unit', 'person')", name=op.f("ck_objection_objector_word")),
        sa.CheckConstraint(
            "(conclusion IS NULL) = (closed_on IS NULL)", name=op.f("ck_objection_closed_with_a_conclusion")
        ),
        sa.CheckConstraint("length(trim(content)) > 0", name=op.f("ck_objection_content_not_blank")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_objection_name_not_blank")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_objection_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nomination.id"],
            name=op.f("fk_objection_nomination_id_nomination"),
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_objection_campaign_id"), "objection", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_objection_nomination_id"), "objection", ["nomination_id"], unique=False)


def _distinct_people() -> None:
    op.create_table(
        "distinct_people",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("person_id < other_id", name=op.f("ck_distinct_people_lower_first")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_distinct_people_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["person.id"], name=op.f("fk_distinct_people_other_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "other_id", name=op.f("pk_distinct_people")),
    )
    op.create_index(op.f("ix_distinct_people_other_id"), "distinct_people", ["other_id"], unique=False)
