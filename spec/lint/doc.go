// Package lint walks OpenAPI documents of all versions in one way.
//
// An [API] is what a document says, without what its version makes of it:
// operations with the security and the servers that hold for them after
// inheritance, what they receive and send, and where each of these was said. It
// is a view and no rewriting, so that every position stays true.
//
// A rule is a [Check]: a function that is called once per document and returns
// a [Visitor], whose closures hold what the rule remembers. [Run] walks a
// document once for all checks.
//
// # Schemas
//
// The same text is the same [Schema], [Parameter], [Body], [Response] or
// [Header], however many operations use it and through whichever references and
// aliases; where it is used is in its [Use], by [Direction]: what the service
// sends, as responses and the bodies of callbacks and webhooks, and what it
// receives. Rules that bound what clients may send look at [Received], rules on
// what is shown to clients at [Sent]. What readOnly and writeOnly keep out of a
// message is not visited, but for the property itself, whose use is Hidden.
//
//	lint.Visitor{Property: func(p *lint.Property, use *lint.Use) {
//		if use.Direction == lint.Sent && !use.Hidden && p.Name == "password" {
//			pass.Report(spec.Problem{Range: p.Node.KeyRange(), Pointer: p.Node.Pointer(), Message: …, Related: use.Related()})
//		}
//	}}
//
// Constraints of one value may be spread over allOf and a reference with other
// keywords beside it. [Schema.Keyword] and [Schema.Types] look at them all, and
// a schema whose only [Role] is [Part] is judged with the whole it belongs to.
package lint
