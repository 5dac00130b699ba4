package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

func standardIO() model.Library {
	return model.Library{
		Path: "io",
		Sinks: []model.Sink{
			{Symbol: "ReadAll", Kind: model.BodyRead, Arg: 0},
			{Symbol: "Copy", Kind: model.BodyRead, Arg: 1, Streams: true},
			{Symbol: "CopyBuffer", Kind: model.BodyRead, Arg: 1, Streams: true},
			{Symbol: "WriteString", Kind: model.Response, Arg: 1, Writes: true, Dest: 0},
			{Symbol: "Copy", Kind: model.Response, Arg: 1, Writes: true, Dest: 0},
		},
		Limiters: []model.Limiter{{Symbol: "LimitReader", Arg: 0}, {Symbol: "LimitedReader.R"}},
		Writers:  []model.Writer{{Symbol: "MultiWriter", Arg: 0}},
		Pure:     []string{"*"},
	}
}

func standardJSON() model.Library {
	return model.Library{
		Path: "encoding/json",
		Sinks: append(
			toClient("Encoder", -1, 0, "Encode"),
			model.Sink{Symbol: "Decoder.Decode", Kind: model.BodyRead, Arg: -1},
		),
		Writers: []model.Writer{{Symbol: "NewEncoder", Arg: 0}},
		Pure:    []string{"*"},
		// That a value of the program cannot be encoded is seen before anyone else can see it.
		PublicErrors: []string{"Marshal", "MarshalIndent"},
	}
}

func standardXML() model.Library {
	return model.Library{
		Path: "encoding/xml",
		Sinks: append(
			toClient("Encoder", -1, 0, "Encode"),
			model.Sink{Symbol: "Decoder.Decode", Kind: model.BodyRead, Arg: -1},
		),
		Writers: []model.Writer{{Symbol: "NewEncoder", Arg: 0}},
		Pure:    []string{"*"},
	}
}

func standardGob() model.Library {
	return model.Library{
		Path:  "encoding/gob",
		Sinks: []model.Sink{{Symbol: "Decoder.Decode", Kind: model.BodyRead, Arg: -1}},
		Pure:  []string{"*"},
	}
}

