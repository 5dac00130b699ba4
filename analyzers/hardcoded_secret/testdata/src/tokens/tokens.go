// Package tokens holds signed tokens, and what looks like them.
package tokens

import "strings"

// service is a token that another service made for this one.
const service = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" + ".eyJzdWIiOiJzdmMtb3JkZXJzIiwiaXNzIjoiaHR0cHM6Ly9pZC5hY21lLmlvIiwiZXhwIjoxOTk5OTk5OTk5LCJzY29wZSI6Im9yZGVyczp3cml0ZSJ9.9iY-hLrtU-mWyOdwUu9VqbMmhGtHcG8Wiim27u__SQk" // want "proven: a JSON Web Token .eyJ…. is written in the source"

// header holds one behind the scheme.
const header = "Bearer " + "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9" + ".eyJzdWIiOiJzdmMtYmlsbGluZyIsImF1ZCI6ImJpbGxpbmcifQ.tg2DZNDmT6HD7xcrHSozzAz3vHT-PlIIa0Qq7DcFAk4" // want "proven: a JSON Web Token"

// admin is the key of a hosted database that every row is open to.
const admin = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" + ".eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6InRydHhub2lnZXZ6Y3FlanhqcXBoIiwicm9sZSI6InNlcnZpY2Vfcm9sZSIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoyMDE1MDAwMDAwfQ.P4P9gHADmbqaI4CGLEulC9nQq8W-dKc87B0P3kX5Svg" // want "proven: a JSON Web Token"

// anonymous is the key that the same database gives to every browser.
const anonymous = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" + ".eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6Im9ic2tycG1hcHFiYWd1dHJ3c25hIiwicm9sZSI6ImFub24iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MjAxNTAwMDAwMH0.3JXDSyo0gwceumc1Gk7iOIrsCOWcR71BGOEMeo7eOUU"

// manual is the token that every manual shows.
const manual = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

// head is a header alone.
const head = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"

// cursor is a place in a list: JSON in base 64, but no token.
const cursor = "eyJpZCI6NDIsIm5leHQiOiJhYmMifQ.eyJwYWdlIjozfQ.bm9uZQ"

// version has three parts with dots between.
const version = "v1alpha1.example.io"

// isToken looks for the shape.
func isToken(s string) bool { return strings.HasPrefix(s, "eyJ") && strings.Count(s, ".") == 2 }
