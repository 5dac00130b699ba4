# apiward: the commands one works with. Go, make and git are all they need.

FUZZTIME := 10s
# What apiward works with, as a module: golangci-lint with its plugin, and tests.
INTEGRATIONS := testdata/integrations
# Modules of their own that have tests: those below testdata, and the engines.
MODULES := $(filter-out $(INTEGRATIONS),$(patsubst %/go.mod,%,$(wildcard testdata/*/go.mod testdata/apps/orders/go.mod cmd/*/go.mod)))

.PHONY: build demo test test-integrations linter lint generate new fuzz bench mutate score clean

build:
	go build -o bin/apiward ./cmd/apiward

# The sample service has flaws on purpose, so that exit code 1 (findings) is
# what should happen. 2 (something could not be analysed) is a failure.
demo: build
	@cd testdata/apps/orders && ../../../bin/apiward check ./...; code=$$?; \
	if [ $$code -ge 2 ]; then echo "make demo: apiward failed with exit code $$code" >&2; exit $$code; fi
	@echo
	@echo 'This is testdata/apps/orders, a small service and its OpenAPI document. Every'
	@echo 'flaw in it stands beside a correct twin that apiward does not report. Next, try'
	@echo
	@echo '  cd testdata/apps/orders'
	@echo '  ../../../bin/apiward routes                 every route, and what guards it'
	@echo '  ../../../bin/apiward explain sql_injection  what a rule means and what to do'
	@echo '  ../../../bin/apiward check --diff           what the fixes of findings would change'
	@echo '  ../../../bin/apiward check --help           other outputs, SARIF among them'
	@echo
	@echo 'or bin/apiward check ./... in a service of yours.'

test:
	go test ./...
	@set -e; for m in $(MODULES); do echo "== $$m"; (cd $$m && go test ./...); done

# golangci-lint with the plugin linked in is built once per version, kept beside Go's
# build cache, and linked anew where the plugin changed.
LINTER = $(shell go env GOCACHE)/apiward/golangci-lint-$(shell sed -n 's,.*github.com/golangci/golangci-lint/v2 v,,p' $(INTEGRATIONS)/go.mod)/golangci-lint
linter:
	@[ -x "$(LINTER)" ] || echo "building golangci-lint, which takes minutes once"
	@cd $(INTEGRATIONS) && GOFLAGS=-mod=readonly go build -o "$(LINTER)" ./golangci-lint

lint: linter
	"$(LINTER)" run ./...

# The plugin in golangci-lint and the hooks in pre-commit, on the sample service
# and on more of them: make test-integrations SERVICES="dir dir"; and what reviewdog
# and a reader of JUnit read of the reports.
test-integrations: linter build
	@cd $(INTEGRATIONS) && GOFLAGS=-mod=readonly APIWARD="$(CURDIR)/bin/apiward" GOLANGCI_LINT="$(LINTER)" \
		SERVICES="$(abspath $(SERVICES))" go test -count=1 ./plugin
	@if command -v pre-commit >/dev/null; then \
		cd $(INTEGRATIONS) && GOFLAGS=-mod=readonly APIWARD="$(CURDIR)/bin/apiward" SERVICES="$(abspath $(SERVICES))" go test -count=1 ./hooks; \
	else \
		echo 'make test-integrations: pre-commit is not on the PATH, so the hooks are not tested; on Debian, apt-get install pre-commit'; \
	fi
	@cd $(INTEGRATIONS)/reviewdog && GOFLAGS=-mod=readonly APIWARD="$(CURDIR)/bin/apiward" go test -count=1 ./...

generate:
	go run ./cmd/internal/gen

# make new RULE=verbose_error [KIND=code|document|contract]
KIND := code
new:
	@if [ -z "$(RULE)" ]; then echo 'make new: which rule? make new RULE=verbose_error [KIND=code|document|contract]' >&2; exit 2; fi
	go run ./cmd/internal/gen new -kind $(KIND) $(RULE)

# Every fuzz target for a short while each.
fuzz:
	@set -e; grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' analyzers cmd rules spec | while IFS=: read -r file target; do \
		echo "== $${target#func } in $$file"; \
		go test -run '^$$' -fuzz "^$${target#func }\$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")"; \
	done

# What an analysis costs beside type-checking and SSA, and what documents cost
# beside the bare parser; and beside gosec, vacuum, redocly and spectral where they
# are on the PATH: make bench SERVICES="dir dir" DOCUMENTS="file" [RUNS=3] [PROFILE=file]
SERVICES  := testdata/apps/orders
DOCUMENTS := testdata/apps/orders/openapi.yaml $(wildcard ../shared/data/specs/*.yaml ../shared/data/specs/*.json)
RUNS      := 1
bench:
	go run ./cmd/internal/bench -runs $(RUNS) $(if $(PROFILE),-profile $(PROFILE)) $(SERVICES) $(DOCUMENTS)

# What the analysis would miss: a service is broken in one place at a time, and
# each slip should be told: make mutate DIR=path [MAX=30] [ONLY=sprintf,move_route]
DIR := testdata/apps/orders
MAX := 30
mutate:
	go run ./cmd/internal/mutate -max $(MAX) $(if $(ONLY),-kind $(ONLY)) $(DIR)

# gosec's published samples through gosec and through apiward, side by side.
score:
	@cd testdata/score && go run .

clean:
	rm -rf bin
