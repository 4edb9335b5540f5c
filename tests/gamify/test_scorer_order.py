"""The order of the top scorers, whole and of the best few."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.handicap.published import PAR
from gamify.scorer_order import Score, ScorerOrder, order_scorers, scores_of
from gamify.standings import EngineerTally

few = st.integers(0, 6)
scores_lists = st.lists(
    st.builds(Score, st.just(0), few, few, st.none() | few, few.map(PAR.__mul__), few), max_size=12
).map(lambda scores: [score._replace(id=at) for at, score in enumerate(scores, start=1)])


@settings(max_examples=60)
@given(scores_lists, few, st.none() | st.integers(1, 50))
def test_the_best_few_have_the_places_that_they_have_among_all(
    scores: list[Score], best: int, kappa: int | None
) -> None:
    everybody = order_scorers(scores, kappa=kappa)
    found = order_scorers(scores[::-1], kappa=kappa, best=best)

    assert (found.ids, found.places) == (everybody.ids[:best], everybody.places[:best])
    assert found.scored == everybody.scored == len(everybody.ids)


def test_equal_scores_share_the_place_and_the_number_orders_them() -> None:
    scores = [Score(3, five=2, reached=7), Score(1, five=2, reached=7), Score(2, five=1)]
    assert order_scorers(scores) == ScorerOrder([1, 3, 2], [1, 1, 3], 3, 0, 0)
    assert order_scorers(scores, best=1) == ScorerOrder([1], [1], 3, 0, 0)


def test_net_of_the_tickets_two_indices_that_a_float_can_not_tell_apart_have_two_places() -> None:
    """(2⁶⁰ + 1) / 2⁶⁰ is more than one by less than a float can hold."""
    huge = 2**60
    scores = [Score(1, due=huge, own_fives=huge), Score(2, due=huge, own_fives=huge + 1)]
    assert order_scorers(scores, kappa=10).ids == [2, 1]


def test_the_score_of_a_tally_is_what_ranks_it() -> None:
    tally = EngineerTally(7, "Ann", "A", 6, 1, 1, 1, 1, reached=9, tickets=4, due=5, own_fives=3)
    assert scores_of([tally]) == [Score(7, five=6, lost=10, reached=9, due=5, own_fives=3)]
