package g124

import "net/http"

func keep(w http.ResponseWriter, session string) {
	http.SetCookie(w, &http.Cookie{
		Name: "session", Value: session, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}
