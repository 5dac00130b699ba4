package conform

import (
	"slices"

	"github.com/apiward/apiward/spec"
)

// mistake is one thing that the specification allows and kin does not know. A
// test holds that each is still needed.
type mistake struct {
	since  spec.Version
	object string
	field  string // kin refuses it there
	// Where the field has this value, kin is shown the other one.
	value, as string
	// code is what kin wrongly says.
	code string
}

// mistakes is where kin-openapi v0.152.0 is behind the specification.
var mistakes = []mistake{
	{since: spec.V3_2, object: "document", field: "$self"},
	{since: spec.V3_2, object: "server", field: "name"},
	{since: spec.V3_2, object: "tag", field: "summary"},
	{since: spec.V3_2, object: "tag", field: "parent"},
	{since: spec.V3_2, object: "tag", field: "kind"},
	{since: spec.V3_1, object: "components", field: "pathItems"},
	{since: spec.V3_2, object: "components", field: "mediaTypes"},
	{since: spec.V3_2, object: "flows", field: "deviceAuthorization"},
	{since: spec.V3_2, object: "deviceAuthorization", field: "deviceAuthorizationUrl"},
	{since: spec.V3_2, object: "securityScheme", field: "oauth2MetadataUrl"},
	{since: spec.V3_2, object: "securityScheme", field: "deprecated"},
	{since: spec.V3_2, object: "mediaType", field: "prefixEncoding"},
	{since: spec.V3_2, object: "mediaType", field: "itemEncoding"},
	{since: spec.V3_2, object: "encoding", field: "encoding"},
	{since: spec.V3_2, object: "encoding", field: "prefixEncoding"},
	{since: spec.V3_2, object: "encoding", field: "itemEncoding"},
	{since: spec.V3_2, object: "response", field: "summary"},
	{since: spec.V3_2, object: "response", code: "response-description-required"},
	{since: spec.V3_0, object: "example", code: "value-or-external-value-required"}, // neither is required
	{since: spec.V3_2, object: "example", field: "dataValue"},
	{since: spec.V3_2, object: "example", field: "serializedValue"},
	{since: spec.V3_2, object: "discriminator", field: "defaultMapping"},
	{since: spec.V3_2, object: "xml", field: "nodeType"},
	{since: spec.V3_2, object: "parameter", field: "in", value: "querystring", as: "query"},
	{since: spec.V3_2, object: "parameter", field: "style", value: "cookie", as: "form"},
}

// mistaken returns the entry for a field of an object with the given value, in
// JSON, or nil.
func mistaken(version spec.Version, object, field, json string) *mistake {
	i := slices.IndexFunc(mistakes, func(m mistake) bool {
		return m.object == object && m.field == field && version >= m.since && (m.value == "" || json == `"`+m.value+`"`)
	})
	if i < 0 {
		return nil
	}
	return &mistakes[i]
}

// mistakenCode reports whether what kin says of an object is not so.
func mistakenCode(version spec.Version, object, code string) bool {
	return slices.ContainsFunc(mistakes, func(m mistake) bool {
		return m.object == object && m.code != "" && m.code == code && version >= m.since
	})
}

// shown returns the entry as kin is shown it, and whether it is.
func shown(version spec.Version, object string, p part) (part, bool) {
	m := mistaken(version, object, p.name, p.json)
	switch {
	case m == nil:
		return p, true
	case m.value != "":
		return part{p.name, `"` + m.as + `"`}, true
	}
	return p, false
}
