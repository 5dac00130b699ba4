package secret

import (
	"net/netip"
	"strings"

	"github.com/apiward/apiward/rules"
)

// connection returns the password that the value holds as part of a URL or of
// a connection string.
func connection(value string) (best Match, found bool) {
	try := func(m Match, ok bool) {
		if ok && (!found || m.Strength < best.Strength) {
			best, found = m, true
		}
	}
	hasHost := strings.Contains(value, "@") // which stands in front of one
	for from := 0; hasHost; {
		n := strings.Index(value[from:], "://")
		if n < 0 {
			break
		}
		at := from + n
		m, ok := inURL(value[from:at], value[at+len("://"):])
		m.Start = at
		m.End += at + len("://")
		try(m, ok)
		from = at + len("://")
	}
	whole := func(m Match, ok bool) {
		m.End = len(value)
		try(m, ok)
	}
	if hasHost {
		whole(mysql(value))
	}
	if strings.Contains(value, "=") {
		whole(pairs(strings.Fields(value), libpq, "a PostgreSQL connection string"))
		whole(pairs(strings.Split(value, ";"), ado, "a connection string"))
	}
	return best, found
}

// inURL judges the user and password of a URL, whose scheme ends before and
// whose authority begins after.
func inURL(before, after string) (Match, bool) {
	scheme := before[strings.LastIndexFunc(before, func(r rune) bool {
		return r >= 128 || !sets['A'][r] && r != '+' && r != '.' && r != '-'
	})+1:]
	authority := after
	if i := strings.IndexAny(after, "/?# \t\r\n\"'`"); i >= 0 {
		authority = after[:i]
	}
	at := strings.LastIndexByte(authority, '@')
	if scheme == "" || at < 0 {
		return Match{}, false
	}
	user, password, ok := strings.Cut(authority[:at], ":")
	if !ok {
		return Match{}, false
	}
	m, ok := judge(user, password, authority[at+1:], "a password in "+named(scheme)+" URL")
	m.End = len(authority)
	return m, ok
}

// named returns a scheme as people write it, behind its article.
func named(scheme string) string {
	scheme = strings.ToLower(scheme)
	switch base, _, _ := strings.Cut(scheme, "+"); base {
	case "postgres", "postgresql", "pgx":
		return "a PostgreSQL"
	case "mysql", "mariadb":
		return "a MySQL"
	case "mongodb":
		return "a MongoDB"
	case "redis", "rediss":
		return "a Redis"
	case "amqp", "amqps":
		return "an AMQP"
	case "http", "https", "ftp", "ssh", "smtp", "smtps", "nats", "ldap", "ldaps", "sqlserver", "clickhouse", "kafka":
		return "a " + base
	}
	return "a connection"
}

// mysql judges a data source name as the MySQL driver reads it:
// user:password@tcp(host:port)/name.
func mysql(value string) (Match, bool) {
	for _, protocol := range []string{"@tcp(", "@tcp6(", "@unix(", "@udp("} {
		before, after, ok := strings.Cut(value, protocol)
		if !ok {
			continue
		}
		before = before[strings.LastIndexAny(before, " \t\n\"'`/=")+1:]
		user, password, ok := strings.Cut(before, ":")
		host, _, closed := strings.Cut(after, ")")
		if !ok || !closed {
			return Match{}, false
		}
		if protocol == "@unix(" {
			host = "localhost"
		}
		return judge(user, password, host, "a password in a MySQL data source name")
	}
	return Match{}, false
}

// dialect is a way to write a connection string as keys and values.
type dialect struct {
	user, password, host []string // keys, in lower case
	others               []string
}

var libpq = dialect{
	user: []string{"user"}, password: []string{"password"}, host: []string{"host", "hostaddr"},
	others: []string{"dbname", "port", "sslmode", "connect_timeout", "application_name", "timezone", "search_path", "sslrootcert", "sslcert", "sslkey"},
}

var ado = dialect{
	user: []string{"user id", "uid", "user", "username", "accountname"}, password: []string{"password", "pwd"},
	host: []string{"server", "data source", "host", "address", "addr", "endpoint"}, others: []string{"database", "initial catalog", "port", "encrypt"},
}

// pairs judges a connection string of keys and values. Every part must be a
// pair, and two of them known: a sentence or a statement that sets a password is
// something else.
func pairs(parts []string, d dialect, what string) (Match, bool) {
	if len(parts) < 2 {
		return Match{}, false
	}
	found, known := map[string]string{}, 0
	for _, part := range parts {
		if part == "" {
			continue
		}
		key, v, ok := strings.Cut(part, "=")
		if !ok {
			return Match{}, false
		}
		key = strings.ToLower(strings.TrimSpace(key))
		for name, keys := range map[string][]string{"user": d.user, "password": d.password, "host": d.host, "": d.others} {
			for _, k := range keys {
				if k == key {
					known++
					found[name] = strings.Trim(strings.TrimSpace(v), "'\"")
				}
			}
		}
	}
	if known < 2 || found["password"] == "" {
		return Match{}, false
	}
	return judge(found["user"], found["password"], found["host"], "a password in "+what)
}

// judge says what a user, a password and a host prove together. A password
// that is none worth the name opens nothing but what a developer runs for
// himself, and so does one for the developer's own machine.
func judge(user, password, host, what string) (Match, bool) {
	class := Judge(password)
	if class == Nothing || class == Common && (strings.EqualFold(user, password) || Judge(user) <= Common) {
		return Match{}, false
	}
	m := Match{What: what, Strength: rules.Proven}
	switch near := nearness(host); {
	case near == here && class < Strong:
		return Match{}, false
	case near == here:
		m.Strength, m.Doubt = rules.Hint, "it is for this machine alone"
	case near == beside && class < Strong:
		m.Strength = rules.Hint
	case near == beside, class < Strong:
		m.Strength = rules.Unproven
	}
	return m, true
}

type near int

const (
	far    near = iota
	beside      // a name without a domain, as one container has for another
	here        // this machine
)

// nearness says how far a host is, which a port may follow.
func nearness(host string) near {
	name := strings.ToLower(host)
	if i := strings.LastIndexByte(name, ':'); i >= 0 && !strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	name = strings.Trim(name, "[]")
	ip, err := netip.ParseAddr(name)
	switch {
	case name == "localhost", strings.HasSuffix(name, ".localhost"), name == "host.docker.internal", err == nil && (ip.IsLoopback() || ip.IsUnspecified()):
		return here
	case err == nil, name == "", strings.Contains(name, "."), strings.ContainsAny(name, "%${"):
		return far
	}
	return beside
}
