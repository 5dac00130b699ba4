// Package checks lists the rules over documents, and over documents and code
// together. Each rule is a folder of its own.
package checks
