// Package spent_loops walks a tree by iterators, with loops in loops: what the body
// of each is handed the iterators say, and it takes no room of its own.
package spent_loops

import (
	"database/sql"
	"iter"
	"net/http"
)

// Node is a part of a tree.
type Node struct {
	Title, Summary, Owner, Origin, Format, Pattern, Default, Example, Scheme, Locale string

	Parts []*Node
}

func (n *Node) parts() iter.Seq2[string, *Node] {
	return func(yield func(string, *Node) bool) {
		for _, part := range n.Parts {
			if !yield(part.Title, part) {
				return
			}
		}
	}
}

// text returns all that is said of a part.
func (n *Node) text() string {
	return n.Title + n.Summary + n.Owner + n.Origin + n.Format + n.Pattern + n.Default + n.Example + n.Scheme + n.Locale
}

func (n *Node) all() string {
	text := n.text()
	for a, part := range n.parts() {
		text += a + part.text()
		for b, part := range part.parts() {
			text += b + part.text()
			for c, part := range part.parts() {
				text += c + part.text()
				for d, part := range part.parts() {
					text += d + part.text()
					for e, part := range part.parts() {
						text += e + part.text()
						for f, part := range part.parts() {
							text += f + part.text()
							for g, part := range part.parts() {
								text += g + part.text()
								for h, part := range part.parts() {
									text += h + part.text()
								}
							}
						}
					}
				}
			}
		}
	}
	return text
}

func serve(db *sql.DB) {
	http.HandleFunc("GET /nodes", func(w http.ResponseWriter, r *http.Request) {
		n := &Node{Title: "nodes", Parts: []*Node{{Summary: r.FormValue("of")}}}
		db.Query("SELECT " + n.all()) // want `becomes part of the SQL text`
	})
}

func main() { serve(nil) }
