package comments

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// name reads a comment that gives a type its name in the document.
func (b *builder) name(n Note) {
	shape := n.Types[""]
	if shape == nil || shape.Type == "" {
		return
	}
	for _, line := range n.Lines {
		words := strings.Fields(line.Text)
		if len(words) == 0 || words[0] != "swagger:model" {
			continue
		}
		name := shape.Type[strings.LastIndexAny(shape.Type, "/.")+1:]
		if len(words) > 1 {
			name = words[1]
		}
		b.wanted[shape.Type], b.models[name] = name, shape
	}
}

// goSwagger reads an operation: "swagger:operation METHOD /path tags id", and behind
// a line of dashes what it is, in YAML.
func (b *builder) goSwagger(lines []Line, words []string) {
	if len(words) < 3 {
		return
	}
	var text strings.Builder
	begun := false
	for _, line := range lines[1:] {
		switch trimmed := strings.TrimSpace(line.Text); {
		case strings.Trim(trimmed, "-") == "" && len(trimmed) >= 3:
			begun = true
		case begun:
			text.WriteString(strings.ReplaceAll(strings.TrimPrefix(line.Text, "\t"), "\t", "  ") + "\n")
		}
	}
	op := object{}
	if err := yaml.Unmarshal([]byte(text.String()), &op); err != nil || len(op) == 0 {
		op = object{"responses": object{}}
	}
	op = plain(op).(object)
	if fields := b.parameters[words[len(words)-1]]; fields != nil {
		given, _ := op["parameters"].(list)
		for _, f := range fields {
			given = append(given, b.parameter(f))
		}
		op["parameters"] = given
	}
	b.operation(words[1], words[2], op, lines[0].At)
}

// plain returns a value of YAML as one of JSON, whose names are text.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = plain(e)
		}
	case map[any]any:
		out := object{}
		for k, e := range v {
			if name, ok := scalar(k); ok {
				out[name] = plain(e)
			}
		}
		return out
	case []any:
		for i, e := range v {
			v[i] = plain(e)
		}
	}
	return v
}

func scalar(v any) (string, bool) {
	text, err := yaml.Marshal(v)
	name := strings.Trim(strings.TrimSpace(string(text)), `"'`)
	return name, err == nil && !strings.Contains(name, "\n")
}

// meta reads the comment of a package that describes the whole document: lines as
// "BasePath: /v1", and blocks of YAML behind "SecurityDefinitions:".
func (b *builder) meta(lines []Line) {
	for i, line := range lines {
		key, value, ok := strings.Cut(strings.TrimSpace(line.Text), ":")
		value = strings.TrimSpace(value)
		switch key = strings.ToLower(key); {
		case !ok:
		case key == "basepath" && value != "/" && value != "":
			b.root["basePath"] = value
			b.place(line.At, "basePath")
		case key == "host":
			b.root["host"] = value
			b.place(line.At, "host")
		case key == "schemes" && value != "":
			schemes := list{}
			for s := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ' ' }) {
				schemes = append(schemes, s)
			}
			b.root["schemes"] = schemes
			b.place(line.At, "schemes")
		case key == "security" && value == "":
			if needs := requirements(strings.Split(block(lines[i:]), "\n")); len(needs) > 0 {
				b.root["security"] = needs
				b.place(line.At, "security")
			}
		case key == "securitydefinitions" && value == "":
			schemes := object{}
			if yaml.Unmarshal([]byte(block(lines[i:])), &schemes) != nil {
				continue
			}
			for name, scheme := range plain(schemes).(object) {
				b.schemes[name] = scheme
			}
			b.place(line.At, "securityDefinitions")
		}
	}
}

// block returns what stands deeper than the first line, and a list as deep as it.
func block(lines []Line) string {
	depth := func(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
	var text strings.Builder
	for _, line := range lines[1:] {
		item := strings.HasPrefix(strings.TrimSpace(line.Text), "- ") && depth(line.Text) == depth(lines[0].Text)
		if strings.TrimSpace(line.Text) == "" || depth(line.Text) <= depth(lines[0].Text) && !item {
			break
		}
		text.WriteString(strings.ReplaceAll(line.Text, "\t", "  ") + "\n")
	}
	return text.String()
}
