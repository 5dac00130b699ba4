package g408

import "golang.org/x/crypto/ssh"

func config() *ssh.ServerConfig {
	var last ssh.PublicKey
	c := &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) { // want "G408"
			last = key
			return &ssh.Permissions{}, nil
		},
	}
	use(last)
	return c
}

func use(ssh.PublicKey) {}
