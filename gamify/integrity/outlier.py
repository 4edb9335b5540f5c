"""F9 outlier: more than twice the par of fives, almost certainly."""

from __future__ import annotations

from fractions import Fraction

from scipy.special import gammaincc

from gamify.averages import cut
from gamify.integrity.evidence import Evidence
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import say

#: The ratio of fives to par that is asked about, and how sure it has to be.
RATIO, SURE = 2, 0.99


def chance_above(
    ratio: float, *, goals: float, par: float, borrowed: float, common: float
) -> float:
    """P(true ratio of fives to par > ratio), which is Gamma(goals + κ·R, par + κ) (SCORING F9).

    `borrowed` is κ and `common` R, the ratio of all goals to all par.
    """
    return float(gammaincc(goals + borrowed * common, ratio * (par + borrowed)))


def outliers(evidence: Evidence) -> list[Flag]:
    """Engineers whose fives are more than twice their par with a probability above 0.99.

    They are simply excellent, most of the time: congratulate, and look once.
    """
    forms = evidence.forms or ()
    par = sum((form.par for form in forms), Fraction(0))
    if not par:
        return []
    common = float(sum((form.goals for form in forms), Fraction(0)) / par)
    return [
        Flag(
            rule=Rule.OUTLIER,
            severity=Severity.NORMAL,
            ratings=(),
            engineer_id=form.engineer_id,
            other_id=None,
            evidence=say(
                "{goals} goals where the par of the tickets handled is {par}: more than twice "
                "as many. Worth a congratulation and one look.",
                goals=cut(form.goals, decimals=1),
                par=cut(form.par, decimals=1),
            ),
            key=flag_key(form.engineer_id),
        )
        for form in sorted(forms)
        if _is_outlier(float(form.goals), float(form.par), common, evidence.kappa)
    ]


def _is_outlier(goals: float, par: float, common: float, kappa: int) -> bool:
    return chance_above(RATIO, goals=goals, par=par, borrowed=kappa, common=common) > SURE
