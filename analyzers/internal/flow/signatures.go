package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A text whose signature was checked is the program's own: nobody else can have
// written it.

// vouched is what is known of a text that the program wrote: it is safe where it
// goes, and as secret as before.
const vouched = Quoted | Scalar | sited | Confined | Escaped | Undotted | Undashed

// signed returns the arguments of a call that checks a signature which hold what
// was computed from the text.
func signed(symbol string, args []ssa.Value) []ssa.Value {
	switch symbol {
	case "crypto/hmac.Equal", "crypto/subtle.ConstantTimeCompare":
		return args
	case "crypto/ed25519.Verify", "crypto/ed25519.VerifyWithOptions", "crypto/ecdsa.Verify", "crypto/ecdsa.VerifyASN1":
		return args[1:2]
	case "crypto/rsa.VerifyPKCS1v15", "crypto/rsa.VerifyPSS":
		return args[2:3]
	case "crypto/x509.Certificate.CheckSignature":
		return args[2:3]
	}
	return nil
}

// signs reports whether a call that says yes has checked a signature of the key.
func (f *family) signs(symbol string, args []ssa.Value, k key) bool {
	return slices.ContainsFunc(signed(symbol, args), func(v ssa.Value) bool { return f.computed(v, k, map[ssa.Value]bool{}) })
}

// computed reports whether the key is a part of what v was computed from.
func (f *family) computed(v ssa.Value, k key, seen map[ssa.Value]bool) bool {
	if v == nil || seen[v] || len(seen) > maxPieces {
		return false
	}
	seen[v] = true
	if k.within(f.keyOf(v)) {
		return true
	}
	var of []ssa.Value
	switch x := v.(type) {
	case *ssa.Convert:
		of = []ssa.Value{x.X}
	case *ssa.ChangeType:
		of = []ssa.Value{x.X}
	case *ssa.MakeInterface:
		of = []ssa.Value{x.X}
	case *ssa.Extract:
		of = []ssa.Value{x.Tuple}
	case *ssa.BinOp:
		if x.Op == token.ADD {
			of = []ssa.Value{x.X, x.Y}
		}
	case *ssa.Slice:
		of = []ssa.Value{x.X}
		if alloc, ok := x.X.(*ssa.Alloc); ok {
			of = stored(alloc)
			of = append(of, elements(v)...)
		}
	case *ssa.Call:
		if x.Call.IsInvoke() {
			of = append(of, hashed(x.Call.Value)...)
		}
		for _, a := range x.Call.Args {
			of = append(of, elements(a)...)
		}
	}
	return slices.ContainsFunc(of, func(v ssa.Value) bool { return f.computed(v, k, seen) })
}

// stored returns what is stored in a variable as a whole.
func stored(alloc *ssa.Alloc) []ssa.Value {
	var list []ssa.Value
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
			list = append(list, st.Val)
		}
	}
	return list
}

// hashed returns what is written to the hash v.
func hashed(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.Call:
			if x.Call.IsInvoke() && x.Call.Value == v && x.Call.Method.Name() == "Write" {
				list = append(list, x.Call.Args...)
			}
		case *ssa.ChangeInterface: // io.WriteString(mac, text)
			for _, ref := range *x.Referrers() {
				if call, ok := ref.(*ssa.Call); ok && len(call.Call.Args) > 1 && call.Call.Args[0] == x {
					list = append(list, call.Call.Args[1:]...)
				}
			}
		}
	}
	return list
}
