package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// A guard can let some requests by, as their path and method say. Which routes
// these belong to is decided here, where the routes are known.

// request is what is known of the requests for one route, as a function of its
// chain sees them.
type request struct {
	path    string // with parameters in braces, without what was stripped of it
	verb    string // ANY for all
	pattern string // the whole path
	syntax  model.PathSyntax
	call    *call // set where it is a call of a method
}

// verbs returns the methods that the route answers.
func (r *request) verbs() []string {
	if r.verb == "ANY" {
		return verbs
	}
	return []string{r.verb}
}

// outcomes is a set of what can come of a decision: a bit for each pair of two
// truths, that some requests get by and that some do not. With several of them,
// which one it is depends on what is not known here.
type outcomes uint8

// The pairs, as bits of a set.
const (
	stops   outcomes = 1 << iota // nothing goes on
	lets                         // it lets the request by, or says yes
	checks                       // it checks the request, or says no
	either                       // it may do both, as something else decides
	unknown = lets | checks
)

// both returns what comes of two ways of which a request may take each.
func (a outcomes) both(b outcomes) outcomes {
	if a == 0 || b == 0 {
		return a | b
	}
	var out outcomes
	for i := range 4 {
		for k := range 4 {
			if a&(1<<i) != 0 && b&(1<<k) != 0 {
				out |= 1 << (i | k)
			}
		}
	}
	return out
}

// not returns the set with yes and no exchanged.
func (a outcomes) not() outcomes {
	out := a & (stops | either)
	if a&lets != 0 {
		out |= checks
	}
	if a&checks != 0 {
		out |= lets
	}
	return out
}

// verbs stand for all that a route for any method answers.
var verbs = []string{"GET", "POST", "PUT", "PATCH", "DELETE"}

// forRoute returns a guard as what it is for one route, and whether it names that
// route, or the method, as one to let by.
func (t *table) forRoute(g routes.Guard, r request) (_ routes.Guard, named bool) {
	if g.Lets == nil {
		return g, false
	}
	g, named, _ = t.supposing(g, r, false)
	return g, named
}

// supposing is as forRoute. Where unlisted is set, what the program was started with
// names no more routes than the code does: given are the settings that say so.
func (t *table) supposing(g routes.Guard, r request, unlisted bool) (_ routes.Guard, named bool, given []Setting) {
	if g.Lets == nil {
		return g, false, nil
	}
	var out outcomes
	var why *Step
	for i, verb := range r.verbs() {
		one := r
		one.verb = verb
		j := judging{t: t, r: one, known: map[string]outcomes{}, unlisted: unlisted}
		came := j.decide(g.Lets, 0, "")
		if i > 0 && came != out {
			came = out.both(came)
		}
		out = came
		if why == nil {
			why, named = j.why, j.named
		}
		given = addSettings(given, j.given)
	}
	exempt := g.Lets
	g.Lets = nil
	switch {
	case out&^(checks|stops) == 0:
	case out&^(lets|stops) == 0:
		g.State, g.Needs, g.By = routes.NoGuard, nil, nil
	case out&^(lets|either|stops) == 0:
		if g.State == routes.Required {
			g.State = routes.Optional
		}
	default:
		g.State, g.By = routes.Unclear, nil
		why = undecided(exempt)
	}
	if why != nil {
		g.Evidence = append(slices.Clip(g.Evidence), *why)
		g.Lets = exempt
	}
	return g, named, given
}

// way is what stands before the next handler on one of several ways.
type way struct {
	taken  *routes.Decision // by which requests
	layers []Layer
}

// taken reports whether requests for a route take a way, and whether they do so in
// any case.
func (t *table) taken(d *routes.Decision, r request) (some, all bool) {
	if d == nil {
		return true, false
	}
	var out outcomes
	for i, verb := range r.verbs() {
		r.verb = verb
		j := judging{t: t, r: r, known: map[string]outcomes{}}
		came := j.decide(d, 0, "")
		if i > 0 && came != out {
			came = out.both(came)
		}
		out = came
	}
	return out&(lets|either) != 0, out == lets
}

