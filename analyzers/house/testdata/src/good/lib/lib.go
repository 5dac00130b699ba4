// Package lib is a library of the house.
package lib

import "net/http"

type Session struct{}

func (s *Session) Open(mode string)             {}
func (s *Session) Run(text string, args ...any) {}
func (s *Session) Print(v any)                  {}

type Opener interface{ Close() }

type Legacy struct{}

func (Legacy) Old() {}

type User struct{ Name string }

type Secret string

func Map[T any](list []T) {}

func May(r *http.Request) bool { return r.Header.Get("X-User") != "" }

func Delete(id string) {}

func Trace(r *http.Request) {}
