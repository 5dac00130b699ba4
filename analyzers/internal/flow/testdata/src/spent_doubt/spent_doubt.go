// Package spent_doubt has functions that call each other with large structs in their
// hands, and are given up: what is seen of them is not all.
package spent_doubt

import (
	"database/sql"
	"net/http"
)

// Settings are many.
type Settings struct {
	F00, F01, F02, F03, F04, F05, F06, F07, F08, F09 string
	F10, F11, F12, F13, F14, F15, F16, F17, F18, F19 string
	F20, F21, F22, F23, F24, F25, F26, F27, F28, F29 string
	F30, F31, F32, F33, F34, F35, F36, F37, F38, F39 string
	F40, F41, F42, F43, F44, F45, F46, F47, F48, F49 string
	F50, F51, F52, F53, F54, F55, F56, F57, F58, F59 string
	F60, F61, F62, F63, F64, F65, F66, F67, F68, F69 string

	Next *Settings
}

func (s *Settings) left(to *Settings, depth int) *Settings {
	if depth == 0 {
		return s
	}
	to.F00, s.Next.F07 = s.F03, to.Next.F11
	to.F01, s.Next.F08 = s.F04, to.Next.F12
	to.F02, s.Next.F09 = s.F05, to.Next.F13
	to.F03, s.Next.F10 = s.F06, to.Next.F14
	to.F04, s.Next.F11 = s.F07, to.Next.F15
	to.F05, s.Next.F12 = s.F08, to.Next.F16
	to.F06, s.Next.F13 = s.F09, to.Next.F17
	to.F07, s.Next.F14 = s.F10, to.Next.F18
	to.F08, s.Next.F15 = s.F11, to.Next.F19
	to.F09, s.Next.F16 = s.F12, to.Next.F20
	to.F10, s.Next.F17 = s.F13, to.Next.F21
	to.F11, s.Next.F18 = s.F14, to.Next.F22
	to.F12, s.Next.F19 = s.F15, to.Next.F23
	to.F13, s.Next.F20 = s.F16, to.Next.F24
	to.F14, s.Next.F21 = s.F17, to.Next.F25
	to.F15, s.Next.F22 = s.F18, to.Next.F26
	to.F16, s.Next.F23 = s.F19, to.Next.F27
	to.F17, s.Next.F24 = s.F20, to.Next.F28
	to.F18, s.Next.F25 = s.F21, to.Next.F29
	to.F19, s.Next.F26 = s.F22, to.Next.F30
	to.F20, s.Next.F27 = s.F23, to.Next.F31
	to.F21, s.Next.F28 = s.F24, to.Next.F32
	to.F22, s.Next.F29 = s.F25, to.Next.F33
	to.F23, s.Next.F30 = s.F26, to.Next.F34
	to.F24, s.Next.F31 = s.F27, to.Next.F35
	to.F25, s.Next.F32 = s.F28, to.Next.F36
	to.F26, s.Next.F33 = s.F29, to.Next.F37
	to.F27, s.Next.F34 = s.F30, to.Next.F38
	to.F28, s.Next.F35 = s.F31, to.Next.F39
	to.F29, s.Next.F36 = s.F32, to.Next.F40
	to.F30, s.Next.F37 = s.F33, to.Next.F41
	to.F31, s.Next.F38 = s.F34, to.Next.F42
	to.F32, s.Next.F39 = s.F35, to.Next.F43
	to.F33, s.Next.F40 = s.F36, to.Next.F44
	to.F34, s.Next.F41 = s.F37, to.Next.F45
	to.F35, s.Next.F42 = s.F38, to.Next.F46
	to.F36, s.Next.F43 = s.F39, to.Next.F47
	to.F37, s.Next.F44 = s.F40, to.Next.F48
	to.F38, s.Next.F45 = s.F41, to.Next.F49
	to.F39, s.Next.F46 = s.F42, to.Next.F50
	to.F40, s.Next.F47 = s.F43, to.Next.F51
	to.F41, s.Next.F48 = s.F44, to.Next.F52
	to.F42, s.Next.F49 = s.F45, to.Next.F53
	to.F43, s.Next.F50 = s.F46, to.Next.F54
	to.F44, s.Next.F51 = s.F47, to.Next.F55
	to.F45, s.Next.F52 = s.F48, to.Next.F56
	to.F46, s.Next.F53 = s.F49, to.Next.F57
	to.F47, s.Next.F54 = s.F50, to.Next.F58
	to.F48, s.Next.F55 = s.F51, to.Next.F59
	to.F49, s.Next.F56 = s.F52, to.Next.F60
	to.F50, s.Next.F57 = s.F53, to.Next.F61
	to.F51, s.Next.F58 = s.F54, to.Next.F62
	to.F52, s.Next.F59 = s.F55, to.Next.F63
	to.F53, s.Next.F60 = s.F56, to.Next.F64
	to.F54, s.Next.F61 = s.F57, to.Next.F65
	to.F55, s.Next.F62 = s.F58, to.Next.F66
	to.F56, s.Next.F63 = s.F59, to.Next.F67
	to.F57, s.Next.F64 = s.F60, to.Next.F68
	to.F58, s.Next.F65 = s.F61, to.Next.F69
	to.F59, s.Next.F66 = s.F62, to.Next.F00
	to.F60, s.Next.F67 = s.F63, to.Next.F01
	to.F61, s.Next.F68 = s.F64, to.Next.F02
	to.F62, s.Next.F69 = s.F65, to.Next.F03
	to.F63, s.Next.F00 = s.F66, to.Next.F04
	to.F64, s.Next.F01 = s.F67, to.Next.F05
	to.F65, s.Next.F02 = s.F68, to.Next.F06
	to.F66, s.Next.F03 = s.F69, to.Next.F07
	to.F67, s.Next.F04 = s.F00, to.Next.F08
	to.F68, s.Next.F05 = s.F01, to.Next.F09
	to.F69, s.Next.F06 = s.F02, to.Next.F10
	a := s.right(to.Next, depth-1)
	b := to.right(s.Next, depth-1)
	c := a.right(b, depth-1)
	return c.right(a.left(b, depth-1), depth-1)
}