// along returns what stands before a handler on the way that requests for a route
// take, or what there is the least of where they may take several.
func (t *table) along(ways []way, r request) []Layer {
	var open [][]Layer
	for _, w := range ways {
		switch some, all := t.taken(w.taken, r); {
		case all:
			return w.layers
		case some:
			open = append(open, w.layers)
		}
	}
	return weakestBy(func(layers []Layer) int {
		if exempts(layers) {
			layers = slices.Clone(layers)
			for i := range layers {
				t.loosen(&layers[i], r)
				t.settle(&layers[i], r)
			}
		}
		return worth(layers)
	}, open)
}

// expanded returns a chain as it is for one route.
func (t *table) expanded(chain []Layer, w *walk, e *Endpoint, depth int) []Layer {
	var list []Layer
	for _, l := range chain {
		if l.ways == nil || depth > maxWalk {
			list = append(list, l)
			continue
		}
		for _, inner := range t.expanded(t.along(l.ways, w.request(e, l.cut)), w, e, depth+1) {
			inner.cut, inner.put, inner.when = l.cut, l.put, l.when
			inner.doubtful = inner.doubtful || l.doubtful
			list = append(list, inner)
		}
	}
	return list
}

// dropAstray drops, of a route that is there by several ways, those that no request
// for it takes. Where none is left, the paths are not what they were taken for.
func (t *table) dropAstray() {
	t.list = slices.DeleteFunc(t.list, func(e Endpoint) bool {
		return e.astray && slices.ContainsFunc(t.list, func(o Endpoint) bool { return !o.astray && same(&o, &e) })
	})
}

// between returns a layer for several ways of which requests take one.
func between(ways []way) Layer {
	var all [][]Layer
	for _, w := range ways {
		all = append(all, w.layers)
	}
	l := Layer{Name: "one of several ways", Role: model.Other, ways: ways}
	switch n := guards(weakest(all)); {
	case n > 1:
		l.Role = model.Auth
	case n == 1:
		l.Role = model.Unknown
	}
	return l
}

// only is a condition of a walk: the requests that take a way.
type only struct {
	taken *routes.Decision
	cut   string
}

// astray reports whether no request for the route takes the way of the walk.
func (t *table) astray(e *Endpoint, w *walk) bool {
	return slices.ContainsFunc(w.only, func(o only) bool {
		some, _ := t.taken(o.taken, w.request(e, o.cut))
		return !some
	})
}

// judged settles what the chain of a route, and its handler, prove of it alone.
func (t *table) judged(e *Endpoint, h *Layer, w walk) {
	e.astray = t.astray(e, &w)
	e.Chain = t.expanded(e.Chain, &w, e, 0)
	for i := range e.Chain {
		t.loosen(&e.Chain[i], w.request(e, e.Chain[i].cut))
		t.settle(&e.Chain[i], w.request(e, e.Chain[i].cut))
	}
	t.loosen(h, w.request(e, w.cut))
	t.settle(h, w.request(e, w.cut))
	e.info, e.on, e.switches = h.info, h.on, h.switches
}

func (t *table) settle(l *Layer, r request) {
	if l.info == nil || l.info.Guard.Lets == nil {
		return
	}
	info := *l.info
	info.Guard, l.named = t.forRoute(info.Guard, r)
	l.info = &info
}

// request returns what is known of the requests of a route for those who see the
// path without a prefix.
func (w *walk) request(e *Endpoint, cut string) request {
	r := request{path: strings.TrimPrefix(e.Path, cut), verb: e.Method, pattern: e.Path, syntax: w.syntax}
	if r.path == "" || r.path[0] != '/' && !strings.HasPrefix(r.path, hole) {
		r.path = "/" + r.path
	}
	return r
}

// undecided returns the place of the first question of a decision that has to do
// with the request.
func undecided(d *routes.Decision) *Step {
	for _, turn := range d.Turns {
		if turn.Ask.Op > routes.Knows && turn.Ask.Op != routes.Rows && !turn.At.IsZero() {
			return &Step{At: turn.At, Text: "whether the request is one of those that are let by is decided here, and is not known"}
		}
	}
	return nil
}

