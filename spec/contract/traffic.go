package contract

// Traffic is what the code of a route reads of its requests and answers with.
// What is in it, the code does. What is not in it, it does not only where
// nothing is left open.
type Traffic struct {
	Parameters []Parameter
	Bodies     []Body // what bodies are decoded into
	// ReadsMore says that more may be read than what is listed: a name is
	// computed, or the request goes where it is not followed.
	ReadsMore bool
	Answers   []Answer
	// AnswersMore says that there may be answers that are not listed.
	AnswersMore bool
}

// Parameter is a part of a request that the code reads by its name.
type Parameter struct {
	In   string // path, query, header, cookie or form
	Name string
	// OrQuery says of a form's field that the query is looked at too.
	OrQuery bool
	Shape   *Shape // what it is made into, never nil
	// Required says that requests without it are refused.
	Required bool
	Upload   bool // it is a file of a form
	At       Source
}

// Body is a value that the body of a request is decoded into.
type Body struct {
	Content string // json, xml, yaml, form, multipart, text, binary, none or unknown
	Shape   *Shape // never nil
	At      Source
	Unread  []string // fields that are decoded and never looked at
}

// Answer is one way in which a request is answered.
type Answer struct {
	Status  int    // 0 where it is computed
	Content string // as that of a body, or html
	Shape   *Shape // never nil
	At      Source
}

// Kind is what a value is on the wire.
type Kind string

// The kinds of value.
const (
	Unknown Kind = "unknown" // not followed, or made by a marshaler of its own
	Any     Kind = "any"     // the program leaves it open
	String  Kind = "string"
	Integer Kind = "integer"
	Number  Kind = "number"
	Boolean Kind = "boolean"
	Null    Kind = "null"
	Array   Kind = "array"
	Map     Kind = "map"    // an object whose names are data
	Object  Kind = "object" // an object with fields
)

// Shape is a Go value as it goes over the wire. Shapes of types that hold
// themselves hold themselves.
type Shape struct {
	Kind     Kind
	Format   string  // as a schema names it: date-time, byte, int32, uuid, or ""
	Type     string  // the Go type, "example.com/m/api.User", "" where it has no name
	Nullable bool    // null is written for a value that is not there
	Elem     *Shape  // of an Array or a Map, never nil there
	Fields   []Field // of an Object, in order, those of embedded types among them
	// Open says that an object can have fields beside these.
	Open bool
	At   Source
}

// Field is a part of an object.
type Field struct {
	Name     string // on the wire
	Symbol   string // in Go: "Owner", "Account.Owner" where it is promoted
	Optional bool   // it may be left out, as by omitempty
	Required bool   // a request without it is refused
	Shape    *Shape // never nil
	At       Source
}

// Credential is a part of the request that a guard of a route reads.
type Credential struct {
	In   string // header, query, cookie, form, basic, tls, session or other
	Name string // "" where it is computed or has none
	At   Source
}
