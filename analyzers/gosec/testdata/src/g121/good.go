package g121

import "net/http"

func narrow() *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	p.AddInsecureBypassPattern("POST /hooks/billing")
	return p
}
