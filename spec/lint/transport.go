package lint

import "strings"

// encrypted are the schemes in cleartext and what to write instead.
var encrypted = map[string]string{
	"http": "https", "ws": "wss", "ftp": "ftps", "mqtt": "mqtts", "amqp": "amqps",
	"grpc": "grpcs", "coap": "coaps", "ldap": "ldaps", "stomp": "stomps",
}

// Cleartext returns the scheme of an absolute URL, in lower case, where it is
// known not to be encrypted, else "". Relative URLs have none.
func Cleartext(url string) string {
	scheme, _, ok := strings.Cut(strings.TrimSpace(url), ":")
	if scheme = strings.ToLower(scheme); !ok || encrypted[scheme] == "" {
		return ""
	}
	return scheme
}

// Encrypted returns the scheme to write instead of one in cleartext.
func Encrypted(scheme string) string { return encrypted[scheme] }
