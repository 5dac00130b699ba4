package remote

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// serve starts a host and returns a client that trusts its certificate and
// knows it by the names given, and the host's address.
func serve(t *testing.T, handler http.HandlerFunc, more ...string) (*Client, string) {
	t.Helper()
	server := httptest.NewTLSServer(handler)
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "https://")
	c, err := New(append([]string{host}, more...))
	if err != nil {
		t.Fatal(err)
	}
	c.http.Transport.(*http.Transport).TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
	return c, host
}

func TestFetch(t *testing.T) {
	var asked atomic.Int32
	c, host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/a.yaml":
			if len(r.Cookies()) > 0 || r.Header.Get("Authorization") != "" {
				t.Error("credentials are sent")
			}
			_, _ = w.Write([]byte("a: b\n"))
		case "/here":
			http.Redirect(w, r, "/a.yaml", http.StatusFound)
		case "/there":
			http.Redirect(w, r, "https://other.example/a.yaml", http.StatusFound)
		case "/plain":
			http.Redirect(w, r, "http://"+r.Host+"/a.yaml", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	tests := []struct{ url, want, wrong string }{
		{"https://" + host + "/a.yaml", "a: b\n", ""},
		{"https://" + host + "/here", "a: b\n", ""},
		{"https://" + host + "/there", "", "it is redirected, and the host other.example is not one that --allow-remote-refs names"},
		{"https://" + host + "/plain", "", "it is redirected, and only https URLs are fetched"},
		{"https://" + host + "/round", "", "it is redirected more than 5 times"},
		{"https://" + host + "/gone", "", "the host answers with status 404"},
		{"http://" + host + "/a.yaml", "", "only https URLs are fetched"},
		{"https://user:secret@" + host + "/a.yaml", "", "it holds a user's name"},
		{"https://other.example/a.yaml", "", "the host other.example is not one that --allow-remote-refs names"},
		{"https://" + host + ".other.example/a.yaml", "", "it is no URL that can be read"},
	}
	for _, test := range tests {
		data, err := c.Fetch(t.Context(), test.url, 100)
		if string(data) != test.want || (err == nil) != (test.wrong == "") || err != nil && !strings.Contains(err.Error(), test.wrong) {
			t.Errorf("%s: %q, %v; want %q, %s", test.url, data, err, test.want, test.wrong)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error tells the credentials: %v", test.url, err)
		}
	}
	if _, err := c.Fetch(t.Context(), "https://"+host+"/a.yaml", 3); err == nil || !strings.Contains(err.Error(), "more bytes than the 3") {
		t.Errorf("error %v for what is too large", err)
	}
	before := asked.Load()
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if data, err := c.Fetch(t.Context(), "https://"+host+"/a.yaml", 100); err != nil || string(data) != "a: b\n" {
				t.Errorf("%q, %v", data, err)
			}
		})
	}
	wait.Wait()
	if asked.Load() != before {
		t.Error("what was answered before is asked for again")
	}
}

// TestPrivateAddresses shows that a name does not open what it leads to inside.
func TestPrivateAddresses(t *testing.T) {
	c, host := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("secret")) })
	_, port, _ := strings.Cut(host, ":")
	c.hosts = []string{"localhost:" + port}
	if data, err := c.Fetch(t.Context(), "https://localhost:"+port+"/", 100); err == nil || !strings.Contains(err.Error(), "which is no public address") {
		t.Errorf("%q, %v", data, err)
	}
	named, err := New([]string{"10.0.0.1", "[::1]:8443"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"93.184.216.34:443": true, "[2606:2800:220:1::1]:443": true, "10.0.0.1:443": true, "[::1]:8443": true,
		"10.0.0.2:443": false, "[::1]:443": false, "127.0.0.1:443": false, "169.254.169.254:443": false, "192.168.1.1:443": false,
		"172.16.0.1:443": false, "[fe80::1%eth0]:443": false, "[fd00::1]:443": false, "[::ffff:10.0.0.2]:443": false, "0.0.0.0:443": false,
		"100.64.0.1:443": false, "[64:ff9b::a00:1]:443": false, "224.0.0.1:443": false, "none": false,
	} {
		if err := named.control(t.Context(), "tcp", address, nil); (err == nil) != want {
			t.Errorf("%s: %v, want allowed = %t", address, err, want)
		}
	}
}

func TestNew(t *testing.T) {
	for host, want := range map[string]bool{
		"acme.dev": true, "ACME.dev": true, "acme.dev:8443": true, "127.0.0.1:8443": true, "[::1]": true,
		"": false, "https://acme.dev": false, "acme.dev/a": false, "*.acme.dev": false, "user@acme.dev": false, "a b": false, ":443": false, "acme.dev?x": false,
	} {
		if _, err := New([]string{host}); (err == nil) != want {
			t.Errorf("New(%q): %v, want allowed = %t", host, err, want)
		}
	}
}
