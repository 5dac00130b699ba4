package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// maxListed bounds what is listed of a kind: a loop can register hundreds of
// routes on one line.
const maxListed = 10

// whyHere returns what is known of a place. It has no children where nothing is.
func (p *Program) whyHere(here func(Pos) bool) Answer {
	var a Answer
	a.Kind = "line"
	a.Children = slices.Concat(p.routesHere(here), p.middlewareHere(here), p.sinksHere(here), p.valuesHere(here), p.secretsHere(here))
	for _, u := range p.Unresolved {
		if here(u.At) {
			a.Children = append(a.Children, Node{Kind: "unresolved", Text: u.Reason, At: u.At})
		}
	}
	return a
}

// routesHere returns the routes that are registered, served or answered there.
func (p *Program) routesHere(here func(Pos) bool) []Node {
	var registered, handled, served []Node
	for i := range p.Routes {
		e := &p.Routes[i]
		text := e.Name() + " of " + e.Service + ": " + e.state()
		switch {
		case here(e.Registered):
			registered = append(registered, Node{Kind: "route", Text: text, At: e.Registered})
		case here(e.At):
			handled = append(handled, Node{Kind: "route", Text: text, At: e.Registered})
		case here(e.Served):
			served = append(served, Node{Kind: "route", Text: text, At: e.Registered})
		}
	}
	return slices.Concat(group("registers", "", registered), group("answers", "", handled), group("serves", "", served))
}

// group returns one node over others of a kind, none over none.
func group(kind, text string, list []Node) []Node {
	if len(list) == 0 {
		return nil
	}
	n := len(list)
	if text == "" {
		text = count(n, list[0].Kind)
	}
	if n > maxListed {
		list = append(list[:maxListed:maxListed], Node{Kind: "more", Text: fmt.Sprintf("%d more", n-maxListed)})
	}
	return []Node{{Kind: kind, Text: text, Children: list}}
}

// middlewareHere returns the verdicts on the middlewares that are defined there
// or put around routes there, each with the routes it stands before.
func (p *Program) middlewareHere(here func(Pos) bool) []Node {
	var list []Node
	before := map[string][]Node{}
	for i := range p.Routes {
		e := &p.Routes[i]
		for _, v := range newTrial(e).layers {
			if !here(v.At) && !here(v.layer.put) && !p.definedHere(v.layer.Name, here) {
				continue
			}
			key := v.Text + v.At.Package + v.At.String()
			if before[key] == nil {
				v.Children = slices.DeleteFunc(v.Children, func(n Node) bool { return n.Kind == "put" })
				list = append(list, v.Node)
			}
			route := Node{Kind: "route", Text: e.Name() + " of " + e.Service, At: e.Registered}
			if !slices.Contains(texts(before[key]), route.Text) {
				before[key] = append(before[key], route)
			}
		}
	}
	for i := range list {
		n := &list[i]
		routes := before[n.Text+n.At.Package+n.At.String()]
		n.Children = append(n.Children, group("before", count(len(routes), "route"), routes)...)
		n.Children = append(n.Children, turnOf(n))
	}
	return append(list, p.unusedHere(here, list)...)
}

// turnOf says what would turn the verdict on a middleware.
func turnOf(n *Node) Node {
	d := Node{Kind: "decides", Text: "a branch in it that ends each request without a valid credential: there is none", At: n.At}
	if strings.Contains(n.Text, " guards: ") && slices.ContainsFunc(n.Children, func(c Node) bool { return c.Kind == "step" }) {
		d.Text, d.At = "the check that is shown", lastStep(n.Children, n.At)
	} else if strings.Contains(n.Text, "not modelled") || strings.Contains(n.Text, "its library") {
		d.Text = "what is known of its library"
	}
	return d
}

// unusedHere returns the functions defined there that hand requests on, and that
// stand before no route.
func (p *Program) unusedHere(here func(Pos) bool, used []Node) []Node {
	var list []Node
	for i := range p.packages {
		for _, sum := range p.packages[i].Routes.Summaries {
			if len(used) > 0 || sum.Info == nil || len(sum.Info.Next) == 0 || !here(sum.Info.At) && !p.definedHere(sum.Func, here) {
				continue
			}
			v := (&trial{set: map[string]string{}}).layer(&Layer{Name: sum.Func, info: sum.Info})
			name, _, _ := strings.Cut(flow.Short(sum.Func), "$")
			list = append(list, Node{Kind: "middleware", Text: name + " " + v.Text, At: sum.Info.At,
				Children: append(v.Children, Node{Kind: "before", Text: "no route that is known"}, Node{Kind: "decides", Text: "a call that puts it around a router or a handler: none is seen"})})
		}
	}
	return list
}

