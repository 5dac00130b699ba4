// Package inner unpacks.
package inner

import (
	"compress/gzip"
	"io"
)

// Unpack returns all that comes out.
func Unpack(r io.Reader) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z) // want "proven: what is packed in the body of POST /helper is read by io.ReadAll"
}

// Within returns up to max bytes of it.
func Within(r io.Reader, max int64) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, max))
}
