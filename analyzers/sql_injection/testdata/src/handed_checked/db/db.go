// Package db runs statements that others have looked at.
package db

import "database/sql"

type Query struct{ Sort, Dir string }

type Store struct{ DB *sql.DB }

func (s *Store) List(q Query) {
	s.DB.Query("SELECT * FROM users ORDER BY " + q.Sort)
	s.DB.Query("SELECT * FROM users ORDER BY id " + q.Dir) // want `proven: form value "dir" of the request becomes part of the SQL text that sql.DB.Query`
}

func (s *Store) Under(q map[string]string) {
	s.DB.Query("SELECT * FROM users ORDER BY " + q["sort"])
	s.DB.Query("SELECT * FROM users ORDER BY id " + q["dir"]) // want `proven: form value "dir" of the request becomes part of the SQL text that sql.DB.Query runs$`
}

// Later is given what was replaced behind the check.
func (s *Store) Later(q Query) {
	s.DB.Query("SELECT * FROM users ORDER BY " + q.Sort) // want `proven: form value "later" of the request becomes part of the SQL text that sql.DB.Query runs$`
}

// Early is given what is looked at behind the call.
func (s *Store) Early(q Query) {
	s.DB.Query("SELECT * FROM users ORDER BY " + q.Sort) // want `proven: form value "sort" of the request becomes part of the SQL text that sql.DB.Query runs$`
}

type Lister struct{ *Store }

func (l Lister) Each(q Query) {
	l.DB.Query("SELECT * FROM users ORDER BY " + q.Sort)
	l.DB.Query("SELECT * FROM users ORDER BY id " + q.Dir) // want `proven: form value "dir" of the request becomes part of the SQL text that sql.DB.Query runs$`
}
