package g203

import "html/template"

func comment(text string) template.HTML {
	return template.HTML(text) // want "G203"
}
