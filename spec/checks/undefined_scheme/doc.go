// Package undefined_scheme reports requirements of security that name a scheme
// which the document does not declare.
//
// Each name is one finding, where it is written first. It is proven where operations take the
// requirement and unproven where none does.
//
// # Why
//
// Nothing can check a scheme that is not there. Generated servers skip it or fail
// at start, gateways let the other names of the requirement do alone, and a
// reader believes in two locks where there is one.
//
// # Avoid
//
// Names of schemes that are written from memory, or that stay behind when a
// scheme is renamed or removed.
//
// # Prefer
//
// Declare every scheme under components.securitySchemes (securityDefinitions in
// Swagger 2.0) of the entry document: names resolve there, whatever file an
// operation stands in.
//
// # Limits
//
// Where the name opens an operation, because the requirement names nothing else
// that exists and no weaker alternative stands beside it, missing_security says
// so, with the same name and place, and this rule is silent: one cause is one
// finding. In a document that declares no scheme at all, this rule speaks for all of
// it: a lock is meant, and what is missing are the declarations. From 3.2 on a name can be a URI of a scheme: one that begins with
// #/components/securitySchemes/ is looked up, others are taken as declared where
// they lead.
package undefined_scheme
