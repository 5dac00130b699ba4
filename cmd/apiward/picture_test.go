package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// How a terminal looks in a picture.
const (
	pictureColumn = 7.25 // pixels of a character
	pictureLine   = 17.0
	pictureEdge   = 14.0
)

// pictureColours are those of the codes that reports use.
var pictureColours = map[string]string{"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "36": "#56d4dd"}

// picture draws what a terminal shows of text with colours.
func picture(title, text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	columns := 0
	for _, l := range lines {
		columns = max(columns, utf8.RuneCountInString(escapes.ReplaceAllString(l, "")))
	}
	width, height := float64(columns)*pictureColumn+2*pictureEdge, float64(len(lines))*pictureLine+2*pictureEdge
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, "<title>%s</title>\n", escaped(title))
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" rx="8" fill="#0d1117"/>`+"\n", width, height)
	fmt.Fprint(&b, `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12" fill="#c9d1d9" xml:space="preserve">`+"\n")
	for i, l := range lines {
		if l == "" {
			continue
		}
		fmt.Fprintf(&b, `<text x="%.0f" y="%.0f">`, pictureEdge, pictureEdge+float64(i)*pictureLine+12)
		spans(&b, l)
		b.WriteString("</text>\n")
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

var escapes = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// spans draws the parts of a line, each where its first character stands: fonts
// differ in their widths.
func spans(b *strings.Builder, line string) {
	style, column := "", 0
	draw := func(text string) {
		if strings.TrimSpace(text) != "" {
			blanks := len(text) - len(strings.TrimLeft(text, " "))
			shown := strings.TrimSpace(text)
			fmt.Fprintf(b, `<tspan x="%.2f" textLength="%.2f"%s>%s</tspan>`, pictureEdge+float64(column+blanks)*pictureColumn,
				float64(utf8.RuneCountInString(shown))*pictureColumn, style, escaped(shown))
		}
		column += utf8.RuneCountInString(text)
	}
	for {
		at := escapes.FindStringSubmatchIndex(line)
		if at == nil {
			draw(line)
			return
		}
		draw(line[:at[0]])
		style = ""
		for code := range strings.SplitSeq(line[at[2]:at[3]], ";") {
			if code == "1" {
				style += ` font-weight="bold"`
			}
			if colour := pictureColours[code]; colour != "" {
				style += ` fill="` + colour + `"`
			}
		}
		line = line[at[1]:]
	}
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes all
	return b.String()
}

// holdPicture holds a picture of README.md against what it is of.
func holdPicture(t *testing.T, name, title, text string) {
	t.Helper()
	file := filepath.Join("..", "..", "testdata", "pictures", name)
	got := picture(title, text)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(read(t, file), got); d != "" {
		t.Errorf("%s is no picture of what is printed (-picture +printed; go test ./cmd/apiward -run Picture -update draws it anew):\n%s", name, d)
	}
	if readme := read(t, filepath.Join("..", "..", "README.md")); !strings.Contains(readme, "](testdata/pictures/"+name+")") {
		t.Errorf("README.md does not show %s", name)
	}
}

// The finding that README.md shows is one of the sample service.
func TestPictureOfFindings(t *testing.T) {
	out := runOrders(t, 1, "check", "--color", "always", "./...").stdout
	blocks := strings.Split(out, "\n\n")
	var shown []string
	for _, part := range []string{"passed through api.Orders.List to (*store.Orders).List", "asks for \"bearer\" on GET /v1/invoices/{number}"} {
		for _, block := range blocks {
			if strings.Contains(escapes.ReplaceAllString(block, ""), part) {
				shown = append(shown, block)
				break
			}
		}
	}
	if len(shown) != 2 {
		t.Fatalf("%d blocks of\n%s", len(shown), out)
	}
	shown = append(shown, blocks[len(blocks)-1])
	holdPicture(t, "finding.svg", "apiward check on testdata/apps/orders", "\x1b[1m$ apiward check\x1b[m\n\n"+strings.Join(shown, "\n\n"))
}

// What a change does to the sample service, as README.md shows it. The
// picture ends where a terminal of its width would.
func TestPictureOfADiff(t *testing.T) {
	const columns = 150
	dir := filepath.Join(t.TempDir(), "orders")
	if err := os.CopyFS(dir, os.DirFS(ordersDir(t))); err != nil {
		t.Fatal(err)
	}
	r := &repository{t, dir}
	r.git(dir, "init", "-q", "-b", "main")
	r.commit(nil)
	server := filepath.Join("internal", "api", "server.go")
	changed := read(t, filepath.Join(dir, server))
	for _, change := range [][2]string{
		{"r.With(s.Guard.Require, auth.RequireAdmin).Mount(", "r.With(s.Guard.Require).Mount("},
		{"r.With(limitBody(maxBody)).Post(\"/orders\"", "r.Post(\"/orders\""},
		{"\t\t\tr.Get(\"/orders/{id}/parcel\", s.parcel)\n", ""},
		{"/tracking\", s.tracking)\n", "/tracking\", s.tracking)\n\t\tr.With(s.Guard.Optional).Get(\"/orders/{id}/parcel\", s.parcel)\n"},
	} {
		if strings.Count(changed, change[0]) != 1 {
			t.Fatalf("%s has no single %q", server, change[0])
		}
		changed = strings.Replace(changed, change[0], change[1], 1)
	}
	model := filepath.Join("internal", "model", "model.go")
	customer := "Email string `json:\"email\"`\n}"
	text := read(t, filepath.Join(dir, model))
	if strings.Count(text, customer) != 1 {
		t.Fatalf("%s has no single customer", model)
	}
	for name, text := range map[string]string{server: changed, model: strings.Replace(text, customer, strings.TrimSuffix(customer, "}")+"\tNotes string `json:\"internal_notes\"`\n}", 1)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := apiward(t, dir, nil, "diff", "main", "--color", "always")
	if got.code != 1 {
		t.Fatalf("exit code %d:\n%s", got.code, got.stderr)
	}
	commit := regexp.MustCompile(` \([0-9a-f]{10}\)`) // of this copy, and another tomorrow
	var shown []string
	for line := range strings.Lines(commit.ReplaceAllString(got.stdout, "")) {
		line = strings.TrimRight(line, "\n")
		if runes := []rune(escapes.ReplaceAllString(line, "")); len(runes) > columns {
			line = string(runes[:columns-1]) + "…"
		}
		shown = append(shown, line)
	}
	holdPicture(t, "diff.svg", "apiward diff on a change to testdata/apps/orders", "\x1b[1m$ apiward diff main\x1b[m\n\n"+strings.Join(shown, "\n"))
}

func TestPictureDrawsWhatIsThere(t *testing.T) {
	got := picture("a < b", "\x1b[1;31merror\x1b[m: x  \n\n  \x1b[34m<y>\x1b[m → z")
	for _, want := range []string{
		"<title>a &lt; b</title>",
		`<tspan x="14.00" textLength="36.25" font-weight="bold" fill="#ff7b72">error</tspan><tspan x="50.25" textLength="21.75">: x</tspan>`,
		`<tspan x="28.50" textLength="21.75" fill="#79c0ff">&lt;y&gt;</tspan>`, `>→ z<`, `y="60"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if err := xml.Unmarshal([]byte(got), &struct{ XMLName xml.Name }{}); err != nil {
		t.Error(err)
	}
}
