package ruleset

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// FileName is the name of a project's policy.
const FileName = ".apiward.hcl"

// Find looks for the policy that holds for dir: the nearest .apiward.hcl from
// dir upward to the root of its project. It returns the policy's path, "" where
// there is none, and the root, which file names are relative to: the nearest
// directory upward that holds .git, else the nearest that holds go.mod, else
// dir. Nothing above the root is looked at, so that no file in a home directory
// changes what a project's own files say. Both paths are absolute.
func Find(dir string) (policy, root string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	root = projectRoot(dir)
	for at := range upward(dir) {
		file := filepath.Join(at, FileName)
		// Lstat, so that a link to nowhere is told and not passed over.
		switch _, err := os.Lstat(file); {
		case err == nil:
			if err := readable(file); err != nil {
				return "", root, err
			}
			return file, root, nil
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDirectory):
			return "", root, fmt.Errorf("%s: the policy cannot be read: %w; make it readable, or remove it", file, cause(err))
		}
		if at == root {
			break
		}
	}
	return "", root, nil
}

// readable returns an error where the file at path is no policy to read.
func readable(path string) error {
	if err := regular(os.DirFS(filepath.Dir(path)), filepath.Base(path)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s: the policy cannot be read: %w; make it readable, or remove it", path, cause(err))
	}
	return file.Close()
}

// projectRoot returns the root of the project that dir is in, as Find says.
func projectRoot(dir string) string {
	for _, mark := range []string{".git", "go.mod"} {
		for at := range upward(dir) {
			if _, err := os.Lstat(filepath.Join(at, mark)); err == nil {
				return at
			}
		}
	}
	return dir
}

// upward yields dir, an absolute path, and every directory above it.
func upward(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield(dir) {
			above := filepath.Dir(dir)
			if above == dir {
				return
			}
			dir = above
		}
	}
}
