package cli

import (
	"bytes"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Say which build this is",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.version(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func (a *app) version(asJSON bool) error {
	version := a.engine.Version
	if version == "" {
		version = "(devel)"
	}
	var b bytes.Buffer
	if !asJSON {
		fmt.Fprintf(&b, "apiward %s %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return a.print(b.Bytes())
	}
	err := writeIndented(&b, struct {
		Version string `json:"version"`
		Go      string `json:"go"`
		OS      string `json:"os"`
		Arch    string `json:"arch"`
	}{version, runtime.Version(), runtime.GOOS, runtime.GOARCH})
	if err != nil {
		return fmt.Errorf("write the version: %w", err)
	}
	return a.print(b.Bytes())
}
