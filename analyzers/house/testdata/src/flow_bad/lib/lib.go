// Package lib is a library of the house.
package lib

import "strings"

type User struct {
	Name, Email string
	Age         int
}

type Member struct {
	Email string `json:"-"`
}

type Guest struct{ Email string }

func (g Guest) String() string { return "a guest" }

func Token() string { return strings.Repeat("x", 3) }

func Mask(text string) string { return text[:1] + strings.Repeat("*", len(text)) }

var queue = make(chan string)

func Publish(topic, text string) { queue <- text }
