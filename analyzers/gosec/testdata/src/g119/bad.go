package g119

import "net/http"

var client = &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
	req.Header.Set("Authorization", via[0].Header.Get("Authorization")) // want "G119"
	return nil
}}
