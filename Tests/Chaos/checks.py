"""What must hold when everything is quiet. Each check is of one promise of the guide and has a name."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from compared import Compared
from delivery import Delivery
from foreign import Foreign
from ledger import Document
from promises import Promises
from twins import Twins


class Checks(Compared):
    def all(self, pool: ThreadPoolExecutor) -> None:
        self.sound()
        self.numbers()
        self.settled()
        touched = [d for d in self.ledger.documents.values() if d.touched == self.log.round]
        self.name(touched)
        self.read_cards(touched, pool)
        promises, delivery = self.also(Promises), self.also(Delivery)
        for document in touched:
            promises.check(document)
            delivery.check(document)
        self.also(Twins).check()
        self.also(Foreign).check()

    def name(self, documents: list[Document]) -> None:
        """A command that was killed may have made its document all the same: its entry is what the desk shows."""
        for document in documents:
            for view in self.views_of(document.office):
                if not document.entry:
                    for line in view.found(document.word):
                        self.ledger.named(document, line["entry"])

    def read_cards(self, documents: list[Document], pool: ThreadPoolExecutor) -> None:
        wanted = [(view, document.entry) for document in documents if document.entry
                  for office in {document.office, *document.to} for view in self.views_of(office)]
        list(pool.map(lambda one: one[0].card(one[1]), wanted))

    def sound(self) -> None:
        """What the programs find in their own files."""
        for key, view in self.views.items():
            if not view.verify.get("sound"):
                self.log.find("verify", key, f"verify: {view.verify.get('findings')}", ["verify"])
        told = self.province.hub.run("verify")
        if not told.json or told.json["faults"] or told.code:
            self.log.find("hub-verify", "hub", f"vanthu-hub verify: {told.out[-400:]} {told.err[-400:]}", ["verify"])

    def numbers(self) -> None:
        """1 to the last number, each once, in every book at every station."""
        for key, view in self.views.items():
            books: dict[str, list[int]] = {}
            for line in view.incoming + view.outgoing:
                number = line.get("arrivalNumber", line.get("number"))
                if line["book"] and number:
                    books.setdefault(line["book"], []).append(number)
            for book, given in books.items():
                if sorted(given) != list(range(1, len(given) + 1)):
                    missing = sorted(set(range(1, max(given) + 1)) - set(given))
                    twice = sorted({number for number in given if given.count(number) > 1})
                    self.log.find("numbers", key, f"{book}: missing {missing}, twice {twice}", [book])

    def settled(self) -> None:
        """Nothing waits any more, and nobody is refused."""
        for key, view in self.views.items():
            waiting, awaited = view.status.get("waiting", {}), view.status.get("awaited", {})
            refusal = view.status.get("refusal")
            if refusal or any(waiting.values()) or awaited.get("items"):
                said = f"waiting {waiting}, awaited {awaited}, refusal {refusal}"
                self.log.find("settled", key, said, ["sync"])
