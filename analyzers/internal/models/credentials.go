package models

import "github.com/apiward/apiward/rules/model"

// credentials says where libraries take a password, a key or a token. Names of
// users and of keys are none, nor are connection strings, of which the password
// is told by its place.
func credentials() []model.Library {
	takes := func(path string, sinks ...[]model.Sink) model.Library {
		l := model.Library{Path: path}
		for _, s := range sinks {
			l.Sinks = append(l.Sinks, s...)
		}
		return l
	}
	argument := func(arg int, symbols ...string) []model.Sink { return into(model.Credential, "", arg, symbols...) }
	from := func(arg int, symbols ...string) []model.Sink { return intoRest(model.Credential, "", arg, symbols...) }
	// What a key is used for does not show it.
	keyed := func(path string, symbols ...string) model.Library {
		l := takes(path, argument(0, symbols...))
		l.Opaque = symbols
		return l
	}
	return []model.Library{
		// Requests.
		takes("net/http", argument(1, "Request.SetBasicAuth"), headers(0, 1, "Header.Set", "Header.Add")),
		takes("net/url", argument(1, "UserPassword")),
		takes("github.com/go-resty/resty/v2",
			argument(1, "Client.SetBasicAuth", "Request.SetBasicAuth"), argument(0, "Client.SetAuthToken", "Request.SetAuthToken"),
			headers(0, 1, "Client.SetHeader", "Request.SetHeader")),

		// Keys to sign and to encrypt with.
		takes("crypto/hmac", argument(1, "New")),
		keyed("crypto/aes", "NewCipher"),
		keyed("crypto/des", "NewCipher", "NewTripleDESCipher"),
		takes("crypto/subtle", argument(0, "ConstantTimeCompare"), argument(1, "ConstantTimeCompare")),
		keyed("golang.org/x/crypto/chacha20poly1305", "New", "NewX"),
		takes("github.com/golang-jwt/jwt/v4", argument(0, "Token.SignedString"), answers(1, "Parse", "Parser.Parse"), answers(2, "ParseWithClaims", "Parser.ParseWithClaims")),
		takes("github.com/golang-jwt/jwt/v5", argument(0, "Token.SignedString"), answers(1, "Parse", "Parser.Parse"), answers(2, "ParseWithClaims", "Parser.ParseWithClaims")),
		takes("github.com/lestrrat-go/jwx/v2/jwt", argument(1, "WithKey")),
		takes("github.com/lestrrat-go/jwx/v2/jws", argument(1, "WithKey")),
		takes("github.com/lestrrat-go/jwx/v2/jwk", argument(0, "FromRaw")),
		takes("github.com/go-chi/jwtauth/v5", argument(1, "New"), argument(2, "New")),
		takes("github.com/gorilla/sessions", from(0, "NewCookieStore"), from(1, "NewFilesystemStore")),
		takes("github.com/gorilla/securecookie", argument(0, "New"), argument(1, "New"), from(0, "CodecsFromPairs")),
		takes("github.com/gin-contrib/sessions/cookie", from(0, "NewStore")),

		// Databases and brokers.
		takes("github.com/redis/go-redis/v9", argument(0,
			"Options.Password", "UniversalOptions.Password", "ClusterOptions.Password", "FailoverOptions.Password",
			"UniversalOptions.SentinelPassword", "FailoverOptions.SentinelPassword")),
		takes("github.com/gomodule/redigo/redis", argument(0, "DialPassword")),
		takes("github.com/jackc/pgx/v5/pgconn", argument(0, "Config.Password")),
		takes("github.com/go-sql-driver/mysql", argument(0, "Config.Passwd")),
		takes("github.com/go-pg/pg/v10", argument(0, "Options.Password")),
		takes("github.com/gocql/gocql", argument(0, "PasswordAuthenticator.Password")),
		takes("github.com/ClickHouse/clickhouse-go/v2", argument(0, "Auth.Password")),
		takes("github.com/neo4j/neo4j-go-driver/v5/neo4j", argument(1, "BasicAuth")),
		takes("go.mongodb.org/mongo-driver/mongo/options", argument(0, "Credential.Password")),
		takes("go.mongodb.org/mongo-driver/v2/mongo/options", argument(0, "Credential.Password")),
		takes("github.com/rabbitmq/amqp091-go", argument(0, "PlainAuth.Password")),
		takes("github.com/segmentio/kafka-go/sasl/plain", argument(0, "Mechanism.Password")),
		takes("github.com/segmentio/kafka-go/sasl/scram", argument(2, "Mechanism")),
		takes("github.com/nats-io/nats.go", argument(1, "UserInfo"), argument(0, "Token")),

		// Accounts elsewhere.
		takes("net/smtp", argument(2, "PlainAuth"), argument(1, "CRAMMD5Auth")),
		takes("golang.org/x/crypto/ssh", argument(0, "Password")),
		takes("github.com/go-ldap/ldap/v3", argument(1, "Conn.Bind", "NewSimpleBindRequest")),
		takes("golang.org/x/oauth2", argument(0, "Config.ClientSecret", "Token.AccessToken", "Token.RefreshToken")),
		takes("golang.org/x/oauth2/clientcredentials", argument(0, "Config.ClientSecret")),
		takes("github.com/aws/aws-sdk-go-v2/credentials", argument(1, "NewStaticCredentialsProvider"), argument(2, "NewStaticCredentialsProvider")),
		takes("github.com/minio/minio-go/v7/pkg/credentials", argument(1, "NewStatic", "NewStaticV2", "NewStaticV4"), argument(2, "NewStatic", "NewStaticV2", "NewStaticV4")),
		takes("github.com/gin-gonic/gin", argument(0, "BasicAuth", "BasicAuthForRealm")),
	}
}

// headers returns the sinks that set a header by name, for those that carry a
// credential.
func headers(name, value int, symbols ...string) []model.Sink {
	list := into(model.Credential, "", value, symbols...)
	for i := range list {
		list[i].When = &model.Condition{Arg: name, Values: []string{
			"Authorization", "authorization", "AUTHORIZATION", "Proxy-Authorization", "proxy-authorization",
			"X-Api-Key", "X-API-Key", "X-API-KEY", "x-api-key", "Api-Key", "api-key", "ApiKey", "apikey",
			"X-Auth-Token", "x-auth-token", "X-Access-Token", "Private-Token", "PRIVATE-TOKEN", "X-Vault-Token", "X-Auth-Key",
		}}
	}
	return list
}

// answers returns the sinks that are what a function of the caller's returns
// first.
func answers(arg int, symbols ...string) []model.Sink {
	list := into(model.Credential, "", arg, symbols...)
	for i := range list {
		list[i].Returned = true
	}
	return list
}
