package flow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// Position is a place in Go source that means the same in every process: no
// token.Pos, no absolute path.
type Position struct {
	Package string // import path
	File    string // base name
	Line    int    // 1-based
	Column  int    // 1-based, UTF-8 bytes
	Width   int    // bytes on the line that the place covers, 0 where only its start is known
}

// IsZero reports whether the position is unknown.
func (p Position) IsZero() bool { return p.Line == 0 }

// Compare orders positions by package, file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Package, q.Package), cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// String returns "file.go:12:3".
func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Step is one station on the way of a value.
type Step struct {
	At   Position
	Text string
}

// Kind says what an origin is.
type Kind uint8

// The kinds of origin.
const (
	Param   Kind = iota + 1 // a parameter of a function, receiver first
	Source                  // a part of a request, where it is first read
	Unknown                 // a value from elsewhere: the environment, a file, a database
	Field                   // whatever any function stores in a struct field
	Global                  // whatever any function stores in a package-level variable
	Result                  // a result of an interface method that is not known yet
	Failure                 // an error, or another text of the inside, that code outside the project made
	Literal                 // a constant text of the program, where one can be a secret
)

// Flags say what happened to a value on its way from its origin.
type Flags uint64

// The flags.
const (
	Deep    Flags = 1 << iota // the value was read out of the origin, through a field or a pointer
	Limited                   // its size is bounded
	Soft                      // it carries no text: a number, a boolean, or it only decided which value was taken
	Mixed                     // it was put together with other text
	Weak                      // it passed through code that cannot be seen

	// What made a value safe for one kind of sink, and for that alone.
	Quoted   // for SQL text
	Scalar   // for a query document: it is text and no document
	Hosted   // for addresses: another text before it, or a check, has decided the host
	Confined // for file names: it cannot leave its directory
	Escaped  // for commands
	Hidden   // for answers: it is kept in a field that no encoder shows
	Undotted // it does not lead upward, and is Confined behind a directory
	Undashed // for arguments: it does not begin as an option does
	Masked   // for logs: it is a few letters of what it was
	Object   // for sinks that take anything and read a string as text: it is no string
	Reading  // for errors: it says what is wrong with what was read
	Keyed    // for fields and variables: it is one of many things that are read by the name

	Unpacked // it was decompressed: a bound on its size no longer holds

	// Sited is Hosted as browsers read an address, to which a path that begins
	// with two slashes, or a slash and a backslash, is a host.
	Sited

	Tidied // for file names: it is of a path that a router has taken ".." out of

	Unquoted // the single quotes in it were taken out, or others put in their place
	Enclosed // for SQL text: it stands between quotes, and none of them is in it by itself

	Rooted // for addresses: the text that it is in begins with a slash
	Based  // for addresses and file names: other text stands before it, behind which what is Rooted is a path, and what is Undotted Confined

	// Blurred reports of a parameter or a result that the value is one part of what
	// the name says, which is told apart no further.
	Blurred

	Debugged // for errors: it is told of while the program is developed alone
)

// sited is what is known of an address whose host is decided for all who read it.
const sited = Hosted | Sited

// houseFlags are one bit for each flow of a policy's own, the first of them
// firstHouse: what made a value safe for that one.
const (
	firstHouse Flags = 1 << 26
	houseFlags Flags = (1<<rules.MaxFlows - 1) * firstHouse
)

// safeFlags are the flags that hold only if they hold on every way.
const safeFlags = Quoted | Scalar | Hosted | Confined | Escaped | Hidden | Undotted | Undashed | Masked | Object | Keyed | Sited | Tidied | Unquoted | Enclosed | Rooted | Based | Debugged | houseFlags

// Then returns the flags of a value to which what next says happened after what
// f says: a bound holds until what is within it is unpacked, and a path is behind
// an address what it begins with alone.
func (f Flags) Then(next Flags) Flags {
	switch {
	case next&Unpacked != 0:
		f &^= Limited
	case next&Limited != 0:
		f &^= Unpacked
	}
	if next&Based != 0 {
		if f&Rooted != 0 {
			next |= Hosted
		}
		if f&Undotted != 0 {
			next |= Confined
		}
		f &^= Rooted
	}
	return f | next
}

