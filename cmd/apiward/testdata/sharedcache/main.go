// Sharedcache is a build cache for GOCACHEPROG that two machines could share: what
// one has put into the directory SHARED the other gets. It counts in the file
// COUNTS what it was asked for.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

type request struct {
	ID       int64
	Command  string
	ActionID []byte
	OutputID []byte
	BodySize int64
}

type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

// entry says what an action led to.
type entry struct {
	OutputID []byte
	Size     int64
}

func main() {
	shared, counts := os.Getenv("SHARED"), map[string]int{}
	out := bufio.NewWriter(os.Stdout)
	say := func(r response) {
		line, err := json.Marshal(r)
		check(err)
		fmt.Fprintf(out, "%s\n", line)
		check(out.Flush())
	}
	say(response{KnownCommands: []string{"get", "put", "close"}})
	in := bufio.NewReader(os.Stdin)
	for dec := json.NewDecoder(in); ; {
		var req request
		if err := dec.Decode(&req); err == io.EOF {
			return
		} else {
			check(err)
		}
		action := filepath.Join(shared, hex.EncodeToString(req.ActionID)+".action")
		switch req.Command {
		case "get":
			text, err := os.ReadFile(action)
			if err != nil {
				counts["misses"]++
				say(response{ID: req.ID, Miss: true})
				continue
			}
			counts["hits"]++
			var e entry
			check(json.Unmarshal(text, &e))
			now := time.Now()
			say(response{ID: req.ID, OutputID: e.OutputID, Size: e.Size, Time: &now, DiskPath: output(shared, e.OutputID)})
		case "put":
			counts["puts"]++
			var body []byte
			if req.BodySize > 0 {
				var text string
				check(dec.Decode(&text))
				var err error
				body, err = base64.StdEncoding.DecodeString(text)
				check(err)
			}
			write(output(shared, req.OutputID), body)
			text, err := json.Marshal(entry{req.OutputID, int64(len(body))})
			check(err)
			write(action, text)
			say(response{ID: req.ID, DiskPath: output(shared, req.OutputID)})
		case "close":
			text, err := json.Marshal(counts)
			check(err)
			if counts["hits"]+counts["misses"] > 0 { // the go command starts one for each of its own runs
				f, err := os.OpenFile(os.Getenv("COUNTS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
				check(err)
				fmt.Fprintf(f, "%s\n", text)
				check(f.Close())
			}
			say(response{ID: req.ID})
		}
	}
}

func output(dir string, id []byte) string {
	return filepath.Join(dir, hex.EncodeToString(id)+".output")
}

// write replaces a file in one step: another process may read it.
func write(name string, data []byte) {
	f, err := os.CreateTemp(filepath.Dir(name), "new-*")
	check(err)
	_, err = f.Write(data)
	check(err)
	check(f.Close())
	check(os.Rename(f.Name(), name))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "sharedcache:", err)
		os.Exit(1)
	}
}
