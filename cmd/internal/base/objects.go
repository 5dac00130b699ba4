package base

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// kind is what stands at a path of a tree.
type kind uint8

const (
	file      kind = iota
	link           // a symbolic link, which is never followed
	submodule      // a commit of another repository
)

// entry is one path of the commit's tree.
type entry struct {
	path string // with slashes, from the root of the repository
	id   string
	kind kind
}

// objects reads a commit. It belongs to one goroutine.
type objects struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
	commit *Commit
}

// entries lists the commit's tree, in git's order, which is that of the paths.
func (c *Commit) entries(ctx context.Context) ([]entry, error) {
	out, err := git(ctx, c.top, "ls-tree", "-r", "-z", "--full-tree", c.ID)
	if err != nil {
		return nil, c.lacks(ctx, err)
	}
	var list []entry
	for record := range strings.SplitSeq(string(out), "\x00") {
		if record == "" {
			continue
		}
		facts, path, ok := strings.Cut(record, "\t")
		fields := strings.Fields(facts) // mode, type, object
		if !ok || len(fields) != 3 {
			return nil, fmt.Errorf("git ls-tree answers %q, which is no entry of a tree", record)
		}
		e := entry{path: path, id: fields[2]}
		switch {
		case fields[1] == "commit":
			e.kind = submodule
		case fields[0] == "120000":
			e.kind = link
		}
		list = append(list, e)
	}
	return list, nil
}

// lacks says what to do where objects of the commit are not there.
func (c *Commit) lacks(ctx context.Context, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	remotes := remotes(ctx, c.top)
	if len(remotes) == 0 {
		return fmt.Errorf("the base %s cannot be read: %w", c, cause)
	}
	return fmt.Errorf("the base %s cannot be read: %w: run git fetch --no-tags --refetch %s %s", c, cause, remotes[0], c.ID)
}

// open starts the one process that all files are read through.
func (c *Commit) open(ctx context.Context) (*objects, error) {
	o := &objects{cmd: command(ctx, c.top, "cat-file", "--batch"), commit: c}
	o.cmd.Stderr = &o.stderr
	in, err := o.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := o.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	o.in, o.out = in, bufio.NewReaderSize(out, 1<<16)
	if err := o.cmd.Start(); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	return o, nil
}

// read returns a file's text. tooLarge is its error where the text has more
// than limit bytes, of which none is kept.
func (o *objects) read(ctx context.Context, e entry, limit int64) ([]byte, error) {
	fail := func(err error) ([]byte, error) { return nil, o.commit.lacks(ctx, fmt.Errorf("%s: %w", e.path, err)) }
	if _, err := io.WriteString(o.in, e.id+"\n"); err != nil {
		return fail(told(err, o.stderr.Bytes()))
	}
	header, err := o.out.ReadString('\n')
	if err != nil {
		return fail(told(err, o.stderr.Bytes()))
	}
	fields := strings.Fields(header) // object, type, size
	if len(fields) != 3 || fields[1] != "blob" {
		return fail(errors.New("git says " + strings.TrimSpace(header)))
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || size < 0 {
		return fail(errors.New("git says " + strings.TrimSpace(header)))
	}
	if size > limit {
		if _, err := io.CopyN(io.Discard, o.out, size+1); err != nil {
			return fail(err)
		}
		return nil, errTooLarge
	}
	text := make([]byte, size+1) // a line feed follows
	if _, err := io.ReadFull(o.out, text); err != nil {
		return fail(err)
	}
	return text[:size], nil
}

var errTooLarge = errors.New("it is too large")

// close ends the process.
func (o *objects) close() {
	o.in.Close()
	// Everything that was asked for is read: how it ends is of no interest.
	_ = o.cmd.Wait()
}
