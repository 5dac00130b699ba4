package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Whatever is reported about a line with a secret, and by which command, the
// secret is nowhere in it: reports are kept, mailed and shown in pull requests.
func TestNoOutputHoldsASecret(t *testing.T) {
	password, token := "Wm4vTq"+"9sLx2", "dapi"+"3f9c81d07ab64e25"+"98f1c0d7b3a6e45a"
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	key := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26\n",
		"main.go": "package main\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n)\n\n" +
			"func find(w http.ResponseWriter, r *http.Request) {\n" +
			// Another rule's finding, about the line on which a secret stands.
			"\tdb, _ := sql.Open(\"pgx\", \"postgres://app:" + password + "@db.acme.io/app\"); db.Query(\"SELECT \" + r.FormValue(\"q\"))\n" +
			"\tw.Header().Set(\"ä→🙂\", \"" + token + "\")\n}\n\n" +
			"// apiward:ignore hardcoded_secret -- rotated at every start\n" +
			"const excused = `" + token + "`\n\n" +
			"const key = `\n" + key + "`\n\n" +
			"func main() {\n\thttp.HandleFunc(\"/\", find)\n\thttp.ListenAndServe(\":8080\", nil)\n\t_, _ = key, excused\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	secrets := []string{password, token[4:]}
	for line := range strings.Lines(key) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "-----") {
			secrets = append(secrets, line)
		}
	}
	for _, args := range [][]string{
		{"check", "-o", "text", "-o", "json=out.json", "-o", "sarif=out.sarif", "./..."},
		{"check", "--color", "always", "-o", "text", "./..."},
		{"check", "-o", "github"},
		{"check", "-o", "markdown"},
		{"check", "-o", "gitlab"},
		{"check", "-o", "gitlab-sast"},
		{"check", "-o", "rdjsonl"},
		{"check", "-o", "checkstyle"},
		{"check", "-o", "junit"},
		{"check", "-o", "sarif", "--sarif-suppressed", "include"},
		{"check", "--diff", "./..."},
		{"vet", "./..."},
		{"routes", "./..."},
		{"routes", "--format", "json", "./..."},
	} {
		got := apiward(t, dir, nil, args...)
		if got.code == 2 {
			t.Fatalf("%v: %s", args, got.stderr)
		}
		all := got.stdout + got.stderr
		if slices.Contains(args, "json=out.json") {
			all += read(t, filepath.Join(dir, "out.json")) + read(t, filepath.Join(dir, "out.sarif"))
			if !strings.Contains(got.stdout, "hardcoded_secret") || !strings.Contains(got.stdout, "sql_injection") || !strings.Contains(all, `"suppressed"`) {
				t.Errorf("%v does not report what the test is about:\n%s", args, got.stdout)
			}
			if !strings.Contains(got.stdout, "db.Query(") || !strings.Contains(got.stdout, "****") {
				t.Errorf("%v does not show the line with the secret covered:\n%s", args, got.stdout)
			}
		}
		if args[0] == "check" && args[1] == "-o" && !strings.Contains(got.stdout, "hardcoded_secret") {
			t.Errorf("%v does not report what the test is about:\n%s", args, got.stdout)
		}
		for _, secret := range secrets {
			if strings.Contains(all, secret) {
				t.Errorf("%v shows %q:\n%s", args, secret, all)
			}
		}
	}
}
