// Package flow_bad lets values come where the policy forbids it.
package flow_bad

import (
	"log"
	"net/http"

	"corpus/flow_bad/lib"
)

func logged(u *lib.User) {
	log.Println("user", u.Email) // want "proven: lib.User.Email comes to log.Println, which the policy forbids"
}

func helper(u lib.User) {
	note(u.Email)
}

func note(text string) {
	log.Print(text) // want "proven: lib.User.Email comes to log.Print"
}

func called() {
	log.Printf("token %s", lib.Token()) // want "proven: lib.Token comes to log.Printf"
}

// A struct that is shown as a whole shows its fields.
func whole(u *lib.User, all []lib.User) {
	log.Printf("%+v", u)     // want "proven: lib.User.Email comes to log.Printf"
	log.Println("all:", all) // want "proven: lib.User.Email comes to log.Println"
}

func sent(w http.ResponseWriter, r *http.Request) {
	lib.Publish("orders", r.FormValue("note"))          // want "proven: form value \"note\" of the request comes to lib.Publish"
	lib.Publish("orders", "by "+r.Header.Get("X-User")) // want "proven: header \"X-User\" of the request comes to lib.Publish"
}