// standardText lists the packages of the standard library whose functions
// only rearrange what they are given, and those that read from elsewhere.
func standardText() []model.Library {
	var all []model.Library
	for _, path := range []string{
		"bufio", "bytes", "cmp", "encoding/base64", "encoding/hex", "errors", "fmt", "html", "iter", "maps", "math", "net/url",
		"reflect", "regexp", "slices", "sort", "strings", "text/template", "unicode", "unicode/utf8",
		"crypto/subtle", "crypto/hmac", "mime", "io/fs", "time", "html/template", "unicode/utf16", "net/mail", "net/textproto",
	} {
		l := model.Library{Path: path, Pure: []string{"*"}}
		if slices.Contains(repeating, path) {
			l.PublicErrors = []string{"*"}
		}
		switch path {
		case "bytes":
			l.Sinks = []model.Sink{{Symbol: "Buffer.ReadFrom", Kind: model.BodyRead, Arg: 0}}
		case "bufio": // a Scanner bounds what it holds, a line of a Reader is as long as it is
			l.Sinks = []model.Sink{
				{Symbol: "Reader.ReadString", Kind: model.BodyRead, Arg: -1},
				{Symbol: "Reader.ReadBytes", Kind: model.BodyRead, Arg: -1},
			}
			l.Sinks = append(l.Sinks, toClient("Writer", -1, 0, "Write", "WriteString")...)
			l.Writers = []model.Writer{{Symbol: "NewWriter", Arg: 0}, {Symbol: "NewWriterSize", Arg: 0}}
		case "html/template", "text/template":
			l.Sinks = append(toClient("Template", 0, 1, "Execute"), toClient("Template", 0, 2, "ExecuteTemplate")...)
			l.Opaque = []string{"Must"} // it panics with the error, the template is none
			l.Sinks = append(l.Sinks, intoRest(model.FileName, "", 0, "ParseFiles", "Template.ParseFiles")...)
			l.Sinks = append(l.Sinks, into(model.FileName, "", 0, "ParseGlob", "Template.ParseGlob")...)
		case "encoding/hex": // digits and the letters up to f
			l.Sanitizers = []model.Sanitizer{{Symbol: "EncodeToString", For: []model.SinkKind{model.SQL, model.Command, model.Argument, model.FileName}}}
		case "fmt":
			l.Sinks = toClient("", 0, 1, "Fprint", "Fprintf", "Fprintln")
			for i := range l.Sinks {
				l.Sinks[i].Rest = true
			}
			l.Opaque = []string{"Scan", "Scanf", "Scanln"} // what someone types
		case "strings":
			l.Immutable = []string{"Replacer"}
		case "regexp":
			l.Immutable = []string{"Regexp"}
			for _, all := range []string{"", "String"} { // one of many matches, and which one is not known
				for _, s := range []string{"FindAll" + all, "FindAll" + all + "Submatch"} {
					l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: "Regexp." + s, For: []model.SinkKind{model.Logged, model.Credential}})
				}
			}
		case "slices":
			l.Choices = slicesChoices()
		case "time":
			l.Harmless = []string{"Time", "Duration", "Month", "Weekday"}
			l.Parsers = []model.Parser{{Symbol: "Parse", Arg: 1}, {Symbol: "ParseInLocation", Arg: 1}, {Symbol: "ParseDuration"}}
		case "net/url":
			// Whatever these hold, the host is another field. A browser that is sent
			// to the path alone takes one that begins with two slashes for a host.
			for _, field := range []string{"Path", "RawPath"} {
				l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: "URL." + field, For: []model.SinkKind{model.Outbound}})
			}
			for _, field := range []string{"RawQuery", "Fragment", "RawFragment"} {
				l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: "URL." + field, For: []model.SinkKind{model.Outbound, model.Redirect}})
			}
			l.Parts = telling(model.PathOf, "URL", "Path", "RawPath", "EscapedPath", "RequestURI", "String")
			l.Sources = []model.Source{
				{Symbol: "URL.Query", Kind: model.Query, Key: -1, Refine: true, Of: "RawQuery"},
				{Symbol: "Values.Get", Kind: model.Query, Key: 0, Refine: true},
				{Symbol: "URL.RawQuery", Kind: model.Query, Key: -1, Refine: true},
			}
		}
		all = append(all, l)
	}
	all = append(all,
		model.Library{Path: "compress/flate", Unpack: []string{"NewReader"}, Pure: []string{"*"}},
		model.Library{Path: "compress/bzip2", Unpack: []string{"NewReader"}, Pure: []string{"*"}},
		model.Library{
			Path: "text/tabwriter", Sinks: toClient("Writer", -1, 0, "Write"),
			Writers: []model.Writer{{Symbol: "NewWriter", Arg: 0}, {Symbol: "Writer.Init", Arg: 1}}, Pure: []string{"*"},
		},
	)
	for _, path := range []string{"compress/gzip", "compress/zlib"} {
		all = append(all, model.Library{
			Path:    path,
			Sinks:   toClient("Writer", -1, 0, "Write"),
			Writers: []model.Writer{{Symbol: "NewWriter", Arg: 0}, {Symbol: "NewWriterLevel", Arg: 0}},
			Unpack:  []string{"NewReader"},
			Pure:    []string{"*"},
		})
	}
	return append(all,
		model.Library{Path: "strconv", Pure: []string{"*"}, PublicErrors: []string{"*"}, Parsers: []model.Parser{
			{Symbol: "Atoi"}, {Symbol: "ParseInt"}, {Symbol: "ParseUint"}, {Symbol: "ParseFloat"}, {Symbol: "ParseBool"},
		}},
		// Embedded files are part of the program's text, as constants are.
		model.Library{Path: "embed", Pure: []string{"*"}, Harmless: []string{"FS"}},
		model.Library{Path: "crypto/rand", PublicErrors: []string{"*"}}, // there are none
		model.Library{Path: "runtime", NoReturn: []string{"Goexit"}, Internals: []string{"Stack"}},
		model.Library{Path: "runtime/debug", Internals: []string{"Stack"}},
		model.Library{Path: "context", PublicErrors: []string{"Context.Err", "Cause"}, Harmless: []string{"Context"}, Sources: []model.Source{{Symbol: "Context.Value", Kind: model.Context, Key: 0}}},
		model.Library{Path: "net/netip", PublicErrors: []string{"*"}, Harmless: []string{"Addr", "AddrPort", "Prefix"}, Parsers: []model.Parser{
			{Symbol: "ParseAddr"}, {Symbol: "ParseAddrPort"}, {Symbol: "ParsePrefix"},
		}},
		model.Library{Path: "math/big", Harmless: []string{"Int", "Float", "Rat"}},
		model.Library{Path: "github.com/google/uuid", Harmless: []string{"UUID"}, PublicErrors: []string{"*"}, Parsers: []model.Parser{
			{Symbol: "Parse"}, {Symbol: "Validate"}, {Symbol: "ParseBytes"},
		}},
		model.Library{Path: "github.com/lib/pq", Sanitizers: quoters("QuoteIdentifier", "QuoteLiteral")},
	)
}

// standardHashes are digests, which nobody can choose.
func standardHashes() []model.Library {
	digest := func(path string, symbols ...string) model.Library {
		l := model.Library{Path: path, Pure: []string{"*"}}
		for _, s := range symbols {
			l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: s})
		}
		return l
	}
	return []model.Library{
		digest("crypto/md5", "Sum"),
		digest("crypto/sha1", "Sum"),
		digest("crypto/sha256", "Sum256", "Sum224"),
		digest("crypto/sha512", "Sum512", "Sum384", "Sum512_224", "Sum512_256"),
		digest("hash", "Hash.Sum"),
	}
}

// repeating lists the packages whose errors say what they were given and what
// is wrong with it. Those that read, write or decode into types are none: their
// errors are a reader's, or name types of the program.
var repeating = []string{
	"bytes", "encoding/base64", "encoding/hex", "errors", "fmt", "html", "mime", "net/mail", "net/url", "regexp", "strings", "time", "unicode/utf8",
}

// quoters are the symbols whose results are safe to stand in SQL text.
func quoters(symbols ...string) []model.Sanitizer {
	list := make([]model.Sanitizer, len(symbols))
	for i, s := range symbols {
		list[i] = model.Sanitizer{Symbol: s, For: []model.SinkKind{model.SQL}}
	}
	return list
}
