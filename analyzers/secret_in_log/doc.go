// Package secret_in_log reports passwords, tokens and keys that are written to
// a log.
//
// A value is a secret by what it is for, not by its name: the headers by which
// a client proves who it is, cookies, the password of basic authentication, a
// request that is dumped with all its headers, and whatever the same program
// hands to a place where a password, a key or a token belongs, as well as the
// body that holds it.
//
// # Why
//
// Logs are read by more people than may use the accounts in them, are copied to
// other systems and kept for years. A token in a log is a token that was given
// away, until it ends.
//
// # Avoid
//
// Logging r.Header, httputil.DumpRequest(r, …), r.Header.Get("Authorization"),
// a configuration as a whole, or the credentials of a login that failed.
//
// # Prefer
//
// Log that a credential was there, its length, or a hash of it. Give a type that
// holds a secret a String and a LogValue method that show none of it.
//
// # Limits
//
// fmt.Print and its like are the output of a program and no log. A password that
// the program only compares with itself, and never hands to a place that is
// known to be made for one, is not known to be one. A value that passes more than
// eight calls on its way to the log is not followed to the end, and neither is a
// field that keeps many values, each under its key.
package secret_in_log