// definedHere reports whether the function, or one that it stands in, is
// defined there.
func (p *Program) definedHere(fn string, here func(Pos) bool) bool {
	for fn != "" {
		if sum := p.summary(fn); sum != nil && here(sum.At) {
			return true
		}
		i := strings.LastIndexByte(fn, '$')
		if i < 0 {
			return false
		}
		fn = fn[:i]
	}
	return false
}

func texts(list []Node) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Text
	}
	return out
}

// arrivals is a sink with all that comes there.
type arrivals struct {
	sink   Sink
	values []Origin
	beside []Origin
}

// sinksHere returns the sinks that stand there with what comes to them: what
// does harm, what does not, and why not.
func (p *Program) sinksHere(here func(Pos) bool) []Node {
	var list []*arrivals
	at := func(s Sink) *arrivals {
		for _, a := range list {
			if a.sink.At == s.At && a.sink.Kind == s.Kind && a.sink.Call == s.Call {
				return a
			}
		}
		a := &arrivals{sink: s}
		list = append(list, a)
		return a
	}
	for i := range p.packages {
		for _, sum := range p.packages[i].Flow.Summaries {
			for _, f := range sum.Flows {
				if !f.Sink.IsStore() && (here(f.Sink.At) || here(f.Sink.Stands())) {
					a := at(*f.Sink)
					a.values = append(a.values, p.resolved(f.Origin)...)
				}
			}
		}
		for _, q := range p.packages[i].Flow.Quiet {
			if here(q.Sink.At) {
				a := at(q.Sink)
				for _, o := range q.Values {
					a.values = append(a.values, p.resolved(o)...)
				}
				for _, o := range q.Beside {
					a.beside = append(a.beside, p.resolved(o)...)
				}
			}
		}
	}
	for _, r := range p.Reads {
		if here(r.Sink.At) {
			at(r.Sink)
		}
	}
	for _, a := range list {
		// Of what comes there by a parameter, the parameter itself is none once
		// something is known that does.
		idle := func(o Origin) bool { return o.Kind == flow.Param && o.Flags&flow.Limited == 0 }
		if slices.ContainsFunc(a.values, func(o Origin) bool { return !idle(o) }) {
			a.values = slices.DeleteFunc(a.values, idle)
		}
	}
	slices.SortStableFunc(list, func(a, b *arrivals) int {
		return cmp.Or(a.sink.At.Compare(b.sink.At), cmp.Compare(a.sink.Kind, b.sink.Kind), cmp.Compare(a.sink.Call, b.sink.Call))
	})
	var nodes []Node
	for _, a := range list {
		nodes = append(nodes, p.sink(a))
	}
	return nodes
}

