// Package store keeps notes.
package store

import (
	"database/sql"
	"errors"
)

// ErrNone says that there is no such note.
var ErrNone = errors.New("there is none")

// Notes are in a database.
type Notes struct{ DB *sql.DB }

const byText = `
	select text from notes
	where owner = $1 and text like $2 and state <> '$3'`

// Find has a parameter that a client sends, and one that it does not.
func (n *Notes) Find(owner, text string) ([]string, error) {
	rows, err := n.DB.Query(byText, owner, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}

// Newest has its statement in a variable.
func (n *Notes) Newest(text string) (string, error) {
	query := "select text from notes where text like ? order by id limit 1"
	var one string
	err := n.DB.QueryRow(query, text).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNone
	}
	return one, err
}
