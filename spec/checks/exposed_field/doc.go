// Package exposed_field reports what a service sends and should not show:
// passwords, keys, government IDs, card numbers, health data, and what happens
// inside of it.
//
// Every property that an operation can send is looked at once, where it is
// written: through references, allOf, oneOf, anyOf, then and else, items, patterns,
// additional properties and the subtypes of a discriminator, in responses of every
// code, in headers, streams, webhooks and the requests of callbacks. What is
// writeOnly, by itself or by another part of an allOf, is not sent and is silent.
//
// A property is judged by the words of its name, never by parts of them, by what
// its values can be, and by what the document declares of it with x-pii, x-phi,
// x-sensitive, x-internal, x-classification, x-data-classification or
// x-42c-sensitivity. A value of public or false lets it stand. format: password
// is a credential whatever the name.
//
// Credentials, government IDs and card data are proven; account numbers, salaries,
// health data, words that have a second meaning (token, pin), internal data and
// what is declared sensitive are unproven; personal data is a hint, and unproven
// where the document says that anyone may call the operation. A credential that
// nothing but the creation of something sends, and what no operation uses, is one
// step weaker.
//
// # Why
//
// What a response carries is read by everyone who can make the call, by proxies
// and logs on the way, and by scripts in the page that shows it. A hash can be
// cracked at leisure, a stack trace names what to attack next.
//
// # Avoid
//
// One schema for what clients send, what the database has and what is answered.
//
// # Prefer
//
// A schema of its own for responses, or writeOnly: true on what clients only send.
// In Swagger 2.0 x-writeOnly: true is read as that. Personal data that is meant to
// be sent can say so: x-data-classification: public. A policy adds names to a class,
// lets others stand, or sets the level of a class:
//
//	classification "personal" {
//	  words      = ["loyalty number"]
//	  except     = ["billing email"]
//	  extensions = ["x-acme-pii"]
//	  level      = "warning"
//	}
//
// With --fix, a credential that clients send in the same schema is marked writeOnly: true, from 3.0
// on.
//
// # Limits
//
// A login, a token endpoint and a creation that is named after the credential
// (POST /api-keys) are there to hand it out and are silent. So are names whose other
// words take the meaning away (password_policy, is_admin, token_count, next_page_token,
// api_key_id, last4), flags, lists of choices, values of at most four characters and
// values that their pattern, example or description shows masked, and tables of a hundred
// texts and more, which are the labels of a page. Short words that
// are common elsewhere (address, age, sin, pan) count only where the schema or the
// path speaks of a person; stack, query, hostname and file path only where nothing
// but errors are answered. Property names in other languages than English are known
// for government IDs alone.
package exposed_field
