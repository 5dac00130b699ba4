package plugin

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/apiward/apiward/testdata/integrations/program"
)

// editors holds the files for users to copy.
const editors = root + "/testdata/editors"

// prepared returns a project with the files of the editors in it, and a key in
// main for them to find.
func prepared(t *testing.T) *project {
	t.Helper()
	p := orders(t)
	for _, name := range []string{".golangci.apiward.yml", ".custom-gcl.yml"} {
		program.Write(t, p.dir, name, program.Read(t, editors, name))
	}
	program.Write(t, p.dir, "cmd/orders/keys.go", "package main\n\nvar key = \"AKIA\" + \"Q7MZ4TNWX2LKV3HD\"\n\nvar _ = key\n")
	return p
}

// findsKey fails t unless golangci-lint with the flags finds the key, by the
// linter.
func (p *project) findsKey(t *testing.T, linter string, args ...string) {
	t.Helper()
	r := p.golangci(t, args...)
	if r.Code != 1 || !strings.Contains(r.Stdout, "AWS access key ID") || !strings.Contains(r.Stdout, linter) {
		t.Errorf("golangci-lint %s ended with %d, want a key that %s finds:\n%s%s", strings.Join(args, " "), r.Code, linter, r.Stdout, r.Stderr)
	}
}

func TestGolangciSettings(t *testing.T) {
	p := prepared(t)
	for _, name := range []string{filepath.Join(editors, ".golangci.apiward.yml"), filepath.Join(root, ".golangci.yml")} {
		name, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		if r := p.golangci(t, "config", "verify", "-c", name); r.Code != 0 {
			t.Errorf("%s: %s%s", name, r.Stdout, r.Stderr)
		}
	}
	program.Write(t, p.dir, "broken.yml", strings.Replace(program.Read(t, editors, ".golangci.apiward.yml"), "type: module", "typ: module", 1))
	if r := p.golangci(t, "config", "verify", "-c", "broken.yml"); r.Code == 0 {
		t.Error("settings that are broken are verified")
	}
	r := p.golangci(t, "run", "-c", ".golangci.apiward.yml", "./...")
	if n := strings.Count(r.Stdout, "cmd/orders/main.go:79:10: "); n < 5 {
		t.Errorf("%d findings are told of the line that serves:\n%s%s", n, r.Stdout, r.Stderr)
	}
	p.findsKey(t, "apiward)", "run", "-c", ".golangci.apiward.yml", "./...")

	// What is exported for golangci-lint is what the plugin takes.
	program.Write(t, p.dir, ".apiward.hcl", "rule \"hardcoded_secret\" {\n  level = \"off\"\n}\n")
	exported := program.Must(t, p.dir, nil, program.Path(t, "APIWARD"), "config", "export", "--format", "golangci")
	program.Write(t, p.dir, ".golangci.exported.yml", exported+"  default: none\n  enable: [apiward]\nversion: \"2\"\n")
	if r := p.golangci(t, "run", "-c", ".golangci.exported.yml", "./..."); r.Code != 1 || strings.Contains(r.Stdout, "hardcoded_secret") {
		t.Errorf("by a policy that was exported golangci-lint ends with %d, and says\n%s%s", r.Code, r.Stdout, r.Stderr)
	}
}

// The description of the build obeys the schema of golangci-lint's version that
// it names, and names what there is.
func TestBuildFile(t *testing.T) {
	var build any
	text := program.Read(t, editors, ".custom-gcl.yml")
	if err := yaml.Unmarshal([]byte(text), &build); err != nil {
		t.Fatal(err)
	}
	out := program.Must(t, "..", nil, "go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2")
	version, dir, _ := strings.Cut(strings.TrimSpace(out), " ")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(dir, "jsonschema", "custom-gcl.jsonschema.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(build); err != nil {
		t.Error(err)
	}
	fields := build.(map[string]any)
	if fields["version"] != version {
		t.Errorf("it builds golangci-lint %v, and %s is what the plugin is tested with", fields["version"], version)
	}
	for _, plugin := range fields["plugins"].([]any) {
		fields := plugin.(map[string]any)
		below, ok := strings.CutPrefix(fields["import"].(string), fields["module"].(string))
		if _, err := os.Stat(filepath.Join(root, below)); !ok || err != nil {
			t.Errorf("it imports %v, which is not there", fields["import"])
		}
	}
}

// What each editor is told to run finds the key.
func TestEditors(t *testing.T) {
	p := prepared(t)
	here := strings.NewReplacer("${workspaceFolder}", p.dir, "$FileDir$", filepath.Join(p.dir, "cmd", "orders"))
	for _, tt := range []struct {
		editor, linter string
		args           []string
	}{
		{"VS Code", "apiwardfast)", append(append([]string{"run"}, vscode(t)...), "./cmd/orders")},
		{"GoLand", "apiward)", goland(t)},
		{"Neovim", `"FromLinter":"apiward"`, append(neovim(t), "./cmd/orders")},
	} {
		t.Run(tt.editor, func(t *testing.T) {
			var args []string
			for _, a := range tt.args {
				args = append(args, here.Replace(a))
			}
			p.findsKey(t, tt.linter, args...)
		})
	}
}

// vscode returns the flags in the settings of VS Code, which are JSON with
// comments on lines of their own.
func vscode(t *testing.T) []string {
	t.Helper()
	var lines [][]byte
	for line := range bytes.Lines([]byte(program.Read(t, editors, ".vscode/settings.json"))) {
		if !bytes.HasPrefix(bytes.TrimSpace(line), []byte("//")) {
			lines = append(lines, line)
		}
	}
	var settings struct {
		Tool  string            `json:"go.lintTool"`
		Tools map[string]string `json:"go.alternateTools"`
		Flags []string          `json:"go.lintFlags"`
		On    string            `json:"go.lintOnSave"`
	}
	dec := json.NewDecoder(bytes.NewReader(bytes.Join(lines, nil)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&settings); err != nil {
		t.Fatal(err)
	}
	if settings.Tools[settings.Tool] != "${workspaceFolder}/custom-gcl" {
		t.Errorf("%s is %q", settings.Tool, settings.Tools[settings.Tool])
	}
	return settings.Flags
}

// goland returns the arguments in the task of GoLand.
func goland(t *testing.T) []string {
	t.Helper()
	var file struct {
		Options []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		} `xml:"component>TaskOptions>option"`
	}
	if err := xml.Unmarshal([]byte(program.Read(t, editors, ".idea/watcherTasks.xml")), &file); err != nil {
		t.Fatal(err)
	}
	options := map[string]string{}
	for _, o := range file.Options {
		options[o.Name] = o.Value
	}
	if options["program"] != "$ProjectFileDir$/custom-gcl" || options["workingDir"] != "$ProjectFileDir$" {
		t.Errorf("GoLand runs %q in %q", options["program"], options["workingDir"])
	}
	return strings.Fields(options["arguments"])
}

// neovim returns the arguments in the command of the language server.
func neovim(t *testing.T) []string {
	t.Helper()
	_, command, ok := strings.Cut(program.Read(t, editors, "nvim/golangci_lint_ls.lua"), "command = {")
	command, _, closed := strings.Cut(command, "},")
	if !ok || !closed {
		t.Fatal("there is no command")
	}
	var args []string
	for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]*)",`).FindAllStringSubmatch(command, -1) {
		args = append(args, m[1])
	}
	if len(args) == 0 || args[0] != "./custom-gcl" {
		t.Fatalf("the command is %q", args)
	}
	return args[1:]
}
