// Package md4 has the shapes that the examples need.
package md4

import "hash"

func New() hash.Hash { return nil }
