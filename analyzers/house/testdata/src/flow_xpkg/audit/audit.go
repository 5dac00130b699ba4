// Package audit writes down what happens.
package audit

import "log"

type Writer interface{ Write(text string) }

type Printer struct{}

func (Printer) Write(text string) {
	log.Print(text) // want "proven: user.User.Email comes to log.Print"
}

func Note(w Writer, text string) { w.Write(text) }

func Mask(text string) string { return text[:1] }
