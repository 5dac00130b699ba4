// Package media runs the programs that convert.
package media

import (
	"fmt"
	"os/exec"
	"strconv"
)

// Run runs a tool that its callers name.
func Run(tool, file string) error {
	return exec.Command(tool, "--", file).Run() // want `proven: form value "tool" of the request`
}

// Thumb makes a thumbnail of a size, which has to be a number.
func Thumb(size string) error {
	n, err := strconv.Atoi(size)
	if err != nil {
		return fmt.Errorf("no size: %w", err)
	}
	return exec.Command("convert", "in.png", "-resize", fmt.Sprintf("%dx%d", n, n), "out.png").Run()
}

// Start runs a tool by its path.
func Start(path string) error { return exec.Command(path).Run() }

var tools = map[string]string{"image": "/usr/bin/identify", "video": "/usr/bin/ffprobe"}

// Tool returns the path of the tool for a kind of file.
func Tool(kind string) (string, error) {
	path, ok := tools[kind]
	if !ok {
		return "", fmt.Errorf("no tool for %q", kind)
	}
	return path, nil
}

// Profile is how a file is encoded.
type Profile struct{ Encoder, Name string }

// Apply runs the profile's encoder.
func (p *Profile) Apply() error {
	return exec.Command(p.Encoder).Run() // want `proven: form value "encoder" of the request`
}

// Show tells the profile's name.
func (p *Profile) Show() error { return exec.Command("notify", "--title=profile", "--", p.Name).Run() }
