// Package connections holds connection strings with a password in them.
package connections

import "fmt"

// postgres is a URL.
const postgres = "postgres://orders:Wm4vTq9sLx2@pg-1.acme.io:5432/orders?sslmode=require" // want "proven: a password in a PostgreSQL URL is written"

// mysql is what the driver of MySQL reads.
const mysql = "orders:Wm4vTq9sLx2@tcp(mysql.acme.io:3306)/orders?parseTime=true" // want "proven: a password in a MySQL data source name"

// mongo names a cluster.
const mongo = "mongodb+srv://orders:Wm4vTq9sLx2@cluster0.acme.mongodb.net/?retryWrites=true" // want "proven: a password in a MongoDB URL"

// redis has no user.
const redis = "redis://:Wm4vTq9sLx2@cache.acme.io:6379/0" // want "proven: a password in a Redis URL"

// queue is a broker.
const queue = "amqps://orders:Wm4vTq9sLx2@mq.acme.io/orders" // want "proven: a password in an AMQP URL"

// keywords is how libpq writes it.
const keywords = "host=pg-1.acme.io port=5432 user=orders password=Wm4vTq9sLx2 dbname=orders sslmode=require" // want "proven: a password in a PostgreSQL connection string"

// server is how SQL Server writes it.
const server = "Server=sql.acme.io;Database=orders;User Id=orders;Password=Wm4vTq9sLx2;Encrypt=true" // want "proven: a password in a connection string"

// escaped holds a character that a URL cannot.
const escaped = "postgres://orders:Wm4v%40Tq9s%2FLx2@pg-1.acme.io/orders" // want "proven: a password in a PostgreSQL URL"

// webdav is a site behind basic authentication.
const webdav = "https://backup:Wm4vTq9sLx2@dav.acme.io/backups" // want "proven: a password in a https URL"

// at builds the rest of the URL; the password is there already.
func at(host string) string {
	return fmt.Sprintf("postgres://orders:Wm4vTq9sLx2@%s/orders", host) // want "proven: a password in a PostgreSQL URL"
}

// behind puts host and name behind a constant.
func behind(host string) string {
	return "mysql://orders:Wm4vTq9sLx2@" + host + "/orders" // want "proven: a password in a MySQL URL"
}

// weak is a password that anyone would try, on a machine that others reach.
const weak = "postgres://orders:sunshine@pg-1.acme.io/orders" // want "unproven: a password in a PostgreSQL URL"

// container is reached by its name in a network of containers.
const container = "postgres://orders:Wm4vTq9sLx2@db:5432/orders" // want "unproven: a password in a PostgreSQL URL"

// local is a strong password for this machine alone.
const local = "postgres://orders:Wm4vTq9sLx2@localhost:5432/orders" // want "hint: a password in a PostgreSQL URL, though it is for this machine alone"
