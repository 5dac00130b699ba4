// Package db runs statements that a map describes.
package db

import "database/sql"

type Store struct{ DB *sql.DB }

func (s *Store) List(in map[string]string) (*sql.Rows, error) {
	if in["where"] == "" {
		return s.DB.Query("SELECT * FROM " + in["table"])
	}
	return s.DB.Query("SELECT * FROM " + in["table"] + " WHERE " + in["where"]) // want `proven: form value "w" of the request becomes part of the SQL text that sql.DB.Query runs$`
}

func (s *Store) From(in map[string]string) (*sql.Rows, error) {
	return s.DB.Query("SELECT * FROM " + in["table"]) // want `proven: form value "t" of the request becomes part of the SQL text that sql.DB.Query runs$`
}

func (s *Store) Each(in map[string]string) {
	for key, value := range in {
		s.DB.Query("SELECT * FROM settings WHERE " + key + " = 1")
		s.DB.Query("SELECT * FROM settings WHERE name = " + value) // want `proven: form value "name" of the request becomes part of the SQL text`
	}
}

type Reader struct{ *Store }

func (r Reader) Read(in map[string]string) (*sql.Rows, error) {
	if _, err := r.DB.Query("SELECT * FROM " + in["table"]); err != nil {
		return nil, err
	}
	return r.DB.Query("SELECT * FROM users WHERE " + in["where"]) // want `proven: form value "w" of the request becomes part of the SQL text`
}
