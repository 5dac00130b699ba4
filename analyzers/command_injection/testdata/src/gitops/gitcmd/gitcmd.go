// Package gitcmd runs git.
package gitcmd

import (
	"errors"
	"os/exec"
)

// Repo is a repository on disk.
type Repo struct{ Dir string }

func (r *Repo) git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...) // want `unproven: query parameter "ref"`
	cmd.Dir = r.Dir
	return cmd.Output()
}

// Log returns the history of a reference, or does what the option that it is
// says.
func (r *Repo) Log(ref string) ([]byte, error) { return r.git("log", "--oneline", ref) }

// Blame returns who wrote a file. It is no option behind "--".
func (r *Repo) Blame(file string) ([]byte, error) {
	return exec.Command("git", "-C", r.Dir, "blame", "--", file).Output()
}

// Tags lists tags in one of two orders.
func (r *Repo) Tags(order string) ([]byte, error) {
	sort := "--sort=refname"
	if order == "date" {
		sort = "--sort=creatordate"
	}
	return exec.Command("git", "-C", r.Dir, "tag", sort).Output()
}

// Archive packs the repository in one of the formats that git knows.
func (r *Repo) Archive(format string) error {
	switch format {
	case "zip", "tar":
	default:
		return errors.New("unknown format")
	}
	return exec.Command("git", "-C", r.Dir, "archive", "--format", format, "HEAD").Run()
}
