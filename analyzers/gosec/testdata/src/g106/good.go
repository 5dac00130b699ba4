package g106

import "golang.org/x/crypto/ssh"

func pinned(key ssh.PublicKey) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
}
