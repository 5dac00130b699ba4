package finding

import "strings"

// Unnamed returns a path whose parameters have no names: "/users/{}" for
// "/users/{id}", of a router's path or of a pointer into a document. A catch-all
// stays one, and so does a piece that is not known. Code and document call their
// parameters as they like, and what they call them makes nothing another route.
func Unnamed(path string) string {
	if strings.IndexByte(path, '{') < 0 {
		return path
	}
	var b strings.Builder
	depth, start := 0, 0
	for i := range len(path) {
		switch path[i] {
		case '{':
			if depth == 0 {
				b.WriteString(path[start:i])
				start = i
			}
			depth++
		case '}':
			if depth == 0 {
				continue
			}
			if depth--; depth > 0 {
				continue
			}
			b.WriteString(unnamed(path[start+1 : i]))
			start = i + 1
		}
	}
	return b.String() + path[start:]
}

func unnamed(parameter string) string {
	switch {
	case parameter == "?":
		return "{?}"
	case strings.HasSuffix(parameter, "..."):
		return "{...}"
	}
	return "{}"
}
