package rules

import "sync"

// Object is something that a condition can look at: an operation of a document,
// a property, a route of the code. What it has is published as an [ObjectKind];
// whoever reads documents or code hands it out, and answers what is asked for
// and no more, so that a document of thousands of schemas costs what the
// conditions read of it.
//
// An Object belongs to one goroutine.
type Object interface {
	// Kind is the name of its ObjectKind.
	Kind() string
	// Attr returns an attribute of the kind as the Go value of its [Type], or nil
	// where there is nothing to say. Of one object it always returns the same.
	Attr(name string) any
	// Origin is where the object is written.
	Origin() Spot
}

// Spot is a place that a condition can point at: a value of the type origin.
type Spot struct {
	Place
	EndLine   int // 0: only the start is known
	EndColumn int // exclusive
	Pointer   string
	What      string // what stands there, for a note beside a finding: "where its security is written"
	// Method and Path are the route or the operation that it is about, so that an
	// exemption can name it; both are empty where it is about none.
	Method string
	Path   string
}

// Shape says what a value is made of.
type Shape int

// The shapes and the Go types of their values.
const (
	AnyShape    Shape = iota // what its author wrote: any of the others, but for objects and origins
	BoolShape                // bool
	NumberShape              // float64
	TextShape                // string
	ListShape                // []any
	MapShape                 // map[string]any
	ObjectShape              // Object
	OriginShape              // Spot
)

// Type is the type of an attribute. The zero Type is of whatever a document's
// author wrote there.
type Type struct {
	Shape Shape
	Elem  *Type  // of a list's items, of a map's values; nil elsewhere
	Kind  string // of an object: the name of its kind; elsewhere ""
}

// The types without parts.
var (
	AnyType    = Type{Shape: AnyShape}
	BoolType   = Type{Shape: BoolShape}
	NumberType = Type{Shape: NumberShape}
	TextType   = Type{Shape: TextShape}
	OriginType = Type{Shape: OriginShape}
)

// ListOf returns the type of lists of such items.
func ListOf(t Type) Type { return Type{Shape: ListShape, Elem: &t} }

// MapOf returns the type of maps of such values.
func MapOf(t Type) Type { return Type{Shape: MapShape, Elem: &t} }

// ObjectOf returns the type of objects of the kind.
func ObjectOf(kind string) Type { return Type{Shape: ObjectShape, Kind: kind} }

// String returns the type as a policy's author writes it: "list(string)", and
// the name of its kind for an object.
func (t Type) String() string {
	switch t.Shape {
	case BoolShape:
		return "bool"
	case NumberShape:
		return "number"
	case TextShape:
		return "string"
	case ListShape:
		return "list(" + t.Elem.String() + ")"
	case MapShape:
		return "map(" + t.Elem.String() + ")"
	case ObjectShape:
		return t.Kind
	case OriginShape:
		return "origin"
	}
	return "any"
}

// Same reports whether two types are the same.
func (t Type) Same(u Type) bool {
	if t.Shape != u.Shape || t.Kind != u.Kind {
		return false
	}
	return t.Elem == nil || u.Elem == nil || t.Elem.Same(*u.Elem)
}

// Attribute is one thing that can be asked of an object.
type Attribute struct {
	Name string // snake_case
	Type Type
	Doc  string // one line: what it is, and when it is null
	// Values are all texts that it can be, or that its items can be; nil: any. A
	// condition that compares it with another one is always false.
	Values []string
}

// ObjectKind is the published schema of objects. Attributes are added, never
// changed or removed: policies name them.
type ObjectKind struct {
	Name       string // snake_case
	Doc        string // one line
	Block      string // the block of the language that looks at each of them, "spec_rule"; "" where they are only parts of others
	Attributes []Attribute
}

// Attribute returns the attribute of the name.
func (k ObjectKind) Attribute(name string) (Attribute, bool) {
	for _, a := range k.Attributes {
		if a.Name == name {
			return a, true
		}
	}
	return Attribute{}, false
}

// Names returns the names of the attributes, in the published order.
func (k ObjectKind) Names() []string {
	names := make([]string, len(k.Attributes))
	for i, a := range k.Attributes {
		names[i] = a.Name
	}
	return names
}

// KindOf returns the published schema of the objects of a name, which nobody changes.
func KindOf(name string) (ObjectKind, bool) {
	k, ok := kindsByName()[name]
	return k, ok
}

// kindsByName has all kinds, made once: a condition asks for one at each of its names.
var kindsByName = sync.OnceValue(func() map[string]ObjectKind {
	kinds := map[string]ObjectKind{}
	for _, k := range ObjectKinds() {
		if _, ok := kinds[k.Name]; !ok {
			kinds[k.Name] = k
		}
	}
	return kinds
})

// Check is a rule whose conditions look at the objects of one kind. It holds no
// state and may be at work on several documents at a time.
type Check struct {
	Rule Entry
	Kind string // the name of an ObjectKind
	// Only are attributes without one of whose values the rule does not apply, so
	// that whoever has an index of objects need not ask about all of them.
	Only []Only
	// Digest stands for all that its answers depend on but the objects: with the same
	// digest they are the same.
	Digest string
	// Begin returns the check at work on one document, or on the program where
	// its objects are of the code; the object that conditions call doc is nil
	// then.
	Begin func(doc Object) Trial
}

// Only is an attribute with the texts that it must be one of.
type Only struct {
	Attribute string
	Values    []string
}

// Trial is a check at work. It belongs to one goroutine.
type Trial interface {
	// Judge returns what the rule says of an object: nothing where it does not
	// apply and where all is as it should be.
	Judge(self Object) []Outcome
	// Counts says how far the rule has come to bear.
	Counts() Counts
}

// Outcome is one thing that a check found wrong.
type Outcome struct {
	Strength Strength
	At       Spot
	Message  string // one sentence, problem first
	Help     string // what to do; may be empty
	Related  []Spot
}

// Counts says how far a rule came to bear: one that matched nothing was
// perhaps meant for something else.
type Counts struct {
	Seen    int  `json:"seen"`            // objects of its kind that it was asked about
	Matched int  `json:"matched"`         // those among them that its where holds for
	Broken  int  `json:"broken"`          // outcomes
	Spent   bool `json:"spent,omitempty"` // its conditions took more steps than one document may, and the rest was not looked at
}

// Plus returns the counts together with others.
func (c Counts) Plus(d Counts) Counts {
	return Counts{c.Seen + d.Seen, c.Matched + d.Matched, c.Broken + d.Broken, c.Spent || d.Spent}
}

// Tally is the counts of rules by their IDs.
type Tally map[string]Counts

// Add adds the counts of another tally.
func (t Tally) Add(other Tally) {
	for id, c := range other {
		t[id] = t[id].Plus(c)
	}
}
