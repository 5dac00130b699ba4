package conform

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/apiward/apiward/spec"
)

// TestMistakes holds that kin still refuses what the table of its mistakes says
// that it does. Where a test fails, the entry can go.
func TestMistakes(t *testing.T) {
	// samples are objects in which everything but the mistake is in order.
	samples := map[string]string{
		"document":            `{"openapi":"3.2.0","info":{"title":"a","version":"1"},"paths":{},`,
		"server":              `{"url":"/",`,
		"tag":                 `{"name":"a",`,
		"deviceAuthorization": `{"tokenUrl":"a","scopes":{},`,
		"securityScheme":      `{"type":"http","scheme":"basic",`,
		"response":            `{"description":"",`,
		"example":             `{"value":0,`,
		"discriminator":       `{"propertyName":"a",`,
	}
	values := map[string]string{
		"in":    `{"name":"a","schema":{},"in":"querystring"}`,
		"style": `{"name":"a","schema":{},"in":"cookie","style":"cookie"}`,
	}
	codes := map[string]string{
		"response-description-required":    `{}`,
		"value-or-external-value-required": `{}`,
	}
	ctx := openapi3.WithValidationOptions(t.Context(), openapi3.DisableExamplesValidation(), openapi3.IsOpenAPI32OrLater())
	for _, m := range mistakes {
		t.Run(m.object+"/"+m.field+m.code, func(t *testing.T) {
			text := "{"
			if s, ok := samples[m.object]; ok {
				text = s
			}
			text += `"` + m.field + `":null}`
			switch {
			case m.value != "":
				text = values[m.field]
			case m.code != "":
				text = codes[m.code]
			}
			o := objects[m.object]
			if o.decode([]byte(text)) == nil && o.judge(ctx, []byte(text)) == nil {
				t.Errorf("kin takes %s for a valid %s: the entry can go", text, o.name)
			}
		})
	}
}

// TestStubs holds that kin has nothing to say of the stubs, or what it says of
// an object might be a stub's.
func TestStubs(t *testing.T) {
	for name, options := range map[spec.Version][]openapi3.ValidationOption{
		spec.V3_0: {openapi3.DisableExamplesValidation()},
		spec.V3_1: {openapi3.DisableExamplesValidation(), openapi3.IsOpenAPI31OrLater()},
		spec.V3_2: {openapi3.DisableExamplesValidation(), openapi3.IsOpenAPI32OrLater()},
	} {
		ctx := openapi3.WithValidationOptions(t.Context(), options...)
		for kind, o := range objects {
			if o.stub == "" {
				continue
			}
			if err := o.judge(ctx, []byte(o.stub)); err != nil {
				t.Errorf("%s: the stub of %s: %v", name, kind, err)
			}
		}
	}
}
