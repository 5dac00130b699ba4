package g408

import "golang.org/x/crypto/ssh"

func kept() *ssh.ServerConfig {
	return &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			return &ssh.Permissions{Extensions: map[string]string{"key": string(key.Marshal())}}, nil
		},
	}
}
