package finding

import "testing"

func TestUnnamed(t *testing.T) {
	for path, want := range map[string]string{
		"/users": "/users", "/users/{id}": "/users/{}", "/{a}/{b...}": "/{}/{...}", "/x/{?}": "/x/{?}", "/report.{id}.csv": "/report.{}.csv",
		"/{id:[0-9]{3}}": "/{}", "/{open": "/{open", "/close}": "/close}", "": "",
	} {
		if got := Unnamed(path); got != want {
			t.Errorf("%q is %q, want %q", path, got, want)
		}
	}
}

func FuzzUnnamed(f *testing.F) {
	f.Add("/{a}/{b...}/{?}")
	f.Add("}{}{{")
	f.Fuzz(func(t *testing.T, path string) {
		once := Unnamed(path)
		if again := Unnamed(once); again != once {
			t.Errorf("%q becomes %q and then %q", path, once, again)
		}
	})
}
