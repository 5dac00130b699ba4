// Package main joins who reads and who logs.
package main

import (
	"corpus/flow_xpkg/audit"
	"corpus/flow_xpkg/user"
)

func main() {
	u := user.Load("1")
	audit.Note(audit.Printer{}, u.Email)
	audit.Note(audit.Printer{}, audit.Mask(u.Email))
}
