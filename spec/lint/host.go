package lint

import (
	"net/netip"
	"strings"
)

// Host returns the host of a URL in lower case, without port and final dot, or
// "" where it has none. A variable in it stays as written.
func Host(url string) string {
	_, rest, ok := strings.Cut(strings.TrimSpace(url), "//")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if inside, ok := strings.CutPrefix(rest, "["); ok {
		address, _, _ := strings.Cut(inside, "]")
		return address
	}
	host, _, _ := strings.Cut(rest, ":")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// Network says who can be on the way to a host.
type Network int

// The networks, the farthest first.
const (
	Everywhere Network = iota
	Private            // only those inside the same network, as far as names and addresses tell
	Reserved           // nobody: the name is reserved for examples and never served
	Loopback           // nobody: the request does not leave the machine
)

// NetworkOf returns where a host is, as far as its name or address tells.
func NetworkOf(host string) Network {
	if a, err := netip.ParseAddr(host); err == nil {
		switch {
		case a.IsLoopback() || a.IsUnspecified():
			return Loopback
		case a.IsPrivate() || a.IsLinkLocalUnicast():
			return Private
		}
		return Everywhere
	}
	switch {
	case below(host, "localhost", "host.docker.internal"):
		return Loopback
	case below(host, "example.com", "example.org", "example.net", "example", "test", "invalid"):
		return Reserved
	case below(host, "local", "internal", "svc", "lan", "corp", "intranet", "home.arpa") || host != "" && !strings.ContainsAny(host, ".{"):
		return Private
	}
	return Everywhere
}

// below reports whether host is one of the domains or below one.
func below(host string, domains ...string) bool {
	for _, d := range domains {
		if host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}
