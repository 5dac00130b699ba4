package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/spec"
)

// The bounds of the search for documents. A project that needs more names its
// documents in the policy.
const (
	maxEntries   = 200_000  // files and directories looked at
	maxDocuments = 10_000   // found
	maxSniff     = 8 << 20  // bytes read of a candidate: where keys are sorted, the version stands late
	maxGlance    = 64 << 10 // and of one that nobody named, and that is not named like a document
)

// documents returns the documents of a run as slash paths relative to the
// root, sorted: those named on the command line and those below the directories
// named there, else those of the policy, else what a search finds. A notice says
// where a search ended early.
func (p *project) documents(a *app, named []string) (docs []string, notices []finding.Notice, err error) {
	switch {
	case len(named) > 0:
		for _, name := range named {
			rel := relativeTo(p.root, a.path(name))
			if !filepath.IsLocal(filepath.FromSlash(rel)) {
				return nil, nil, fmt.Errorf("the document %s is outside the project at %s: run apiward with -C in the project it belongs to", name, p.root)
			}
			if !isDir(a.path(name)) {
				docs = append(docs, rel)
				continue
			}
			found, more, err := p.below(a.path(name), false)
			if err != nil {
				return nil, nil, err
			}
			if len(found) == 0 {
				found = []string{rel} // which is no document, and is told as such
			}
			docs, notices = append(docs, found...), append(notices, more...)
		}
	case len(p.policy.Documents) > 0:
		for _, d := range p.policy.Documents {
			docs = append(docs, path.Clean(d.File))
		}
	default:
		return p.discover(a.env.Dir)
	}
	slices.Sort(docs)
	return slices.Compact(docs), notices, nil
}

// errFull ends a search at one of its bounds.
var errFull = errors.New("search ended at its bound")

// discover looks for documents in the module of dir, or in dir itself where it
// is in no module, or in a part of the module that a search passes over.
func (p *project) discover(dir string) ([]string, []finding.Notice, error) {
	base := p.module
	if base == "" || passedOver(relativeTo(base, dir)) || !inside(p.root, base) {
		base = dir
	}
	return p.below(base, true)
}

// below looks for documents below a directory. Where nobody named it, a glance
// has to do at files that are not named like documents.
func (p *project) below(base string, guess bool) ([]string, []finding.Notice, error) {
	one := exists(filepath.Join(base, "go.mod")) && !exists(filepath.Join(base, "go.work")) // and no module below it
	var docs []string
	entries := 0
	// With the separator, or a link to a directory would not be entered.
	err := filepath.WalkDir(base+string(filepath.Separator), func(name string, d fs.DirEntry, err error) error {
		entries++
		name = filepath.Clean(name)
		switch {
		case err != nil:
			return skip(d) // what cannot be listed holds no document of ours
		case entries > maxEntries || len(docs) == maxDocuments:
			return errFull
		case d.IsDir() && name != base && (passedOver(d.Name()) || one && isModule(name)):
			return fs.SkipDir
		case d.Type().IsRegular() && isDocument(name, guess):
			docs = append(docs, relativeTo(p.root, name))
		}
		return nil
	})
	slices.Sort(docs)
	switch {
	case errors.Is(err, errFull):
		return docs, []finding.Notice{{Message: fmt.Sprintf(
			"the search for OpenAPI documents ended after %d files and %d documents; name the documents in document blocks of the policy or with -d", entries-1, len(docs))}}, nil
	case err != nil:
		return nil, nil, fmt.Errorf("search for OpenAPI documents: %w", err)
	}
	return docs, nil, nil
}

// skip passes over an entry that cannot be read, with all below it.
func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// passedOver reports whether a slash path leads through a directory that holds
// other people's documents, or tests' broken ones.
func passedOver(dir string) bool {
	return slices.ContainsFunc(strings.Split(dir, "/"), func(name string) bool {
		return name == "vendor" || name == "node_modules" || name == "testdata" ||
			strings.HasPrefix(name, ".") && name != "." && name != ".."
	})
}

func inside(root, dir string) bool {
	return filepath.IsLocal(filepath.FromSlash(relativeTo(root, dir)))
}

// isDocument reads the start of a file and says whether it is an OpenAPI
// document. How much it reads goes by the name where it is one of a search.
func isDocument(name string, search bool) bool {
	if !mayBeDocument(name) {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	most := int64(maxSniff)
	if search && !isNamedLikeDocument(name) {
		most = maxGlance
	}
	start, err := io.ReadAll(io.LimitReader(f, most))
	return err == nil && spec.IsDocument(start)
}

func mayBeDocument(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
}

func isNamedLikeDocument(name string) bool {
	base := strings.ToLower(filepath.Base(name))
	return strings.Contains(base, "api") || strings.Contains(base, "swagger")
}