// safeFor returns the flags with which a value is safe for a kind of sink.
func safeFor(kind model.SinkKind) Flags {
	switch kind {
	case model.SQL:
		return Quoted
	case model.NoSQL:
		return Scalar
	case model.Outbound:
		return Hosted
	case model.Redirect:
		return Sited
	case model.FileName:
		return Confined
	case model.Command:
		return Escaped
	case model.Argument:
		return Escaped | Undashed
	case model.Response:
		return Hidden
	case model.Logged, model.Credential:
		return Masked
	}
	if n := kind.HouseFlow(); n >= 0 && n < rules.MaxFlows {
		return firstHouse << n
	}
	return 0
}

// IsSafeFor reports whether the value was made safe for a kind of sink.
func (o *Origin) IsSafeFor(kind model.SinkKind) bool { return o.Flags&safeFor(kind) != 0 }

// keyFlags are the flags that keep two origins of a kind apart. The others are
// merged: what was read out of a parameter, or bounded, its callers must tell
// from the parameter itself.
func keyFlags(k Kind) Flags {
	if k == Param {
		return Deep | Limited | Unpacked
	}
	return 0
}

// What says what an origin is. It is shared by all sets that hold the origin, and
// never changed.
type What struct {
	Kind   Kind
	Basic  bool             // Param: it is a text, a number or a boolean, of which there are no fields
	Func   string           // Param: the function whose parameter it is; Result: the field it was read through first
	Index  int              // Param: which one, receiver first; Result: which result
	Name   string           // Param: the field it was read through first; Source: the part's name; Field, Global: the symbol; Result: the call's key; Unknown: what it is
	Source model.SourceKind // Source only
}

// Origin is one place that a value can come from, with the way it took.
type Origin struct {
	*What
	Flags Flags
	Steps *Trail
}

// From returns the origin that is what w says.
func From(w What) Origin { return Origin{What: &w} }

// named returns the origin with another name.
func (o Origin) named(name string) Origin {
	w := *o.What
	w.Name = name
	o.What = &w
	return o
}

// through returns the origin as what a path of fields leads to in what it is, as
// far as that is told apart: the first field, and, where own says that the last
// belongs to a struct of the project, the second. A third would not cost its price.
func (o Origin) through(path string, own bool) Origin {
	path = anyElement(path)
	p := o.narrowed(path, own)
	if (p.Kind == Param && !p.Basic || p.Kind == Result) && fieldsAlone(o.part()+path) != fieldsAlone(p.part()) {
		p.Flags |= Blurred
	}
	return p
}

// part returns the name of the part of a parameter or a result that the origin is.
func (o *Origin) part() string {
	if o.Kind == Result {
		return o.Func
	}
	return o.Name
}

// fieldsAlone returns a path of fields without the lists on it.
func fieldsAlone(path string) string {
	return strings.TrimPrefix(strings.ReplaceAll(path, "[]", ""), ".")
}

// Blurs reports whether a value that comes to where an origin is may be in another
// part of it than the one that is meant. A body that is decoded as a whole is in each.
func (o *Origin) Blurs(value *Origin) bool {
	return o.Flags&Blurred != 0 && !value.isOpen() &&
		(value.Kind != Source || value.Source != model.Body || value.Name != "" && value.Name != strings.ReplaceAll(o.Name, embedded, ""))
}

// filled returns a value that comes to where an origin is as it is behind it, but for
// the rest of its way.
func (o *Origin) filled(value Origin) Origin {
	flags := o.Flags &^ Deep
	if o.Blurs(&value) {
		flags |= Weak
	}
	if !value.isOpen() {
		flags &^= Blurred
	}
	value.Flags = value.Flags.Then(flags)
	return value
}

// narrowed is through without what is lost of the path.
func (o Origin) narrowed(path string, own bool) Origin {
	field := firstStep(path)
	switch {
	case o.Kind == Result && o.Func == "":
		w := *o.What
		w.Func = field
		o.What = &w
	case o.Kind != Param && (o.Kind != Source || o.Source != model.Body), o.Basic:
	case o.Name == "":
		if own {
			field = firstSteps(path)
		}
		if o.Kind == Source {
			field = strings.ReplaceAll(field, embedded, "")
		}
		o = o.named(field)
	case o.Kind == Param && o.Name == "[]":
		if field = firstStep(o.Name + path); own {
			field = firstSteps(o.Name + path)
		}
		o = o.named(field)
	case o.Kind == Param && own && o.Flags&(Weak|Mixed) == 0 && fieldsIn(o.Name) < 2:
		if fieldsIn(o.Name) == 0 {
			field = firstSteps(path)
		}
		o = o.named(o.Name + "." + strings.TrimPrefix(field, elementOf))
	}
	return o
}

