// Package paths puts paths together.
package paths

// Below returns what puts paths below a prefix.
func Below(prefix string) func(string) string {
	return func(path string) string { return prefix + "/v1" + path }
}
