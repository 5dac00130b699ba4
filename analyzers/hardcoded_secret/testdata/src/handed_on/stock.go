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

// tokens asks somewhere for what signs requests, by a password.
type tokens struct{ address, password string }

func (t tokens) token() string { return t.address + t.password }

// byAddress signs with what is got from an address: that is no password, and the
// second has no more than the look of an address.
func byAddress(req *http.Request, password string) {
	t := tokens{"https://stock-7Qp2vX9k.acme.io/v2", password}
	req.Header.Set("Authorization", t.token())
	req.Header.Set("Authorization", t.address)
	req.SetBasicAuth("orders", "Wm4://vTq9sLx2") // want "proven: a constant is the credential of http.Request.SetBasicAuth"
}
