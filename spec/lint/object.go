package lint

import (
	"slices"

	"github.com/apiward/apiward/rules"
)

// Object returns an operation of the document as conditions see it.
func (a *API) Object(op *Operation, policy *rules.Policy) rules.Object {
	return a.look(policy).operation(op)
}

// DocumentObject returns the document as conditions see it.
func (a *API) DocumentObject(policy *rules.Policy) rules.Object { return a.look(policy).document() }

// Has reports whether the operation is one of the document.
func (a *API) Has(op *Operation) bool { return slices.Contains(a.Operations, op) }

// String returns the purpose as conditions name it.
func (p Purpose) String() string { return purposeNames[p] }
