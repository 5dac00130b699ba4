// Package conform asks kin-openapi whether an OpenAPI document obeys the
// specification, and says where it does not in the words and at the places of
// this project, under the rule invalid_document.
//
// kin reads a whole document or none of it: a reference that leads nowhere ends
// it, an error has no line, and its cost grows with the square of the references.
// So it is never given a document. Each object is handed to it alone, with
// stubs in the place of what stands below, once for every text that it can be.
// What is broken in one object hides nothing in the next, every place is exact,
// kin follows no reference and opens no file, and as most objects of a document
// look alike the cost is small: a tenth of a second for three megabytes.
//
// What only several objects together show, as an operationId that is given
// twice, is asked of a second document that holds nothing else.
//
// Where kin is wrong about a version, the table in wrong.go says so, and a test
// says when an entry can go. Of Swagger 2.0 kin has no validator: its objects are
// judged by the tables in swagger.go.
package conform
