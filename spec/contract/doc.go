// Package contract holds the routes of services against the documents that
// describe them.
//
// It knows routes only as [Operation] values, so that it depends on no analysis
// of code: whoever has a route table can compare it. A rule is a [Check] that
// judges a [Comparison], one service against its documents, after [Compare] has
// paired routes with documented operations.
package contract
