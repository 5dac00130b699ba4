package link

import (
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Doubt says whether somebody who means harm decides a value that reaches a sink,
// by the part of the request that it is.
type Doubt int

// The doubts, the gravest first.
const (
	Harmless Doubt = iota // what the part holds does no harm at this sink
	Unsure                // only a client that harms itself is seen to decide it, or a check was half of one
	Sure
)

// Doubt returns what the part of a request means to the kind of sink.
func (f *Flow) Doubt() Doubt {
	switch f.Sink.Kind {
	case model.Redirect:
		return f.ofRedirect()
	case model.FileName:
		return f.ofFileName()
	case model.Outbound:
		// A certificate says what those signed who are trusted to.
		if f.Origin.Source == model.TLS {
			return Unsure
		}
	case model.SQL:
		// A quote cannot end the text that it stands in any more; a backslash may.
		if f.Origin.Flags&flow.Enclosed != 0 {
			return Unsure
		}
	}
	return Sure
}

// ofRedirect counts what somebody else can put into a victim's request with a
// link. Bodies, headers and cookies are the victim's own, at least at first sight,
// and the host and the path that were asked for lead back to where the client is
// already. A path that may begin as a host does to browsers alone was looked at,
// and not far enough.
func (f *Flow) ofRedirect() Doubt {
	switch f.Origin.Source {
	case model.Host, model.URL, model.TLS:
		return Harmless
	case model.Header, model.Cookie, model.Body:
		return Unsure
	}
	if f.Origin.Flags&flow.Hosted != 0 {
		return Unsure
	}
	return Sure
}

// ofFileName knows of calls that look for ".." themselves: http.ServeFile and what
// is built on it refuse requests whose path has it, though not names from anywhere
// else, nor a path that is the whole name. What a router has tidied leads upward
// only where another one is in front of the handler.
func (f *Flow) ofFileName() Doubt {
	source := f.Origin.Source
	switch {
	case f.Sink.Served && (source == model.Path || source == model.URL && f.Origin.PutTogether()):
		return Harmless
	case f.Origin.Flags&flow.Tidied != 0:
		return Unsure
	}
	return Sure
}
