package link

import "testing"

func TestSymbol(t *testing.T) {
	for in, want := range map[string]string{
		"(*example.com/m/api.Server).create":                 "example.com/m/api.(*Server).create",
		"(example.com/m/api.Server).create$1":                "example.com/m/api.(Server).create$1",
		"(*example.com/m.v2/api.Set[example.com/m/x.T]).add": "example.com/m.v2/api.(*Set[example.com/m/x.T]).add",
		"example.com/m/api.create$1":                         "example.com/m/api.create$1",
		"net/http.MaxBytesHandler":                           "net/http.MaxBytesHandler",
		"(*main.T).serve":                                    "main.(*T).serve",
		"":                                                   "",
	} {
		if got := symbol(in); got != want {
			t.Errorf("symbol(%q) = %q, want %q", in, got, want)
		}
	}
}
