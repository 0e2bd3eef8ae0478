# What every change must pass: make check. It needs Go, make, Node 20 with npm, and
# a Chromium or Chrome; with gcc too, tests also look for data races.
GO ?= go
FUZZTIME ?= 10s
RACE := $(shell command -v gcc >/dev/null 2>&1 && echo -race)
GOLDEN := $(shell grep -rl --include=*_test.go 'flag.Bool."update"' . | xargs -r -n1 dirname | sort -u)
# A browser for what is not a test; tests find it by themselves (web/browser).
CHROMIUM = $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome)
.PHONY: screenshots build run test check lint mutants fuzz bench golden torture assets

build: assets ; $(GO) build -o bin/kjentvei ./cmd/kjentvei

run: build # a school to practise in, on http://127.0.0.1:8080, kept in data/
	@bin/kjentvei serve --demo

# The design system's styles, from npm, for the pages; embedded in the program.
VENDOR := web/static/vendor
STYLES := web/node_modules/@digdir/designsystemet-css/dist
PARTS := alert button details field fieldset input label table tag validation-message
assets: $(VENDOR)/designsystemet.css
$(VENDOR)/designsystemet.css: web/package-lock.json Makefile
	cd web && npm ci --no-audit --no-fund --ignore-scripts
	mkdir -p $(VENDOR)
	cd $(STYLES) && { echo '/*'; cat ../LICENSE; echo '*/'; cat theme/designsystemet.css; } > $(CURDIR)/$(VENDOR)/designsystemet-theme.css
	cd $(STYLES)/src && { echo '@layer ds.theme, ds.base, ds.components; @layer ds.base {'; cat base.css; echo '} @layer ds.components {'; \
		cat $(PARTS:=.css); echo '}'; } > $(CURDIR)/$@

# The race detector takes seven times as long, and has nothing to find in what goes one
# step after the other: with -short, such tests take a sample or leave themselves out.
# Then these run whole, without it (TestSampledTests). Memory is cheaper than time: GOGC.
SAMPLED = $(shell grep -rl --include=*_test.go 'testing.Short()' .)
WHOLE = -run '^($(shell awk '/^func Test/ { match($$2, /^[A-Za-z0-9_]+/); name = substr($$2, 1, RLENGTH) } /testing.Short/ { print name "|" }' $(SAMPLED) | sort -u | tr -d '\n')TestBrowser.*)$$' $(shell dirname $(SAMPLED) | sort -u)
test torture: export GOGC ?= 400
test: assets # is to stay within 15 minutes on two cores; it takes up to 20
	$(if $(RACE),$(GO) test -race -short -timeout 15m ./...)
	$(GO) test -timeout 15m $(if $(RACE),$(WHOLE),./...)

check: lint test mutants fuzz

mutants: # how much of what can be taken out of a routine the proof notices
	@out=$$($(GO) test -run '^TestMutants$$' -v ./workflow/routine/proof) || { echo "$$out"; exit 1; }; \
		echo "$$out" | grep 'mutants refused'

lint:
	@files=$$(gofmt -l .); test -z "$$files" || { echo "gofmt: $$files"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

fuzz: # every target, $(FUZZTIME) each
	@grep -rno --include=*_test.go '^func Fuzz[A-Za-z0-9_]*' . | while IFS=: read -r file _ name; do \
		echo "$${name#func } in $$(dirname $$file)"; \
		$(GO) test -run '^$$' -fuzz "^$${name#func }\$$" -fuzztime $(FUZZTIME) $$(dirname $$file) || exit 1; done

bench: assets ; $(GO) test -run '^$$' -bench . -benchmem ./...

golden: # write the expected outputs anew; then read git diff
	$(if $(GOLDEN),$(GO) test -skip '^TestBrowser' $(GOLDEN) -update)

screenshots: build # of the main screens, for the README
	cd web && node browser/screenshots.mjs '{"chromium": "$(CHROMIUM)", "kjentvei": "$(CURDIR)/bin/kjentvei", "into": "$(CURDIR)/testdata/screenshots"}'

torture: assets # the same tests, for hours rather than minutes
	KJENTVEI_TORTURE=50 $(GO) test $(RACE) -timeout 12h -count 1 ./...
	$(MAKE) fuzz FUZZTIME=10m
