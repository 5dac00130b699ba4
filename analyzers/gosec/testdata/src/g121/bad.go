package g121

import "net/http"

func open() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("/") // want "G121"
	return p
}
