"""What each station shows, read once after a round through its own commands."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from province import Province, Station


@dataclass
class View:
    """One station. `lines` are all documents it lists, by their entry; `cards` those that were looked at closely."""

    station: Station
    incoming: list[dict] = field(default_factory=list)
    outgoing: list[dict] = field(default_factory=list)
    inbox: list[dict] = field(default_factory=list)
    custody: list[dict] = field(default_factory=list)
    status: dict = field(default_factory=dict)
    verify: dict = field(default_factory=dict)
    lines: dict[str, dict] = field(default_factory=dict)
    cards: dict[str, dict] = field(default_factory=dict)

    def all(self) -> list[dict]:
        return self.incoming + self.outgoing + [
            line for line in self.inbox if line["entry"] not in {one["entry"] for one in self.incoming + self.outgoing}]

    def card(self, entry: str) -> dict | None:
        """The whole document, or None if this station does not know it."""
        if entry not in self.cards:
            answer = self.station.run("show", entry)
            self.cards[entry] = answer.json if answer.acknowledged and answer.json else {}
        return self.cards[entry] or None

    def found(self, word: str) -> list[dict]:
        """The documents in which a planted word is found: also drafts, and those that were sent back."""
        return self.read("search", word, [])

    def read(self, *line: Any) -> Any:
        *typed, otherwise = line
        answer = self.station.run(*typed)
        return answer.json if answer.json is not None else otherwise


def look(station: Station) -> View:
    view = View(station)
    view.incoming = view.read("list", "incoming", "--all", [])
    view.outgoing = view.read("list", "outgoing", "--all", [])
    view.inbox = view.read("inbox", [])
    view.custody = view.read("custody", "list", [])
    view.status = view.read("sync", "status", {})
    view.verify = view.read("verify", {})
    view.lines = {line["entry"]: line for line in view.all()}
    return view


def look_everywhere(province: Province, pool: ThreadPoolExecutor) -> dict[str, View]:
    return dict(zip(province.stations, pool.map(look, province.stations.values())))