func (s *Settings) right(to *Settings, depth int) *Settings {
	if depth == 0 {
		return to
	}
	s.F00, to.Next.F05 = to.F13, s.Next.F01
	s.F01, to.Next.F06 = to.F14, s.Next.F02
	s.F02, to.Next.F07 = to.F15, s.Next.F03
	s.F03, to.Next.F08 = to.F16, s.Next.F04
	s.F04, to.Next.F09 = to.F17, s.Next.F05
	s.F05, to.Next.F10 = to.F18, s.Next.F06
	s.F06, to.Next.F11 = to.F19, s.Next.F07
	s.F07, to.Next.F12 = to.F20, s.Next.F08
	s.F08, to.Next.F13 = to.F21, s.Next.F09
	s.F09, to.Next.F14 = to.F22, s.Next.F10
	s.F10, to.Next.F15 = to.F23, s.Next.F11
	s.F11, to.Next.F16 = to.F24, s.Next.F12
	s.F12, to.Next.F17 = to.F25, s.Next.F13
	s.F13, to.Next.F18 = to.F26, s.Next.F14
	s.F14, to.Next.F19 = to.F27, s.Next.F15
	s.F15, to.Next.F20 = to.F28, s.Next.F16
	s.F16, to.Next.F21 = to.F29, s.Next.F17
	s.F17, to.Next.F22 = to.F30, s.Next.F18
	s.F18, to.Next.F23 = to.F31, s.Next.F19
	s.F19, to.Next.F24 = to.F32, s.Next.F20
	s.F20, to.Next.F25 = to.F33, s.Next.F21
	s.F21, to.Next.F26 = to.F34, s.Next.F22
	s.F22, to.Next.F27 = to.F35, s.Next.F23
	s.F23, to.Next.F28 = to.F36, s.Next.F24
	s.F24, to.Next.F29 = to.F37, s.Next.F25
	s.F25, to.Next.F30 = to.F38, s.Next.F26
	s.F26, to.Next.F31 = to.F39, s.Next.F27
	s.F27, to.Next.F32 = to.F40, s.Next.F28
	s.F28, to.Next.F33 = to.F41, s.Next.F29
	s.F29, to.Next.F34 = to.F42, s.Next.F30
	s.F30, to.Next.F35 = to.F43, s.Next.F31
	s.F31, to.Next.F36 = to.F44, s.Next.F32
	s.F32, to.Next.F37 = to.F45, s.Next.F33
	s.F33, to.Next.F38 = to.F46, s.Next.F34
	s.F34, to.Next.F39 = to.F47, s.Next.F35
	s.F35, to.Next.F40 = to.F48, s.Next.F36
	s.F36, to.Next.F41 = to.F49, s.Next.F37
	s.F37, to.Next.F42 = to.F50, s.Next.F38
	s.F38, to.Next.F43 = to.F51, s.Next.F39
	s.F39, to.Next.F44 = to.F52, s.Next.F40
	s.F40, to.Next.F45 = to.F53, s.Next.F41
	s.F41, to.Next.F46 = to.F54, s.Next.F42
	s.F42, to.Next.F47 = to.F55, s.Next.F43
	s.F43, to.Next.F48 = to.F56, s.Next.F44
	s.F44, to.Next.F49 = to.F57, s.Next.F45
	s.F45, to.Next.F50 = to.F58, s.Next.F46
	s.F46, to.Next.F51 = to.F59, s.Next.F47
	s.F47, to.Next.F52 = to.F60, s.Next.F48
	s.F48, to.Next.F53 = to.F61, s.Next.F49
	s.F49, to.Next.F54 = to.F62, s.Next.F50
	s.F50, to.Next.F55 = to.F63, s.Next.F51
	s.F51, to.Next.F56 = to.F64, s.Next.F52
	s.F52, to.Next.F57 = to.F65, s.Next.F53
	s.F53, to.Next.F58 = to.F66, s.Next.F54
	s.F54, to.Next.F59 = to.F67, s.Next.F55
	s.F55, to.Next.F60 = to.F68, s.Next.F56
	s.F56, to.Next.F61 = to.F69, s.Next.F57
	s.F57, to.Next.F62 = to.F00, s.Next.F58
	s.F58, to.Next.F63 = to.F01, s.Next.F59
	s.F59, to.Next.F64 = to.F02, s.Next.F60
	s.F60, to.Next.F65 = to.F03, s.Next.F61
	s.F61, to.Next.F66 = to.F04, s.Next.F62
	s.F62, to.Next.F67 = to.F05, s.Next.F63
	s.F63, to.Next.F68 = to.F06, s.Next.F64
	s.F64, to.Next.F69 = to.F07, s.Next.F65
	s.F65, to.Next.F00 = to.F08, s.Next.F66
	s.F66, to.Next.F01 = to.F09, s.Next.F67
	s.F67, to.Next.F02 = to.F10, s.Next.F68
	s.F68, to.Next.F03 = to.F11, s.Next.F69
	s.F69, to.Next.F04 = to.F12, s.Next.F00
	a := to.left(s.Next, depth-1)
	b := s.left(to.Next, depth-1)
	c := b.left(a, depth-1)
	return c.left(b.right(a, depth-1), depth-1)
}

// API answers requests.
type API struct{ db *sql.DB }

func (a *API) tangled(w http.ResponseWriter, r *http.Request) {
	asked := &Settings{F01: r.FormValue("tangled"), Next: &Settings{}}
	found := asked.left(&Settings{Next: &Settings{}}, 3)
	_, _ = a.db.Exec("DELETE FROM settings WHERE name = '" + found.F02 + "'") // want "unproven"
}

func (a *API) plain(w http.ResponseWriter, r *http.Request) {
	asked := &Settings{F01: r.FormValue("plain"), Next: &Settings{}}
	_, _ = a.db.Exec("DELETE FROM settings WHERE name = '" + asked.F01 + "'") // want "proven: form value \"plain\""
}
