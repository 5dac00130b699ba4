// Package open_redirect reports redirects to a site that a request can choose.
//
// A finding is an error where a query parameter, a form value, a path parameter
// or a body was followed all the way into the part of a target that says which
// site it is on. It is a warning where the value is a header or a cookie, which
// nobody puts into somebody else's request with a link, or passed through code
// that cannot be seen.
//
// # Why
//
// A link to a service that people trust leads them, and often the tokens that a
// login hands on, to a site of somebody else's choice.
//
// # Avoid
//
// Redirecting to a parameter such as next or return_to as it came. A leading
// slash is not enough of a check: browsers read "//evil.example" and
// "/\evil.example" as other hosts.
//
// # Prefer
//
// Put a constant path before the value. Where the target itself is a parameter,
// accept it only if it begins with one slash and neither a second one nor a
// backslash follows, or parse it with net/url and accept it if host and scheme
// are empty or the host is on a list of allowed ones. Or keep targets in a map,
// and let the parameter be the key.
//
// A function that decides it in a way that its body does not show is named in
// the policy, as a sanitizer for redirect.
//
// # Limits
//
// The host and the path that a request asked for lead back to where the client
// is, and are not reported. That an address came from a session or a database
// is known, how it got there is not.
package open_redirect
