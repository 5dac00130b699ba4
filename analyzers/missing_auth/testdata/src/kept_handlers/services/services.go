// Package services keeps the handlers of other packages by their names.
package services

import (
	"net/http"
	"sync"
)

var (
	mu   sync.Mutex
	kept = map[string]http.Handler{}
	open = map[string]http.Handler{}
)

// Register keeps a handler.
func Register(name string, h http.Handler) {
	mu.Lock()
	defer mu.Unlock()
	if _, ok := kept[name]; ok {
		panic(name + " is there already")
	}
	kept[name] = h
}

// Publish keeps a handler for everybody.
func Publish(name string, h http.Handler) { open[name] = h }

// Handler answers for all that are kept.
func Handler() http.Handler {
	mux := http.NewServeMux()
	for name, h := range kept {
		prefix := "/" + name
		mux.Handle(prefix+"/", http.StripPrefix(prefix, h))
	}
	return mux
}

// Public answers for what everybody may see.
func Public() http.Handler {
	mux := http.NewServeMux()
	for name, h := range open {
		mux.Handle("/"+name+"/", http.StripPrefix("/"+name, h))
	}
	return mux
}
