# wirecheck: `make run` and `make test` do everything on a fresh machine with a Swift 6 toolchain.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
SHARE = $(DESTDIR)$(PREFIX)/share/wirecheck
COMPLETIONS = $(DESTDIR)$(PREFIX)/share
RELEASE = .build/release/wirecheck
# PROGRAM=… uses one that is built already.
PROGRAM ?=
PACKED = $(or $(PROGRAM),$(RELEASE))
DEBIAN = libicu-dev libyaml-dev libcld2-dev libmd-dev zlib1g-dev libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config
BREW = icu4c libyaml libmd zlib cmark-gfm pkg-config
# Development data: other people's, so never in this repository.
WIRECHECK_DEVSET ?= $(wildcard ../shared/devset)
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib,)
VERSION = $(shell sed -n 's/^let version = "\(.*\)"/\1/p' Sources/wirecheck/Version.swift)
export WIRECHECK_DEVSET

.PHONY: help deps build run test check bench accuracy samples validate fuzz endurance asan lint install deb scale-test stress-test watch-test integrations-test clean

help:
	@echo "make run | test | check | bench | accuracy | samples | fuzz | endurance | asan | lint | install PREFIX=… | deb | deps | clean"

# Installs what is missing and nothing else. Prints the packages it needs.
deps:
	@echo "needs: $(if $(shell command -v apt-get),$(DEBIAN),$(BREW))"
	@if command -v dpkg-query >/dev/null; then \
	  missing=; for p in $(DEBIAN); do \
	    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	  if [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	  fi; \
	elif command -v brew >/dev/null; then \
	  for p in $(BREW); do brew list $$p >/dev/null 2>&1 || brew install $$p; done; \
	  echo "CLD2 has no formula: build https://github.com/CLD2Owners/cld2 and put libcld2 where the linker looks"; \
	else echo "install by hand: $(DEBIAN)"; exit 1; fi
	@command -v swift >/dev/null || { echo "a Swift 6 toolchain is needed: https://www.swift.org/install"; exit 1; }

build: deps
	swift build -c release $(STATIC) --product wirecheck

# Checks the first real article, prints the findings and writes the reports.
run: build
	@$(RELEASE) check Reports/samples/stories/nato-russia.txt --fail-on never
	@$(RELEASE) report Reports/samples/stories --out Reports/out
	@echo "reports: Reports/out/index.html"

test: deps
	swift build --build-tests
	@mkdir -p .build; set -o pipefail; swift test --skip-build --parallel 2>&1 | tee .build/tests.log \
	  || { echo "What failed:"; grep -aE "recorded an issue|✘ (Test|Suite)|error:" .build/tests.log | grep -avE "◇|known issue" | tail -n 60; exit 1; }

# What CI holds beyond the tests: the release build, the format, lexicons, budgets.
check: build lint
	$(RELEASE) lexicon check
	@grep -q '^## $(VERSION)' CHANGELOG.md || { echo "CHANGELOG.md does not name $(VERSION)"; exit 1; }
	$(MAKE) accuracy
	$(MAKE) validate
	$(MAKE) samples
	git diff --exit-code --stat -- Reports/samples

bench: build
	$(MAKE) -f Tests/Bench/Makefile bench

# Writes Reports/accuracy.md and fails when a budget is broken.
accuracy: build
	@if [ -d "$(WIRECHECK_DEVSET)" ]; then \
	  $(RELEASE) evaluate $(addprefix $(WIRECHECK_DEVSET)/,clean injected mt annotated) --no-config --format markdown \
	    --adjudications Tests/Accuracy/adjudications.tsv --adjudications Tests/Accuracy/mt-verdicts.tsv --budgets Tests/Accuracy/budgets.tsv --figures Reports/measured.tsv -o Reports/accuracy.md \
	  && echo "Reports/accuracy.md written"; \
	else echo "skipped: no data; set WIRECHECK_DEVSET to a folder with clean/ and injected/"; fi

# Makes the sample reports anew; a test compares them.
samples: build
	Reports/samples/make.sh $(RELEASE)

# Every machine format read by schemas and programs of others, the pages by Chromium and axe-core. What cannot be had is
# skipped with a word. WIRECHECK_SCHEMAS names the folder of schemas.
validate: build
	Tests/Validators/run.sh $(RELEASE)

fuzz: deps
	Tests/Fuzz/run.sh $(or $(SECONDS_EACH),60)

# As many stories as STORIES in one process, by `check` and by `stream`: memory must not grow with their number.
STORIES ?= 100000
endurance: $(if $(PROGRAM),,build)
	Tests/Endurance/run.sh $(PACKED) $(STORIES) $(if $(WIRECHECK_DEVSET),$(WIRECHECK_DEVSET)/clean,Tests/Bench/stories)

# Leaks are not asked for: the test library and the Swift runtime keep memory to the end.
asan: deps
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/asan

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

install: $(if $(PROGRAM),,build)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(PACKED) $(DESTDIR)$(PREFIX)/bin/wirecheck
	rm -rf $(SHARE)/Lexicons $(SHARE)/Reports
	cp -Rp Lexicons $(SHARE)/Lexicons
	install -d $(SHARE)/Reports
	cp -Rp Reports/templates Reports/measured.tsv $(SHARE)/Reports/
	$(PACKED) manual > $(DESTDIR)$(PREFIX)/share/man/man1/wirecheck.1
	install -d $(COMPLETIONS)/bash-completion/completions $(COMPLETIONS)/zsh/vendor-completions $(COMPLETIONS)/fish/vendor_completions.d
	$(PACKED) completions bash > $(COMPLETIONS)/bash-completion/completions/wirecheck
	$(PACKED) completions zsh > $(COMPLETIONS)/zsh/vendor-completions/_wirecheck
	$(PACKED) completions fish > $(COMPLETIONS)/fish/vendor_completions.d/wirecheck.fish

# Under Spark, where there is one; CLUSTER=1 with a master and two workers too.
scale-test: $(if $(PROGRAM),,build)
	Integrations/spark/test.sh $(PACKED)

# Lines of 10 MB, no permission, vanishing files, a full disk, a closed pipe, an interrupt: exit codes, and nothing half-written.
stress-test: $(if $(PROGRAM),,build)
	@if command -v python3 >/dev/null; then python3 Tests/Stress/stress.py $(PACKED); else echo "skipped: no python3"; fi

# Two watchers of one folder are killed again and again while stories come in.
watch-test: $(if $(PROGRAM),,build)
	@if command -v python3 >/dev/null; then python3 Tests/HotFolder/kill.py $(PACKED) $(or $(SECONDS_EACH),30); else echo "skipped: no python3"; fi

# The recipes that can be run without the service they are for.
integrations-test: $(if $(PROGRAM),,build)
	Integrations/webhook/test.sh $(PACKED)

# A Debian package in .build/deb.
deb: $(if $(PROGRAM),,build)
	Packaging/deb.sh $(PACKED) $(VERSION) .build/deb

clean:
	swift package clean
	rm -rf Reports/out .build/bench
