package conform

import "context"

// swaggerObjects are the kinds of Swagger 2.0.
var swaggerObjects = map[string]*object{
	"document": {name: "Swagger Object", open: true, decode: func([]byte) error { return nil }, judge: func(context.Context, []byte) error { return nil }},
}

// kinds is a set of kinds of value.
type kinds int
