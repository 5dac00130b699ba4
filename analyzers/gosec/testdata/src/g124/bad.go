package g124

import "net/http"

func remember(w http.ResponseWriter, session string) {
	http.SetCookie(w, &http.Cookie{Name: "session", Value: session}) // want "G124"
}
