package lint

import "github.com/apiward/apiward/spec"

// Visit walks the document for a visitor that is no rule's.
func Visit(doc *spec.Document, v Visitor) { walk(View(doc), []Visitor{v}) }
