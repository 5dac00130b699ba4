package g119

import (
	"errors"
	"net/http"
)

var short = &http.Client{CheckRedirect: func(_ *http.Request, via []*http.Request) error {
	if len(via) > 3 {
		return errors.New("too many redirects")
	}
	return nil
}}
