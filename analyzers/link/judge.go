package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// Control is one thing that a route's chain does for it beside authentication.
type Control struct {
	Role     model.Role
	State    string // present, none, unknown
	Evidence []Step
}

// Controls are those of one route, one of each kind.
type Controls []Control

// controlled are the roles that every route is judged by, in the order in which
// they are listed.
var controlled = []model.Role{model.Authz, model.BodyLimit, model.RateLimit, model.CORS, model.Timeout, model.Recover}

// State returns the state of the control with the role.
func (c Controls) State(role model.Role) string {
	if i := slices.IndexFunc(c, func(c Control) bool { return c.Role == role }); i >= 0 {
		return c[i].State
	}
	return "unknown"
}

// judgement is what is known of a route while its chain is read from the
// outside.
type judgement struct {
	e    *Endpoint
	keys map[string]bool // of the context, that say who is calling
	left map[string]bool // fields of contexts of the program's own that are filled
	// found says where a library looked for the credential of whom it has put under a
	// key, as far as that is known.
	found   map[string][]routes.Credential
	guests  guests
	unclear bool // there is a check that cannot be read
	unsure  bool // a part of the chain is not known
	firm    bool // a guard asks for more than what the document says
	// cases are the conditions of the guards so far: those that are there under
	// some conditions guard where these leave no case out.
	cases [][]string
	// loose are the same where settings leave them be, and off those settings.
	loose [][]string
	off   []Setting
}

// judge fills in what the chain and the handler prove. unsure says that a part
// of the chain is not known; a check that cannot be read is no limit either way.
func judge(e *Endpoint, h Layer, unsure bool) {
	j := &judgement{e: e, keys: map[string]bool{}, left: map[string]bool{}, found: map[string][]routes.Credential{}, guests: guests{}, unsure: unsure}
	e.Auth = "none"
	for _, role := range controlled {
		e.Controls = append(e.Controls, Control{Role: role, State: "none"})
	}
	for i := range e.Chain {
		j.layer(&e.Chain[i])
	}
	if handler := h.info; handler == nil && h.Role == model.Auth {
		j.layer(&h) // a library's, that asks for a credential
	} else if handler != nil {
		j.see(&Layer{info: handler, named: h.named, on: h.on, switches: h.switches})
		if handler.Bounded {
			j.present(&Layer{}, model.BodyLimit, Step{At: handler.At, Text: "the framework reads bodies within a limit of its own"})
		}
	}
	if (j.unsure || j.unclear) && e.Auth != "required" {
		e.Auth = "unknown"
	}
	e.Described = e.Auth == "required" && !j.firm
	if !j.unsure {
		return
	}
	for i := range e.Controls {
		if c := &e.Controls[i]; c.State == "none" {
			c.State = "unknown"
		}
	}
}

// layer takes in one middleware.
func (j *judgement) layer(l *Layer) {
	name := flow.Short(l.Name)
	switch {
	case l.Role == model.Unknown:
		j.unsure = true
	case l.info != nil:
	case l.Role == model.Auth && l.some:
		if j.e.Auth == "none" {
			j.e.Auth = "optional"
			j.e.Evidence = []Step{{At: l.At, Text: name + " is configured to let some requests by"}}
		}
	case l.Role == model.Auth:
		step := Step{At: l.At, Text: name + " rejects requests without valid credentials"}
		if l.house {
			step.Text += ": the policy vouches for it"
		}
		before := j.e.Auth
		j.guarded(l, []Step{step}, nil)
		if before != "required" && j.e.Auth == "required" && len(j.cases) == 1 {
			j.e.Credentials = l.takes
			if l.knows != "" {
				j.e.Credentials = j.found[l.knows]
			}
		}
	default:
		j.present(l, l.Role, Step{At: l.At, Text: name + " is in the chain"})
	}
	if l.sets != "" {
		j.keys[l.sets] = true // and turns nobody away: alone it is no authentication at all
		j.found[l.sets] = l.takes
	}
	if l.info != nil {
		j.see(l)
		if l.info.Limits {
			j.present(l, model.BodyLimit, Step{At: l.info.At, Text: name + " bounds the body"})
		}
	}
}

