package link_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
)

// TestRoutes holds the route tables of the scenarios that are about routes.
func TestRoutes(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("testdata", "src"))
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "routes_") {
			folders = append(folders, e.Name())
		}
	}
	checktest.Routes(t, folders...)
}
