package conform

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec"
)

func quote(name string) string { return strconv.Quote(clip(name)) }

// explain turns what kin says of one object into faults, in our words. What it
// says of stubs is a fault of the stubs and nobody's business.
func explain(o *object, version spec.Version, err error) []fault {
	if extra, ok := errors.AsType[*openapi3.ExtraSiblingFieldsError](err); ok {
		return extraFields(o, version, extra.Fields)
	}
	f := fault{help: "write it as OpenAPI " + version.String() + " has it"}
	if coded, ok := errors.AsType[openapi3.CodedError](err); ok {
		f.code = coded.Code()
	}
	set := func(fields []string, format string, args ...any) []fault {
		f.fields, f.message = fields, fmt.Sprintf(format, args...)
		return []fault{f}
	}
	if fields, message := byCode(f.code); message != "" {
		f.weak = f.code == "default-violates-schema"
		return set(fields, "%s", message)
	}
	if e, ok := errors.AsType[*openapi3.RequiredFieldError](err); ok {
		name := lastSegment(e.Field)
		f.help = "add it"
		return set([]string{name}, "%s has no %s, which it must have", article(o.name), quote(name))
	}
	if e, ok := errors.AsType[*openapi3.FieldVersionMismatchError](err); ok {
		name := lastSegment(e.Field)
		f.key = true
		if e.RemovedIn != "" {
			return set([]string{name}, "%s as it is written here is of versions before OpenAPI %s, and the document is %s", quote(name), e.RemovedIn, version)
		}
		return set([]string{name}, "%s as it is written here came with OpenAPI %s, and the document is %s", quote(name), e.MinVersion, version)
	}
	if e, ok := errors.AsType[*openapi3.MutuallyExclusiveFieldsError](err); ok {
		f.key, f.help = true, "keep one of them"
		return set([]string{lastSegment(e.Field1), lastSegment(e.Field2)}, "%s and %s exclude one another in %s", quote(lastSegment(e.Field1)), quote(lastSegment(e.Field2)), article(o.name))
	}
	if e, ok := errors.AsType[*openapi3.ForbiddenFieldError](err); ok {
		f.key, f.help = true, "remove it"
		return set([]string{lastSegment(e.Field)}, "%s must not stand in %s of this kind", quote(lastSegment(e.Field)), article(o.name))
	}
	if e, ok := errors.AsType[*openapi3.EitherFieldRequiredError](err); ok {
		f.help = "add one of them"
		return set(e.Fields, "%s has none of %s", article(o.name), strings.Join(e.Fields, ", "))
	}
	if e, ok := errors.AsType[*openapi3.ExactlyOneFieldError](err); ok {
		f.help = "have one of them, and only one"
		f.key = true
		return set(e.Fields, "%s must have exactly one of %s", article(o.name), strings.Join(e.Fields, ", "))
	}
	if e, ok := errors.AsType[*openapi3.SchemaTypeError](err); ok {
		return set([]string{"type"}, "%s is no type of a schema in OpenAPI %s", quote(e.Type), version)
	}
	if e, ok := errors.AsType[*openapi3.InvalidParameterInError](err); ok {
		if e.Value == "" {
			return []fault{missing(o, "in")}
		}
		return set([]string{"in"}, "a parameter cannot be in %s in OpenAPI %s", quote(e.Value), version)
	}
	if _, ok := errors.AsType[*openapi3.PathParameterRequiredError](err); ok {
		f.help = "add required: true"
		return set([]string{"required"}, "a path parameter is always required, and this one does not say so")
	}
	if e, ok := errors.AsType[*openapi3.InvalidSerializationMethodError](err); ok {
		return set([]string{"style", "explode"}, "style %s with explode %t does not exist for %s", quote(e.Style), e.Explode, o.name)
	}
	if e, ok := errors.AsType[*openapi3.InvalidSecuritySchemeTypeError](err); ok {
		return set([]string{"type"}, "%s is no type of a security scheme", quote(e.Type))
	}
	if e, ok := errors.AsType[*openapi3.InvalidHTTPSchemeError](err); ok {
		return set([]string{"scheme"}, "%s is no scheme of HTTP authentication", quote(e.Scheme))
	}
	if e, ok := errors.AsType[*openapi3.APIKeyInInvalidError](err); ok {
		if e.Value == "" {
			f.help = "add in: header"
			return set([]string{"in"}, "an API key does not say where it is: in query, header or cookie")
		}
		return set([]string{"in"}, "an API key is in query, header or cookie, and not in %s", quote(e.Value))
	}
	if e, ok := errors.AsType[*openapi3.DuplicateRequiredFieldError](err); ok {
		return set([]string{"required"}, "%s stands twice in \"required\"", quote(e.Field))
	}
	if e, ok := errors.AsType[*openapi3.ServerURLTemplateError](err); ok {
		f.help = "declare every variable of the URL, and no other"
		return set([]string{"url"}, "the variables of the URL %s are not those that are declared", quote(e.URL))
	}
	if e, ok := errors.AsType[*openapi3.ContentKeysOverlapError](err); ok {
		return set([]string{"content"}, "%s and %s stand for the same media type", quote(e.OtherKey), quote(e.Key))
	}
	if e, ok := errors.AsType[*openapi3.SingleEntryContentError](err); ok {
		return set([]string{"content"}, "the content of a %s has one media type, and this one has several", e.Subject)
	}
	if e, ok := errors.AsType[*openapi3.InvalidEncodingContentTypeError](err); ok {
		return set([]string{"contentType"}, "%s is no media type", quote(e.ContentType))
	}
	if e, ok := errors.AsType[*openapi3.AdditionalOperationsFixedMethodCaseError](err); ok {
		return set([]string{"additionalOperations"}, "%s in \"additionalOperations\" differs from %s only in case", quote(e.Method), e.FixedMethod)
	}
	if e, ok := errors.AsType[*openapi3.AdditionalOperationsDuplicateMethodError](err); ok {
		return set([]string{"additionalOperations"}, "%s has a key of its own in a path item and cannot be an additional operation", quote(e.Method))
	}
	if e, ok := errors.AsType[*openapi3.AdditionalOperationsInvalidMethodError](err); ok {
		return set([]string{"additionalOperations"}, "%s is no method of HTTP", quote(e.Method))
	}
	return nil // a code of a later kin, or one of a stub
}

