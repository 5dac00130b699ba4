package finding

import "github.com/apiward/apiward/rules"

// Counts says how many findings of each level count, and how many do not.
type Counts struct {
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Notes      int `json:"notes"`
	Suppressed int `json:"suppressed"`
}

// Count counts findings. A suppressed one counts as suppressed only.
func Count(findings []Finding) Counts {
	var c Counts
	for _, f := range findings {
		switch {
		case f.Suppressed != nil:
			c.Suppressed++
		case f.Level == rules.Error:
			c.Errors++
		case f.Level == rules.Warning:
			c.Warnings++
		case f.Level == rules.Note:
			c.Notes++
		}
	}
	return c
}

// AtLeast returns how many findings that count are at the level or above.
func (c Counts) AtLeast(l rules.Level) int {
	n := c.Errors
	if l <= rules.Warning {
		n += c.Warnings
	}
	if l <= rules.Note {
		n += c.Notes
	}
	return n
}
