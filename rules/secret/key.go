package secret

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/apiward/apiward/rules"
)

const (
	begin = "-----BEGIN "
	dash  = "-----"
)

// privateKey returns the private key in PEM or OpenPGP armour that the value
// holds. The words alone are none, as code that looks for keys has them, nor
// is a public key or a certificate.
func privateKey(value string) (Match, bool) {
	if !strings.Contains(value, begin) {
		return Match{}, false
	}
	// In JSON and in environment files the lines are joined by \n.
	text := strings.NewReplacer(`\r`, "", `\n`, "\n", "\r", "").Replace(value)
	for {
		i := strings.Index(text, begin)
		if i < 0 {
			return Match{}, false
		}
		label, rest, ok := strings.Cut(text[i+len(begin):], dash)
		if !ok {
			return Match{}, false
		}
		body, after, _ := strings.Cut(rest, dash) // no key has dashes in it
		if strings.HasPrefix(after, "END "+label) && (strings.HasSuffix(label, "PRIVATE KEY") || label == "PGP PRIVATE KEY BLOCK") {
			if m, ok := armoured(label, body); ok {
				m.Start = strings.Index(value, begin+label)
				m.End = len(value)
				if n := strings.LastIndex(value, "-----END "+label); n > m.Start {
					m.End = min(m.End, n+len("-----END ")+len(label)+len(dash))
				}
				return m, true
			}
		}
		text = rest
	}
}

// leastKey is how many bytes the smallest private key takes: 32 and what says
// which curve they belong to.
const leastKey = 36

// armoured judges what stands between the lines of a key.
func armoured(label, body string) (Match, bool) {
	encrypted := strings.HasPrefix(label, "ENCRYPTED ") || strings.Contains(body, ",ENCRYPTED\n")
	var packed strings.Builder
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, ":") || strings.HasPrefix(line, "=") && label == "PGP PRIVATE KEY BLOCK" {
			continue // a header; a check sum
		}
		packed.WriteString(strings.ReplaceAll(line, " ", ""))
	}
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(packed.String(), "="))
	sound := err == nil && starts(label, data)
	switch {
	case packed.Len() < leastKey*4/3, standIn(packed.String()), longestRun(packed.String(), 0) >= 20, periodic(packed.String()),
		entropy(packed.String()) < 3.5:
		return Match{}, false
	}
	kind := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(label, " BLOCK"), "PRIVATE KEY"))
	kind = strings.ToUpper(strings.TrimSpace(strings.TrimPrefix(kind, "encrypted")))
	m := Match{What: "a private key"}
	switch kind {
	case "":
	case "OPENSSH":
		m.What = "an OpenSSH private key"
	case "EC", "RSA":
		m.What = "an " + kind + " private key"
	default:
		m.What = "a " + kind + " private key"
	}
	switch {
	case encrypted:
		m.Strength, m.Doubt = rules.Unproven, "it is encrypted"
	case !sound:
		m.Strength, m.Doubt = rules.Unproven, "it cannot be decoded"
	}
	return m, true
}

// starts reports whether the data begins as a key of that kind does.
func starts(label string, data []byte) bool {
	switch {
	case len(data) < leastKey:
		return false
	case strings.HasPrefix(label, "OPENSSH"):
		return bytes.HasPrefix(data, []byte("openssh-key-v1\x00"))
	case strings.HasPrefix(label, "PGP"):
		return data[0]&0x80 != 0 // every OpenPGP packet
	}
	return data[0] == 0x30 // a sequence in DER
}

// signed returns the JSON Web Token that the value holds: three parts of
// base64url, the first of which is a JSON object that names an algorithm.
func signed(value string) (Match, bool) {
	for i := 0; ; {
		n := strings.Index(value[i:], "eyJ")
		if n < 0 {
			return Match{}, false
		}
		i += n
		if i == 0 || !isWord(value[i-1]) {
			if m, ok := token(value[i:]); ok {
				m.Start = i
				m.End = i + tokenLength(value[i:])
				return m, true
			}
		}
		i += len("eyJ")
	}
}

// token judges what begins as a JSON Web Token does.
func token(s string) (Match, bool) {
	parts := strings.Split(strings.TrimRight(s[:tokenLength(s)], "."), ".")
	header := decoded(parts[0])
	alg, _ := header["alg"].(string)
	if alg == "" {
		return grafana(header)
	}
	if len(parts) == 5 && header["enc"] != nil {
		return Match{What: "an encrypted JSON Web Token", Shown: "eyJ", Strength: rules.Unproven}, true
	}
	if len(parts) != 3 || len(parts[2]) < 20 || !random(parts[2]) {
		return Match{}, false
	}
	claims := decoded(parts[1])
	if claims == nil || isSample(claims) || claims["role"] == "anon" {
		return Match{}, false // an anon key is made to be public
	}
	return Match{What: "a JSON Web Token", Shown: "eyJ"}, true
}

// tokenLength returns how many bytes s begins with that a JSON Web Token can
// have. With more dots than one has it is none, and the rest is not looked at.
func tokenLength(s string) (n int) {
	const most = 5
	for dots := 0; n < len(s) && dots <= most; n++ {
		if s[n] == '.' {
			dots++
		} else if !isWord(s[n]) {
			break
		}
	}
	return n
}

// isSample reports whether the claims are those of a token that manuals show.
func isSample(claims map[string]any) bool {
	for _, key := range []string{"name", "sub"} {
		switch v, _ := claims[key].(string); {
		case strings.EqualFold(v, "John Doe"), v == "1234567890":
			return true
		}
	}
	return false
}

// grafana recognises the older API keys of Grafana: an object in base64 with a
// key, a name and an organisation.
func grafana(o map[string]any) (Match, bool) {
	k, isKey := o["k"].(string)
	if isKey && o["n"] != nil && o["id"] != nil && random(k) {
		return Match{What: "a Grafana API key", Shown: "eyJ"}, true
	}
	return Match{}, false
}

// decoded returns the JSON object that a part of a token holds, nil if none.
func decoded(part string) (o map[string]any) {
	data, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil || json.Unmarshal(data, &o) != nil {
		return nil
	}
	return o
}
