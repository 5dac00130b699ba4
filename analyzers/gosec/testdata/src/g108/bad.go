package g108

import (
	_ "net/http/pprof" // want "G108"
)
