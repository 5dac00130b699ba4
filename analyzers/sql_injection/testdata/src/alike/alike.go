// Package alike puts one setting into many statements.
package alike

import (
	"database/sql"
	"os"
)

var db *sql.DB

var prefix = os.Getenv("PREFIX")

func many() {
	db.Exec("DELETE FROM " + prefix + "t0") // want "unproven: the result of os.Getenv becomes part of the SQL text that sql.DB.Exec runs, and of 11 more statements"
	db.Exec("DELETE FROM " + prefix + "t1")
	db.Exec("DELETE FROM " + prefix + "t2")
	db.Exec("DELETE FROM " + prefix + "t3")
	db.Exec("DELETE FROM " + prefix + "t4")
	db.Exec("DELETE FROM " + prefix + "t5")
	db.Exec("DELETE FROM " + prefix + "t6")
	db.Exec("DELETE FROM " + prefix + "t7")
	db.Exec("DELETE FROM " + prefix + "t8")
	db.Exec("DELETE FROM " + prefix + "t9")
	db.Exec("DELETE FROM " + prefix + "t10")
	db.Exec("DELETE FROM " + prefix + "t11")
}

func few() {
	other := os.Args[1]
	db.Exec("DELETE FROM " + other + "a") // want "unproven"
	db.Exec("DELETE FROM " + other + "b") // want "unproven"
}

// each is decided where it stands: there is no one setting to look at.
func each() {
	db.Exec("DELETE FROM " + os.Args[1])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[2])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[3])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[4])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[5])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[6])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[7])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[8])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[9])  // want "unproven"
	db.Exec("DELETE FROM " + os.Args[10]) // want "unproven"
	db.Exec("DELETE FROM " + os.Args[11]) // want "unproven"
	db.Exec("DELETE FROM " + os.Args[12]) // want "unproven"
}
