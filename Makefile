# vanthu: set up, build, run, test, install. `make help` lists the targets; .ci/run calls the same ones.
#
# GNU make on Debian 12 with Swift 6.3 on the PATH or in /opt/swift. Works as root and as an ordinary user.

SHELL := /bin/sh
.DEFAULT_GOAL := help
# SwiftPM uses all cores by itself, and two of its runs in one folder would only wait for each other.
.NOTPARALLEL:

ifndef SWIFT
SWIFT := $(or $(shell command -v swift),$(wildcard /opt/swift/usr/bin/swift))
endif
BIN := .build/release
# A release program: Swift's libraries are linked into it. All others are linked into vanthu too, and no run path; what was
# linked is written to that file (Package.swift, docs/security.md).
RELEASE := -c release --static-swift-stdlib --disable-local-rpath
export VANTHU_ALONE := $(CURDIR)/.build/vanthu.linked
VANTHU := $(BIN)/vanthu
PROGRAMS := vanthu vanthu-sync vanthu-hub

prefix ?= /usr/local
PREFIX ?= $(prefix)
bindir := $(DESTDIR)$(PREFIX)/bin
mandir := $(DESTDIR)$(PREFIX)/share/man
datadir := $(DESTDIR)$(PREFIX)/share/vanthu
docdir := $(DESTDIR)$(PREFIX)/share/doc/vanthu
desktopdir := $(DESTDIR)$(PREFIX)/share/applications
icondir := $(DESTDIR)$(PREFIX)/share/icons/hicolor/scalable/apps
bash_completions := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
zsh_completions := $(DESTDIR)$(PREFIX)/share/zsh/site-functions
fish_completions := $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# The packages needed to build the program, and those that its tests need besides.
PACKAGES := binutils git libcurl4-openssl-dev libncurses-dev libsqlite3-dev libxml2-dev libzstd-dev nettle-dev pkgconf zlib1g-dev
TEST_PACKAGES := libvterm-dev openssl poppler-utils python3 sqlite3 zsh fish

SOURCES := Package.swift Sources Tests Themes packaging

.PHONY: run
run: swift setup ## build vanthu, open the screen on your own office; without a terminal: a clerk's day on a sample office
	$(SWIFT) build $(RELEASE) --product vanthu
	@if [ -t 0 ] && [ -t 1 ]; then $(VANTHU) $(ARGS); else VANTHU=$(VANTHU) Tests/Scenarios/a-day.sh; fi

.PHONY: test
test: swift setup-tests ## build everything, run all tests, worlds, chaos; FILTER=NAME: only tests that match, nothing else
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest $(if $(FILTER),--filter '$(FILTER)')
	$(if $(FILTER)$(VANTHU_TESTS),,@$(MAKE) --no-print-directory worlds chaos)

# With the flags of the release programs, so that everything is built once.
.PHONY: worlds
worlds: swift setup ## run worlds of the simulator on all cores; WORLDS=400 LIARS=400 DRAWN=100 (docs/simulator.md)
	$(SWIFT) build $(RELEASE) --product simulate
	@Tests/Simulator/worlds.sh $(BIN)/simulate $(or $(WORLDS),400) $(or $(LIARS),400) $(or $(DRAWN),100)

# The programs of the tests: debug builds, which trap on overflow, as the release does. Bounded: on a slow machine fewer
# rounds are run, which is said. CHAOS_ROUNDS and CHAOS_SEED, because ROUNDS and SEED are of other targets.
.PHONY: chaos
chaos: swift setup-tests ## hurt real programs and compare everything; CHAOS_ROUNDS=10 CHAOS_SEED=1 CHAOS_SECONDS=150 (docs/simulator.md)
	for program in $(PROGRAMS); do $(SWIFT) build --product $$program || exit 1; done
	Tests/Chaos/chaos.py --bin .build/debug --self-test
	Tests/Chaos/chaos.py --bin .build/debug --rounds $(or $(CHAOS_ROUNDS),10) --seed $(or $(CHAOS_SEED),1) \
	  --seconds $(or $(CHAOS_SECONDS),150)

