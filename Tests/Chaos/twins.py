"""Two stations of an office show the same."""
from __future__ import annotations

from typing import Any

from compared import Compared
from province import BY_KEY
from view import View

# What a station says of itself alone.
OF_ONE_STATION = {"unsent", "isHere", "arrivedBytes", "isLost", "recipients", "here"}


class Twins(Compared):
    def check(self) -> None:
        for office in BY_KEY:
            first, *others = self.views_of(office)
            for other in others:
                self.same(first, other)

    def same(self, one: View, other: View) -> None:
        pairs: list[tuple[str, Any, Any]] = [
            ("list incoming", by_entry(one.incoming), by_entry(other.incoming)),
            ("list outgoing", by_entry(one.outgoing), by_entry(other.outgoing)),
            ("inbox", by_entry(waiting(one)), by_entry(waiting(other))), ("custody", one.custody, other.custody)]
        pairs += [(f"show {entry}", card or None, other.card(entry)) for entry, card in one.cards.items()]
        for what, left, right in pairs:
            if shared(left) != shared(right):
                words = f"{what} is not as at {other.station.key}: {difference(shared(left), shared(right))}"
                self.log.find("stations", one.station.key, words, [what.split()[-1]])


def waiting(view: View) -> list[dict]:
    """REFUSED_RECALLS: whether a refused recall still waits after its reader has registered the document depends on
    whether a station heard of both at once."""
    return [line for line in view.inbox if line["need"] != "recallRefused"]


def by_entry(lines: list[dict]) -> list[dict]:
    """DAY_ORDER: the documents of one day are listed in the order in which each station came to know them."""
    return sorted(lines, key=lambda line: line["entry"])


def shared(value: Any) -> Any:
    """What two stations must show alike. The name of a letter (moi-12) or a draft (nhap-3) is of one station."""
    if isinstance(value, dict):
        return {key: shared(one) for key, one in value.items()
                if key not in OF_ONE_STATION and not (key == "reference" and str(one).startswith(("moi-", "nhap-")))}
    if isinstance(value, list):
        return [shared(one) for one in value]
    return value


def difference(left: Any, right: Any, at: str = "") -> str:
    """The first place where two values differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in left | right:
            if left.get(key) != right.get(key):
                return difference(left.get(key), right.get(key), f"{at}.{key}")
    if isinstance(left, list) and isinstance(right, list):
        if len(left) == len(right):
            for place, (a, b) in enumerate(zip(left, right)):
                if a != b:
                    return difference(a, b, f"{at}[{place}]")
        here, there = ({str(one.get("entry")) for one in side} for side in (left, right))
        return f"{at}: only here {sorted(here - there)}, only there {sorted(there - here)}"
    return f"{at}: {str(left)[:200]} / {str(right)[:200]}"
