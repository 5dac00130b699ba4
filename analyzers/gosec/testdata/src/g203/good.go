package g203

import "html/template"

const rule = template.HTML("<hr>")

func escaped(text string) string {
	return template.HTMLEscapeString(text)
}
