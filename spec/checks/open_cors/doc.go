// Package open_cors reports answers that an OpenAPI document lets pages of any
// origin read with the user's credentials.
//
// An answer that documents Access-Control-Allow-Credentials, and * or null among the
// values of Access-Control-Allow-Origin, is reported at that value: proven where it is
// a const, an enum's value or a default, unproven where it is an example. So are the
// settings of a gateway that say the same: x-amazon-apigateway-cors, the headers of
// x-amazon-apigateway-integration, x-kong-plugin-cors.
//
// # Why
//
// Browsers refuse * together with credentials, so that whoever wants both to work
// answers with whatever origin asks. From then on every page that a user visits can
// call the API in the user's name and read what it answers. null is the origin of
// pages that anybody can make.
//
// # Avoid
//
// Allowing all origins because one did not work.
//
// # Prefer
//
// Name the origins that may call, and send Vary: Origin. An API without cookies needs
// no Access-Control-Allow-Credentials, and may then say *.
//
// # Limits
//
// * alone is silent: without credentials everybody reads what everybody may. That an
// answer documents no such header is silent too, since most are called by no page.
// What a service answers in fact is for its code to show.
package open_cors
