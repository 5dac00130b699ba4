package flow

import "testing"

func TestIsNarrow(t *testing.T) {
	for pattern, want := range map[string]bool{
		`^[a-z_]+$`:                true,
		`^[A-Za-z_][A-Za-z0-9_]*$`: true,
		`\A\d{4}-\d{2}\z`:          true,
		`^(?i)(asc|desc)$`:         true,
		`^(name|created at)$`:      true,
		`^\w+(\.\w+)?$`:            true,
		``:                         false,
		`[a-z]+`:                   false, // anywhere in the text
		`^[a-z]+`:                  false, // at its beginning
		`^a|b$`:                    false, // each end by itself
		`(?m)^[a-z]+$`:             false, // on one of its lines
		`^.*$`:                     false,
		`^[^;]+$`:                  false,
		`^[a-z ]+$`:                false, // words may follow
		`^[a-z']+$`:                false,
		`^\S+$`:                    false,
		`^(`:                       false,
	} {
		if got := isNarrow(pattern); got != want {
			t.Errorf("isNarrow(%q) = %t, want %t", pattern, got, want)
		}
	}
}
