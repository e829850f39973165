"""A document that was issued is at each addressee, once, with its files; and the sender shows what was done with it."""
from __future__ import annotations

import filecmp
from pathlib import Path

from compared import Compared
from ledger import DONE, Document
from province import BY_KEY
from view import View

# The words of a report in a trail, and the code of the state at the sender (chapter 14).
REPORTS = [("đã đến", "01"), ("từ chối nhận", "02"), ("đã tiếp nhận", "03"), ("đã chuyển xử lý", "04"),
           ("đang xử lý", "05"), ("đã hoàn thành", "06"), ("đồng ý lấy lại", "15"), ("từ chối lấy lại", "16")]
# By what a receiver has changed its own copy, or may have.
OWN_CHANGES = {"attached", "detached", "agreed", "refused", "undone", "corrected", "requested"}
# Files that are saved and compared byte for byte after a round; of the others the hash is compared.
FILES_SAVED = 12


class Delivery(Compared):
    saved = 0

    def check(self, document: Document) -> None:
        sender = self.views_of(document.office)[0]
        sent = sender.card(document.entry) if document.entry else None
        if not document.to or not sent or sent["state"] == "draft" or sent["number"] is None:
            return
        for office in document.to:
            organ = BY_KEY[office].organ
            place = next((one["place"] for one in sent["recipients"] if one["organId"] == organ), None)
            for view in self.views_of(office):
                self.delivered(document, sent, view, place)
            self.told(document, sent, office)

    def delivered(self, document: Document, sent: dict, view: View, place: str | None) -> None:
        entry = document.entry or ""
        about = [document.word, entry]
        card = view.card(entry)
        if not card and place == "keptBack":
            # It was recalled before anything of it was given to that office.
            return
        if not card:
            self.log.find("undelivered", view.station.key, f"{document.word} ({entry}) is not there", about)
            return
        times = [line["entry"] for line in view.incoming].count(entry)
        if times > 1:
            self.log.find("twice", view.station.key, f"{document.word} ({entry}) is listed {times} times", about)
        if card["state"] != "withdrawn":
            self.files(document, sent, card, view)
        elif card["attachments"]:
            self.log.find("not-destroyed", view.station.key, f"{document.word} was withdrawn and has files", about)

    def files(self, document: Document, sent: dict, card: dict, view: View) -> None:
        """The files of a receiver are those of the sender, unless it changed them itself or was asked to."""
        about = [document.word, document.entry or "-"]
        here = {one["sha256"]: one for one in card["attachments"]}
        expected = {one["sha256"] for one in sent["attachments"]}
        if not may_differ(sent, card) and set(here) != expected:
            self.log.find("files", view.station.key, f"{document.word}: other files than the sender has", about)
        for digest, one in here.items():
            planted = self.ledger.files.get(digest)
            name = f"{document.word}: {one['name']}"
            if not planted:
                self.log.find("files", view.station.key, f"{name} is a file nobody attached", about)
            elif not one["isHere"]:
                # CONTENT_GONE: bytes that were on one PC only are lost with its file.
                if all(act.fate == DONE for act in self.ledger.acts if act.sha256 == digest):
                    self.log.find("files", view.station.key, f"{name} never comes", about)
            elif self.saved < FILES_SAVED:
                self.save(document, one, planted, view)

    def save(self, document: Document, one: dict, planted: Path, view: View) -> None:
        self.saved += 1
        folder = self.province.folder / "saved" / view.station.key
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / one["name"]
        answer = view.station.run(
            "save-file", document.entry or "", "--file", one["name"], "--to", str(target), "--overwrite")
        if not answer.acknowledged or not filecmp.cmp(target, planted, shallow=False):
            self.log.find("files", view.station.key, f"{document.word}: {one['name']} is not saved as it was attached",
                          [document.word, one["name"]])

    def told(self, document: Document, sent: dict, office: str) -> None:
        """The sender shows all that the receiver has reported, and one of these states."""
        receiver = self.views_of(office)[0].card(document.entry or "")
        if not receiver:
            return
        about = [document.word, document.entry or "-"]
        key = self.views_of(document.office)[0].station.key
        said = {step["entry"]: step["words"] for step in receiver["trail"]
                if step["act"] == "reported" and not step["fromSender"]}
        heard = {step["entry"] for step in sent["trail"]
                 if step["act"] == "reported" and step["office"] == BY_KEY[office].name}
        if set(said) != heard:
            words = f"{document.word}: {office} reported {sorted(said)}, heard is {sorted(heard)}"
            self.log.find("states", key, words, about)
            return
        organ = BY_KEY[office].organ
        shown = next((one["status"] for one in sent["recipients"] if one["organId"] == organ), None)
        possible = {code for words in said.values() for report, code in REPORTS if f": {report}" in words}
        if receiver["requests"]:
            possible.add("13")
        if shown not in possible:
            words = f"{document.word}: shows {shown} for {office}, which reported {sorted(possible)}"
            self.log.find("states", key, words, about)


def may_differ(sent: dict, card: dict) -> bool:
    """Whether a receiver may have other files: it changed them itself, or what the sender changed since it registered
    the document is a request that it has not agreed to."""
    for step in card["trail"]:
        if step["act"] in OWN_CHANGES and not step["fromSender"] or step["act"] in ("detached", "undone"):
            return True
    issued = next((step["time"] for step in sent["trail"] if step["act"] == "issued"), 0)
    later = any(step["act"] == "attached" and step["time"] > issued for step in sent["trail"])
    return bool(card["requests"]) or later and card["state"] != "arrived"