// judging follows decisions for one kind of request.
type judging struct {
	t     *table
	r     request
	known map[string]outcomes
	steps int
	rows  []row
	why   *Step // what lets the request by
	named bool  // by its very name
	// unlisted says that lists which the program was started with have no more in them
	// than the code says: given are those.
	unlisted bool
	given    []Setting
}

// takes reports whether a question about a list that is not known is one whose answer
// is supposed: that the list does not have what is asked for.
func (j *judging) takes(q routes.Question) bool {
	if !j.unlisted || q.Set == nil {
		return false
	}
	told, ok := j.t.lasting([]routes.Setting{*q.Set})
	if ok {
		j.given = addSettings(j.given, told)
	}
	return ok
}

// row is what a loop is at.
type row struct {
	name  string
	index int
	item  routes.Expr
}

// maxJudged bounds the turns that are taken for one route and one guard.
const maxJudged = 4000

// decide returns what comes of a decision from one turn on. id tells decisions
// apart that are parts of each other.
func (j *judging) decide(d *routes.Decision, at routes.Way, id string) outcomes {
	switch at {
	case routes.Stop:
		return stops
	case routes.Yes:
		return lets
	case routes.No:
		return checks
	}
	if j.steps++; d == nil || int(at) >= len(d.Turns) || j.steps > maxJudged {
		return unknown
	}
	turn := &d.Turns[at]
	if turn.Ask.Op == routes.Rows {
		return j.loop(d, turn, id)
	}
	key := id + "/" + strconv.Itoa(int(at)) + j.place()
	if out, ok := j.known[key]; ok {
		return out
	}
	j.known[key] = 0 // it comes back here
	if turn.Ask.Op == routes.Knows {
		out := j.decide(d, turn.No, id)
		if out&stops != 0 { // only who is known goes on
			out = out&^stops | checks
		}
		j.known[key] = out
		return out
	}
	answer := j.answer(turn.Ask, key)
	var yes, no outcomes
	if answer&(lets|either) != 0 {
		yes = j.decide(d, turn.Yes, id)
	}
	if answer&(checks|either) != 0 {
		no = j.decide(d, turn.No, id)
	}
	out := answer & stops
	if answer&lets != 0 {
		out |= yes
	}
	if answer&checks != 0 {
		out |= no
	}
	if answer&either != 0 {
		out |= yes.both(no)
	}
	if out == lets && (answer == lets || answer == checks) && j.why == nil && !turn.At.IsZero() {
		if text := j.reason(turn.Ask, answer == lets); text != "" {
			j.why, j.named = &Step{At: turn.At, Text: text}, names(turn.Ask, answer == lets)
		}
	}
	j.known[key] = out
	return out
}

// place says where the loops are.
func (j *judging) place() string {
	var b strings.Builder
	for _, r := range j.rows {
		b.WriteString(";" + r.name + strconv.Itoa(r.index))
	}
	return b.String()
}

// loop goes to the next row of a list, or on behind it. Of a list that is not
// known there is none or any.
func (j *judging) loop(d *routes.Decision, turn *routes.Turn, id string) outcomes {
	of := turn.Ask.Of
	outer := slices.Clone(j.rows)
	defer func() { j.rows = outer }()
	i := slices.IndexFunc(j.rows, func(r row) bool { return r.name == of.Name })
	if i < 0 {
		i = len(j.rows)
		j.rows = append(slices.Clip(j.rows), row{name: of.Name, index: -1})
	}
	behind := slices.Clone(j.rows[:i])
	list, ok := j.t.listOf(j.placed(of.Args[0]))
	next := j.rows[i].index + 1
	if ok = ok && !j.t.changes(turn.Ask.Set); !ok && j.takes(turn.Ask) {
		list, ok = routes.Expr{Kind: routes.List, Args: j.t.rowsIn(j.placed(of.Args[0]), 0)}, true
	}
	switch {
	case !ok && next == 0:
		j.rows[i] = row{name: of.Name, index: next, item: routes.Expr{Name: "a row of a list that is not known"}}
		inside := j.decide(d, turn.Yes, id)
		j.rows = behind
		return inside.both(j.decide(d, turn.No, id))
	case ok && next < len(list.Args):
		j.rows[i] = row{name: of.Name, index: next, item: list.Args[next]}
		return j.decide(d, turn.Yes, id)
	}
	j.rows = behind
	return j.decide(d, turn.No, id)
}

