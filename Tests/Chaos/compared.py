"""What all checks look at: what was promised, and what every station shows."""
from __future__ import annotations

from typing import Type, TypeVar

from findings import Log
from ledger import Ledger
from province import Province
from view import View

Kind = TypeVar("Kind", bound="Compared")


class Compared:
    def __init__(self, province: Province, ledger: Ledger, views: dict[str, View]):
        self.province = province
        self.ledger = ledger
        self.views = views
        self.log: Log = province.log

    def also(self, kind: Type[Kind]) -> Kind:
        """Other checks of the same."""
        return kind(self.province, self.ledger, self.views)

    def views_of(self, office: str) -> list[View]:
        return [self.views[station.key] for station in self.province.of(office)]
