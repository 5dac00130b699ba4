package request_drift

import "github.com/apiward/apiward/rules/sensitive"

// privileged reports whether a field has the name of something that the server
// decides: rights, owners, money, approval and standing. What becomes of a thing
// and which one it is are often the client's to say.
func privileged(name string) bool {
	switch sensitive.Decides(sensitive.Words(name)) {
	case "", sensitive.State, sensitive.Identity:
		return false
	}
	return true
}
