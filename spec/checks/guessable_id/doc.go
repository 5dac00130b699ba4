// Package guessable_id reports parameters by which objects are addressed with
// plain numbers.
//
// It looks at parameters in paths and queries whose name says that they are an
// ID and all of whose values are numbers, or lists of them: an integer or a
// number, nullable or not, in Swagger 2.0 on the parameter itself. Each
// definition is one finding; in a query, where more kinds of numbers are called
// ID, it is unproven.
//
// # Why
//
// Numbers are counted. Whoever is customer 1041 asks for 1040, and where one
// operation forgets to check whose object it is, all of them are read in an
// afternoon. The highest number also tells how many there are.
//
// # Avoid
//
// The key of the database as the address of the object.
//
// # Prefer
//
// IDs drawn at random (format: uuid), beside the check on every access that the
// object is the caller's: an ID that cannot be guessed is found in logs all the
// same.
//
// # Limits
//
// Names are read word by word: petId, user_ids and orderid are IDs, paid and grid
// are not. IDs of kinds of things (type, status, country, category and the like)
// and of requests, strings, enums, and numbers that may be strings too are
// silent. Whether the operation checks whose object it is does not stand in the
// document: bola looks at the code.
package guessable_id
