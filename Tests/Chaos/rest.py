"""Coming to rest: the faults end, and every clerk does what the answers say, until nothing new is exchanged."""
from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor

from ledger import DONE, Act, Document, Ledger
from programs import Answer
from province import Province, Station

MOST_ROUNDS = 10
# What an answer of a sync asks the clerk to do.
ANOTHER_RUN = "lần đồng bộ khác"
FORK = "restore --from-hub"
NEW_CODE = "enrol --again"


class Rest:
    def __init__(self, province: Province, ledger: Ledger):
        self.province = province
        self.ledger = ledger
        self.chance = random.Random(f"{province.seed}/rest")
        self.rounds = 0

    def come(self, pool: ThreadPoolExecutor) -> None:
        """Exchanges until a whole round carries nothing; finds it wrong if ten rounds do not suffice."""
        for self.rounds in range(1, MOST_ROUNDS + 1):
            carried = list(pool.map(self.station, self.province.stations.values()))
            if not any(carried):
                return
        self.province.log.find(
            "rest", "", f"after {MOST_ROUNDS} rounds without faults there is still something to exchange: "
            + ", ".join(key for key, one in zip(self.province.stations, carried) if one))

    def station(self, station: Station) -> bool:
        """One exchange of a station; whether anything was new, or is not done yet."""
        answer = self.sync(station)
        if answer.code in (1, 3):
            self.as_told(station, answer)
            return True
        if answer.code or not answer.json:
            return True
        answered = self.numbers(station)
        told = answer.json
        return answered or bool(told["sent"]["entries"] or told["received"]["entries"])

    def sync(self, station: Station) -> Answer:
        answer = station.run("sync")
        if answer.code == 0:
            self.ledger.synced(station.key, answer.began)
        return answer

    def as_told(self, station: Station, answer: Answer) -> None:
        log = self.province.log
        if ANOTHER_RUN in answer.err:
            time.sleep(1)
        elif FORK in answer.err:
            log.note(station.key, "filled again from the hub, as the answer says")
            told = station.run("sync", "status").json or {}
            line = ["restore", "--from-hub", station.proxy.url, "--code", self.province.hub.code(station.office.organ)]
            if len(self.province.of(station.office.key)) > 1:
                line += ["--station", told.get("station", "")]
            # Whatever was written after the copy was put back is in the file that was put aside.
            if station.run(*line).acknowledged:
                station.went_back = True
                self.ledger.rolled_back(station.key, 0)
        elif NEW_CODE in answer.err:
            log.note(station.key, "enrolled again, as the answer says")
            station.run("enrol", "--again", "--hub", station.proxy.url, "--code",
                        self.province.hub.code(station.office.organ), "--name", station.name)
        elif self.rounds > 3:
            log.find("refused", station.key, f"a sync without faults is refused: {answer.err.strip()}", ["sync"])

    def numbers(self, station: Station) -> bool:
        """The last numbers on paper, if they are asked for, and two of the lost documents entered again from it."""
        asked = station.run("numbers").json
        if not asked:
            return False
        line = ["numbers"]
        for book in asked:
            paper = self.ledger.paper.get((station.office.key, book["book"]), 0)
            line += ["--last", f"{book['book']}={max(paper, book['lastNumber'])}"]
        if station.run(*line).acknowledged:
            self.enter_again(station)
        return True

    def enter_again(self, station: Station) -> None:
        """Two of the documents whose numbers wait are entered again under them."""
        for direction in ("incoming", "outgoing"):
            lines = station.run("list", direction, "--all").json or []
            for line in [line for line in lines if line["state"] == "reserved"][:2]:
                number = str(line.get("arrivalNumber", line.get("number")))
                verb = "register" if direction == "incoming" else "issue"
                word = f"zq{self.chance.randrange(10 ** 10):010d}qz"
                document = Document(word, station.office.key, station.key, [])
                typed = ["--signer", "Chủ tịch, Nông Văn A", "--to", "Công ty Bản Giốc"]
                if verb == "register":
                    typed = [f"{number}/{word[2:8]}", "--from", "Công ty Bản Giốc", "--date", "20/11/2026"]
                self.ledger.plant(document)
                answer = station.run(verb, *typed, "--type", "cv", "--subject", f"Nhập lại {word}", "--number", number)
                if answer.acknowledged and answer.json:
                    self.ledger.named(document, answer.json["entry"])
                    self.ledger.add(Act(
                        verb, station.key, station.office.key, word, word, DONE, answer.began, answer.ended,
                        self.province.log.round, int(number), line["book"], answer.json["entry"]))
                else:
                    words = f"a number that waits is not entered again: {answer.err.strip()}"
                    self.province.log.find("again", station.key, words, [number])
