package model

// Settings is what is known of a library that reads what a program is configured
// by: under which names, and what holds until somebody says otherwise.
type Settings struct {
	// Reads lists calls that yield a text under a name.
	Reads []Read
	// Defines lists calls that say what a text is until it is set, and Flags structs
	// that do.
	Defines []Define
	Flags   []Flag
	// Fills lists calls that fill a struct by the tags of its fields.
	Fills []Fill
	// Folds says that names are the same in upper and lower case.
	Folds bool
}

// Read is a call that yields what is set under a name.
type Read struct {
	Symbol string
	Name   int // index of an argument
}

// Define is a call that says what a text is at first. Indexes of arguments count
// from 1, 0: none. Without Into, and with Points, the result points to the text.
type Define struct {
	Symbol              string
	Into, Name, Default int
	Points              bool
}

// Flag is a struct that says what a text is at first, by the names of its fields.
type Flag struct {
	Type, Name, Default, Into string
}

// Fill is a call that fills the struct that an argument points to. A field has the
// value of the tag Default at first, or nothing; where Names is set it has what is
// set under the names that these tags lead to, joined by dots.
type Fill struct {
	Symbol         string
	Into           int
	Default, Names string
}