// differs reports whether two are different, as far as that is seen at once: to
// compare the texts of all that meet in sets takes longer.
func (w *What) differs(v *What) bool {
	return w.Kind != v.Kind || w.Index != v.Index || endsApart(w.Name, v.Name) || endsApart(w.Func, v.Func)
}

// endsApart reports whether two texts have another length or another end: names that
// are as long as each other mostly have.
func endsApart(a, b string) bool {
	return len(a) != len(b) || len(a) > 0 && a[len(a)-1] != b[len(a)-1]
}

func (o *Origin) same(p *Origin) bool {
	return (o.What == p.What || *o.What == *p.What) && (o.Flags^p.Flags)&keyFlags(o.Kind) == 0
}

// IsFailure reports whether the origin is an error, or another text of the
// inside, that code outside the project made; Name is the symbol that made it.
func (o *Origin) IsFailure() bool { return o.Kind == Failure }

// IsLiteral reports whether the origin is a constant of the program.
func (o *Origin) IsLiteral() bool { return o.Kind == Literal }

// IsRequest reports whether the origin is data of a request.
func (o *Origin) IsRequest() bool {
	return o.Kind == Source && o.Source != model.Context && o.Source != model.Identity && o.Source != model.Session && o.Source != model.House
}

// PassedUnseen reports whether the value passed through code that cannot be
// seen, which may have cleaned it.
func (o *Origin) PassedUnseen() bool { return o.Flags&Weak != 0 }

// IsDebugged reports whether the value goes there only while the program is developed.
func (o *Origin) IsDebugged() bool { return o.Flags&Debugged != 0 }

// PutTogether reports whether the value was put together with other text.
func (o *Origin) PutTogether() bool { return o.Flags&Mixed != 0 }

// Describe names the origin for a person.
func (o *Origin) Describe() string {
	named := func(what string) string {
		switch o.Name {
		case "":
			return "the request's " + what
		case computedName:
			return "a " + what + " of the request"
		}
		return fmt.Sprintf("%s %q of the request", what, o.Name)
	}
	switch o.Kind {
	case Source:
		switch o.Source {
		case model.Query:
			return named("query parameter")
		case model.Form:
			return named("form value")
		case model.Path:
			return named("path parameter")
		case model.Header:
			return named("header")
		case model.Cookie:
			return named("cookie")
		case model.Body:
			if o.Name != "" {
				return "field " + o.Name + " of the request's body"
			}
		case model.TLS:
			if o.Name == "" {
				return "the request's connection"
			}
			return "the client's certificate"
		case model.Context:
			return "the request's context"
		case model.Identity:
			return "who is calling"
		case model.House:
			return shortSymbol(o.Name)
		case model.Session:
			return named("session value")
		}
		return "the request's " + string(o.Source)
	case Field, Global:
		return o.Name[strings.LastIndexByte(o.Name, '/')+1:]
	case Param:
		return "a parameter of " + Short(o.Func)
	case Failure:
		return shortSymbol(o.Name)
	}
	return o.Name
}

// Short returns the name of a function without the directories of its package:
// "(*api.Server).create" for "(*example.com/m/api.Server).create".
func Short(fn string) string {
	i := strings.LastIndexByte(fn, '/')
	if i < 0 {
		return fn
	}
	prefix := fn[:len(fn)-len(strings.TrimLeft(fn, "(*"))]
	return prefix + fn[i+1:]
}

// set is a small set of origins in the order they were found, which is the
// order of evaluation and so the same in every run.
type set []Origin

// maxSet bounds a set: what callers and callees bring, and maxStores the fields and
// variables in it, of which a program declares so many and which are cheap. What
// carries text and what only decided something are counted each by itself, and so
// are answers of calls that are not known yet. Past a bound the function is counted as having spent its budget.
const (
	maxSet    = 80
	maxStores = 2 * maxSet
)

// maxParts bounds how many parts of one thing are told apart in a set: fields of a
// parameter, named parts of a request. The next field stands for all there are; the
// next part of a request changes no verdict. Of parts that only decide something
// maxSoft are as good as all.
const (
	maxParts = 24
	maxSoft  = 8
)

