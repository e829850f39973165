"""What was answered at a desk is there: once, under its number; and what was refused is not."""
from __future__ import annotations

from compared import Compared
from ledger import DONE, REFUSED, Act, Document
from view import View

# Tells that a file is lost, by its name: the word of the act that attached it.
TOLD_LOST = "contentMissing"


class Promises(Compared):
    def check(self, document: Document) -> None:
        acts = [act for act in self.ledger.acts if act.document == document.word]
        for view in self.views_of(document.office):
            self.made(document, acts, view)
        for act in acts:
            for view in self.views_of(act.office):
                if act.word and act.word != document.word and document.entry:
                    self.kept(document, act, view)
                # A number is of a line of the office that gave it.
                if act.fate == DONE and act.number is not None:
                    self.numbered(document, act, view)

    def made(self, document: Document, acts: list[Act], view: View) -> None:
        """The document of an acknowledged act is there once; that of a refused one is not."""
        first = next((act for act in acts if act.word == document.word), None)
        if not first:
            return
        lines = [line for line in view.all() if document.word in line["subject"]]
        card = view.card(document.entry) if document.entry else None
        about = [document.word, document.entry or "-"]
        if first.fate == DONE and not card:
            said = f"{first.verb} was acknowledged, {document.word} is not there"
            self.log.find("lost", view.station.key, said, about)
        if first.fate == REFUSED and (card or lines):
            self.log.find("refused-yet-there", view.station.key, f"{first.verb} of {document.word} was refused", about)
        if len(lines) > 1:
            self.log.find("twice", view.station.key, f"{document.word} is listed {len(lines)} times", about)

    def numbered(self, document: Document, act: Act, view: View) -> None:
        card = view.card(document.entry) if document.entry else None
        now = card and card.get("arrivalNumber", card.get("number"))
        if card and now != act.number:
            said = f"{act.verb} of {document.word} gave {act.number}, now it is {now}"
            self.log.find("number", view.station.key, said, [document.word, document.entry or "-"])

    def kept(self, document: Document, act: Act, view: View) -> None:
        """The words of an act stand in the trail of its document: once if it was acknowledged, never if refused."""
        card = view.card(document.entry or "")
        if not card:
            return  # Said of the document itself, by "lost", or by "undelivered".
        if card["state"] == "withdrawn" and act.office != document.office:
            return  # WITHDRAWN_WORDS: with its contents the words about it are destroyed.
        naming = [step for step in card["trail"] if act.word in step["words"]]
        steps = [step for step in naming if step["act"] != TOLD_LOST]
        # What is reported to the sender repeats the words of the act that it reports; a refusal of several requests is
        # reported for each of them.
        times = len([step for step in steps if step["act"] != "reported"]) or min(1, len(steps))
        about = [act.word, document.word, document.entry or "-"]
        if act.fate == DONE and len(steps) < len(naming):
            # CONTENT_GONE is for what was on one PC only.
            said = f"the file of {act.verb} {act.word} was safe, and is told to be lost"
            self.log.find("lost", view.station.key, said, about)
        if act.fate == DONE and times == 0:
            said = f"{act.verb} {act.word} on {document.word} is not in the trail"
            self.log.find("lost", view.station.key, said, about)
        if act.fate == REFUSED and times:
            self.log.find("refused-yet-there", view.station.key, f"{act.verb} {act.word} was refused", about)
        if times > 1:
            self.log.find("twice", view.station.key, f"{act.verb} {act.word} is {times} times in the trail", about)
