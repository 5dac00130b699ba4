// Package put_together makes connection strings of constants.
package put_together

import (
	"database/sql"
	"fmt"
	"os"
)

const (
	host     = "db.example.org"
	user     = "orders"
	password = "k9Vx2mQp7Lz" // want `^proven: a password in a PostgreSQL connection string is written in the source`
	dbname   = "orders"
)

var shared = "hG73kdPq0s" // want `^proven: a password in a MySQL data source name`

func formatted() (*sql.DB, error) {
	dsn := fmt.Sprintf("host=%s port=%d user=%s password=%s dbname=%s sslmode=disable", host, 5432, user, password, dbname)
	return sql.Open("postgres", dsn)
}

func joined() (*sql.DB, error) {
	return sql.Open("mysql", user+":"+shared+"@tcp("+host+":3306)/"+dbname)
}

func argument(port int) string {
	return fmt.Sprintf("postgres://%s:%s@%s:%d/orders", user, "wQ81kLp0Zs", host, port) // want `^proven: a password in a PostgreSQL URL`
}

func local(at string) string {
	secret := "pL03mXq7Tv" // want `^proven: a password in an AMQP URL`
	url := "amqp://" + user + ":" + secret
	return url + "@" + at + "/"
}

func variable() string {
	secret := "zT94bNw1Ke" // want `^proven: a password in an AMQP URL`
	return "amqp://" + user + ":" + secret + "@" + host + "/"
}

// Nothing of these is a password that the source spells.
func harmless(given string) []string {
	filled := "<password>"
	changed := "wX20dRj5Qa"
	changed = os.Getenv("CHANGED")
	return []string{
		fmt.Sprintf("postgres://%s:%s@%s/orders", user, os.Getenv("PASSWORD"), host),
		fmt.Sprintf("host=%s user=%s password=%s", host, "k4Wm8sVt2Yp", given),
		"amqp://" + user + ":" + given + "@" + host + "/",
		"amqp://" + user + ":" + filled + "@" + host + "/",
		"amqp://" + user + ":" + changed + "@" + host + "/",
		fmt.Sprintf("postgres://%s:%s@localhost/orders", user, "orders"),
		fmt.Sprintf("%s: %s", "password", "k4Wm8sVt2Yp"),
		fmt.Sprintf("https://%s/%s@%s", host, "k4Wm8sVt2Yp", "v1.2.3"),
		"https://" + host + "/path:" + "k4Wm8sVt2Yp" + "@latest",
	}
}
