package handlers

// Kind says what a value is in JSON.
type Kind string

// The kinds of value.
const (
	Unknown Kind = "unknown" // it cannot be read: a marshaler of its own, a value that is not followed
	Any     Kind = "any"     // the program leaves it open: an interface
	String  Kind = "string"
	Integer Kind = "integer"
	Number  Kind = "number"
	Boolean Kind = "boolean"
	Null    Kind = "null"
	Array   Kind = "array"
	Map     Kind = "map"    // an object whose keys are data
	Object  Kind = "object" // an object with fields
	Named   Kind = "named"  // the type with the name Type, which a table of types holds

	// No published shape has one of these: a type parameter of the function or type
	// that the shape stands in, and whatever is given as the parameter Index of the
	// function Type.
	parameter Kind = "parameter"
	argument  Kind = "argument"
)

// Shape is what a value looks like once encoding/json, or what works alike, has
// encoded it, or what is decoded into it.
type Shape struct {
	Kind Kind `json:"kind"`
	// Format narrows a kind: date-time, uuid, byte (base64), int32, int64, float,
	// double, binary.
	Format string `json:"format,omitempty"`
	// Type is the name of the Go type, "example.com/m/api.Page[example.com/m/api.User]".
	// Anonymous types and those that Go declares have none.
	Type     string  `json:"type,omitempty"`
	Nullable bool    `json:"nullable,omitempty"` // it can be null
	Elem     *Shape  `json:"elem,omitempty"`     // of an array or a map
	Fields   []Field `json:"fields,omitempty"`   // of an object, in the order in which they are encoded
	// Open says that an object can have fields beside these.
	Open  bool  `json:"open,omitempty"`
	Index int   `json:"-"`
	At    Place `json:"at,omitzero"` // where the type is declared, or the literal stands
	// Tagged are the fields that tags name as other parts of a request.
	Tagged []Tagged `json:"-"`
}

// Tagged is a field of a struct that a part of a request is decoded into.
type Tagged struct {
	Key, Name string // of the tag
	Required  bool
	Shape     Shape
	At        Place
}

// Field is one field of an object.
type Field struct {
	Name string `json:"name"`         // as it is encoded
	Go   string `json:"go,omitempty"` // the struct's field, promoted ones by their path: "Base.ID"
	// Optional says that it is left out where it is empty, or that it is set on some
	// ways only.
	Optional bool `json:"optional,omitempty"`
	// Required says that a request without it is refused, by what the field is
	// tagged with.
	Required bool  `json:"required,omitempty"`
	Shape    Shape `json:"shape"`
	At       Place `json:"at,omitzero"`
}

// Types are the named types that shapes speak of, by [Shape.Type]. They may
// speak of themselves.
type Types map[string]*Shape

// Place is a place in a Go file: Line and Column are 1-based, columns in UTF-8
// bytes. Until records are joined, File is a base name in the package; then it is
// a slash path relative to the project's root, and the zero Place stands for what
// is elsewhere.
type Place struct {
	Package string `json:"-"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
}
