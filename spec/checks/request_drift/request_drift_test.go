package request_drift_test

import (
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/request_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, request_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{request_drift.Check}, nil)
	if len(problems) != 0 || len(matches) != 3 {
		t.Errorf("%d matches, findings where the body is as described: %+v", len(matches), problems)
	}
}
