// Package actions keeps functions by name.
package actions

var known = map[string]func(string) error{}

// Add keeps a function.
func Add(name string, f func(string) error) { known[name] = f }

// Run calls one of them.
func Run(name, arg string) error {
	f, ok := known[name]
	if !ok {
		return nil
	}
	return f(arg)
}
