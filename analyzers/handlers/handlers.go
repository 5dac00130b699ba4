package handlers

// Handler is what one function, with all that it calls, reads of a request and
// answers with. Lists are sorted.
type Handler struct {
	Request  Request  `json:"request"`
	Response Response `json:"response"`
}

// Request is what is read of a request.
type Request struct {
	Parameters []Param `json:"parameters"`
	// Bodies are what the body is decoded into, several where more than one form of
	// it is taken.
	Bodies []Body `json:"bodies"`
	// Open says that more may be read than what is listed: a name that is not
	// constant, or a request that is handed to what is not followed.
	Open bool `json:"open"`
}

// In says which part of a request a parameter is in.
type In string

// The parts.
const (
	InPath   In = "path"
	InQuery  In = "query"
	InHeader In = "header"
	InCookie In = "cookie"
	// InForm is a field of a form in the body, and with [Param.OrQuery] one that may
	// stand in the query as well.
	InForm In = "form"
)

// Param is one parameter that is read.
type Param struct {
	Name string `json:"name"`
	In   In     `json:"in"`
	// OrQuery says of a form's field that the query is looked at too, as
	// http.Request.FormValue does.
	OrQuery bool `json:"or_query,omitempty"`
	// Shape is what it is parsed as; a string where it is taken as it is.
	Shape Shape `json:"shape"`
	// Required says that requests without it are refused: every parameter of a path,
	// and what a tag asks for. Of others it is not known.
	Required bool  `json:"required,omitempty"`
	File     bool  `json:"upload,omitempty"` // an upload of a multipart form
	At       Place `json:"at,omitzero"`
}

// Content is the form that a body has.
type Content string

// The forms.
const (
	OfUnknown Content = "unknown"
	None      Content = "none" // there is no body
	JSON      Content = "json"
	XML       Content = "xml"
	YAML      Content = "yaml"
	Form      Content = "form"
	Multipart Content = "multipart"
	HTML      Content = "html"
	Text      Content = "text"
	Binary    Content = "binary" // bytes as they are: files, images, streams
)

// Body is a request's body, decoded.
type Body struct {
	Content Content `json:"content"`
	Shape   Shape   `json:"shape"`
	// Any says that the request names the content: it may as well be another one, and
	// a request whose method has no body is not read.
	Any bool  `json:"any,omitempty"`
	At  Place `json:"at,omitzero"`
	// Unread are the names of the fields that are decoded and never looked at.
	Unread []string `json:"-"`
}

// Response is what is answered.
type Response struct {
	Answers []Answer `json:"answers"`
	// Open says that there may be answers that are not listed: the response is
	// handed to what is not followed, or an error is returned that others turn into
	// an answer.
	Open bool `json:"open"`
}

// Answer is one of the answers.
type Answer struct {
	Status  int     `json:"status"` // 0: it is not known
	Content Content `json:"content"`
	Shape   Shape   `json:"shape"`
	At      Place   `json:"at,omitzero"`
}