.PHONY: test-long
test-long: test ## for a night: test, 300 rounds of chaos, a crash at every single write, all models
	@$(MAKE) --no-print-directory chaos CHAOS_ROUNDS=300 CHAOS_SECONDS=20000
	@$(MAKE) --no-print-directory crashes model-all

.PHONY: worlds-on
worlds-on: swift setup ## go on running worlds where it was stopped: FROM=1000001 MANY=20000 OPTIONS="--offices 8 --nights 14"
	$(SWIFT) build $(RELEASE) --product simulate
	@Tests/Simulator/worlds-on.sh $(BIN)/simulate $(or $(FROM),1000001) $(or $(MANY),20000) $(OPTIONS)

.PHONY: build
build: swift setup ## the release programs: .build/release/vanthu, vanthu-sync, vanthu-hub
	for program in $(PROGRAMS); do \
	  $(SWIFT) build $(RELEASE) --product $$program || exit 1; done

# Read from what the build has left, without a network: docs/security.md.
.PHONY: sbom
sbom: build ## list what is linked into the programs, with SHA-256: .build/release/vanthu.cdx.json (CycloneDX)
	$(SWIFT) build $(RELEASE) --product sbom
	@$(BIN)/sbom $(BIN) > $(BIN)/vanthu.cdx.json.part && mv $(BIN)/vanthu.cdx.json.part $(BIN)/vanthu.cdx.json
	@echo $(BIN)/vanthu.cdx.json

.PHONY: pictures
pictures: swift setup-tests ## draw the pictures of screens in the README again, from the real program; look at them
	$(SWIFT) build --build-tests
	VANTHU_RECORD=1 $(SWIFT) test --skip-build --disable-xctest --filter PictureTests

.PHONY: screens
screens: swift setup-tests ## record the screens of Tests/Scenarios/*.test again; read the diff before you commit it
	VANTHU_RECORD=1 $(SWIFT) test --disable-xctest --filter ScenarioTests

.PHONY: story
story: build ## a day of a clerk on a sample office, step by step, through the command line
	@VANTHU=$(VANTHU) Tests/Scenarios/a-day.sh

.PHONY: hub
hub: build ## a hub and three offices on this machine, step by step; on a terminal it stays up until Ctrl-C
	@BIN=$(BIN) Tests/Scenarios/a-province.sh

.PHONY: setup
setup: ## install missing packages needed to build (Debian); prints nothing when all are there
	@.ci/setup.sh $(PACKAGES)

.PHONY: setup-tests
setup-tests: ## the same, with the packages for the tests
	@.ci/setup.sh $(PACKAGES) $(TEST_PACKAGES)

.PHONY: lint
lint: swift ## check format and tidiness; changes nothing
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	@.ci/tidy.sh

.PHONY: format
format: swift ## format Swift files
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

