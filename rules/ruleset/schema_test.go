package ruleset

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// What is published of the blocks is what they take.
func TestBlocksArePublished(t *testing.T) {
	var published, known []string
	for _, b := range Blocks() {
		published = append(published, b.Name+": "+b.Form)
		checkBlock(t, nil, b)
	}
	for _, b := range blockTypes() {
		known = append(known, b.name+": "+b.form)
	}
	if strings.Join(published, "\n") != strings.Join(known, "\n") {
		t.Errorf("published are\n%s\nand the language has\n%s", strings.Join(published, "\n"), strings.Join(known, "\n"))
	}
	checkSettings(t, "policy", "nothingofthekind = 1\n", Policy())
}

// checkBlock holds a block within others against what the language takes.
func checkBlock(t *testing.T, around []Block, b Block) {
	path := append(slices.Clone(around), b)
	open, end, name := "", "", ""
	for _, in := range path {
		head, _, _ := strings.Cut(in.Form, "{")
		if in.Name == "rule" {
			head = `rule "missing_auth" `
		}
		open += head + "{\n"
		end += "}\n"
		name += "/" + in.Name
		if in.Name == "forbid" && b.Name == "argument" {
			open += "call = [\"os.Exit\"]\n"
		}
	}
	switch b.Name {
	case "forbid", "require": // what else it takes depends on the first
		for _, s := range b.Attributes {
			if s.Doc == "" {
				t.Errorf("%s.%s: nothing is said of it", name, s.Name)
			}
		}
	case "profile":
	default:
		checkSettings(t, name, open+"nothingofthekind = 1\n"+end, b.Attributes)
	}
	for _, in := range b.Blocks {
		checkBlock(t, path, in)
	}
}

// checkSettings holds attributes against those that the mistake of an unknown one
// names.
func checkSettings(t *testing.T, name, text string, published []Setting) {
	files := fstest.MapFS{FileName: {Data: []byte(text)}}
	_, err := testOptions(t).load(files, source{files: files, path: FileName, name: FileName})
	diagnostics, _ := errors.AsType[Diagnostics](err)
	help := ""
	for _, d := range diagnostics {
		if strings.Contains(d.Problem, `unknown attribute "nothingofthekind"`) {
			help = d.Help
		}
	}
	list, ok := strings.CutPrefix(help, "expected one of ")
	if !ok {
		if list, ok = strings.CutPrefix(help, "expected "); !ok {
			t.Errorf("%s: an unknown attribute is not told:\n%s\n%v", name, text, err)
			return
		}
	}
	taken := strings.Split(list, ", ")
	var names []string
	for _, s := range published {
		names = append(names, s.Name)
		if s.Doc == "" || s.Type == "" {
			t.Errorf("%s.%s: nothing is said of it", name, s.Name)
		}
	}
	slices.Sort(taken)
	slices.Sort(names)
	if !slices.Equal(taken, names) {
		t.Errorf("%s takes %v, and schema.go publishes %v", name, taken, names)
	}
}
