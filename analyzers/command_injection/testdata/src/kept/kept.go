// Package kept calls functions that other functions have made and fields hold.
package kept

import (
	"net/http"
	"strconv"

	"corpus/kept/handlers"
)

type route struct {
	run   func(cmd string) error
	count func(cmd string) error
	idle  func(cmd string) error
}

func serve(routes []*route) http.HandlerFunc {
	for _, rt := range routes {
		var err error
		if rt.run, err = handlers.Make("run"); err != nil {
			return nil
		}
		rt.count = handlers.Count()
		rt.idle = handlers.Idle()
	}
	return func(w http.ResponseWriter, r *http.Request) {
		for _, rt := range routes {
			rt.run(r.FormValue("cmd"))
			rt.count(r.FormValue("count"))
			n, err := strconv.Atoi(r.FormValue("idle"))
			if err != nil {
				return
			}
			rt.idle(strconv.Itoa(n))
		}
	}
}
