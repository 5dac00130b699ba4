package secret

import (
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
)

// drawn returns a token of the format, drawn at random: the least or the most
// that each run allows. No token of anyone stands in this file.
func drawn(f *format, random *rand.Rand, most bool) string {
	var b strings.Builder
	prefix := ""
	for i, p := range parse(f.pattern) {
		if p.set == nil {
			b.WriteString(p.text)
			if i == 0 {
				prefix = p.text
			}
			continue
		}
		var chars []byte
		for c, in := range p.set {
			if in {
				chars = append(chars, byte(c))
			}
		}
		n := p.min
		if most {
			n = p.max
		}
		for range n {
			b.WriteByte(chars[random.IntN(len(chars))])
		}
	}
	return mended(f, prefix, b.String(), random)
}

// mended returns the token with the check digits that its provider gives it.
func mended(f *format, prefix, token string, random *rand.Rand) string {
	switch what := f.what; {
	case strings.HasSuffix(what, "AWS access key ID"):
		return prefix + strings.Map(func(r rune) rune {
			if strings.ContainsRune("0189", r) {
				return r%26 + 'A'
			}
			return r
		}, token[len(prefix):])
	case strings.Contains(what, "age secret key"):
		return prefix + bech32Of(random)
	case strings.Contains(what, "Discord bot"):
		return "MTE4MjMzNzU1MDkxNjQ1NzMy" + token[strings.IndexByte(token, '.'):]
	case f.check != nil:
		body := token[len(prefix):]
		return prefix + body[:len(body)-6] + sumOf(body[:len(body)-6])
	}
	return token
}

func sumOf(body string) string {
	sum, out := crc32.ChecksumIEEE([]byte(body)), ""
	for range 6 {
		out = string(base62[sum%62]) + out
		sum /= 62
	}
	return out
}

// bech32Of returns random digits with their check digits.
func bech32Of(random *rand.Rand) string {
	var b strings.Builder
	for range 52 {
		b.WriteByte(bech32Digits[random.IntN(len(bech32Digits))])
	}
	sum := remainder(b.String()+"QQQQQQ") ^ 1
	for i := range 6 {
		b.WriteByte(bech32Digits[sum>>(5*(5-i))&31])
	}
	return b.String()
}

// Every format finds what it describes, wherever that stands, and nothing that
// goes on where it should end.
func TestFormats(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range formats {
		f := &formats[i]
		for _, most := range []bool{false, true} {
			token := drawn(f, random, most)
			for _, around := range [][2]string{{"", ""}, {"Bearer ", ""}, {`{"key": "`, `"}`}, {"k=", "&x=1"}, {"", "\n"}} {
				m, ok := Find(around[0] + token + around[1])
				if !ok || m.What != f.what || m.Strength != f.strength || m.Doubt != "" {
					t.Errorf("%s: Find(%q) = %+v, %v", f.what, around[0]+token+around[1], m, ok)
				}
				if m.End-m.Start < len(token)*3/4 {
					t.Errorf("%s: of %q only %d to %d are found", f.what, around[0]+token+around[1], m.Start, m.End)
				}
				if len(m.Shown) > 4 || strings.Contains(m.Describe(), token) {
					t.Errorf("%s: %q shows too much", f.what, m.Describe())
				}
			}
			if most {
				if m, ok := Find(token + "AAAA1"); ok && m.What == f.what {
					t.Errorf("%s: a longer text is taken for one", f.what)
				}
			}
			if m, ok := Find("x" + token); ok && m.What == f.what && f.pattern[0] != '<' {
				t.Errorf("%s: the end of a longer text is taken for one", f.what)
			}
		}
	}
}

// A letter that is changed breaks the check digits.
func TestCheckDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	checked := 0
	for i := range formats {
		f := &formats[i]
		if f.check == nil || strings.Contains(f.what, "Discord") {
			continue
		}
		checked++
		token := []byte(drawn(f, random, true))
		token[len(token)-8] = '1'
		token[len(token)-9] = '1'
		m, ok := Find(string(token))
		if !ok || m.Strength != rules.Unproven || m.Doubt == "" {
			t.Errorf("%s: Find = %+v, %v, though a letter was changed", f.what, m, ok)
		}
	}
	if checked == 0 {
		t.Error("no format has check digits")
	}
}

