// Package error_leak reports errors of the inside that a client gets to read:
// those of drivers, of the operating system, the network, templates and
// decoders, the text of a panic, and stack traces.
//
// What counts is who made the error, wherever it is sent: a driver's error that
// was wrapped twice, handed up through an interface and put into a struct by a
// helper is the driver's all the same, and an error that the program made of
// constant text is harmless with any status.
//
// # Why
//
// Such a text names tables, columns, hosts, paths and versions, now and then a
// statement with its values. An attacker who tries inputs learns from each
// answer what to try next; a user learns nothing.
//
// # Avoid
//
// http.Error(w, err.Error(), http.StatusInternalServerError), err.Error() in a
// JSON object, returning a wrapped error from an echo or fiber handler,
// status.Error(codes.Internal, err.Error()), debug.Stack() in an answer.
//
// # Prefer
//
// Log the error where it is known what it belongs to and answer with a constant
// text, and perhaps an ID by which the log line is found. Where a client should
// know more, compare: errors.Is against an error of your own, or errors.As to a
// type of your own whose text you wrote.
//
// # Limits
//
// Errors that only repeat what the caller gave them are no findings: those of
// strconv, time, netip, uuid and of libraries that validate. What a decoder says
// in an answer with a status from 400 to 499 is about the client's own input, if
// in the program's words: it is reported as a note. What other libraries do with an error that is returned to them is known for modelled
// frameworks alone.
package error_leak
