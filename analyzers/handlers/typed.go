package handlers

import "slices"

// huma is the framework whose handlers are given a struct that is decoded from a
// request, by its tags, and return one that says what is answered.
const huma = "github.com/danielgtaylor/huma/v2"

// typed records what a handler of huma takes and answers, by its types. The status
// of its answer is one of the route's description, and not known.
func (r *runner) typed(f *Func) {
	r.out.Request.Open, r.out.Response.Open = false, true // requests that do not fit are refused
	in := r.definition(f.Input)
	for _, t := range in.Tagged {
		if part := humaPart(t.Key); part != "" {
			r.out.Request.add(Param{Name: t.Name, In: part, Shape: t.Shape, Required: t.Required, At: t.At})
		}
	}
	for _, field := range in.Fields {
		switch field.Name {
		case "Body":
			r.out.Request.Bodies = append(r.out.Request.Bodies, Body{Content: JSON, Shape: notNull(field.Shape), At: field.At})
		case "RawBody":
			r.out.Request.Bodies = append(r.out.Request.Bodies, Body{Content: OfUnknown, Shape: Shape{Kind: Unknown}, At: field.At})
		}
	}
	out := r.definition(f.Output)
	i := slices.IndexFunc(out.Fields, func(field Field) bool { return field.Name == "Body" })
	if i < 0 {
		r.out.Response.Answers = append(r.out.Response.Answers, Answer{Content: None, Shape: Shape{Kind: Null}, At: f.At})
		return
	}
	body := out.Fields[i]
	answer := Answer{Content: JSON, Shape: notNull(body.Shape), At: body.At}
	if s := body.Shape; s.Kind == String && s.Format == "byte" || s.Kind == Unknown {
		answer.Content, answer.Shape = Binary, Shape{Kind: Unknown}
	}
	r.out.Response.Answers = append(r.out.Response.Answers, answer)
}

func notNull(s Shape) Shape {
	s.Nullable = false
	return s
}

// definition returns the struct that a shape names.
func (r *runner) definition(s *Shape) *Shape {
	if t := r.Types[s.Type]; s.Kind == Named && t != nil {
		return t
	}
	return s
}

func humaPart(key string) In {
	switch key {
	case "path":
		return InPath
	case "query":
		return InQuery
	case "header":
		return InHeader
	case "cookie":
		return InCookie
	case "form":
		return InForm
	}
	return ""
}