// resolved returns what an open origin comes from in the program, itself where
// nothing comes there.
func (p *Program) resolved(o Origin) []Origin {
	n := p.values.node(&o)
	if n == nil {
		return []Origin{o}
	}
	p.values.solve()
	var list []Origin
	for i := range n.have {
		if v, ok := n.through(&o, &n.have[i]); ok {
			v.Steps = v.Steps.Then(o.Steps)
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return []Origin{o}
	}
	return list
}

// sink says what a sink does, what comes there, and what would change that.
func (p *Program) sink(a *arrivals) Node {
	kind := a.sink.Kind
	n := Node{Kind: "sink", Text: a.sink.Name() + " " + does(kind), At: a.sink.At}
	if kind == model.BodyRead {
		n.Children = p.bodies(a)
		return n
	}
	harmful := false
	seen := map[string]bool{}
	for _, o := range a.values {
		v, harm := value(&a.sink, &o)
		if key := v.Text + v.At.String(); !seen[key] && len(seen) < maxListed {
			seen[key] = true
			n.Children = append(n.Children, v)
		}
		harmful = harmful || harm
	}
	if len(a.values) == 0 {
		n.Children = append(n.Children, Node{Kind: "value", Text: "constants alone come there"})
	}
	for _, o := range a.beside {
		if !o.IsRequest() && o.Kind != flow.Param {
			continue
		}
		v := Node{Kind: "parameter", Text: whoIs(&o) + " goes beside the text, as a parameter of the statement", At: o.Steps.First().At}
		if key := v.Text + v.At.String(); !seen[key] && len(seen) < maxListed {
			seen[key] = true
			n.Children = append(n.Children, v)
		}
	}
	if !harmful {
		n.Children = append(n.Children, Node{Kind: "decides", Text: turn(a)})
	}
	return n
}

// turn says what would make a silent sink a finding.
func turn(a *arrivals) string {
	for _, o := range a.values {
		switch {
		case safety(a.sink.Kind, &o) != "" && o.Flags&flow.Soft == 0:
			return "what makes the value safe on its way: without that it would be told"
		case o.Kind == flow.Param && o.Flags&flow.Soft == 0:
			return "a call of " + flow.Short(o.Func) + " with a value of a request: none is seen"
		}
	}
	if a.sink.Kind == model.Response {
		return "an error of code outside the project that comes there: none does"
	}
	return "a text of a request that comes there: none does"
}

// does says what a kind of sink does with what it is given.
func does(kind model.SinkKind) string {
	switch kind {
	case model.SQL:
		return "runs it as SQL text"
	case model.NoSQL:
		return "asks a document database for it"
	case model.BodyRead:
		return "reads until the source ends"
	case model.Outbound:
		return "calls it"
	case model.Redirect:
		return "sends the client there"
	case model.Command:
		return "runs it as a program or in a shell"
	case model.Argument:
		return "gives it to a program as an argument"
	case model.FileName:
		return "takes it for the name of a file"
	case model.Response:
		return "answers the client with it"
	case model.Logged:
		return "logs it"
	case model.Credential:
		return "takes it for a credential"
	}
	return "takes it"
}

// value says of a value that comes to a sink why it does harm there, or none.
func value(s *Sink, o *Origin) (Node, bool) {
	n := Node{Kind: "value", At: o.Steps.First().At, Children: evidence(o.Steps.List())}
	who := whoIs(o)
	safe := safety(s.Kind, o)
	if n.At.IsZero() {
		n.Children = nil
	}
	switch {
	case o.Flags&flow.Soft != 0:
		n.Text = who + " comes there as a number, as a yes or no, or by choosing among others: none of its text does"
	case safe != "":
		n.Text = who + " comes there, and does no harm: " + safe
	case s.Text && o.Flags&flow.Object != 0:
		n.Text = who + " comes there, and is no string, which alone counts"
	case o.IsFailure():
		n.Text = "an error that " + who + " made comes there"
		return n, true
	case o.IsRequest() && s.Kind == model.Response:
		n.Text = who + " comes there: a client may see what it has sent"
	case o.IsRequest() && o.PassedUnseen():
		n.Text = who + " comes there, through code that cannot be seen or a place that holds other values too"
		return n, true
	case o.IsRequest():
		n.Text = who + " comes there"
		return n, true
	case o.IsLiteral():
		n.Text = who + " that may be a credential comes there"
		return n, s.Kind == model.Credential
	case o.Kind == flow.Param:
		n.Text = "what " + flow.Short(o.Func) + " is given comes there, and no request is seen to decide it"
	case o.Kind == flow.Result:
		n.Text = "what a method of an interface returns comes there, and nothing is seen behind it"
	case o.Kind == flow.Source:
		n.Text = who + " comes there, and what the chain put into it is no data of a request"
	default:
		n.Text = who + " comes there, which no request decides"
	}
	return n, false
}

// whoIs names a value.
func whoIs(o *Origin) string {
	if o.Kind == flow.Param {
		return "what " + flow.Short(o.Func) + " is given"
	}
	return o.Describe()
}

// safety says what makes a value safe for a kind of sink, "" if nothing does.
func safety(kind model.SinkKind, o *Origin) string {
	for _, is := range []struct {
		flag  flow.Flags
		kinds []model.SinkKind
		text  string
	}{
		{flow.Quoted, []model.SinkKind{model.SQL}, "it was made safe for SQL text"},
		{flow.Scalar, []model.SinkKind{model.NoSQL}, "it is text, and no part of a query"},
		{flow.Hosted, []model.SinkKind{model.Outbound}, "other text, or a check, has decided the host"},
		{flow.Sited, []model.SinkKind{model.Redirect}, "other text, or a check, has decided the host"},
		{flow.Confined, []model.SinkKind{model.FileName}, "it cannot leave its directory"},
		{flow.Escaped, []model.SinkKind{model.Command, model.Argument}, "it was made safe for commands"},
		{flow.Undashed, []model.SinkKind{model.Argument}, "it cannot begin as an option does"},
		{flow.Hidden, []model.SinkKind{model.Response}, "no encoder shows the field it is kept in"},
		{flow.Masked, []model.SinkKind{model.Logged, model.Credential}, "only a few letters of it are left"},
	} {
		if o.Flags&is.flag != 0 && slices.Contains(is.kinds, kind) {
			return is.text
		}
	}
	return ""
}

// bodies says of a read what bounds the bodies that get there.
func (p *Program) bodies(a *arrivals) []Node {
	var nodes []Node
	bounded := ""
	for _, o := range a.values {
		if o.Flags&flow.Limited == 0 {
			continue
		}
		if bounded == "" {
			nodes = append(nodes, Node{Kind: "value", Text: "what comes there is bounded", Children: evidence(o.Steps.List())})
		}
		bounded = "the bound that is shown: without it the read would be told where the chain has none"
	}
	told := false
	for i := range p.Reads {
		r := &p.Reads[i]
		if r.Sink.At != a.sink.At {
			continue
		}
		told = !r.Bounded || len(r.Routes) > 0
		var open []Node
		for _, e := range r.Routes {
			text := "the body of " + e.Name() + " comes there, and nothing in the chain bounds it"
			if e.Controls.State(model.BodyLimit) == "unknown" {
				text = "the body of " + e.Name() + " comes there, and a part of the chain is not known"
			}
			open = append(open, Node{Kind: "route", Text: text, At: e.Registered})
		}
		nodes = append(nodes, group("unbounded", "", open)...)
		if limits := p.boundsAt(r); len(limits) > 0 {
			nodes = append(nodes, group("bounded", "", limits)...)
			bounded = "the bound in the chain: without it the read would be told"
		}
		if r.Message && !r.Bounded {
			nodes = append(nodes, Node{Kind: "value", Text: "a message of a client comes there, and nothing bounds it"})
		}
	}
	switch {
	case bounded != "" && !told:
		nodes = append(nodes, Node{Kind: "decides", Text: bounded})
	case len(nodes) == 0 && !told:
		nodes = append(nodes, Node{Kind: "value", Text: "no body of a request that came in is seen to come there"},
			Node{Kind: "decides", Text: "a route whose handler hands its body to this read: none is known"})
	}
	return nodes
}

// boundsAt returns the routes that get to a read within a bound of their chain,
// and what bounds them.
func (p *Program) boundsAt(r *Read) []Node {
	var nodes []Node
	for i := range p.Routes {
		e := &p.Routes[i]
		if e.Controls.State(model.BodyLimit) != "present" || !slices.ContainsFunc(e.Reads, func(f flow.Flow) bool { return f.Sink.At == r.Sink.At }) {
			continue
		}
		n := Node{Kind: "route", Text: "the body of " + e.Name() + " comes there within a bound", At: e.Registered}
		for j, name := range e.LayerNames() {
			if l := e.Chain[j]; l.Role == model.BodyLimit || l.info != nil && l.info.Limits {
				n.Text, n.At = "the body of "+e.Name()+" comes there within the bound of "+name, l.At
			}
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// valuesHere returns the values that pass there on their way to a sink
// elsewhere.
func (p *Program) valuesHere(here func(Pos) bool) []Node {
	var list []Node
	add := func(s Sink, o Origin) {
		steps := o.Steps.List()
		if here(s.At) || s.IsStore() || o.IsLiteral() || !slices.ContainsFunc(steps, func(st Step) bool { return here(st.At) }) {
			return
		}
		v, _ := value(&s, &o)
		n := Node{Kind: "value", At: s.At, Text: o.Describe() + " passes here on its way to " + s.Name() + ", which " + does(s.Kind)}
		if safe := safety(s.Kind, &o); safe != "" {
			n.Text += "; it does no harm there: " + safe
		} else if o.Flags&flow.Soft != 0 {
			n.Text += "; none of its text gets there"
		}
		n.Children = v.Children
		if !slices.Contains(texts(list), n.Text) {
			list = append(list, n)
		}
	}
	for i := range p.Flows {
		add(p.Flows[i].Sink, p.Flows[i].Origin)
	}
	for i := range p.packages {
		for _, q := range p.packages[i].Flow.Quiet {
			for _, o := range q.Values {
				add(q.Sink, o)
			}
		}
	}
	if len(list) > maxListed {
		list = append(list[:maxListed:maxListed], Node{Kind: "more", Text: fmt.Sprintf("%d more values pass here", len(list)-maxListed)})
	}
	return list
}

// secretsHere returns the constants there that are credentials. What they say
// is in none of it.
func (p *Program) secretsHere(here func(Pos) bool) []Node {
	var list []Node
	for _, l := range p.Literals {
		if !here(l.At) && !slices.ContainsFunc(l.Covers, here) {
			continue
		}
		n := Node{Kind: "constant", Text: "it is a credential by its shape, " + l.What, At: l.At}
		if l.Taker != "" {
			n.Text = "it is a credential by its use"
			n.Children = []Node{{Kind: "taken", Text: l.Taker + " takes it for a credential", At: l.Taken}}
		}
		list = append(list, n)
	}
	return list
}

// Secrets returns the places whose text no report may show, whatever rules are
// on.
func (p *Program) Secrets() []Pos {
	var list []Pos
	for _, l := range p.Literals {
		list = append(list, l.Covers...)
	}
	return list
}