// Tokens of the same shape that nobody drew at random are none.
func TestStandIns(t *testing.T) {
	fill := func(f *format, with string) string {
		var b strings.Builder
		for _, p := range parse(f.pattern) {
			b.WriteString(p.text)
			for i := range p.min {
				b.WriteByte(with[i%len(with)])
			}
		}
		return b.String()
	}
	for i := range formats {
		f := &formats[i]
		for _, with := range []string{"0", "x", "X", "a", "A", "1234567890", "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "deadbeef", "EXAMPLE", "your-key-", "xY"} {
			token := fill(f, with)
			if m, ok := Find(token); ok {
				t.Errorf("%q is %s", token, m.Describe())
			}
		}
	}
}

func TestJudge(t *testing.T) {
	tests := map[Class][]string{
		Nothing: {"", "%s", "%v", "$PASSWORD", "${DB_PASSWORD}", "$(cat pw)", "{{ .Password }}", "{password}", "<password>", "[password]", "?", ":password", "$1",
			"********", "xxxxxx", "XXXX", "changeme", "change-me!", "your-password", "your_password_here", "ExamplePassword1", "placeholder", "REDACTED", "%(password)s"},
		Common: {"password", "Password123", "secret", "pass", "pw", "admin", "root", "test", "postgres", "guest", "passwd", "my-secret", "api_key", "12345678"},
		Weak:   {"hunter2", "sunshine", "letmein", "correct horse battery", "my-super-secret-key", "aaaaaaaa1", "abcabcabc", "qwertyuiop"},
		Strong: {"Wm4vTq9sLx2", "S3cr3tPassw0rd", "Tr0ub4dor&3", "kq8#mVz!2pLx", "8f14e45fceea167a5a36dedd4bea2543", "p%40ssW0rd%21x", "Correct-Horse-7-Battery"},
	}
	for want, texts := range tests {
		for _, text := range texts {
			if got := Judge(text); got != want {
				t.Errorf("Judge(%q) = %d, want %d", text, got, want)
			}
		}
	}
}

// TestHostile ends only where the time grows with the text, and not with its square.
func TestHostile(*testing.T) {
	const size = 1 << 20
	for _, piece := range []string{"-----BEGIN PRIVATE KEY-----", "-----BEGIN A", "eyJ.", "eyJhbGciOiIifQ.", "a://", "a://b:c@", "ab", "a=b;", "a=b ", "u:p@tcp(", "a+", "AKIA", "x.AA", "-----END "} {
		text := strings.Repeat(piece, size/len(piece))
		Find(text)
		Find("postgres://u:" + text + "c@host/db")
		Judge(text + "c")
	}
}

func TestPeriodic(t *testing.T) {
	for text, want := range map[string]bool{"": false, "a": false, "aa": true, "aba": false, "abab": true, "ababa": true, "abcab": false, "abcabc": true, "abcabcd": false, "aab": false} {
		if periodic(text) != want {
			t.Errorf("periodic(%q) = %v", text, !want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("postgres://a:b@c/d")
	f.Add("-----BEGIN PRIVATE KEY-----\n:\n-----END PRIVATE KEY-----")
	f.Add("eyJhbGciOiJub25lIn0.e30.")
	f.Add("u:p@tcp(")
	f.Add("Server=;Password=;=;;")
	f.Fuzz(func(t *testing.T, value string) {
		m, ok := Find(value)
		if ok && (m.Start < 0 || m.Start >= m.End || m.End > len(value) || m.What == "" || len(m.Shown) > 4) {
			t.Errorf("%+v", m)
		}
		Judge(value)
		Drawn(value)
		Chosen(value)
		IsSample(value)
	})
}
