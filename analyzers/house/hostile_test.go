package house_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/apiward/apiward/analyzers/house"
	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// What a policy says of the arguments of a call that has no such arguments means
// nothing, and ends no pass.
func TestNumbersThatAreNone(t *testing.T) {
	defer options.Set(nil)
	corpus := checktest.Load(t, "bad")
	for _, n := range []int{-7, 1, 99} {
		const path = "corpus/bad/lib"
		calls := []string{"Session.Open", "Session.Run", "Session.Print", "May", "Delete", "Trace", "Map"}
		l := model.Library{Path: path, Requests: []string{"User", "Session"}}
		for _, call := range calls {
			l.Sources = append(l.Sources, model.Source{Symbol: call, Kind: model.Body, Key: n, Fills: []int{n}})
			l.Sinks = append(l.Sinks, model.Sink{Symbol: call, Kind: model.SQL, Arg: n, Rest: n > 0})
			l.Limiters = append(l.Limiters, model.Limiter{Symbol: call, Arg: n})
			l.Puts = append(l.Puts, model.Put{Symbol: call, Key: n, Value: n})
			l.Serves = append(l.Serves, model.Serve{Symbol: call, Handler: n, Addr: n})
		}
		r := model.Router{Types: []string{"Session"}, House: true}
		for i, call := range []string{"Open", "Run", "Print"} {
			r.Register = append(r.Register, model.Register{Name: call, MethodArg: n, Path: n, Handler: n, Around: n, List: i > 0})
			r.Mount = append(r.Mount, model.Mount{Name: call, Kind: model.MountKind(i + 1), Prefix: n, Arg: n})
			r.Use = append(r.Use, model.Use{Name: call, Arg: n})
		}
		for range 3 { // every kind of call comes first once
			l.Routers = []model.Router{r}
			policy := &rules.Policy{House: rules.House{Libraries: []model.Library{l}}}
			policy.CodeRules = []rules.CodeRule{{
				ID: "acme", Level: rules.Error,
				Flows:   []rules.HouseFlow{{Number: n, From: []string{"request"}, To: []string{path + ".Delete"}, Argument: &n}},
				Forbid:  []rules.Forbidden{{Calls: []string{path + ".Delete", "", ".", "x.", ".*"}, Arguments: []rules.Argument{{Index: n}}}, {}},
				Require: []rules.Required{{Fields: []string{"", ".", path + "."}}, {Calls: []string{"."}}},
			}}
			options.Set(policy)
			corpus.Analyze(t, link.Collect, house.Analyzer, house.Flows)
			l.Sources, l.Limiters = nil, nil
			r.Register = nil
		}
	}
}

// A policy survives JSON, by which it reaches every driver.
func TestPolicyAsJSON(t *testing.T) {
	two := 2
	want := rules.Policy{
		House: rules.House{
			Libraries: []model.Library{{
				Path:    "example.com/m/web",
				Routers: []model.Router{{Types: []string{"Router"}, House: true, Register: []model.Register{{Name: "Get", Method: "GET", MethodArg: -1, Handler: 1}}}},
				Sinks:   []model.Sink{{Symbol: "Run", Kind: model.SQL, When: &model.Condition{Arg: 1, Values: []string{"13"}}}},
			}},
			Names:      []rules.Name{{Symbol: "example.com/m/web.Run", Kind: rules.FuncName, Says: "it is lost"}},
			Principals: []string{"example.com/m/auth.Key"},
		},
		CodeRules: single("bad"),
	}
	want.CodeRules = append(want.CodeRules, rules.CodeRule{ID: "flows", Flows: []rules.HouseFlow{{From: []string{"body"}, To: []string{"sql"}, Argument: &two}}})
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got rules.Policy
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		again, _ := json.Marshal(got)
		t.Errorf("a policy comes back from JSON as another one:\n%s\n%s", text, again)
	}
	if empty, _ := json.Marshal(rules.Policy{}); string(empty) != "{}" {
		t.Errorf("a policy that says nothing is %s", empty)
	}
}
