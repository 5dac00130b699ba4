// Package nested keeps credentials in structs of structs.
package nested

import "golang.org/x/oauth2"

type settings struct {
	Host string
	Auth auth
}

type auth struct {
	Refresh string
	config  *oauth2.Config
	token   *oauth2.Token
}

func (a *auth) prepare() {
	a.config = &oauth2.Config{
		Scopes:   []string{"https://mail.example.com/", "offline_access"},
		Endpoint: oauth2.Endpoint{TokenURL: "https://login.example.com/v2/token"},
	}
	a.token = &oauth2.Token{RefreshToken: a.Refresh}
}

// What a struct holds beside the credential is none.
func (s *settings) validate() error {
	s.Auth.prepare()
	return nil
}

func load(s *settings) error { return s.validate() }

// The credential is written here.
func fixed() *oauth2.Token {
	a := auth{Refresh: "1//0gFqT7vXk2sYdCgYIARAAGBASNwF"} // want `proven: a constant is the credential of oauth2.Token.RefreshToken`
	a.prepare()
	return a.token
}
