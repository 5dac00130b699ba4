package handlers

import (
	"maps"
	"slices"
	"strconv"
)

// env is what the parameters of a function are, and those of the functions around
// it.
type env struct {
	fn    string
	args  [][]Value
	types []Shape
	outer *env
}

// state is how far an answer has come.
type state struct {
	status  int // 0: nothing has been said of it, -1: what is not known
	content Content
	sent    bool
	touched bool // what is not followed may have answered
	at      Place
}

// states are never changed once others have them.
type states map[state]bool

// or returns the states of both.
func (s states) or(more states) states {
	switch {
	case len(more) == 0:
		return s
	case len(s) == 0:
		return more
	}
	all := maps.Clone(s)
	maps.Copy(all, more)
	return all
}

// outcome is how far answers have come where a function returns certain results.
type outcome struct {
	results []Truth
	states  states
}

// on returns how far answers have come where the results are what an edge asks for.
func on(list []outcome, e Edge) (out states) {
	for _, o := range list {
		if e.Is != either && e.Result < len(o.results) && o.results[e.Result] == e.Is.not() {
			continue
		}
		out = out.or(o.states)
	}
	return out
}

// runner follows one handler.
type runner struct {
	*Program
	out   *Handler
	steps int
	stack []string
}

// maxSteps bounds the calls that are followed for one handler, and maxStack how deep
// they go.
const (
	maxSteps = 1500
	maxStack = 24
)

// run follows the events of a function, and returns how far answers have come when
// it returns. at is where the handler calls it, zero for the handler itself.
func (r *runner) run(f *Func, e *env, begin states, at Place) []outcome {
	r.steps++
	if r.steps > maxSteps || len(r.stack) > maxStack || slices.Contains(r.stack, f.Name) {
		r.out.Response.Open = r.out.Response.Open || r.steps > maxSteps
		return []outcome{{states: begin}}
	}
	r.stack = append(r.stack, f.Name)
	defer func() { r.stack = r.stack[:len(r.stack)-1] }()

	for i := range f.Reads {
		r.read(&f.Reads[i], e, at)
	}
	after := make([][]outcome, len(f.Events))
	reach := func(edge Edge) states {
		if edge.If != nil && !r.holds(edge.If, e) {
			return nil
		}
		if edge.Event < 0 {
			return begin
		}
		return on(after[edge.Event], edge)
	}
	seen := make([]int, len(f.Events))
	for changed, rounds := true, 0; changed && rounds < 4; rounds++ {
		changed = false
		for i := range f.Events {
			var in states
			for _, edge := range f.Events[i].Before {
				in = in.or(reach(edge))
			}
			if len(in) == 0 || rounds > 0 && len(in) == seen[i] {
				continue
			}
			seen[i] = len(in)
			after[i] = r.step(&f.Events[i], e, in, at)
			changed = true
		}
	}
	var out []outcome
	for _, exit := range f.Exits {
		out = append(out, outcome{exit.Results, reach(exit.Edge)})
	}
	return out
}

// holds reports whether a condition on a parameter can hold.
func (r *runner) holds(c *Condition, e *env) bool {
	given, _, ok := e.lookup(c.Func, c.Index)
	if !ok || len(given) == 0 {
		return true
	}
	for _, v := range given {
		var is string
		switch {
		case v.Kind == number:
			is = strconv.Itoa(v.Int)
		case v.Kind == text:
			is = strconv.Quote(v.Text)
		case v.Kind == nothing:
			is = "nil"
		case c.Text == "nil" && (v.Kind == function || isLiteralValue(v.Shape)):
			is = "something"
		default:
			return true
		}
		if (is == c.Text) == c.Is {
			return true
		}
	}
	return false
}

// isLiteralValue reports whether a shape is one of values that are never nil.
func isLiteralValue(s *Shape) bool {
	return s != nil && !s.Nullable && (s.Kind == Named || s.Kind == Object && s.Type == "" && len(s.Fields) > 0)
}

// step returns how far answers have come behind an event.
func (r *runner) step(ev *Event, e *env, in states, at Place) []outcome {
	if at.Line == 0 {
		at = ev.At
	}
	out := states{}
	switch ev.Kind {
	case heads:
		for _, code := range r.statuses(ev.Status, e) {
			for s := range in {
				if !s.sent {
					s.status, s.at = code, at
				}
				out[s] = true
			}
		}
	case kinds:
		for s := range in {
			if !s.sent {
				s.content = r.contentType(ev.Value, e)
			}
			out[s] = true
		}
	case sends:
		if len(ev.Dest) > 0 && !r.isWriter(ev.Dest, e) {
			return []outcome{{states: in}}
		}
		r.out.Response.Open = r.out.Response.Open || ev.Open
		for s := range in {
			if !s.sent {
				r.send(ev, e, s, at)
			}
		}
		out = gone(in)
	case escapes:
		r.escape()
		out = touched(in)
	case refuses:
		for s := range in {
			if !s.sent {
				r.send(ev, e, s, at)
			}
		}
		return []outcome{{[]Truth{yes}, gone(in)}, {[]Truth{no}, in}}
	case calls:
		list := r.call(ev.Call, e, in, at)
		if ev.Maybe {
			list = append(list, outcome{states: in})
		}
		return list
	}
	if ev.Maybe {
		maps.Copy(out, in)
	}
	return []outcome{{states: out}}
}

// call follows a call.
func (r *runner) call(c *Call, e *env, in states, at Place) (out []outcome) {
	args := make([][]Value, len(c.Args))
	for i, a := range c.Args {
		args[i] = r.resolve(a, e)
	}
	targets := []Value{{Kind: function, Func: c.Func, env: e}}
	if c.Func == "" {
		targets = r.resolve(c.Value, e)
	}
	for _, t := range targets {
		f := r.funcs[t.Func]
		switch {
		case t.Kind == nothing:
			continue
		case t.Kind == function && f != nil:
			inner := &env{fn: t.Func, args: args, outer: t.env}
			if t.Index == 1 && c.Func == "" { // a method value brings its receiver
				inner.args = append([][]Value{t.Args}, args...)
			}
			for i := range c.Types {
				inner.types = append(inner.types, *r.bound(&c.Types[i], e))
			}
			out = append(out, r.run(f, inner, in, at)...)
		case gives(args):
			r.escape()
			out = append(out, outcome{states: touched(in)})
		default: // what a package that is recorded has no record of does nothing
			r.out.Request.Open = r.out.Request.Open || c.Gives && !r.pkgs[c.Package]
			out = append(out, outcome{states: in})
		}
	}
	if len(out) == 0 {
		return []outcome{{states: in}}
	}
	return out
}

// gives reports whether a response is among the arguments.
func gives(args [][]Value) bool {
	return slices.ContainsFunc(args, func(a []Value) bool {
		return slices.ContainsFunc(a, func(v Value) bool { return v.Kind == writer })
	})
}

// escape records that a call is not followed.
func (r *runner) escape() {
	r.out.Request.Open = true
	r.out.Response.Open = true
}

func gone(in states) states {
	out := states{}
	for s := range in {
		s.sent, s.status, s.content, s.at = true, 0, "", Place{}
		out[s] = true
	}
	return out
}

func touched(in states) states {
	out := states{}
	for s := range in {
		s.touched = true
		out[s] = true
	}
	return out
}

// lookup returns what a parameter is in an environment.