// placed returns an expression with the rows that the loops are at.
func (j *judging) placed(e routes.Expr) routes.Expr {
	for _, r := range j.rows {
		e = e.Place(r.name, r.item)
	}
	return e
}

// answer returns what a question can come out as.
func (j *judging) answer(q routes.Question, id string) outcomes {
	out := unknown
	switch q.Op {
	case routes.Either:
		return either
	case routes.Unread:
		return unknown
	case routes.Answer:
		if q.By != nil {
			out = j.decide(q.By, 0, id)
			break
		}
		if j.t.absent(j.placed(q.Of)) {
			out = checks
		} else if fn, args, ok := j.t.asked(j.placed(q.Of)); ok {
			out = j.decide(fn.Info.Says.Map(func(e routes.Expr) routes.Expr { return fn.In(e).Subst(fn.Name, args, "") }), 0, id)
		}
	default:
		switch yes, sure, open := j.holds(q); {
		case yes && sure:
			out = lets
		case sure, open && j.takes(q):
			out = checks
		}
	}
	if q.Not {
		out = out.not()
	}
	return out
}

// absent reports whether the function that an expression calls is nil: the code
// does not get there.
func (t *table) absent(e routes.Expr) bool {
	if e.Kind != routes.Called || len(e.Args) == 0 {
		return false
	}
	fn := t.head(e.Args[0])
	return fn.Kind == routes.Nil || fn.Kind == routes.Field && t.view == Whole && len(t.env[fn.Name]) == 0
}

// asked returns the function that an expression calls, with its arguments.
func (t *table) asked(e routes.Expr) (fn routes.Expr, args []routes.Expr, ok bool) {
	if e.Kind != routes.Called || len(e.Args) == 0 {
		return fn, nil, false
	}
	held := t.held(e.Args[0], 0)
	if len(held) != 1 || held[0].Kind != routes.Func {
		return fn, nil, false
	}
	fn = held[0]
	if fn.Info = t.infoOf(fn); fn.Info == nil || fn.Info.Says == nil {
		return fn, nil, false
	}
	args = e.Args[1:]
	if slices.ContainsFunc(fn.Env, func(b routes.Binding) bool { return b.Func == fn.Name && b.Index == 0 }) {
		args = append([]routes.Expr{{}}, args...) // a bound method: the receiver comes first
	}
	return fn, args, true
}

// holds reports whether a question about a text has a yes, and whether that is
// certain for all requests of the route. open says that it is not for the one reason
// that there may be more in the list than is known.
func (j *judging) holds(q routes.Question) (yes, sure, open bool) {
	text := j.say(j.placed(q.Of), 0)
	to := j.placed(q.To)
	list, whole := j.t.names(to, q.Op, 0)
	if !whole && len(list) == 0 {
		if said := j.say(to, 0); said != hole {
			list, whole = []string{said}, true
		}
	}
	sure, whole = true, whole && !j.t.changes(q.Set)
	for _, s := range list {
		if of := j.placed(q.Of); of.Kind == routes.Requested && model.PartOf(of.Index) == model.PatternOf {
			s, _ = j.t.pathOf(&routes.Op{Path: routes.Expr{Kind: routes.Const, Name: s}, Syntax: j.r.syntax})
			if q.Op == routes.In && !strings.Contains(text+s, hole) {
				text, s = quoted.Replace(text), quoted.Replace(s) // a pattern is one text, whatever it stands for
			}
		}
		one, known := compare(q.Op, text, s)
		if one && known {
			return true, true, false
		}
		sure = sure && known
	}
	return false, sure && whole, sure && !whole
}

