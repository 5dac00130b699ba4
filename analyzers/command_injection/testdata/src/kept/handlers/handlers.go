// Package handlers makes functions.
package handlers

import (
	"errors"
	"os/exec"
	"strconv"
)

func Make(name string) (func(cmd string) error, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return func(cmd string) error {
		return exec.Command("sh", "-c", "echo "+cmd).Run() // want `form value "cmd" of the request becomes part of the command`
	}, nil
}

// Count runs a number.
func Count() func(cmd string) error {
	return func(cmd string) error {
		n, err := strconv.Atoi(cmd)
		if err != nil {
			return err
		}
		return exec.Command("sh", "-c", "sleep "+strconv.Itoa(n)).Run()
	}
}

// Idle is given numbers alone.
func Idle() func(cmd string) error {
	return func(cmd string) error { return exec.Command("sh", "-c", "sleep "+cmd).Run() }
}