// maxUnknown bounds the origins of a set of which nothing is known but that
// they are no constants, and those that are errors from outside: for every rule
// a few are as good as all.
const maxUnknown = 2

// maxAnswers bounds the answers of calls that are not known yet, of those that only
// decided something: a value that so many had a say in is no less decided by them.
const maxAnswers = 12

// isAnswer reports whether maxAnswers bounds the origin.
func (o *Origin) isAnswer() bool { return o.Kind == Result && o.Flags&Soft != 0 }

// isOneOfMany reports whether maxUnknown bounds the origins of a kind.
func (k Kind) isOneOfMany() bool { return k == Unknown || k == Failure || k == Literal }

// isStored reports whether an origin of a kind is whatever is stored somewhere.
func (k Kind) isStored() bool { return k == Field || k == Global }

// crowd returns a kind for all those that maxSet or maxStores bounds together: what
// is stored, the answers of calls that are not known yet, and the rest. An error of
// many callees is any of their answers, and takes no room from what was given.
func (k Kind) crowd() Kind {
	switch {
	case k.isStored():
		return Field
	case k == Result:
		return Result
	}
	return Param
}

// standsFor reports whether o and p are two parts of one thing, and whatever p may
// do o may do as well.
func (o *Origin) standsFor(p *Origin) bool {
	const better, worse = safeFlags | Soft | Weak | Blurred | Limited, Mixed | Unpacked
	return o.Kind == p.Kind && o.Name != "" && p.Name != "" && o.Func == p.Func && o.Index == p.Index && o.Source == p.Source &&
		o.Flags&better&^p.Flags == 0 && p.Flags&worse&^o.Flags == 0
}

// add puts o into the set and reports whether the set changed. spent is set
// where the bound was reached.
func (s *set) add(o Origin, spent *bool) bool {
	if o.isForNobody() {
		return false
	}
	switch {
	case o.Kind == Result && o.Func != "":
		o = s.ofResult(o)
	case o.Kind == Param && o.Flags&Soft != 0:
		if whole := firstStep(o.Name); whole != o.Name && !strings.HasPrefix(whole, "[]") {
			o = o.named(whole) // what only decided is told by the field that holds it
		}
	}
	if have := s.find(&o); have != nil {
		flags := have.merged(&o)
		changed := flags != have.Flags
		if have.Flags&Soft != 0 && o.Flags&Soft == 0 {
			have.Steps = o.Steps
		}
		have.Flags = flags
		return changed
	}
	if len(*s) < maxUnknown {
		*s = append(*s, o)
		return true
	}
	room, apart := maxSet, maxParts
	if o.Kind.isStored() {
		room = maxStores
	}
	if o.Flags&Soft != 0 {
		apart = maxSoft
	}
	alike, crowd, parts := s.count(&o, room, apart)
	switch {
	case o.Kind.isOneOfMany() && alike >= maxUnknown, o.IsRequest() && parts >= apart, o.isAnswer() && alike >= maxAnswers:
		return false
	case o.Kind == Param && parts >= apart:
		o = o.named("")
		o.Flags |= Deep | Blurred
		return s.add(o, spent)
	}
	if crowd >= room {
		if o.Kind == Param && o.Flags&Soft != 0 && (o.Name != "" || crowd < maxStores) {
			// What it decided is kept, by which field it did is not.
			if o.Name != "" {
				o = o.named("")
				o.Flags |= Deep
			}
			return s.addWhole(o)
		}
		*spent = true
		return false
	}
	*s = append(*s, o)
	return true
}

// find returns the origin of the set that is the same as o, nil if there is none.
// Most come with what they are in one piece, so that it is looked for first.
func (s set) find(o *Origin) *Origin {
	for i := range s {
		if have := &s[i]; have.What == o.What && have.same(o) {
			return have
		}
	}
	for i := range s {
		if have := &s[i]; have.What != o.What && !have.What.differs(o.What) && have.same(o) {
			return have
		}
	}
	return nil
}

