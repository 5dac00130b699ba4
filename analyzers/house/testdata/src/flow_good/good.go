// Package flow_good keeps what is private to itself.
package flow_good

import (
	"log"
	"net/http"

	"corpus/flow_good/lib"
)

func masked(u *lib.User) { log.Println("user", lib.Mask(u.Email)) }

func others(u *lib.User) { log.Println("user", u.Name, u.Age) }

func length() { log.Println(len(lib.Token())) }

// These say themselves how they are shown.
func meant(g lib.Guest, m lib.Member) { log.Println(g, m) }

// The topic is not what the rule is about.
func topic(w http.ResponseWriter, r *http.Request) { lib.Publish(r.FormValue("topic"), "ok") }

func kept(u *lib.User) string { return u.Email }
