package routes

import (
	"slices"
)

// Expressions are bounded in their parts and alternatives: what is larger is no
// route that anyone wrote, and each function that one is handed to makes it larger.

// with returns the alternatives of e and one more.
func (e Expr) with(one Expr) []Expr {
	list := e.Args
	for _, a := range alternatives(one) {
		if len(list) < maxAlternatives && !slices.ContainsFunc(list, func(have Expr) bool { return have.Equal(a) }) {
			list = append(list, a)
		}
	}
	return list
}

// maxAlternatives bounds how many values one can be.
const maxAlternatives = 12

// maxSize bounds the size of an expression, in parts. What is larger is no route
// that anyone wrote, and each function that it is handed to makes it larger.
const maxSize = 3000

// bounded returns e, or nothing of it where it is too large.
func (e Expr) bounded() Expr { return e.within(e.most()) }

// most returns how many parts e may have.
func (e *Expr) most() int {
	if e.Kind == List {
		return maxSize
	}
	return maxSize / 10 // no table
}

// names returns a list of names that is told or handed on as it is; of others
// nothing.
func (e Expr) names() Expr {
	switch e.Kind {
	case Param, Global, Nil:
		return e
	case List:
		if !slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Kind != Const && a.Kind != Object }) {
			return e
		}
	case Object: // of lists by their names
		list := Expr{Kind: List, At: e.At}
		for _, b := range e.Env {
			list.Args = append(list.Args, Expr{Kind: Object, Env: []Binding{b}, At: e.At})
		}
		if !slices.ContainsFunc(e.Env, func(b Binding) bool { return b.Func != "key" }) {
			return list
		}
	}
	return Expr{Kind: Unknown, Name: "its names are computed", At: e.At}
}

func (e Expr) within(left int) Expr {
	if e.fits(&left) {
		return e
	}
	return Expr{Kind: Unknown, Name: "it is made of too many parts", At: e.At}
}

func (e *Expr) fits(left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	for i := range e.Args {
		if !e.Args[i].fits(left) {
			return false
		}
	}
	for i := range e.Env {
		if !e.Env[i].Value.fits(left) {
			return false
		}
	}
	return true
}

// Equal reports whether two expressions are the same, wherever they stand.
func (e Expr) Equal(x Expr) bool {
	if e.Kind != x.Kind || e.Name != x.Name || e.Func != x.Func || e.Index != x.Index || len(e.Args) != len(x.Args) || len(e.Env) != len(x.Env) {
		return false
	}
	for i := range e.Args {
		if !e.Args[i].Equal(x.Args[i]) {
			return false
		}
	}
	for i := range e.Env {
		if e.Env[i].Func != x.Env[i].Func || e.Env[i].Index != x.Env[i].Index || !e.Env[i].Value.Equal(x.Env[i].Value) {
			return false
		}
	}
	return true
}