// count returns how many origins of the set are of the kind of o, how many are
// bounded together with it, and of how many it is one more part of the same thing:
// each where there are enough for the bound on it, room and apart, to be met.
func (s *set) count(o *Origin, room, apart int) (alike, crowd, parts int) {
	kind := o.Kind
	if kind.isOneOfMany() || o.isAnswer() {
		for i := range *s {
			if have := &(*s)[i]; have.Kind == kind && (kind != Result || have.isAnswer()) {
				alike++
			}
		}
	}
	if len(*s) >= room {
		among := kind.crowd()
		for i := range *s {
			if have := &(*s)[i]; (have.Flags^o.Flags)&Soft == 0 && have.Kind.crowd() == among {
				crowd++
			}
		}
	}
	if len(*s) >= apart && (kind == Param || kind == Source) && o.Name != "" {
		for i := range *s {
			if (*s)[i].standsFor(o) {
				parts++
			}
		}
	}
	return alike, crowd, parts
}

// merged returns the flags of an origin that was found by two ways.
func (o *Origin) merged(other *Origin) Flags {
	// What carries text decides as well: of the two ways, the one that does is
	// kept.
	switch soft := o.Flags & Soft; {
	case soft == 0 && other.Flags&Soft != 0:
		return o.Flags
	case soft != 0 && other.Flags&Soft == 0:
		return other.Flags
	}
	merged := o.Flags | other.Flags&Mixed
	merged &^= (Weak | Blurred) &^ other.Flags // one way without unseen code is enough
	merged &^= safeFlags &^ other.Flags        // and one that made nothing safe
	if keyFlags(o.Kind)&Deep == 0 {
		merged &^= (Deep | Limited) &^ other.Flags // so is one way as it is
	}
	return merged
}

// maxFields bounds how many fields of one result are told apart in a set.
const maxFields = 4

// ofResult returns the field of a result, or the whole of it where that is in the
// set already or too many of its fields are.
func (s *set) ofResult(o Origin) Origin {
	fields := 0
	for i := range *s {
		have := (*s)[i].What
		switch {
		case have.Kind != Result || have.Index != o.Index || have.Name != o.Name:
		case have.Func == "":
			o.What = have
			return o
		case have.Func == o.Func:
			return o
		default:
			fields++
		}
	}
	if fields >= maxFields {
		whole := *o.What
		whole.Func = ""
		o.What = &whole
	}
	return o
}

// addWhole adds a parameter as a whole to a set that is full. There are no
// more of them than there are parameters.
func (s *set) addWhole(o Origin) bool {
	for i := range *s {
		if (*s)[i].same(&o) {
			return false
		}
	}
	*s = append(*s, o)
	return true
}

func (s *set) union(t set, spent *bool) bool {
	changed := false
	if len(*s) == 0 && cap(*s) < len(t) {
		*s = make(set, 0, len(t))
	}
	for _, o := range t {
		if s.add(o, spent) {
			changed = true
		}
	}
	return changed
}

// gathered is the union of sets that are kept elsewhere, which are never changed: that
// of one is the set itself.
type gathered struct {
	set
	own bool // nobody else has it
}

func (g *gathered) union(t set, spent *bool) {
	switch {
	case len(t) == 0:
		return
	case g.set == nil:
		g.set = slices.Clip(t)
		return
	case !g.own:
		g.set, g.own = slices.Clone(g.set), true
	}
	g.set.union(t, spent)
}

// Merge returns the origins with o among them, bounded as every set is.
func Merge(origins []Origin, o Origin) []Origin {
	s, spent := set(origins), false
	s.add(o, &spent)
	return s
}

// Add is Merge with a bound of the caller's, and reports whether the origins
// changed.
func Add(origins []Origin, o Origin, bound int) ([]Origin, bool) {
	s, spent := set(origins), false
	if len(s) >= bound && !slices.ContainsFunc(origins, func(have Origin) bool { return have.same(&o) }) {
		return origins, false
	}
	changed := s.add(o, &spent)
	return s, changed
}

// Adds reports whether Add may change the origins, whatever way o took.
func Adds(origins []Origin, o *Origin, bound int) bool {
	if o.isOpen() {
		return true
	}
	if o.isForNobody() {
		return false
	}
	alike := 0
	for i := range origins {
		have := &origins[i]
		if have.same(o) {
			return have.merged(o) != have.Flags
		}
		if have.Kind == o.Kind {
			alike++
		}
	}
	return len(origins) < bound && (alike < maxUnknown || !o.Kind.isOneOfMany())
}

// isForNobody reports whether nobody asks for the origin: it carries no text, and
// is no part of a request.
func (o *Origin) isForNobody() bool {
	return o.Flags&Soft != 0 && (o.Kind.isOneOfMany() || o.Kind.isStored())
}

