package handlers

import (
	"cmp"
	"net/http"
)

// send records an answer.
func (r *runner) send(ev *Event, e *env, s state, at Place) {
	codes := []int{cmp.Or(s.status, http.StatusOK)}
	if len(ev.Status) > 0 {
		codes = r.statuses(ev.Status, e)
	} else if s.at.Line != 0 {
		at = s.at
	}
	values := r.resolve(ev.Value, e)
	for _, code := range codes {
		if ev.Content == None || ev.Content != OfUnknown && len(values) == 0 {
			r.answer(Answer{Status: code, Content: ev.Content, Shape: shapeOfContent(ev.Content), At: at})
			continue
		}
		if len(values) == 0 {
			r.answer(Answer{Status: code, Content: cmp.Or(s.content, OfUnknown), Shape: Shape{Kind: Unknown}, At: at})
		}
		for _, v := range values {
			r.answer(r.answered(v, code, ev.Content, s.content, at))
		}
	}
}

// shapeOfContent returns the shape of what is sent where nothing but its form is
// known.
func shapeOfContent(c Content) Shape {
	switch c {
	case None:
		return Shape{Kind: Null}
	case HTML, Text:
		return Shape{Kind: String}
	}
	return Shape{Kind: Unknown}
}

// answered returns the answer that a value is.
func (r *runner) answered(v Value, code int, content, typed Content, at Place) Answer {
	a := Answer{Status: code, Content: content, Shape: Shape{Kind: Unknown}, At: at}
	switch {
	case content == OfUnknown && v.Kind == encoded:
		a.Content = v.Content
		if shape, ok := joinShapes(v.Args); ok && v.Content == JSON {
			a.Shape = shape
		}
	case content == OfUnknown && typed != "":
		a.Content, a.Shape = typed, shapeOfContent(typed)
	case content == OfUnknown && v.Kind == text:
		a.Content, a.Shape = Text, Shape{Kind: String}
	case content == JSON && v.Shape != nil:
		a.Shape = *v.Shape
	case content != JSON:
		a.Shape = shapeOfContent(content)
	}
	a.Shape.Nullable = false // a pointer that is sent is one to something
	if a.Shape.Kind == argument || a.Shape.Kind == parameter {
		a.Shape = Shape{Kind: Any}
	}
	return a
}

func (r *runner) answer(a Answer) {
	if a.Status < 0 {
		a.Status = 0
		r.out.Response.Open = true
	}
	for i := range r.out.Response.Answers {
		have := &r.out.Response.Answers[i]
		if have.Status == a.Status && have.Content == a.Content && sameShape(&have.Shape, &a.Shape) {
			if comparePlaces(a.At, have.At) < 0 {
				have.At = a.At
			}
			return
		}
	}
	r.out.Response.Answers = append(r.out.Response.Answers, a)
}

// finish records what is answered by returning.
func (r *runner) finish(f *Func, end []outcome) {
	if f.Fails && (f.Context != "" || f.Input != nil) {
		r.raise(f)
	} else if f.Results > 0 { // whoever calls it makes an answer of what it returns
		r.out.Response.Open = true
		r.out.Request.Open = r.out.Request.Open || f.Results > 1
	}
	if f.Input != nil {
		r.out.Response.Open, r.out.Request.Open = true, true
		return
	}
	for _, o := range end {
		silent := f.Results == 0 || f.Fails && f.Context != "" && len(o.results) > 0 && o.results[len(o.results)-1] == no
		for s := range o.states {
			switch {
			case s.sent:
			case s.status != 0:
				r.answer(Answer{Status: s.status, Content: None, Shape: Shape{Kind: Null}, At: s.at})
			case s.touched: // whoever it was handed to may have answered
			case silent:
				r.answer(Answer{Status: http.StatusOK, Content: None, Shape: Shape{Kind: Null}, At: f.At})
			}
		}
	}
}

// raise records the answers that are errors which the handler returns.
func (r *runner) raise(f *Func) {
	for _, v := range r.resolve(f.Returns, &env{fn: f.Name}) {
		switch v.Kind {
		case raised:
			for _, code := range r.statuses(v.Args, nil) {
				r.answer(Answer{Status: code, Content: v.Content, Shape: shapeOfContent(v.Content), At: v.At})
			}
		case nothing:
		default:
			r.out.Response.Open = true
		}
	}
}

// read records what is read.
