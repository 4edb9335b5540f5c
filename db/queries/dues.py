"""Reads the ruling pars as arrays for the fold."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Integer, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows, integers
from db.days import Ints
from db.dues import Dues, QuarterDues

_PAR = SQLModel.metadata.tables["par"]
_STRATUM = SQLModel.metadata.tables["par_stratum"]


def ruling_dues(session: Session) -> Dues:
    """What each quarter's newest par expects."""
    columns = (_PAR.c.id, type_coerce(_PAR.c.quarter, Integer), _PAR.c.g4, _PAR.c.f4)
    statement = select_rows(*columns).order_by(_PAR.c.quarter, _PAR.c.version)
    ruling: dict[int, Any] = {row[1]: row for row in driver_rows(session, statement)}
    if not ruling:
        return Dues()
    par, stratum, par4, rho4 = integers(
        session,
        select_rows(*(_STRATUM.c[name] for name in ("par_id", "stratum_id", "par4", "rho4"))),
    ).T
    return Dues(
        {
            quarter: QuarterDues(
                par4=_by_stratum(stratum[par == id_], par4[par == id_]),
                rho4=_by_stratum(stratum[par == id_], rho4[par == id_]),
                g4=g4,
                f4=f4,
            )
            for quarter, (id_, _, g4, f4) in ruling.items()
        }
    )


def _by_stratum(strata: Ints, values: Ints) -> Ints:
    """Values at the index of their stratum, -1 where there is none."""
    found = np.full(int(strata.max(initial=0)) + 1, -1, dtype=np.int64)
    found[strata] = values
    return found
