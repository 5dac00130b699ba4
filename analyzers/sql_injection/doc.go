// Package sql_injection reports SQL text that a request can change.
//
// A finding is an error where request data was followed all the way into the
// text of a statement: through variables, string building, functions, packages
// and interfaces. It is a warning where the text is put together from a value
// that is neither constant nor provably safe, though no request was seen to
// decide it; where one setting is part of many statements, as a prefix of all table
// names is, the first stands for all.
//
// # Why
//
// Text that a caller can change is code that a caller can run: read other
// people's rows, change prices, drop tables. Parameters keep data out of the
// text, whatever it holds.
//
// # Avoid
//
// Putting statements together with +, fmt.Sprintf, strings.Join or a
// strings.Builder from anything that a request holds, quoted or not. Escaping
// by hand and HTML escaping protect nothing here.
//
// # Prefer
//
// Pass values as arguments of the query. Where the text must vary, as with a
// column to sort by, choose it from constants by a switch or a map. Numbers
// and lists of placeholders are safe to put in.
//
// A value may stand in the text where it was checked before: compared to
// constants, looked up in a map or found in a list of the program's own,
// parsed as a number or a time, matched against a regular expression that is
// anchored at both ends and allows the letters of names alone, quoted by a
// driver's own function, or put as a name between double quotes or backticks
// with each of them in it doubled. A function that checks by these counts where
// its result, true or a nil error, was asked for.
//
// A function that does it in a way that its body does not show is named in the
// policy, as a sanitizer for sql.
//
// Where the text shows how the database marks parameters, by one that is there
// already or by the library it is given to, a fix passes the value for you; the
// option dialect says it of texts that have none yet.
//
// # Limits
//
// What a field of a struct holds is known by everything that any function of
// the program stores in it, not by the order of the stores. Code of other
// modules is not read: what goes in is taken to come out, at most as a warning.
// Under go vet, golangci-lint and nogo a flow that is joined in a package above
// the query is reported where it is joined.
package sql_injection
