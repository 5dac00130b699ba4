package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// clientSinks are net/http's.
func clientSinks() []model.Sink {
	list := into(model.Outbound, "", 0, "Get", "Head", "Post", "PostForm", "Client.Get", "Client.Head", "Client.Post", "Client.PostForm", "ProxyURL", "Request.URL")
	list = append(list, into(model.Outbound, "", 1, "NewRequest")...)
	return append(list, into(model.Outbound, "", 2, "NewRequestWithContext")...)
}

// redirectSinks are net/http's.
func redirectSinks() []model.Sink {
	return slices.Concat(
		into(model.Redirect, "", 2, "Redirect"),
		into(model.Redirect, "", 0, "RedirectHandler"),
		intoLocation("Header", "Set", "Add"),
	)
}

// notAddresses are the kinds of sink that an IP address is safe for.
var notAddresses = []model.SinkKind{model.SQL, model.NoSQL, model.Command, model.Argument, model.FileName}

// standardNet dials. Asking for an address is no call: who looks a host up
// before dialling does so to see where it leads.
func standardNet() model.Library {
	l := model.Library{
		Path:         "net",
		PublicErrors: []string{"ParseCIDR", "ParseMAC", "SplitHostPort"},
		// Digits, letters up to f, dots and colons: an address, though anyone's.
		Sanitizers: []model.Sanitizer{
			{Symbol: "ParseIP", For: notAddresses}, {Symbol: "ParseCIDR", For: notAddresses}, {Symbol: "ParseMAC", For: notAddresses},
		},
		// Pairs of digits with signs between them.
		Parsers: []model.Parser{{Symbol: "ParseMAC"}},
		Pure:    []string{"JoinHostPort", "SplitHostPort", "ParseIP", "ParseCIDR", "IP.String", "IP.To4", "IP.To16", "IPAddr.String", "TCPAddr.String"},
		Resolves: []string{
			"LookupHost", "LookupIP", "Resolver.LookupHost", "Resolver.LookupIP", "Resolver.LookupIPAddr", "Resolver.LookupNetIP", "ResolveIPAddr", "ResolveTCPAddr",
		},
		Opaque: []string{
			"Dial", "DialTimeout", "Dialer.Dial", "Dialer.DialContext", "DialTCP", "DialUDP", "DialIP",
			"LookupAddr", "LookupCNAME", "LookupHost", "LookupIP", "LookupMX", "LookupNS", "LookupPort", "LookupSRV", "LookupTXT",
			"Resolver.LookupAddr", "Resolver.LookupCNAME", "Resolver.LookupHost", "Resolver.LookupIP", "Resolver.LookupIPAddr",
			"Resolver.LookupMX", "Resolver.LookupNS", "Resolver.LookupNetIP", "Resolver.LookupTXT",
		},
	}
	l.Sinks = append(into(model.Outbound, "", 1, "Dial", "DialTimeout", "Dialer.Dial"), into(model.Outbound, "", 2, "Dialer.DialContext", "DialTCP", "DialUDP", "DialIP")...)
	return l
}

func standardTLS() model.Library {
	return model.Library{
		Path: "crypto/tls",
		// That a connection is encrypted says nothing of who is at its other end.
		Sources: []model.Source{
			{Symbol: "ConnectionState.PeerCertificates", Kind: model.TLS, Name: "certificate", Key: -1, Refine: true},
			{Symbol: "ConnectionState.VerifiedChains", Kind: model.TLS, Name: "certificate", Key: -1, Refine: true},
		},
		Sinks:  append(into(model.Outbound, "", 1, "Dial", "Dialer.Dial"), into(model.Outbound, "", 2, "DialWithDialer", "Dialer.DialContext")...),
		Opaque: []string{"Dial", "DialWithDialer", "Dialer.Dial", "Dialer.DialContext"},
	}
}

func standardSMTP() model.Library {
	return model.Library{Path: "net/smtp", Sinks: into(model.Outbound, "", 0, "SendMail", "Dial"), Opaque: []string{"Dial"}}
}

func standardRPC() model.Library {
	return model.Library{Path: "net/rpc", Sinks: into(model.Outbound, "", 1, "Dial", "DialHTTP", "DialHTTPPath"), Opaque: []string{"Dial", "DialHTTP", "DialHTTPPath"}}
}

func resty() model.Library {
	l := model.Library{Path: "github.com/go-resty/resty/v2"}
	for _, name := range []string{"Get", "Head", "Post", "Put", "Patch", "Delete", "Options"} {
		l.Sinks = append(l.Sinks, into(model.Outbound, "", 0, "Request."+name)...)
		l.Opaque = append(l.Opaque, "Request."+name)
	}
	l.Sinks = append(l.Sinks, into(model.Outbound, "", 1, "Request.Execute")...)
	l.Sinks = append(l.Sinks, into(model.Outbound, "", 0, "Client.SetBaseURL", "Client.SetHostURL", "Client.SetProxy", "Request.URL")...)
	l.Sinks = append(l.Sinks, into(model.FileName, "", 0, "Request.SetOutput")...)
	l.Sinks = append(l.Sinks, into(model.FileName, "", 1, "Request.SetFile")...)
	l.Opaque = append(l.Opaque, "Request.Execute", "Request.Send")
	return l
}

func retryableHTTP() model.Library {
	l := model.Library{Path: "github.com/hashicorp/go-retryablehttp"}
	for _, name := range []string{"Get", "Head", "Post", "PostForm"} {
		l.Sinks = append(l.Sinks, into(model.Outbound, "", 0, name, "Client."+name)...)
		l.Opaque = append(l.Opaque, name, "Client."+name)
	}
	l.Sinks = append(l.Sinks, into(model.Outbound, "", 1, "NewRequest")...)
	l.Sinks = append(l.Sinks, into(model.Outbound, "", 2, "NewRequestWithContext")...)
	l.Opaque = append(l.Opaque, "NewRequest", "NewRequestWithContext", "Client.Do")
	return l
}

func grpcClient() model.Library {
	return model.Library{
		Path:   "google.golang.org/grpc",
		Sinks:  append(into(model.Outbound, "", 0, "NewClient", "Dial"), into(model.Outbound, "", 1, "DialContext")...),
		Opaque: []string{"NewClient", "Dial", "DialContext"},
	}
}