// guarded notes a layer that rejects those without a credential, unless one of the
// settings switches its guard off.
func (j *judgement) guarded(l *Layer, evidence []Step, switches []Setting) {
	e := j.e
	always := len(l.off) == 0 && len(switches) == 0
	if !l.doubtful && always {
		j.cases = append(j.cases, l.when)
	}
	j.firm = j.firm || !l.doubtful && !l.described
	if always && exhaustive(j.cases) {
		if e.Auth != "required" || len(e.Configured) > 0 {
			e.Auth, e.Evidence, e.Configured = "required", evidence, nil
		}
		return
	}
	if !l.doubtful {
		j.loose, j.off = append(j.loose, l.loose), addSettings(addSettings(addSettings(j.off, l.off), switches), l.unless)
	}
	switch {
	case e.Auth == "required":
	case exhaustive(j.loose) && len(j.off) > 0:
		e.Auth, e.Evidence, e.Configured = "required", evidence, j.off
	default:
		j.unclear = true
	}
}

// see takes in what a function of the program does.
func (j *judgement) see(l *Layer) {
	e, info := j.e, l.info
	if l.on != nil && j.proven(l.on, info) {
		j.guarded(l, l.on.Evidence, l.switches)
	} else if g := info.Guard; g.State > routes.NoGuard && g.Role == model.Auth {
		asked, known := e.secured.by(&g)
		by, open := j.guests.by(g.Needs, func(key string) bool { return j.keys[key] || slices.Contains(info.Sets, key) })
		proven := len(g.Needs) == 0 || by != ""
		switch {
		case open && !proven && g.State != routes.Unclear:
			// it is passed by who stands for strangers
		case !proven && g.State != routes.Unclear && e.allVain(g.Needs, j.left):
			// it asks for what nobody leaves there who knows a caller
		case known && !asked: // the route is not one of those that it guards
		case g.State == routes.Unclear || !proven || !known:
			j.unclear = true
		case g.State == routes.Required:
			before := e.Auth
			j.guarded(l, g.Evidence, nil)
			if before != "required" && e.Auth == "required" && len(j.cases) == 1 {
				e.Credentials = g.Reads
				if len(g.Needs) > 0 {
					key, _, _, _ := routes.SplitNeed(by)
					e.Credentials = j.found[key]
				}
			}
		case g.State == routes.Optional && e.Auth == "none":
			e.Auth, e.Evidence = "optional", g.Evidence
		}
	}
	if g := info.Guard; g.State == routes.NoGuard && g.Lets != nil && len(g.Evidence) > 0 && e.Auth == "none" {
		e.Exempt, e.Named = shortName(info.Func), l.named
		e.Evidence = g.Evidence[len(g.Evidence)-1:]
	}
	for _, c := range info.Controls {
		j.present(l, c.Role, Step{At: c.At, Text: c.Text})
	}
	for _, key := range info.Leaves {
		j.left[key] = true
	}
	j.guests.welcome(info)
	for _, key := range info.Sets {
		j.keys[key] = true
		delete(j.found, key)
	}
	if info.Recognises {
		j.recognise(info.Func, info.At)
	}
}

// proven reports whether a guard that asks every request for a credential asks those
// for the route, and for what is known there.
func (j *judgement) proven(g *routes.Guard, info *routes.Handler) bool {
	asked, known := j.e.secured.by(g)
	by, _ := j.guests.by(g.Needs, func(key string) bool { return j.keys[key] || slices.Contains(info.Sets, key) })
	return g.State == routes.Required && g.Role == model.Auth && asked && known && (len(g.Needs) == 0 || by != "")
}

// recognise notes a function that knows callers and lets strangers by.
func (j *judgement) recognise(who string, at Pos) {
	if j.e.Auth == "none" {
		j.e.Auth = "optional"
		if j.e.Exempt != "" && j.e.Exempt == shortName(who) {
			return // it rejects others
		}
		j.e.Evidence = []Step{{At: at, Text: flow.Short(who) + " recognises a caller and rejects nobody"}}
	}
}

// present notes a control that a layer of the chain shows. The outermost counts.
// What is there under a condition may not be.
func (j *judgement) present(l *Layer, role model.Role, step Step) {
	for i := range j.e.Controls {
		switch c := &j.e.Controls[i]; {
		case c.Role != role || c.State == "present":
		case l.doubtful || len(l.when) > 0:
			c.State = "unknown"
		default:
			c.State, c.Evidence = "present", []Step{step}
		}
	}
}
