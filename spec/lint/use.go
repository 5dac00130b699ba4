package lint

import (
	"strings"

	"github.com/apiward/apiward/spec"
)

// Direction says which way data goes. As the field of a definition that several
// operations use it can be both.
type Direction uint8

// The directions, as the service sees them. A callback or a webhook is sent by
// the service: its body is Sent, and what answers it Received.
const (
	Received Direction = 1 << iota // requests
	Sent                           // responses
	Both     = Received | Sent
)

// Has reports whether all of the other direction is in d.
func (d Direction) Has(other Direction) bool { return d&other == other }

// flip returns the other way.
func (d Direction) flip() Direction { return d ^ Both }

// Statuses are the classes of status that an answer has: of a response those
// that it is declared for, of a schema those of the responses that lead there.
type Statuses uint8

// The classes. Default is what a document says of all others.
const (
	Informational Statuses = 1 << iota
	Successful             // 2XX
	Redirection
	ClientError // 4XX
	ServerError // 5XX
	Default
)

// Errors are the classes that tell a client that something went wrong.
const Errors = ClientError | ServerError | Default

// Has reports whether some of the classes are in s.
func (s Statuses) Has(some Statuses) bool { return s&some != 0 }

// statusOf returns the class of a response's code: "404", "4XX", "default".
func statusOf(code string) Statuses {
	if strings.EqualFold(code, "default") {
		return Default
	}
	if len(code) == 3 && code[0] >= '1' && code[0] <= '5' {
		return Informational << (code[0] - '1')
	}
	return 0
}

// Carrier says which part of a message carries a value.
type Carrier uint8

// The carriers.
const (
	InBody Carrier = 1 << iota
	InParameter
	InHeader
)

// Has reports whether some of the carriers are in c.
func (c Carrier) Has(some Carrier) bool { return c&some != 0 }

// Role says as what a schema stands where it is used.
type Role uint8

// The roles. What plays a Part alone has no meaning of its own: constraints may
// stand in the other parts, so that the whole is to be judged, with
// [Schema.Keyword].
const (
	Whole  Role = 1 << iota // of a body, a parameter, a header
	Value                   // of a property, declared or not
	Item                    // of an array
	Branch                  // of oneOf, anyOf, if, then, else; a subtype that a discriminator names
	Part                    // of allOf; what a $ref with other keywords beside it names
)

// Has reports whether some of the roles are in r.
func (r Role) Has(some Role) bool { return r&some != 0 }

// MaxUses bounds the operations that a use lists.
const MaxUses = 5

// Use is where something is used: which operations, in which direction.
type Use struct {
	Direction  Direction
	Operations []*Operation // the first MaxUses in the document's order; none: a definition that nothing uses
	More       bool         // there are more operations
	Count      int          // of the operations, of a definition; 0 for schemas and properties
	Statuses   Statuses     // of the responses that lead there; 0 where no response does
	Carriers   Carrier      // what leads there
	Roles      Role         // of a schema
	InArray    bool         // some way there leads through an array
	Alone      bool         // some way there leads through none
	// Hidden says of a property that it is not in the message: it is writeOnly
	// in responses, or readOnly in requests, wherever it is used. What is below
	// it is not visited in this direction. Of a definition it is false.
	Hidden bool
}

// Unused reports whether no operation leads there: the use is what the
// definition would be good for.
func (u *Use) Unused() bool { return len(u.Operations) == 0 }

// First returns the first operation, or nil where there is none.
func (u *Use) First() *Operation {
	if u.Unused() {
		return nil
	}
	return u.Operations[0]
}

// String names the operations for a message: "GET /users", "GET /users and
// POST /users", "GET /users and others", "no operation".
func (u *Use) String() string {
	switch n := len(u.Operations); {
	case n == 0:
		return "no operation"
	case n == 1 && !u.More:
		return u.Operations[0].String()
	case n == 2 && !u.More:
		return u.Operations[0].String() + " and " + u.Operations[1].String()
	}
	return u.Operations[0].String() + " and others"
}

// Related returns the operations as places that matter for a problem.
func (u *Use) Related() []spec.Related {
	var out []spec.Related
	for _, op := range u.Operations {
		message := "the service sends it in " + op.String()
		if u.Direction == Received {
			message = "the service receives it in " + op.String()
		}
		out = append(out, spec.Related{Range: op.Node.KeyRange(), Message: message})
	}
	return out
}

// add notes an operation and reports whether that was new.
func (u *Use) add(op *Operation, d Direction) bool {
	u.Count++
	changed := !u.Direction.Has(d)
	u.Direction |= d
	return u.list(op) || changed
}

// list appends an operation to those listed, and reports whether that was new.
// Operations come in order, so that only the last one can be op already.
func (u *Use) list(op *Operation) bool {
	switch n := len(u.Operations); {
	case op == nil || n > 0 && u.Operations[n-1] == op:
		return false
	case n < MaxUses:
		u.Operations = append(u.Operations, op)
		return true
	case u.More:
		return false
	}
	u.More = true
	return true
}
