package main

import (
	"net/http"

	"corpus/handed_on/client"
)

// settings of the program by name, one of which is a password.
type options struct{ values map[string]string }

func (o options) get(name string) string { return o.values[name] }

// passwordOption names a setting, and defaults holds others beside it.
const passwordOption = "stock-password-2Vx9"

var defaults = options{map[string]string{"title": "Orders-7Qp2vX9k", passwordOption: ""}}

// byName asks for a setting: neither its name nor another setting is the password.
func byName(req *http.Request) { client.Sign(req, "orders", defaults.get(passwordOption)) }
