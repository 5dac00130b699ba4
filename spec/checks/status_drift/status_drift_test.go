package status_drift_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/status_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, status_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{status_drift.Check}, nil)
	if len(problems) != 0 || len(matches) != 3 {
		t.Errorf("%d matches, findings where the statuses agree: %+v", len(matches), problems)
	}
}

// TestAlternatives shows that routes of which a setting chooses one answer what is
// described together.
func TestAlternatives(t *testing.T) {
	route := func(traffic *contract.Traffic) contract.Operation {
		return contract.Operation{Method: "GET", Path: "/login", Conditional: true, Traffic: traffic}
	}
	answering := func(statuses ...int) *contract.Traffic {
		traffic := new(contract.Traffic)
		for i, status := range statuses {
			at := contract.Source{File: "h.go", Line: i + 1, Column: 1}
			traffic.Answers = append(traffic.Answers, contract.Answer{Status: status, Content: "none", Shape: &contract.Shape{}, At: at})
		}
		return traffic
	}
	document := "openapi: 3.0.3\npaths: {/login: {get: {responses: {'200': {}, '302': {}, '410': {}}}}}\n"
	for name, test := range map[string]struct {
		second *contract.Traffic
		want   []string
	}{
		"each a part":          {answering(302), []string{"hint: GET /login is described with 410,"}},
		"one is not known":     {nil, nil},
		"one answers too much": {answering(302, 410, 202), []string{"proven: GET /login is answered with 202,"}},
	} {
		found := linttest.Drift(t, status_drift.Check, document, route(answering(200)), route(test.second))
		if len(found) != len(test.want) || len(found) > 0 && !strings.HasPrefix(found[0], test.want[0]) {
			t.Errorf("%s: found %q, want %q", name, found, test.want)
		}
	}
}

// TestStatuses holds the statuses of one handler against those of an operation,
// in every version.
func TestStatuses(t *testing.T) {
	for _, test := range []struct {
		name, responses string
		written         []int // at a place each; one below 0 is at the place of the one before
		more            bool
		want            []string // the beginnings of the findings
	}{
		{"the same", "{'200': {}, '404': {}}", []int{200, 404}, false, nil},
		{"not described", "{'200': {}}", []int{200, 202}, false, []string{"proven: GET /a is answered with 202,"}},
		{"a failure of the client", "{'200': {}}", []int{200, 409}, false, []string{"unproven: GET /a is answered with 409,"}},
		{"what middleware answers too", "{'200': {}}", []int{200, 401}, false, []string{"hint: GET /a is answered with 401,"}},
		{"a failure of the server", "{'200': {}}", []int{200, 500}, false, nil},
		{"both", "{'200': {}}", []int{200, 404, 500}, false, []string{"unproven: GET /a is answered with 404, 500,"}},
		{"one of several, which a helper chooses", "{'200': {}}", []int{200, 404, -500}, false, nil},
		{"a default", "{'200': {}, default: {}}", []int{200, 404, 500}, false, nil},
		{"a range", "{2XX: {}, 4xx: {}}", []int{200, 201, 404}, false, nil},
		{"another range", "{2XX: {}}", []int{200, 404}, false, []string{"unproven:"}},
		{"a number that is no text", "{200: {}}", []int{200}, false, nil},
		{"another one", "{'201': {}}", []int{200}, false, []string{"proven: GET /a is answered with 200,", "unproven: GET /a is described with 201,"}},
		{"another one, and more may be written", "{'201': {}}", []int{200}, true, []string{"proven: GET /a is answered with 200,"}},
		{"never written", "{'200': {}, '404': {}}", []int{200}, false, []string{"hint: GET /a is described with 404,"}},
		{"never written, and more may be", "{'200': {}, '404': {}}", []int{200}, true, nil},
		{"never written, and one is computed", "{'200': {}, '404': {}}", []int{0, 200}, false, nil},
		{"never written by the handler", "{'200': {}, '401': {}, '403': {}, '429': {}, '500': {}}", []int{200}, false, nil},
		{"not changed", "{'200': {}, '304': {}}", []int{200}, false, nil},
		{"nothing is described", "{}", []int{200}, false, nil},
		{"nothing is known", "{'200': {}}", nil, false, nil},
		{"extensions", "{'200': {}, x-note: {}}", []int{200}, false, nil},
	} {
		for _, version := range linttest.Versions {
			traffic := &contract.Traffic{AnswersMore: test.more}
			for i, status := range test.written {
				at := contract.Source{File: "h.go", Line: i + 1, Column: 1}
				if status < 0 {
					status, at.Line = -status, i
				}
				traffic.Answers = append(traffic.Answers, contract.Answer{Status: status, Content: "none", Shape: &contract.Shape{}, At: at})
			}
			found := linttest.Drift(t, status_drift.Check, version+"\npaths:\n  /a:\n    get:\n      responses: "+test.responses+"\n", contract.Operation{Method: "GET", Path: "/a", Traffic: traffic})
			ok := len(found) == len(test.want)
			for i := range min(len(found), len(test.want)) {
				ok = ok && strings.HasPrefix(found[i], test.want[i])
			}
			if !ok {
				t.Errorf("%s, %s: found %q, want %q", test.name, version, found, test.want)
			}
		}
	}
}
