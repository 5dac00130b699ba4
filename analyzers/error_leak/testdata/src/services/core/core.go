// Package core is what the service does.
package core

import (
	"encoding/json"
	"fmt"
	"strconv"

	"corpus/services/files"
)

// Result is what an operation yields.
type Result struct {
	Value string `json:"value"`
	Error string `json:"error,omitempty"`
}

// Load wraps what a file says.
func Load(name string) (map[string]string, error) {
	data, err := files.Read(name)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", name, err)
	}
	var out map[string]string
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return out, nil
}

// Do puts an error into its result.
func Do(name string) Result {
	data, err := files.Read(name)
	if err != nil {
		return Result{Error: err.Error()}
	}
	return Result{Value: string(data)}
}

// Mild puts a constant into it.
func Mild(name string) Result {
	data, err := files.Read(name)
	if err != nil {
		return Result{Error: "cannot read"}
	}
	return Result{Value: string(data)}
}

// Page parses the number of a page.
func Page(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("page: %w", err)
	}
	if n < 1 {
		return 0, fmt.Errorf("page %d is none", n)
	}
	return n, nil
}
