package edit

import (
	"go/parser"
	"go/token"
	"testing"
)

func TestMerge(t *testing.T) {
	a, b := Edit{1, 3, "x"}, Edit{3, 5, "y"}
	tests := []struct {
		name  string
		lists [][]Edit
		want  int // how many edits, -1 where they do not go together
	}{
		{"side by side", [][]Edit{{b}, {a}}, 2},
		{"the same", [][]Edit{{a}, {a, b}}, 2},
		{"overlapping", [][]Edit{{a}, {{2, 4, "z"}}}, -1},
		{"another text for the same", [][]Edit{{a}, {{1, 3, "z"}}}, -1},
		{"two insertions in one place", [][]Edit{{{4, 4, "z"}}, {{4, 4, "w"}}}, -1},
		{"an insertion where a replacement begins", [][]Edit{{a}, {{1, 1, "w"}}}, -1},
		{"an insertion where a replacement ends", [][]Edit{{a}, {{3, 3, "w"}}}, 2},
		{"an insertion in a replacement", [][]Edit{{a}, {{2, 2, "w"}}}, -1},
		{"none", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Merge(tt.lists...)
			if n := len(got); ok != (tt.want >= 0) || ok && n != tt.want {
				t.Errorf("got %v, %v", got, ok)
			}
		})
	}
}

func TestApply(t *testing.T) {
	tests := []struct {
		name, src string
		edits     []Edit
		want      string // "" for an error
	}{
		{"in any order", "abcdef", []Edit{{4, 5, "E"}, {0, 1, "A"}, {6, 6, "!"}}, "AbcdEf!"},
		{"returns", "a\r\nb\r\n", []Edit{{3, 3, "x\ny\n"}}, "a\r\nx\r\ny\r\nb\r\n"},
		{"a return in one line alone", "a\r\nb\n", []Edit{{3, 3, "x\n"}}, "a\r\nx\nb\n"},
		{"beyond the end", "ab", []Edit{{1, 3, ""}}, ""},
		{"before the start", "ab", []Edit{{-1, 0, ""}}, ""},
		{"backwards", "ab", []Edit{{2, 1, ""}}, ""},
		{"overlapping", "abc", []Edit{{0, 2, ""}, {1, 3, ""}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Apply([]byte(tt.src), tt.edits)
			if string(got) != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestFormat(t *testing.T) {
	tests := []struct{ name, src, edited, want string }{
		{"formatted", "package p\n", "package p\nvar  x=1\n", "package p\n\nvar x = 1\n"},
		{"formatted but for returns", "package p\r\n", "package p\r\nvar  x=1\r\n", "package p\r\n\r\nvar x = 1\r\n"},
		{"laid out otherwise", "package  p\n", "package  p\nvar  x=1\n", "package  p\nvar  x=1\n"},
		{"broken", "package p\n", "package p\nvar\n", "package p\nvar\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(Format([]byte(tt.src), []byte(tt.edited))); got != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// An import goes with its last use, and only with that.
func TestTidy(t *testing.T) {
	const body = "\nvar x = fmt.Sprint(1)\n"
	cut := func(head string) []Edit { return []Edit{{len(head) + 9, len(head) + len(body) - 1, "1"}} }
	tests := []struct{ name, head, want string }{
		{"one in a group", "package p\n\nimport (\n\t\"fmt\" // prints\n\t\"os\"\n)\n\nvar _ = os.Args\n", "package p\n\nimport (\n\t\"os\"\n)\n\nvar _ = os.Args\n"},
		{"the only one", "package p\n\nimport \"fmt\"\n", "package p\n\n"},
		{"used elsewhere", "package p\n\nimport \"fmt\"\n\nvar _ = fmt.Print\n", "package p\n\nimport \"fmt\"\n\nvar _ = fmt.Print\n"},
		{"others never used", "package p\n\nimport (\n\t\"fmt\"\n\t_ \"os\"\n)\n", "package p\n\nimport (\n\t_ \"os\"\n)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, edits, err := Tidy([]byte(tt.head+body), cut(tt.head))
			if want := tt.want + "\nvar x = 1\n"; err != nil || string(got) != want {
				t.Errorf("got %q, %v", got, err)
			}
			if again, err := Apply([]byte(tt.head+body), edits); err != nil || string(again) != string(got) {
				t.Errorf("the edits lead to %q, %v", again, err)
			}
		})
	}
	for name, e := range map[string]Edit{"the clause of the package": {0, 7, ""}, "all of a value": {19, 20, ""}} {
		if _, _, err := Tidy([]byte("package p\n\nvar x = 1\n"), []Edit{e}); err == nil {
			t.Errorf("without %s nothing parses, and it is taken", name)
		}
	}
}

func TestImport(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"none", "package p // a package\n\nvar x int\n", "package p\n\nimport \"os\" // a package\n\nvar x int\n"},
		{"one", "package p\n\nimport \"fmt\"\n", "package p\n\nimport \"fmt\"\nimport \"os\"\n"},
		{"in order", "package p\n\nimport (\n\t\"fmt\" // prints\n\t\"time\"\n\n\t\"example.com/m\"\n)\n", "package p\n\nimport (\n\t\"fmt\" // prints\n\t\"os\"\n\t\"time\"\n\n\t\"example.com/m\"\n)\n"},
		{"first", "package p\n\nimport (\n\t\"time\"\n)\n", "package p\n\nimport (\n\t\"os\"\n\t\"time\"\n)\n"},
		{"before others' alone", "package p\n\nimport (\n\t\"example.com/m\"\n)\n", "package p\n\nimport (\n\t\"os\"\n\n\t\"example.com/m\"\n)\n"},
		{"on one line", "package p\n\nimport (\"fmt\"; \"time\")\n", "package p\n\nimport (\"fmt\"\n\t\"os\"; \"time\")\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file, err := parser.ParseFile(token.NewFileSet(), "", tt.src, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Apply([]byte(tt.src), []Edit{Import([]byte(tt.src), file, "os")})
			if err != nil || string(got) != tt.want {
				t.Errorf("got %q, %v", got, err)
			}
			if _, err := parser.ParseFile(token.NewFileSet(), "", got, 0); err != nil {
				t.Error(err)
			}
		})
	}
}