// without returns the set with flags taken from every origin.
func (s set) without(f Flags) set {
	if indexFunc(s, func(o *Origin) bool { return o.Flags&f != 0 }) < 0 {
		return s
	}
	t := slices.Clone(s)
	for i := range t {
		t[i].Flags &^= f
	}
	return t
}

// with returns the set with flags added to every origin.
func (s set) with(f Flags) set {
	if indexFunc(s, func(o *Origin) bool { return o.Flags.Then(f) != o.Flags }) < 0 {
		return s
	}
	t := slices.Clone(s)
	for i := range t {
		t[i].Flags = t[i].Flags.Then(f)
	}
	return t
}

// Sink is a place where a value does something.
type Sink struct {
	Kind model.SinkKind
	At   Position
	Call string // the symbol called; for a store the field's or variable's symbol
	In   string // the function it stands in
	// Streams reports that what is read goes to something that is not memory.
	Streams bool
	// Text reports that only a string counts, where the call takes anything.
	Text bool
	// Served reports that a request whose path leads upward gets no file there.
	Served bool
	// Excused are the rules that a directive excuses there, for whoever
	// reports the flow in another package.
	Excused []string
	// Unless names a field: where the program fills it, this is no sink.
	Unless string
	// Clients are the fields, variables, parameters and functions that the client is
	// had from which calls there: if one of them holds a client that asks where it
	// dials, the flow is doubtful.
	Clients []string
	// Refuses reports that the answer has a status that refuses the request;
	// Status is 1 and the index of the parameter that says so, of the function
	// in whose summary the sink is, 0 where none does.
	Refuses bool
	Status  int
	// Handing is the call that is handed an error made into what the sink takes, nil
	// where the function that the sink is in makes it so.
	Handing *Handing
}

// Handing is a call of a helper that answers with whatever it is given: what it is
// given is decided where it is called.
type Handing struct {
	At      Position
	To      string   // the helper, as "web.respond"
	In      string   // the function that calls it
	Excused []string // the rules that a directive excuses there
}

// Stands returns where it is decided what comes to the sink: there, or where a
// helper is called.
func (s *Sink) Stands() Position {
	if s.Handing != nil {
		return s.Handing.At
	}
	return s.At
}

// Takes reports whether what an origin says of a value is of interest to the
// sink.
func (s *Sink) Takes(o *Origin) bool {
	return Matters(s.Kind, o) && (!s.Text || o.Flags&Object == 0)
}

// store is the kind of the sink that is a field or a package-level variable.
// Values are followed through them by the program's linker.
const store model.SinkKind = "store"

// Name returns the name of what the sink calls, as "sql.DB.Query".
func (s *Sink) Name() string { return shortSymbol(s.Call) }

// IsStore reports whether the sink is a field or variable that others read.
func (s *Sink) IsStore() bool { return s.Kind == store }

// Flow says that a value of the origin can reach the sink, which all flows into it
// share and nobody changes.
type Flow struct {
	Sink   *Sink
	Origin Origin
}

// Call is a call of an interface's method whose implementation is not known
// in the package.
type Call struct {
	Key    string // identifies the call in the program
	Iface  string // the interface's symbol
	Method string
	Args   [][]Origin // without the receiver
	Parts  []Part     // what is known of the fields of arguments
	At     Position
	In     string // the function it stands in
}

// Through names what the call goes through.
func (c *Call) Through() string {
	if holder, ok := strings.CutPrefix(c.Iface, functionIn("")); ok {
		return Short(holder)
	}
	return Short(c.Iface) + "." + c.Method
}

// Part says what a field of an argument is, where the call builds it. The fields
// of which it says nothing are zero.
type Part struct {
	Arg    int
	Path   string // as Need.Name; "" says only that the argument is built there
	Origin []Origin
}

// Summary is what callers need to know of one function.
type Summary struct {
	Func      string
	At        Position
	Results   [][]Origin // what each result can come from, not counting what it refers to
	Held      []Held     // what is in the memory that results refer to
	Outs      []Out      // what it leaves in its arguments
	Flows     []Flow
	Stored    []string // symbols of fields and variables that it stores to, whatever it stores
	Asking    []Asking // which clients it puts where others have them from
	Calls     []Call
	Needs     []Need     // parameters of which callers must say what they pass
	Passes    []Pass     // what it passes where that is needed
	Callees   []string   // first-party functions it mentions, by call or as a value
	Sets      []Set      // what it puts into contexts
	Callbacks []Callback // parameters that it calls
	Request   []int      // parameters that are an incoming request
	Checks    []Check    // parameters that its results answer for
}

