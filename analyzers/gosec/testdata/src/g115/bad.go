package g115

import "strconv"

func quantity(s string) (int32, error) {
	n, err := strconv.Atoi(s)
	return int32(n), err // want "G115"
}
