// Package store keeps things.
package store

func Delete(id string) {}

// Wipe hands the question on to whoever calls it.
func Wipe(id string) {
	forget(id)
	Delete(id)
}

func forget(id string) {}
