// Package accounts logs in to databases, brokers and servers.
package accounts

import (
	"cmp"
	"flag"
	"net/smtp"
	"os"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/gin-gonic/gin"
	"github.com/go-ldap/ldap/v3"
	"github.com/go-sql-driver/mysql"
	"github.com/gocql/gocql"
	"github.com/jackc/pgx/v5/pgconn"
	minio "github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go/sasl/plain"
	mongo "go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/crypto/ssh"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// cache has a password among its options.
var cache = redis.NewClient(&redis.Options{
	Addr:     "cache.acme.io:6379",
	Password: "Wm4vTq9sLx2", // want "proven: a constant is the credential of redis.Options.Password"
})

// open is a cache that asks for none.
var open = redis.NewClient(&redis.Options{Addr: "cache.acme.io:6379", Password: ""})

// outside takes it from the environment.
var outside = redis.NewClient(&redis.Options{Addr: "cache.acme.io:6379", Password: os.Getenv("REDIS_PASSWORD")})

// later sets a field once the rest is known.
func later(c *pgconn.Config) {
	c.User = "orders"
	c.Password = "Wm4vTq9sLx2" // want "proven: a constant is the credential of pgconn.Config.Password"
}

// database has one among the fields of a configuration.
func database() string {
	c := mysql.Config{User: "orders", Passwd: "Wm4vTq9sLx2", Net: "tcp", Addr: "mysql.acme.io"} // want "proven: a constant is the credential of mysql.Config.Passwd"
	return c.FormatDSN()
}

// documents is an account of a document database.
var documents = mongo.Credential{Username: "orders", Password: "Wm4vTq9sLx2"} // want "proven: a constant is the credential of options.Credential.Password"

// wide is one without names of fields.
var wide = gocql.PasswordAuthenticator{Username: "orders", Password: "Wm4vTq9sLx2"} // want "proven: a constant is the credential of gocql.PasswordAuthenticator.Password"

// broker is an account of a broker.
var broker = amqp.PlainAuth{"orders", "Wm4vTq9sLx2"} // want "proven: a constant is the credential of amqp091.PlainAuth.Password"

// stream is one of another broker.
var stream = plain.Mechanism{Username: "orders", Password: "Wm4vTq9sLx2"} // want "proven: a constant is the credential of plain.Mechanism.Password"

// bus is one of a third.
func bus() (*nats.Conn, error) {
	return nats.Connect("nats.acme.io", nats.UserInfo("orders", "Wm4vTq9sLx2")) // want "proven: a constant is the credential of nats.UserInfo"
}

// mail is sent by an account.
func mail() smtp.Auth {
	return smtp.PlainAuth("", "orders@acme.io", "Wm4vTq9sLx2", "smtp.acme.io") // want "proven: a constant is the credential of smtp.PlainAuth"
}

// shell logs in to a machine.
func shell() *ssh.ClientConfig {
	return &ssh.ClientConfig{User: "deploy", Auth: []ssh.AuthMethod{ssh.Password("Wm4vTq9sLx2")}} // want "proven: a constant is the credential of ssh.Password"
}

// directory binds as an administrator.
func directory(c *ldap.Conn) error {
	return c.Bind("cn=admin,dc=acme,dc=io", "Wm4vTq9sLx2") // want "proven: a constant is the credential of ldap.Conn.Bind"
}

// provider is a client of an identity provider.
var provider = oauth2.Config{
	ClientID:     "orders",
	ClientSecret: "7Qp2vX9kLm4Rt8Zw", // want "proven: a constant is the credential of oauth2.Config.ClientSecret"
	Endpoint:     oauth2.Endpoint{TokenURL: "https://id.acme.io/oauth2/token"},
}

// machine is one that has no user.
var machine = &clientcredentials.Config{
	ClientID:     "orders",
	ClientSecret: cmp.Or(os.Getenv("CLIENT_SECRET"), "7Qp2vX9kLm4Rt8Zw"), // want "proven: a constant is the credential of clientcredentials.Config.ClientSecret"
}

// cloud has an ID, which is told by its shape, and the secret that belongs to it.
var cloud = credentials.NewStaticCredentialsProvider(
	"AK"+"IAVQJXXVBOTHD2WTFL",                  // want "proven: an AWS access key ID"
	"q8Zt5vX1kLm4Rt8ZwP0sVb3nYc6hJd9fGa2eUi7o", // want "proven: a constant is the credential of credentials.NewStaticCredentialsProvider"
	"",
)

// buckets is the store that every developer runs for himself, with its defaults.
var buckets = minio.NewStaticV4("minioadmin", "minioadmin", "") // want "unproven: a simple constant is the credential of credentials.NewStaticV4"

// accounts are the users of a page for administrators.
func accounts(r *gin.Engine) {
	r.Group("/admin", gin.BasicAuth(gin.Accounts{
		"root": "Wm4vTq9sLx2", // want "proven: a constant is the credential of gin.BasicAuth"
		"ops":  os.Getenv("OPS_PASSWORD"),
	}))
}

// flagged falls back to a constant where no flag says otherwise.
var flagged = flag.String("ldap-password", "Wm4vTq9sLx2", "password to bind with") // want "proven: a constant is the credential of ldap.Conn.Bind"

func bind(c *ldap.Conn) error { return c.Bind("cn=orders", *flagged) }

// unset has an empty default.
var unset = flag.String("other-password", "", "password to bind with")

func bindOther(c *ldap.Conn) error { return c.Bind("cn=orders", *unset) }

// expected fills in what comes from a file.
type file struct{ User, Password string }

func (f file) mongo() mongo.Credential {
	return mongo.Credential{Username: f.User, Password: f.Password}
}

// users are names, and no passwords.
func users(c *mysql.Config) { c.User, c.DBName = "orders-7Qp2vX9k", "orders" }

// template is filled in before it is used.
var template = redis.Options{Addr: "${REDIS_ADDR}", Password: "${REDIS_PASSWORD}"}

// changeMe says what it is.
var changeMe = redis.Options{Addr: "cache:6379", Password: "change-me"}
