// Package ssrf_parameter reports parameters and properties of requests that take
// any address: what the service may call, fetch from or send users to.
//
// A text is an address by its format (uri, url) or by its name: url, uri, href or
// link as the last word, alone or of something (callbackUrl, image_url,
// redirect_uri), webhook, callback and redirect, and in queries next, target and
// dest. Callbacks, redirects and what is fetched are proven; other addresses are
// unproven, in bodies also those of pictures, which browsers fetch as a rule, and
// those that users are sent to, which no link can carry; words that need not be one
// are a hint. The property or parameter that
// a callback's expression names ({$request.body#/url}) is an address whatever it
// is called. Each definition is one finding.
//
// # Why
//
// A service that calls what it is told calls 169.254.169.254 and the database
// next to it too, with its own rights and from inside its network. A link on a
// trusted host that sends users anywhere is what phishing starts with.
//
// # Avoid
//
// type: string, format: uri and nothing else.
//
// # Prefer
//
// An enum, or a pattern that begins with ^https:// and names the hosts; for
// redirects a path. In the service, resolve the name and check the address right
// before the call, and follow no redirects.
//
// # Limits
//
// A list of values and a pattern that begins with https, or that asks for a path
// or a plain name, are taken for a bound, whichever hosts they let through.
// Whether the service calls the address at all does not stand in the document:
// ssrf and open_redirect look at the code. Addresses at the operations of logging
// in, which the protocol has registered, are hints. Words are compared as a whole:
// curl and urlencoded are no addresses.
package ssrf_parameter
