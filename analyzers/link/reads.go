package link

import (
	"maps"
	"slices"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// What a handler reads from requests belongs to the routes that it answers.

// Read is a place where the body of a request is read.
type Read struct {
	Sink   Sink
	Steps  []Step
	Routes []Endpoint // the routes that get there without a bound
	// Bounded says that some routes get there, all within a bound.
	Bounded bool
	// Mounted says that the function is used as a handler somewhere, though no
	// route was resolved to it, and BoundsElsewhere that the program bounds
	// bodies somewhere: whether it does so on the way here is not known.
	Mounted         bool
	BoundsElsewhere bool
	// Unpacked says that it is what the body unpacks to that is read, which no
	// bound on the body bounds.
	Unpacked bool
	// Message says that it is a message of a connection that is read, and no
	// body. Routed or not, a bound on bodies is none on messages.
	Message bool
	// Shaped says that the function that reads is a handler by its parameters.
	Shaped bool
	Own    bool // the read stands in the package of a local view
}

// reads returns every unbounded read of a request's body with the routes that
// get there.
func (t *table) reads(v *values) []Read {
	byPlace := map[Pos]*Read{}
	place := func(f flow.Flow) *Read {
		r := byPlace[f.Sink.At]
		if r == nil {
			r = &Read{Sink: *f.Sink, Steps: f.Origin.Steps.List()}
			byPlace[f.Sink.At] = r
		}
		return r
	}
	handled := map[string]bool{}
	for i := range t.list {
		e := &t.list[i]
		handled[e.Handler] = true
		limited := e.Controls.State(model.BodyLimit) == "present"
		for _, f := range e.Reads {
			r := place(f)
			r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
			if limited && f.Origin.Flags&flow.Unpacked == 0 {
				r.Bounded = true
			} else {
				r.Routes = append(r.Routes, *e)
			}
		}
		// A middleware can read the body too, under the limits around it.
		limited = false
		for i := range e.Chain {
			l := &e.Chain[i]
			if l.info != nil {
				handled[l.Name] = true
				for _, f := range l.info.Reads {
					if !limited {
						r := place(f)
						r.Routes = append(r.Routes, *e)
					}
				}
			}
			limited = limited || l.Role == model.BodyLimit || l.info != nil && l.info.Limits
		}
	}
	for _, rec := range t.records {
		for _, sum := range rec.Summaries {
			if sum.Info == nil || sum.Info.Inner || handled[sum.Func] {
				continue
			}
			for _, f := range sum.Info.Reads {
				r := place(f)
				r.Shaped = true
				r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
				r.Mounted = r.Mounted || v.called[sum.Func]
				r.Own = r.Own || rec.Package == f.Sink.At.Package
			}
		}
	}
	t.contextReads(place, handled)
	bounds := slices.ContainsFunc(t.records, func(rec *routes.Record) bool { return rec.Bodies.Bounds })
	for _, r := range byPlace {
		r.BoundsElsewhere = bounds
	}
	t.messages(place)
	list := make([]Read, 0, len(byPlace))
	for _, at := range slices.SortedFunc(maps.Keys(byPlace), Pos.Compare) {
		list = append(list, *byPlace[at])
	}
	return list
}

// contextReads adds the reads of bodies that came by a framework's context.
// Functions that are handed one by another leave the answer to that: it may
// have bounded the body before.
func (t *table) contextReads(place func(flow.Flow) *Read, handled map[string]bool) {
	called := map[string]bool{}
	for _, rec := range t.records {
		for _, fn := range rec.Bodies.Called {
			called[fn] = true
		}
	}
	for _, rec := range t.records {
		for _, f := range rec.Bodies.Reads {
			if called[f.Origin.Func] || handled[f.Origin.Func] {
				continue
			}
			r := place(f)
			r.Shaped, r.Mounted = true, true
			r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
			r.Own = r.Own || rec.Package == f.Sink.At.Package
		}
	}
}

// messages adds the reads of messages that nothing in their package bounds, on
// connections that clients open.
func (t *table) messages(place func(flow.Flow) *Read) {
	accepts, dials, limits := false, false, false
	for _, rec := range t.records {
		accepts, dials, limits = accepts || rec.Bodies.Accepts, dials || rec.Bodies.Dials, limits || rec.Bodies.Limits
	}
	for _, rec := range t.records {
		if rec.Bodies.Limits || !accepts {
			continue
		}
		for _, m := range rec.Bodies.Messages {
			r := place(flow.Flow{Sink: &m.Sink})
			r.Message, r.Shaped, r.Mounted, r.Own = true, true, true, true
			r.BoundsElsewhere = limits || dials && !m.Accepted
		}
	}
}
