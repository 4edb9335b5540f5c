"""A file's tickets are remembered from chunk to chunk."""

from __future__ import annotations

from db.commands.seen import Seen


def test_names_of_one_call_have_not_been_met_before() -> None:
    assert Seen().meet(["a", "a", "b"]) is False


def test_a_name_of_any_earlier_call_is_met_again() -> None:
    seen = Seen()
    first = seen.meet([str(number) for number in range(1000)])
    second = seen.meet([str(number) for number in range(1000, 2000)])

    assert (first, second, seen.meet(["x", "17"]), seen.meet(["x"]), seen.meet(["y"])) == (
        False,
        False,
        True,
        True,
        False,
    )


def test_nothing_is_never_met() -> None:
    assert Seen().meet([]) is False
