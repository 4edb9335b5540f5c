"""A measured figure beside its promised bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; with a bound it has to be at most (or, if `least`, at least) that."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the bound holds; a figure without one is for information."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.least else self.value <= self.bound

    def __str__(self) -> str:
        line = f"{self.name}: {self.value:.3g} {self.unit}".rstrip()
        if self.bound is None:
            return line
        promise = "at least" if self.least else "at most"
        verdict = "kept" if self.is_kept else "NOT KEPT"
        return f"{line} ({promise} {self.bound:g}: {verdict})"
