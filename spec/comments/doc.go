// Package comments makes a document of the comments in code from which generators
// make one: the annotations of swag (@Router, @Param, @Success, @Security, …) and the
// operations of go-swagger (swagger:operation, swagger:route, swagger:parameters, …). No
// generator is run.
//
// The document is one of Swagger 2.0, which is what both mean. Positions in it are
// those of the comments and of the types that these name.
package comments