// Need says that what callers pass as a parameter goes on to where a program's
// linker follows it: into a field, or through an interface.
type Need struct {
	Param int
	Name  string // the field that is read of it, "" for the whole
}

// Pass says what a function passes where another needs to know.
type Pass struct {
	Func string
	Need
	Origin []Origin
	Parts  []Part // of the whole, if it is built there
}

// Held says what a function stored in what a result refers to.
type Held struct {
	Result int
	Path   string // ".field", "[]", or both; "" for the whole
	Origin []Origin
}

// Out says that a function leaves something in what a parameter points to.
type Out struct {
	Param  int
	Field  string // "" for the whole
	Origin []Origin
	Always bool // nothing of what was there before is left when the function returns
	// Shows is what is known of a text there when the function returns, and Keeps what
	// still is of what was known before.
	Shows, Keeps Flags
}

// path returns the way from what the parameter points to.
func (o *Out) path() string {
	if o.Field == "" || strings.HasPrefix(o.Field, "[") {
		return o.Field
	}
	return "." + o.Field
}

// Set says that a function puts a value into a context.
type Set struct {
	Key    string
	By     int // the parameter that is the key, counted from 1; 0: none
	Origin []Origin
}

// Returned returns what the i-th result can come from, with what it refers to, or
// a field of it.
func (s *Summary) Returned(i int, field string) []Origin {
	all, spent, path := set(FieldOf(slices.Clone(s.Results[i]), field)), false, "."+field
	for _, h := range s.Held {
		switch {
		case h.Result != i:
		case field == "" || within(h.Path, path):
			all.union(h.Origin, &spent)
		case within(path, h.Path):
			all.union(FieldOf(h.Origin, path[len(h.Path)+1:]), &spent)
		}
	}
	return all
}

// trivial reports whether the summary says nothing a caller would miss: a
// function that only returns what it is given is not trivial, one that has no
// effect and whose results come from nowhere is.
func (s *Summary) trivial() bool {
	told := slices.ContainsFunc(s.Results, func(r []Origin) bool { return len(r) > 0 })
	return !told && len(s.Held) == 0 && len(s.Outs) == 0 && len(s.Flows) == 0 && len(s.Calls) == 0 && len(s.Needs) == 0 && len(s.Sets) == 0 && len(s.Checks) == 0 && len(s.Callbacks) == 0
}

// Convert says that a package converts a concrete type to an interface, which
// is where calls of the interface's methods find their functions.
type Convert struct {
	Iface   string
	Type    string   // the concrete type, "" where From is set
	From    string   // another interface that is handed on as this one
	Methods []Method // of the type, sorted by name
	Sinks   []Behind // of a library's type: what its methods are
	At      Position
}

// Behind says that a method of a library's type is a sink, for calls through an
// interface that the type stands behind.
type Behind struct {
	Method string
	Sink   Sink
	Args   []int // the arguments that count, without the receiver
}

// First returns which parameter of the method gets a call's first argument: behind
// the receiver, if it has one.
func (c *Convert) First(method string) int {
	for _, m := range c.Methods {
		if m.Name == method && m.Plain {
			return 0
		}
	}
	return 1
}

// Method is one method of a converted type.
type Method struct {
	Name  string
	Func  string
	Plain bool // it has no receiver: a function that is kept in a field or a variable
}

// Record is what the flow pass found in one package: everything that linking
// a program needs, and nothing that a process cannot write to disk.
type Record struct {
	Package   string
	Main      bool
	Imports   []string   // first-party packages it imports, sorted
	Summaries []*Summary // sorted by function
	Converts  []Convert
	// Foreign are the summaries of methods of other packages' types that this
	// package converts to an interface, and Pending those functions below that
	// hand request data to an interface's method: with both at hand, a package
	// can close what the packages below it had to leave open.
	Foreign []*Summary
	Pending []*Summary
	Spent   []string // functions whose analysis hit a bound
	Quiet   []Quiet  // sinks that nothing of interest reaches, by function and place
}
