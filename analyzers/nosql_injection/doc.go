// Package nosql_injection reports queries of document databases, search
// engines and key-value stores that a request can change.
//
// A query of these is no text but a document, as bson.M{"name": name}. A string
// in the place of a value stays a string. A map that was decoded from the
// request does not: {"$ne": null} where a password was expected matches every
// password. The same holds for JSON that is put together as text, for the
// language of query_string, for JavaScript under $where, and for Lua scripts.
//
// # Why
//
// Who can choose the operators of a query can log in as anybody, read documents
// of others and, by how long an answer takes, read them letter by letter.
//
// # Avoid
//
// Decoding a body into a map, a bson.M or an any and using it, or a value in
// it, as a filter. Putting request data into $where, into the text of a script,
// or into JSON with fmt.Sprintf.
//
// # Prefer
//
// Decode into a struct whose fields are strings, numbers and times, and build
// the filter from constant keys and those fields. Marshal what is sent as JSON.
// Pass a script its values as keys and arguments.
//
// A function that builds such documents in a way that its body does not show is
// named in the policy, as a sanitizer for nosql.
//
// # Limits
//
// What an update sets is data, and no part of this rule: which fields a client
// may set is another question. A value of an interface type that a type switch
// or an assertion made a string is a string.
package nosql_injection