.PHONY: install
install: built ## install the programs, manuals, guide and completion; PREFIX=/usr/local, DESTDIR=
	install -d $(bindir) $(mandir)/man1 $(mandir)/vi/man1 $(datadir)/keys $(datadir)/colours
	install -d $(bash_completions) $(zsh_completions) $(fish_completions)
	for program in $(PROGRAMS); do \
	  strip -o $(bindir)/$$program $(BIN)/$$program && chmod 755 $(bindir)/$$program || exit 1; done
	$(VANTHU) --lang en manual > $(mandir)/man1/vanthu.1
	$(VANTHU) --lang vi manual > $(mandir)/vi/man1/vanthu.1
	$(BIN)/vanthu-hub --lang en manual > $(mandir)/man1/vanthu-hub.1
	$(BIN)/vanthu-hub --lang vi manual > $(mandir)/vi/man1/vanthu-hub.1
	for program in vanthu vanthu-hub; do \
	  $(BIN)/$$program --lang vi completion bash > $(bash_completions)/$$program && \
	  $(BIN)/$$program --lang vi completion zsh > $(zsh_completions)/_$$program && \
	  $(BIN)/$$program --lang vi completion fish > $(fish_completions)/$$program.fish || exit 1; done
	install -m 644 Themes/keys/*.keys $(datadir)/keys
	install -m 644 Themes/colours/*.colours $(datadir)/colours
	install -d $(docdir)/huong-dan/anh $(desktopdir) $(icondir)
	install -m 644 LICENSE NOTICE THIRD-PARTY.md CHANGELOG.md $(docdir)
	install -m 644 docs/huong-dan/*.md $(docdir)/huong-dan
	install -m 644 docs/huong-dan/anh/* $(docdir)/huong-dan/anh
	install -m 644 packaging/vanthu.desktop $(desktopdir)
	install -m 644 packaging/vanthu.svg $(icondir)

.PHONY: uninstall
uninstall: ## remove what install has installed
	rm -f $(addprefix $(bindir)/,$(PROGRAMS))
	rm -f $(foreach page,vanthu.1 vanthu-hub.1,$(mandir)/man1/$(page) $(mandir)/vi/man1/$(page))
	rm -f $(foreach program,vanthu vanthu-hub,$(bash_completions)/$(program) $(zsh_completions)/_$(program))
	rm -f $(foreach program,vanthu vanthu-hub,$(fish_completions)/$(program).fish)
	rm -f $(desktopdir)/vanthu.desktop $(icondir)/vanthu.svg
	rm -rf $(datadir) $(docdir)

# Into .build/deb. Dependencies are read from the programs, so the packages fit the Debian they are made on.
DEB_PACKAGES := binutils dpkg-dev git lintian perl
DEBS := .build/deb

.PHONY: deb
deb: build ## make the Debian packages: .build/deb/vanthu_…deb for the clerk, vanthu-hub_…deb for the province
	@.ci/setup.sh $(DEB_PACKAGES)
	packaging/deb/build.sh $(BIN) $(DEBS)
	lintian --allow-root --fail-on error $(DEBS)/*.deb

.PHONY: deb-check
deb-check: deb ## as root: install, upgrade and remove the packages in a clean Debian 12 (a network is needed); MIRROR=
	@.ci/setup.sh debootstrap
	packaging/deb/check.sh $(BIN) $(DEBS)

# The programs that vanthu is compared with, and the folder of their documents; not needed to build or to test.
BENCH_PACKAGES := sqlite3 python3-venv less vim mutt tig aerc fzf notmuch
BENCH_DATA ?= bench-data
SIZES ?= 10000 100000
ROUNDS ?= 3
BENCH = $(BENCH_DATA)/venv/bin/python3 Tests/Bench/bench.py

.PHONY: bench
bench: build bench-setup ## compare with other programs; SIZES="10000 100000 1000000" ROUNDS=3
	$(BENCH) run --program $(VANTHU) --data $(BENCH_DATA) --sizes $(SIZES) --rounds $(ROUNDS)

.PHONY: bench-setup
bench-setup: built ## install what bench needs: the other programs, and their corpora in bench-data
	@.ci/setup.sh $(BENCH_PACKAGES)
	@[ -x $(BENCH_DATA)/venv/bin/pip ] || python3 -m venv $(BENCH_DATA)/venv
	@$(BENCH_DATA)/venv/bin/pip install --quiet pyte
	$(BENCH) prepare --program $(VANTHU) --data $(BENCH_DATA) --sizes $(SIZES)

# A journal the dictionary was not trained on, and sentences of the guide as subjects that it does not know.
.PHONY: bench-exchange
bench-exchange: build ## measure packets: bytes, entries per second
	@.ci/setup.sh sqlite3
	$(SWIFT) build $(RELEASE) --product ExchangeFigures
	@mkdir -p $(BENCH_DATA)
	rm -f $(BENCH_DATA)/exchange.db
	$(VANTHU) sample --seed 4711 --documents 300 --years 1 --on 2026-11-20 --office $(BENCH_DATA)/exchange.db
	sqlite3 -separator "$$(printf '\t')" $(BENCH_DATA)/exchange.db \
	  "SELECT station, epoch, sequence, time, day, clerk, coalesce(grouped, ''), act FROM journal ORDER BY station, epoch, sequence" \
	  > $(BENCH_DATA)/exchange.tsv
	grep -h '^[A-ZĐ][^|`<]\{60,160\}$$' docs/huong-dan/*.md > $(BENCH_DATA)/subjects.txt
	$(BIN)/ExchangeFigures $(BENCH_DATA)/exchange.tsv $(BENCH_DATA)/subjects.txt

# The programs an exchange is compared with, and the tools that simulate connections; none of them is needed to build or
# to test.
BENCH_LINES_PACKAGES := ethtool fossil git iproute2 procps python3 rsync zstd

.PHONY: bench-sync
bench-sync: bench-exchange bench-hub bench-lines ## measure packets, hub, bad connections, other programs (30 min)

.PHONY: bench-hub
bench-hub: build ## measure a hub: packets per second, a night of OFFICES=200, memory, strangers
	$(SWIFT) build $(RELEASE) --product SyncFigures
	$(BIN)/SyncFigures hub $(BIN) $(OFFICES)
	$(BIN)/SyncFigures strangers $(BIN)

.PHONY: bench-keeping
bench-keeping: build ## measure verify and backup: DOCUMENTS=1500 an office, SCANS=50, ELSEWHERE=folder on another disk
	$(SWIFT) build $(RELEASE) --product SyncFigures
	$(BIN)/SyncFigures keeping $(BIN) $(or $(DOCUMENTS),1500) $(or $(SCANS),50) $(ELSEWHERE)

# As root in network namespaces; otherwise through a proxy, which loses no packets.
.PHONY: bench-lines
bench-lines: build ## compare bad connections with rsync, git, fossil, an upload: ROWS="1 7" or all (2 h), SEEDS=, JOBS=
	@.ci/setup.sh $(BENCH_LINES_PACKAGES)
	$(SWIFT) build $(RELEASE) --product SyncFigures
	python3 Tests/Bench/linklab/linklab.py --programs $(BIN) --data $(BENCH_DATA)/linklab $(if $(ROWS),--rows $(ROWS)) \
	  $(if $(SEEDS),--seeds $(SEEDS)) $(if $(JOBS),--jobs $(JOBS))

SECONDS ?= 60
DOOR ?= all
SEED ?= 1

# A debug build: it exists after the tests, and traps on overflow, as the release does.
.PHONY: crashes
crashes: swift setup-tests ## let the power fail before every write of real sessions (docs/simulator.md)
	$(SWIFT) build --build-tests
	VANTHU_CRASHES=all $(SWIFT) test --skip-build --disable-xctest --filter '^CrashTests\.'

.PHONY: fuzz
fuzz: swift setup ## send hostile input to every fuzz target; SECONDS=60 each, DOOR=all, SEED=1 (docs/fuzzing.md)
	$(SWIFT) build --product fuzz
	nice -n 10 .build/debug/fuzz --door $(DOOR) --seconds $(SECONDS) --seed $(SEED)

# Rules of the exchange in every order of events, by Spin; needs no Swift.
MODEL_PACKAGES := gcc libc6-dev spin

.PHONY: model
model: ## check the models of the exchange: mutants and small sizes (docs/internals/model)
	@.ci/setup.sh $(MODEL_PACKAGES)
	@docs/internals/model/check.sh

.PHONY: model-all
model-all: ## the same, with the long searches (20 min, 6 GB)
	@.ci/setup.sh $(MODEL_PACKAGES)
	@docs/internals/model/check.sh all

.PHONY: clean
clean: ## remove what was built; fetched packages stay
	rm -rf .build/debug .build/release .build/*-linux-gnu $(DEBS)

.PHONY: help
help: ## print this list
	@echo "make run     $$(sed -n 's/^run:.*## //p' Makefile)"
	@echo "make test    $$(sed -n 's/^test:.*## //p' Makefile)"
	@echo
	@sed -n '/^\(run\|test\):/d; s/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name words; do \
	  printf 'make %-12s %s\n' "$$name" "$$words"; done

.PHONY: swift
swift:
	@[ -n '$(SWIFT)' ] || { echo 'There is no Swift: install Swift 6.3 for Debian 12 from https://www.swift.org/install,' \
	  'so that "swift" is on the PATH or in /opt/swift/usr/bin.' >&2; exit 1; }

.PHONY: built
built:
	@for program in $(PROGRAMS); do [ -x $(BIN)/$$program ] || \
	  { echo 'Not all is built yet: run "make build" first.' >&2; exit 1; }; done
