package lookalikes

import (
	"archive/zip"
	"crypto/rsa"
	"crypto/tls"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"math/rand"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Named like what is reported, and something else. What is reported all the
// same says so.

type tlsConfig struct{ InsecureSkipVerify bool }

var (
	own      = tlsConfig{InsecureSkipVerify: true}
	verified = &tls.Config{InsecureSkipVerify: false, MinVersion: tls.VersionTLS12, MaxVersion: 0}
	suites   = &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}}
)

type server struct{ Addr string }

var notHTTP = server{Addr: ":8080"}

func timed(h http.Handler) *http.Server { return &http.Server{Handler: h, ReadTimeout: time.Second} }

func (server) ListenAndServe() error { return nil }

func serves() error { return notHTTP.ListenAndServe() }

// Numbers that nobody has to guess.
func shuffle(list []int) {
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	_ = rand.Perm(3)
}

// Modes that are not known, or narrow, or of another function.
func files(mode fs.FileMode) error {
	return errors.Join(os.WriteFile("a", nil, mode), os.MkdirAll("d", 0o700), os.Chmod("a", 0o400), os.WriteFile("b", nil, 0o600))
}

const small = 4096

func key(r io.Reader) (*rsa.PrivateKey, error) { return rsa.GenerateKey(r, small) }

// A name that somebody else chose at random.
func upload(random string) (*os.File, error) { return os.Create(filepath.Join(os.TempDir(), random)) }

func inside(dir string, f *zip.File) (string, error) {
	if !filepath.IsLocal(f.Name) {
		return "", errors.New("outside")
	}
	return filepath.Join(dir, f.Name), nil
}

func comment(dir string, f *zip.File) string { return filepath.Join(dir, f.Comment) }

const fixed = template.HTML("<br>") + "<hr>"

func constant() template.HTML { return template.HTML("<b>" + "</b>") }

func converted(n uint8) (int, int64, uint16) { return int(n), int64(n), uint16(n) }

func length(list []byte) uint64 {
	if len(list) > 100 {
		return 0
	}
	return uint64(n(list))
}

func n(list []byte) uint { return uint(len(list)) }

var dir = http.Dir("/srv/public")

var hidden = "ü → 🙂"

func temporaryToo() error { return os.WriteFile("/tmp/export.csv", nil, 0o600) } // want "G303"

func versions(old bool) []*tls.Config {
	const current = tls.VersionTLS13
	version, floor := uint16(tls.VersionTLS10), uint16(tls.VersionTLS10)
	if !old {
		version = tls.VersionTLS12
	}
	return []*tls.Config{
		{MinVersion: version},
		{MinVersion: current},
		{MinVersion: floor},               // want "G402"
		{PreferServerCipherSuites: false}, // which Go does not heed
	}
}
