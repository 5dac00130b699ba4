package g115

import "strconv"

func bounded(s string) (int32, error) {
	n, err := strconv.ParseInt(s, 10, 32)
	return int32(n), err
}

func checked(n int) int32 {
	if n < 0 || n > 100 {
		return 0
	}
	return int32(n)
}
