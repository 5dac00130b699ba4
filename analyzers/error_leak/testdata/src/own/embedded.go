package own

import "net/http"

// failure is an error of ours, whatever stands behind it.
type failure interface {
	Error() string
	Code() int
}

// traced brings the method of the interface that it holds: what that says is not
// known, and the program answers with it where it may.
type traced struct {
	failure
	at string
}

func fail(f failure) error { return traced{f, "here"} }

func answerTraced(w http.ResponseWriter, f failure) {
	if err := fail(f); err != nil {
		w.WriteHeader(f.Code())
	}
}
