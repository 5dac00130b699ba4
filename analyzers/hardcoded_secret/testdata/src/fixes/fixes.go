// Package fixes holds credentials that can be read from the environment, and
// some that cannot without a thought.
package fixes

import (
	"cmp"
	"net/http"
	"os" // for what is not written here
)

type options struct {
	APIKey  string
	timeout int
}

// A field of a struct.
var client = options{APIKey: "sk_" + "live_zcMPJiKhoh6iLzDYEBzjgs3f", timeout: 3} // want "proven: a Stripe live secret key"

// A local variable.
func local() string {
	slackToken := "xo" + "xb-636789710577-508185655130-JPlWqbi0kUomMobuxmKmbson" // want "proven: a Slack bot token"
	return slackToken
}

// A field that is set.
func set(o *options) {
	o.APIKey = "glp" + "at-mrfTwLoRF8nEgeHwhrVx" // want "proven: a GitLab personal access token"
}

// An argument.
func argument(f func(string)) {
	f("npm_" + "sOJxOSylwOvQ4OvSunvz6ABtBTW0mc05gWxq") // want "proven: an npm access token"
}

// What follows a scheme is a part of a text.
func scheme(req *http.Request) {
	req.Header.Set("Authorization", "Bearer ghp_"+"JfFMpKrUgWQiiatyRutBQOWmkRzEID2LVr0S") // want "proven: a GitHub personal access token"
}

// The environment was asked before.
var fallback = cmp.Or(os.Getenv("TOKEN"), "lin_"+"api_Sth9icAuC5vlMpIRqwTGAODaNkImU7mETJ8cvirN") // want "proven: a Linear API key"

// The type of the constant is not that of the environment.
type key string

var typed key = "S" + "G.7KJlTB_IceZSXKS0JRoLFx.CcVdOj55H2loQtneVfszvpSrTQCYALC_mYCt0tTlIIx" // want "proven: a SendGrid API key"

// Two of a kind have the names of what holds them.
var (
	readToken  = "dop_" + "v1_2f3a9f889eeaf77ee09a4496e0ed7afceaa86dc3f3464849a845d1f7c3a0579f" // want "proven: a DigitalOcean personal access token"
	writeToken = "dop_" + "v1_7f3a9f889eeaf77ee09a4496e0ed7afceaa86dc3f3464849a845d1f7c3a05790" // want "proven: a DigitalOcean personal access token"
)

// Two of a kind that nothing names are not to be told apart.
func pair(f func(string, string)) {
	f("hv"+"s.KYX9kzKrueqNxcwHPSNiJIVC8lfvZaZ9pYZ8BM409pLWnkHNBqi5c7Lmbl0-1osIuiMqwKQ6UXasn7wUhISqV4Xiqkx", // want "proven: a HashiCorp Vault token"
		"hv"+"s.AYX9kzKrueqNxcwHPSNiJIVC8lfvZaZ9pYZ8BM409pLWnkHNBqi5c7Lmbl0-1osIuiMqwKQ6UXasn7wUhISqV4Xiqkx") // want "proven: a HashiCorp Vault token"
}
