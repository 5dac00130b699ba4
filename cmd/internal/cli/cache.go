package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/apiward/apiward/cmd/internal/cache"
)

// cacheVariable names a directory for the cache in the place of the user's, or
// turns it off.
const cacheVariable = "APIWARD_CACHE"

// cache returns the cache, nil for none.
func (a *app) cache() *cache.Store {
	dir := a.env.Getenv(cacheVariable)
	switch {
	case dir == "off":
		return nil
	case dir != "":
		return cache.Open(a.path(dir), a.env.Now)
	case a.env.CacheDir == "":
		return nil
	}
	return cache.Open(filepath.Join(a.env.CacheDir, "apiward", "results"), a.env.Now)
}

// tellCache says why a cache could not be written, and keeps it from growing. A
// run is as good without one.
func (a *app) tellCache(store *cache.Store) {
	if err := store.Err(); err != nil {
		a.log(fmt.Sprintf("note: what was found out cannot be kept for later runs: %v: set %s to a directory, or to off", err, cacheVariable))
	}
	store.Trim()
}

func (a *app) cacheCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Show or remove what earlier runs found out",
		Long: "Runs keep what they find out about each package, and look only at what has changed\n" +
			"since. What they say does not depend on it. It is kept in the cache directory of\n" +
			"the user, or in the one that " + cacheVariable + " names; off stands for none. What was not\n" +
			"used for two weeks is removed, and what was used longest ago where there is more\n" +
			"than 1 GB.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{cmd, fmt.Errorf("unknown command %q: expected status or clean", args[0])}
			}
			return usageError{cmd, errors.New("expected apiward cache status or apiward cache clean")}
		},
		RunE: func(*cobra.Command, []string) error { return nil }, // Args refuses all
	}
	format := newChoice("text", "text", "json")
	status := &cobra.Command{
		Use:   "status",
		Short: "Show where the cache is and what is in it",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.cacheStatus(format.String()) },
	}
	status.Flags().Var(format, "format", "write "+format.list())
	complete(status, "format", format.allowed)
	clean := &cobra.Command{
		Use:   "clean",
		Short: "Remove all that is in the cache",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.cacheClean() },
	}
	cmd.AddCommand(status, clean)
	return cmd
}

func (a *app) cacheStatus(format string) error {
	store := a.cache()
	status, err := store.Status()
	if err != nil {
		return fmt.Errorf("read the cache: %w", err)
	}
	if format == "json" {
		data, err := json.MarshalIndent(struct {
			Directory string `json:"directory"` // "" where nothing is kept
			cache.Status
		}{store.Dir(), status}, "", "  ")
		if err != nil {
			return err
		}
		return a.print(append(data, '\n'))
	}
	if store == nil {
		return a.print([]byte("nothing is kept: " + cacheVariable + " is off, or there is no cache directory\n"))
	}
	return a.print([]byte(fmt.Sprintf("%s\n%s\n", store.Dir(), amount(status))))
}

func (a *app) cacheClean() error {
	status, err := a.cache().Clean()
	if err != nil {
		return fmt.Errorf("clean the cache: %w", err)
	}
	return a.print([]byte("removed " + amount(status) + "\n"))
}

func amount(s cache.Status) string {
	entries := "entries"
	if s.Entries == 1 {
		entries = "entry"
	}
	return fmt.Sprintf("%d %s, %.1f MB", s.Entries, entries, float64(s.Bytes)/1e6)
}
