"""What a requirement pays for places beyond its base: read from and written to the column `bonus`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from procurements.choices import RequirementKind
from procurements.models.terms import RequirementTerms


@dataclass(frozen=True, kw_only=True)
class Bonus:
    """SEK per full-time month by type of placement; at most so many places at a time and so much in all."""

    sek_per_month: Mapping[str, Decimal]
    max_places: int | None = None
    cap_sek: int | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Self | None:
        """From what the column keeps."""
        if not stored:
            return None
        rates = stored.get("sek_per_month") or {}
        return cls(
            sek_per_month={kind: Decimal(str(rate)) for kind, rate in rates.items()},
            max_places=stored.get("max_places"),
            cap_sek=stored.get("cap_sek"),
        )

    @property
    def stored(self) -> dict[str, Any] | None:
        """As the column keeps it; None where nothing is said."""
        if not self.sek_per_month and self.max_places is None and self.cap_sek is None:
            return None
        rates = {kind: str(rate) for kind, rate in self.sek_per_month.items()}
        return {"sek_per_month": rates, "max_places": self.max_places, "cap_sek": self.cap_sek}


def typed_bonus(terms: RequirementTerms) -> Bonus | None:
    """What stands in the column, whatever the kind of requirement."""
    return Bonus.read(terms.bonus)


def bonus_of(terms: RequirementTerms) -> Bonus | None:
    """The bonus that is paid; None where the kind of requirement has no use for one."""
    return typed_bonus(terms) if RequirementKind(terms.kind).takes_bonus else None
