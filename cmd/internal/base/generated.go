package base

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/apiward/apiward/cmd/internal/finding"
)

// maxGenerated is how many files that git ignores are taken.
const maxGenerated = 5000

// generated writes the Go files of the modules in use that git is told to ignore:
// a generator made them, and without them the base does not compile. They are
// those of the working tree, made from what is there today; what came of them is
// then the same on both sides, and it is said.
func (w *writer) generated(c *choice) (embeds []embed, err error) {
	out, err := git(w.ctx, w.Commit.top, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", "*.go")
	if err != nil {
		return nil, fmt.Errorf("the files that git ignores cannot be listed: %w", err)
	}
	root, err := os.OpenRoot(w.Commit.top)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var taken []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name == "" || w.written[name] || w.files[name] || strings.HasSuffix(name, "_test.go") || vendored(path.Dir(name)) || !c.wants(entry{path: name}) {
			continue
		}
		if len(taken) == maxGenerated {
			return nil, fmt.Errorf("git ignores more than %d Go files in the modules that are checked: leave them out of the modules", maxGenerated)
		}
		local := filepath.FromSlash(name)
		info, err := root.Lstat(local)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
			continue
		}
		text, err := root.ReadFile(local)
		if err != nil {
			return nil, err
		}
		if err := w.write(name, text); err != nil {
			return nil, err
		}
		taken = append(taken, name)
		embeds = append(embeds, embedsOf(path.Dir(name), text)...)
	}
	if len(taken) > 0 {
		w.Notices = append(w.Notices, finding.Notice{Message: fmt.Sprintf(
			"the base %s is analysed with the Go files of the working tree that git ignores: %s", w.Commit, few(taken))})
	}
	return embeds, nil
}

// few lists the first of many names.
func few(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s, %d more", strings.Join(names[:most], ", "), len(names)-most)
}
