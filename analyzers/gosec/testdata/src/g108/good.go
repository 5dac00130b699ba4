package g108

import (
	"net/http"
	"runtime/pprof"
)

func heap(w http.ResponseWriter, _ *http.Request) {
	_ = pprof.WriteHeapProfile(w)
}