// byCode says what a code means where our own words are better than those of
// its cluster.
func byCode(code string) ([]string, string) {
	switch code {
	case "default-violates-schema":
		return []string{"default"}, "the default does not match its own schema"
	case "boolean-schema-for-3-1-plus":
		return nil, "a boolean in the place of a schema came with OpenAPI 3.1"
	case "schema-items-required":
		return []string{"items"}, "a schema of type array has no \"items\""
	case "read-only-write-only-mutually-exclusive":
		return []string{"writeOnly", "readOnly"}, "\"readOnly\" and \"writeOnly\" exclude one another"
	case "operation-responses-required":
		return []string{"responses"}, "an Operation Object has no \"responses\", which it must have"
	case "responses-required":
		return nil, "a Responses Object has no response"
	case "info-required":
		return []string{"info"}, "the document has no \"info\", which it must have"
	case "paths-required":
		return []string{"paths"}, "the document has no \"paths\", which it must have"
	case "parameter-name-required", "security-scheme-name-required":
		return []string{"name"}, "\"name\" is missing or empty"
	case "json-schema-dialect-required":
		return []string{"jsonSchemaDialect"}, "\"jsonSchemaDialect\" is no absolute URI"
	}
	return nil, ""
}

// extraFields says of each name that an object of the specification does not
// have what it may have been meant to be.
func extraFields(o *object, version spec.Version, names []string) []fault {
	known := make([]string, 0, len(o.fields))
	for name := range o.fields {
		known = append(known, name)
	}
	slices.Sort(known)
	var faults []fault
	for _, name := range names {
		f := fault{
			fields: []string{name}, key: true,
			message: fmt.Sprintf("%s has no %s in OpenAPI %s, and readers pass over it", article(o.name), quote(name), version),
			help:    "correct the name, remove it, or let it begin with x-",
		}
		f.weak = annotates(name)
		if near := spec.Closest(name, known); near != "" && near != name {
			f.message += fmt.Sprintf("; did you mean %q?", near)
		}
		faults = append(faults, f)
	}
	return faults
}

// annotates reports whether a name says something of an object and nothing of
// the API: many tools write and read such names where the version has none.
func annotates(name string) bool {
	return slices.Contains([]string{"title", "summary", "description", "example", "examples", "deprecated"}, name)
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
