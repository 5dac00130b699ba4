package g106

import "golang.org/x/crypto/ssh"

func config() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()} // want "G106"
}
