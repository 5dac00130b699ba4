// Package tests_only has its keys in tests alone.
package tests_only

// Name is the name of the service.
const Name = "orders"
