"""Handicaps, nominations, integrity: pars, awards, flags, assists, and what tickets tell them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_STRATUM_FIELDS = ("line", "category", "priority", "channel")
_TICKET_FIELDS = (
    ("subject_key", sa.String()),
    ("reopens", sa.Integer()),
    ("transfers", sa.Integer()),
    ("surveyed", sa.Boolean()),
    ("first_response_at", sa.BigInteger()),
    ("relabelled_kind_id", sa.Integer()),
)


def upgrade() -> None:
    for name in _STRATUM_FIELDS:
        op.add_column("stratum", sa.Column(name, sa.String(), server_default="", nullable=False))
    for name, kind in _TICKET_FIELDS:
        op.add_column("ticket", sa.Column(name, kind, nullable=True))
    op.add_column("engineer", sa.Column("email", sa.String(), nullable=True))
    for name in ("due", "due_fives"):
        column = sa.Column(name, sa.BigInteger(), server_default="0", nullable=False)
        op.add_column("cell", column)
    _create_par()
    _create_par_stratum()
    _create_award()
    _create_flag()
    _create_flag_whitelist()
    _create_assist()
    _name_strata()
    _sum_up_teams()


def downgrade() -> None:
    for table in ("assist", "flag_whitelist", "flag", "award", "par_stratum", "par"):
        op.drop_table(table)
    op.execute("DELETE FROM cell WHERE grain = 6")
    for table, names in (
        ("cell", ("due_fives", "due")),
        ("engineer", ("email",)),
        ("stratum", _STRATUM_FIELDS),
        ("ticket", tuple(name for name, _ in _TICKET_FIELDS)),
    ):
        for name in names:
            op.drop_column(table, name)


def _name_strata() -> None:
    """Kinds of work were told apart by category and priority so far."""
    for name in ("category", "priority"):
        op.execute(
            f"UPDATE stratum SET {name} = coalesce((SELECT max({name}) FROM work_kind"  # noqa: S608
            " WHERE work_kind.stratum_id = stratum.id), '')"
        )
    op.execute(
        "INSERT INTO setting (name, value) SELECT 'strata_fields', '[\"category\", \"priority\"]'"
        " WHERE EXISTS (SELECT 1 FROM stratum)"
    )


def _sum_up_teams() -> None:
    """The cells by team and kind of work, from those by engineer."""
    counts = ("n5", "n4", "n3", "n2", "n1", "u5", "u4", "u3", "u2", "u1", "tickets")
    sums = ", ".join(f"sum({name})" for name in counts)
    op.execute(
        "INSERT INTO cell (grain, day, team_id, engineer_id, stratum_id,"  # noqa: S608
        f" {', '.join(counts)}) SELECT 6, day, team_id, 0, stratum_id, {sums}"
        " FROM cell WHERE grain = 5 GROUP BY day, team_id, stratum_id"
    )


def _create_par() -> None:
    op.create_table(
        "par",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("window_first", sa.Integer(), nullable=False),
        sa.Column("window_last", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("g4", sa.Integer(), nullable=False),
        sa.Column("f4", sa.Integer(), nullable=False),
        sa.Column("phi", sa.Float(), nullable=False),
        sa.Column("k_team", sa.Integer(), nullable=False),
        sa.Column("k_person", sa.Integer(), nullable=False),
        sa.Column("kappa", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("season", "version"),
    )
    op.create_index("ix_par_quarter", "par", ["quarter"], unique=False)


def _create_par_stratum() -> None:
    op.create_table(
        "par_stratum",
        sa.Column("par_id", sa.Integer(), nullable=False),
        sa.Column("stratum_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("par4", sa.Integer(), nullable=False),
        sa.Column("rho4", sa.Integer(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("owner_team_id", sa.Integer(), nullable=True),
        sa.Column("median_minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["par_id"], ["par.id"]),
        sa.ForeignKeyConstraint(["stratum_id"], ["stratum.id"]),
        sa.PrimaryKeyConstraint("par_id", "stratum_id"),
    )


def _create_award() -> None:
    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("nomination", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("score", sa.String(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("formula_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("season", "nomination", "position"),
    )


def _create_flag() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["engineer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("season", "rule", "key"),
    )
    op.create_index("ix_flag_season", "flag", ["season"], unique=False)


def _create_flag_whitelist() -> None:
    op.create_table(
        "flag_whitelist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rule", "engineer_id", "other"),
    )


def _create_assist() -> None:
    op.create_table(
        "assist",
        sa.Column("ticket_id", BIG_ID, nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"]),
        sa.PrimaryKeyConstraint("ticket_id", "engineer_id"),
    )
