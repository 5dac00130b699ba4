// Package session says who is calling.
package session

// Level is how sure one can be of a caller.
type Level int

// The levels.
const (
	Nobody Level = iota
	Somebody
	Proven
)

// User is what a session knows.
type User struct {
	Name   string
	Second bool
}

// Level returns how sure one can be of the caller.
func (u *User) Level() Level {
	switch {
	case u.Name == "":
		return Nobody
	case u.Second:
		return Proven
	}
	return Somebody
}

// Stranger is the one who has not said who it is.
func (u *User) Stranger() bool { return u.Level() == Nobody }

// Here is the one who has.
func (u *User) Here() bool { return u.Name != "" }

// Twice is the one who has shown it twice.
func (u *User) Twice() bool { return u.Level() == Proven }