// hole is what is not known of a text.
const hole = "{?}"

// quoted makes the parameters of a pattern plain text.
var quoted = strings.NewReplacer("{", "<", "}", ">")

// say returns a text as what it is in the requests of the route.
func (j *judging) say(e routes.Expr, depth int) string {
	if depth > maxWalk {
		return hole
	}
	depth++
	switch e.Kind {
	case routes.Requested:
		switch model.PartOf(e.Index) {
		case model.PathOf:
			return j.r.path
		case model.VerbOf:
			return j.r.verb
		case model.PatternOf:
			return j.r.pattern
		case model.PairOf:
			return j.r.verb + " " + j.r.pattern
		}
	case routes.Procedure:
		if j.r.call != nil {
			if name, ok := nameOf(e, *j.r.call); ok {
				return name
			}
		}
	case routes.Const:
		return e.Name
	case routes.Nil:
		return ""
	case routes.Concat:
		var b strings.Builder
		for _, a := range e.Args {
			b.WriteString(j.say(a, depth))
		}
		return b.String()
	case routes.Text:
		args := make([]string, len(e.Args))
		for i, a := range e.Args {
			args[i] = j.say(a, depth)
		}
		return changed(e.Name, args)
	case routes.Under:
		return j.under(e, depth)
	case routes.Select, routes.Else:
		if head := j.t.head(e); head.Kind != e.Kind {
			return j.say(head, depth)
		}
	case routes.Field, routes.Global:
		if held := j.t.env[e.Name]; len(held) == 1 {
			return j.say(held[0], depth)
		}
	}
	return hole
}

// under returns what a map holds under a text.
func (j *judging) under(e routes.Expr, depth int) string {
	key := j.say(e.Args[1], depth)
	list, ok := j.t.listOf(e.Args[0])
	if !ok || strings.Contains(key, "{") {
		return hole
	}
	for _, item := range list.Args {
		k, v := pair(item)
		switch j.say(k, depth) {
		case key:
			return j.say(v, depth)
		case hole:
			return hole
		}
	}
	return ""
}

func pair(item routes.Expr) (key, value routes.Expr) {
	for _, b := range item.Env {
		switch b.Func {
		case "key":
			key = b.Value
		case "value":
			value = b.Value
		}
	}
	return key, value
}

// names reports whether an answer takes a path, or the method, by its name.
func names(q routes.Question, yes bool) bool {
	of := q.Of
	if of.Kind == routes.Requested && model.PartOf(of.Index) == model.VerbOf {
		return true
	}
	return yes != q.Not && (q.Op == routes.In || q.Op == routes.True)
}

// reason says by which answer a request is let by.
func (j *judging) reason(q routes.Question, yes bool) string {
	if q.Not {
		yes = !yes
	}
	if q.Op == routes.Answer {
		return ""
	}
	what := j.r.path
	if of := q.Of; of.Kind == routes.Requested && model.PartOf(of.Index) == model.VerbOf {
		what = j.r.verb + " requests"
	} else if of.Kind == routes.Procedure && j.r.call != nil {
		what = j.r.call.path
	}
	list, _ := j.t.names(j.placed(q.To), q.Op, 0)
	to := ""
	if len(list) == 1 {
		to = list[0]
	}
	switch {
	case !yes && to != "":
		return "it lets " + what + " by, which is not one of those that it asks, as " + strconv.Quote(to) + " says"
	case !yes:
		return "it lets " + what + " by, which is not one of those that it asks"
	case q.Op == routes.Prefix && to != "":
		return "it lets " + what + " by, as all that begins with " + strconv.Quote(to)
	case q.Op == routes.Suffix && to != "":
		return "it lets " + what + " by, as all that ends in " + strconv.Quote(to)
	case q.Op == routes.Contains && to != "":
		return "it lets " + what + " by, as all that has " + strconv.Quote(to) + " in it"
	}
	return "it lets " + what + " by"
}
