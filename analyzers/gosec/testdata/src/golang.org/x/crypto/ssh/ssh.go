// Package ssh has the shapes that the examples need.
package ssh

type PublicKey interface {
	Type() string
	Marshal() []byte
}

type ConnMetadata interface{ User() string }

type Permissions struct{ Extensions map[string]string }

type HostKeyCallback func(hostname string, key PublicKey) error

type ClientConfig struct{ HostKeyCallback HostKeyCallback }

type ServerConfig struct {
	PublicKeyCallback func(conn ConnMetadata, key PublicKey) (*Permissions, error)
}

func InsecureIgnoreHostKey() HostKeyCallback { return nil }

func FixedHostKey(PublicKey) HostKeyCallback { return nil }
