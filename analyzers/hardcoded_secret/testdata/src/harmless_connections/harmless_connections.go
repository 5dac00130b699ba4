// Package harmless_connections holds connection strings that give nothing away.
package harmless_connections

import (
	"fmt"
	"net/url"
	"os"
)

// local is the database that a developer runs.
const local = "postgres://postgres:postgres@localhost:5432/orders?sslmode=disable"

// loopback is the same by number.
const loopback = "root:root@tcp(127.0.0.1:3306)/orders"

// compose is the database of a set of containers, whose password is the word.
const compose = "postgres://user:password@db:5432/orders"

// pattern shows how to write one.
const pattern = "postgres://<user>:<password>@<host>:5432/<database>"

// usage is part of a help text.
const usage = "connection string, as mysql://user:pass@host:3306/name"

// without has a user, and no password.
const without = "postgres://orders@pg-1.acme.io:5432/orders"

// socket asks the operating system who it is.
const socket = "host=/var/run/postgresql user=orders dbname=orders sslmode=disable"

// port is no password.
const port = "https://pg-1.acme.io:5432/orders"

// address has an at sign in its path.
const address = "https://medium.acme.io/@orders/a:b"

// mail has a user and a host.
const mail = "mailto:orders@acme.io"

// statement sets a password that comes as an argument.
const statement = "UPDATE users SET password=$1, salt=$2 WHERE id=$3"

// login is a statement as well.
const login = "SELECT id FROM users WHERE name = ? AND password = crypt(?, password)"

// filled is put together when the program runs.
func filled(user, password, host string) string {
	return fmt.Sprintf("postgres://%s:%s@%s/orders", user, password, host)
}

// keywords is filled in as well.
func keywords(password string) string {
	return fmt.Sprintf("host=pg-1.acme.io user=orders password=%s dbname=orders", password)
}

// expanded takes the password from the environment.
func expanded() string {
	return os.ExpandEnv("postgres://orders:${DB_PASSWORD}@pg-1.acme.io/orders")
}

// short is expanded too.
func short() string { return os.ExpandEnv("amqp://orders:$MQ_PASSWORD@mq.acme.io/") }

// masked is written to a log.
func masked(u *url.URL) string { return "connected to postgres://orders:****@" + u.Host }

// changeMe says what it is.
const changeMe = "mongodb://orders:change-me@mongo.acme.io/orders"
