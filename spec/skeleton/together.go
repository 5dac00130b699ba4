package skeleton

import (
	"slices"

	"github.com/apiward/apiward/spec/contract"
)

// together makes one operation of those that have a method and a path in common, as
// routes do that one handler chooses among, that are registered on some ways through
// the code only, or that are served on several addresses: a document has each once.
func together(ops []contract.Operation) []contract.Operation {
	var out []contract.Operation
	at := map[[2]string]int{}
	for _, op := range ops {
		path, _ := template(op.Path)
		key := [2]string{op.Method, nameless(path)}
		i, known := at[key]
		if !known || op.Implied || op.Framework == contract.GRPC {
			at[key] = len(out)
			out = append(out, op)
			continue
		}
		join(&out[i], &op)
	}
	return out
}

func join(into, op *contract.Operation) {
	into.Auth = either(into.Auth, op.Auth)
	for _, c := range op.Credentials {
		if !slices.Contains(into.Credentials, c) {
			into.Credentials = append(slices.Clip(into.Credentials), c)
		}
	}
	into.Traffic = both(into.Traffic, op.Traffic)
}

// either returns what holds of authentication where either of two routes may answer.
func either(a, b string) string {
	switch {
	case a == b:
		return a
	case a == "optional" || b == "optional":
		return "optional" // one of them lets anybody in
	case a == "unknown" || b == "unknown":
		return "unknown"
	}
	return "optional"
}

// both returns what either of two routes reads and answers. A parameter is required
// where both ask for it.
func both(a, b *contract.Traffic) *contract.Traffic {
	if a == nil || b == nil {
		return nil
	}
	out := &contract.Traffic{
		Bodies: slices.Concat(a.Bodies, b.Bodies), Answers: slices.Concat(a.Answers, b.Answers),
		ReadsMore: a.ReadsMore || b.ReadsMore, AnswersMore: a.AnswersMore || b.AnswersMore,
	}
	for _, side := range [][2][]contract.Parameter{{a.Parameters, b.Parameters}, {b.Parameters, a.Parameters}} {
		for _, p := range side[0] {
			p.Required = p.Required && slices.ContainsFunc(side[1], func(q contract.Parameter) bool { return q.In == p.In && q.Name == p.Name && q.Required })
			if !slices.ContainsFunc(out.Parameters, func(q contract.Parameter) bool { return q.In == p.In && q.Name == p.Name }) {
				out.Parameters = append(out.Parameters, p)
			}
		}
	}
	return out
}
