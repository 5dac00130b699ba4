// Package places holds a key in every place that a constant can stand in.
package places

import (
	"flag"
	"net/http"
	"os"
)

// Declared and used by name: it is told once, here.
const declared = "sk_" + "live_zcMPJiKhoh6iLzDYEBzjgs3f" // want "proven: a Stripe live secret key"

func use() []string { return []string{declared, "Bearer " + declared} }

// A variable of a package.
var variable = "xo" + "xb-636789710577-508185655130-JPlWqbi0kUomMobuxmKmbson" // want "proven: a Slack bot token"

// One of a group that has a type of its own.
type key string

const (
	first  key = "orders"
	second key = "S" + "G.7KJlTB_IceZSXKS0JRoLFx.CcVdOj55H2loQtneVfszvpSrTQCYALC_mYCt0tTlIIx" // want "proven: a SendGrid API key"
)

// A field of a struct.
type config struct {
	Name, Token string
	Keys        []string
}

var settings = config{
	Name:  "orders",
	Token: "glp" + "at-mrfTwLoRF8nEgeHwhrVx",                             // want "proven: a GitLab personal access token"
	Keys:  []string{"a", "AI" + "zan7BFq1G2uvKLS5i9wx1WxhbuEIUXM69Aska"}, // want "proven: a Google API key"
}

// A struct without field names.
var positional = config{"orders", "shp" + "at_09222a2bed27a584d21b54fa8973381f", nil} // want "proven: a Shopify access token"

// A value of a map.
var table = map[string]string{
	"orders": "dop_" + "v1_2f3a9f889eeaf77ee09a4496e0ed7afceaa86dc3f3464849a845d1f7c3a0579f", // want "proven: a DigitalOcean personal access token"
}

// Bytes.
var bytes = []byte("sk" + "-hD3A5CtiHCC4fyEZedt5T3BlbkFJ0aDCON2RHLBzXooxmIim") // want "proven: an OpenAI API key"

// An array.
var list = [...]string{"npm_" + "sOJxOSylwOvQ4OvSunvz6ABtBTW0mc05gWxq"} // want "proven: an npm access token"

// An argument, inside another call.
func argument(req *http.Request) {
	req.Header.Set("X-Api-Key", string(append([]byte(nil), "gs"+"k_rs7eXTuCSxF2DCP3LRsjFbfAereqbGMSlUymYJxIHwKurxXUGpIm"...))) // want "proven: a Groq API key"
}

// What a flag falls back to.
var fromFlag = flag.String("token", "hv"+"s.KYX9kzKrueqNxcwHPSNiJIVC8lfvZaZ9pYZ8BM409pLWnkHNBqi5c7Lmbl0-1osIuiMqwKQ6UXasn7wUhISqV4Xiqkx", "token of the vault") // want "proven: a HashiCorp Vault token"

// What stands where the environment says nothing.
func fallback() string {
	if token := os.Getenv("TOKEN"); token != "" {
		return token
	}
	return "ghp_" + "JfFMpKrUgWQiiatyRutBQOWmkRzEID2LVr0S" // want "proven: a GitHub personal access token"
}

// A local variable, assigned later.
func local() string {
	var token string
	token = "h" + "f_m7c8aRGe6RLdiO49HA6ZVVKTa6NGCbEWKi" // want "proven: a Hugging Face token"
	return token
}

// A case of a switch, and one side of a comparison.
func compare(s string) bool {
	switch s {
	case "ke" + "y-d933e4a241d65099eec01407ec6a1b04": // want "proven: a Mailgun API key"
		return true
	}
	return s == "128894728"+":AA3W-wbJ7m_PgosYVDdXz5TQnyE3P7_DHmx" // want "proven: a Telegram bot token"
}

// A default of a parameter in a function literal.
var lazy = func() string { return "lin_" + "api_Sth9icAuC5vlMpIRqwTGAODaNkImU7mETJ8cvirN" } // want "proven: a Linear API key"

// In the middle of a longer text.
const script = "curl -H 'Authorization: token " + "ghs_" + "Yrx1D3PKQDOzS6sbD12Xxh3QqFicO009Wnji" + "' https://api.github.com/user" // want "proven: a GitHub app token"

// In a query.
const link = "https://maps.googleapis.com/maps/api/js?libraries=places&key=" + "AI" + "zan7BFq1G2uvKLS5i9wx1WxhbuEIUXM69Aska" // want "proven: a Google API key"

// In a file that is written down as a whole.
const file = `
[default]
region = eu-west-1
aws_access_key_id = ` + "AK" + "IAHBMUAPTT2ZN5X2PD" + // want "proven: an AWS access key ID"
	"\n"

// Generic code holds constants as well.
func generic[T any](v T) (T, string) {
	return v, "sk-" + "ant-api03-3SBgRtVZVMN99EjWlThpAuUHDeYYoBLlbmuf6dHXUABERQoPSs7LyxD0GpbCAO3yB9sPEUkuxhyn3D1ZK8nhNaEAA9EmJAA" // want "proven: an Anthropic API key"
}

// A deferred call, a goroutine.
func later(f func(string)) {
	defer f("da" + "pi68a29301ffdb801678332777c027aadd")           // want "proven: a Databricks access token"
	go f("dp" + ".pt.vSiY9Ru903u0AdXTW490eXSnSrVGhtpSsuYP8sSDWcf") // want "proven: a Doppler token"
}

// A method of a type.
func (config) token() string { return "gho_" + "KronHcNrOGQtL1f06RnOA8kCmXJfxt3J6ZLp" } // want "proven: a GitHub OAuth token"
