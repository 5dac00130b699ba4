// Package unbounded_schema reports what requests may carry without a bound:
// strings of any length or of any characters, arrays of any number of items,
// numbers of any size, uploads.
//
// It looks at what the service receives: parameters, bodies, what others answer
// to its callbacks, and named schemas that no operation uses. Each definition is
// one finding, with all that it leaves open, however many operations lead there.
// Bounds in any part of an allOf count, those that all of a oneOf or anyOf have,
// and what an alternative is given by the schema around it.
//
// # Why
//
// A gateway or a generated server refuses what a document forbids, and nothing
// else. A name of a hundred megabytes, a list of a million IDs and a page size
// of two billion are memory, time and money of whoever has to take them; free
// text is what injections are made of.
//
// # Avoid
//
// type: string and nothing else, and bounds that only the code knows.
//
// # Prefer
//
// maxLength with a pattern or a format; maxItems; minimum and maximum; an enum
// where there are few values. The code has to hold them too.
//
// # Limits
//
// An enum, a const and a format of fixed length (date, date-time, uuid, ipv4,
// ipv6, hostname and the like) bound a string; another format only says which
// characters are meant. A pattern bounds the length where it is anchored at both
// ends and repeats nothing without end; one that every text matches is a hint. A
// format of fixed width (int32, int64, float, double) bounds a number that has
// neither minimum nor maximum: who writes one of them shows that the range
// matters, but for the maximum of 64 bits and fractions. exclusiveMinimum and exclusiveMaximum are bounds from OpenAPI 3.1 on,
// and only modify minimum and maximum before. A least above the most, which no
// value meets, is a hint wherever it stands. Otherwise what only responses carry is
// silent, unless the option ask names responses: its size is the service's own
// doing. What the items of an array are is for missing_schema. How large a bound may be is for people to
// judge. The option ask says which of these questions are asked: that a string
// which has a length may be of any characters, and that no format says how wide a
// number is, are told only where it says so.
package unbounded_schema
