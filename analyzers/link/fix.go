package link

// Fix is a rewrite that ends a finding. It is plain data, as a finding is; it
// was checked where it was made: the file still parses and the package still
// compiles.
type Fix struct {
	Message string // what it does, an order: "pass the value as an argument"
	// Edits are in the order of their places, do not touch each other, and are
	// all in the file of the finding.
	Edits []Edit
}

// Edit replaces the text from Start up to, not including, End; it inserts
// where the two are the same. New has plain line feeds.
type Edit struct {
	Start, End Pos
	New        string
}
