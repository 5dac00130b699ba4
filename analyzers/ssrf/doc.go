// Package ssrf reports calls out to a host that a request can choose.
//
// A finding is an error where request data was followed all the way into the
// part of an address that says which host is called, and a warning where it
// passed through code that cannot be seen, was kept in a field meanwhile, or
// stands directly behind an address of which only the configuration knows how
// it ends.
//
// # Why
//
// A service can reach what its callers cannot: the metadata service of the
// cloud, databases, the administration of its neighbours. Who chooses the host
// of a call borrows that reach, and often gets the answer shown.
//
// # Avoid
//
// Calling an address from a request, and putting one together in which the
// request stands before the first slash of the path: "https://"+host,
// "https://api.example.com"+path without a slash between them, which
// "@evil.example" or ".evil.example" complete.
//
// # Prefer
//
// Decide scheme and host by constants or by configuration, followed by a slash;
// path and query may hold what they like. If callers must name a host, parse
// the address with net/url and compare its host to those that are allowed, by a
// comparison, a switch, a map or slices.Contains. A prefix that ends behind the
// host, as "https://api.example.com/", may be checked with strings.HasPrefix.
// Functions that check by these, and say so by true or a nil error, count.
//
// One whose body does not show it is named in the policy, as a sanitizer for
// outbound.
//
// # Limits
//
// Whether an address leads to a private network can be decided only when it is
// dialled: a check in the Control function of a net.Dialer is the right thing
// where any public host is allowed, though a finding remains, to be excused
// with that reason. Looking an address up is no call. Paths and queries that a
// request decides are not reported, whatever the other side makes of them.
package ssrf
