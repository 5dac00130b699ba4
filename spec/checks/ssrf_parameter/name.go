package ssrf_parameter

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec/lint"
)

// kind is what a name and a schema say of a text that is an address.
type kind int

const (
	none  kind = iota
	word       // a name that can be an address, as next and target
	hook       // the name of what is called, which need not be its address
	link       // an address, of whatever
	shown      // an address of something that clients are shown, which browsers fetch as a rule
	fetch      // an address of something that is fetched
	calls      // an address that the service calls
	sends      // an address that users are sent to
	goes       // likewise, in a body: no link can carry it, so that its caller chose it
)

// kept returns the kind in a body.
func (k kind) kept() kind {
	if k == sends {
		return goes
	}
	return k
}

func (k kind) strength() rules.Strength {
	switch k {
	case calls, sends, fetch:
		return rules.Proven
	case link, hook, shown, goes:
		return rules.Unproven
	}
	return rules.Hint
}

// risk says what may come of it, as the end of a sentence.
func (k kind) risk() string {
	switch k {
	case calls, hook:
		return "the service calls what a client names, its own network included"
	case sends:
		return "users are sent to whatever a link names"
	case goes:
		return "users are sent to whatever a client names"
	case fetch:
		return "the service fetches what a client names, its own network included"
	}
	return "where the service calls it, a client reaches its network"
}

// The words of names, compared as whole words.
var (
	addresses = []string{"url", "urls", "uri", "uris", "href"}
	// whole are addresses in one word.
	whole = map[string]kind{
		"callback": calls, "callbackurl": calls, "callbackuri": calls, "callbacks": calls, "webhook": calls, "webhooks": calls, "webhookurl": calls, "hookurl": calls, "postback": calls, "postbackurl": calls, "notifyurl": calls, "pingback": calls,
		"redirect": sends, "redirecturl": sends, "redirecturi": sends, "returnurl": sends, "returnto": sends, "returnuri": sends, "successurl": sends, "cancelurl": sends, "continueurl": sends,
		"imageurl": shown, "avatarurl": shown, "iconurl": shown, "logourl": shown, "fileurl": fetch, "feedurl": fetch, "sourceurl": fetch, "targeturl": link, "proxyurl": fetch, "mediaurl": shown, "videourl": shown, "downloadurl": fetch,
		"baseurl": link, "siteurl": link, "weburl": link, "linkurl": link,
		"next": word, "target": word, "dest": word, "goto": word, "continue": word, "forward": word, "proxy": word, "link": word,
	}
	// of says what an address is of, where its name is one of addresses.
	of = map[string]kind{
		"callback": calls, "webhook": calls, "hook": calls, "notification": calls, "notify": calls, "postback": calls, "ping": calls, "events": calls, "event": calls, "listener": calls, "subscriber": calls, "delivery": calls, "payload": calls,
		"redirect": sends, "return": sends, "success": sends, "cancel": sends, "failure": sends, "continue": sends, "next": sends, "logout": sends, "forward": sends, "back": sends, "refresh": sends,
		"image": shown, "img": shown, "avatar": shown, "picture": shown, "photo": shown, "icon": shown, "logo": shown, "thumbnail": shown, "media": shown, "video": shown, "audio": shown, "file": fetch, "document": fetch, "pdf": fetch, "feed": fetch, "rss": fetch, "xml": fetch,
		"source": fetch, "src": fetch, "import": fetch, "fetch": fetch, "download": fetch, "upload": link, "remote": fetch, "target": link, "dest": fetch, "destination": fetch, "proxy": fetch, "metadata": fetch, "jwks": fetch, "schema": fetch, "git": fetch, "clone": fetch, "repository": fetch, "repo": fetch, "package": link, "archive": fetch, "tarball": fetch, "storage": link, "endpoint": calls, "server": calls,
	}
)

// judge returns what a value by the name with the schema is.
func judge(name string, s *lint.Schema) kind {
	format := strings.ToLower(s.Keyword("format").Text())
	item := s
	if s.Is("array") {
		items := s.Items()
		if len(items) == 0 {
			return none
		}
		item = items[0]
		format = strings.ToLower(item.Keyword("format").Text())
	}
	if !isText(item) || isBound(item) || isBound(s) {
		return none
	}
	isAddress := slices.Contains([]string{"uri", "url", "iri", "uri-template"}, format)
	if format != "" && !isAddress && format != "uri-reference" && format != "iri-reference" {
		return none // a date, an email, a host
	}
	k := nameKind(name)
	switch {
	case k == none && isAddress:
		return link
	case k == word && isAddress:
		return fetch
	case k == word && isPage(s.Keyword("description").Text()):
		return none
	case isAddress:
		return k
	}
	return byName(name)
}

// byName returns what a value by the name is that nothing else is said of.
func byName(name string) kind {
	k := nameKind(name)
	if k == calls && !isAddressName(name) {
		return hook
	}
	return k
}

// ofOwner returns what a property called url is the address of, by the property
// that it is written in: image.url.
func ofOwner(p *lint.Property) kind {
	path := strings.Split(p.String(), ".")
	if len(path) < 3 {
		return none // a schema, whose name says more than that
	}
	k := none
	for _, w := range lint.Words(path[len(path)-2]) {
		k = max(k, of[w])
	}
	return k
}

// isAddressName reports whether a name says that it is an address and not the
// thing that is there: webhook_url and not webhook.
func isAddressName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), "s")
	return strings.HasSuffix(name, "url") || strings.HasSuffix(name, "uri") || strings.HasSuffix(name, "href")
}

// ofHooks reports whether a text that names a place speaks of what the service
// calls.
func ofHooks(place string) bool {
	return slices.ContainsFunc(lint.Words(place), func(w string) bool {
		return slices.Contains([]string{"hook", "hooks", "webhook", "webhooks", "callback", "callbacks"}, w)
	})
}

// isPlain reports whether a name says of its address only that it is one, or what is
// known of such: url and target_url, and not html_url or compare, which are pages.
func isPlain(name string) bool {
	for _, w := range lint.Words(name) {
		if of[w] == none && whole[w] == none && !slices.Contains(addresses, w) {
			return false
		}
	}
	return true
}

// nameKind returns what a name says.
func nameKind(name string) kind {
	const longest = 200
	if len(name) > longest {
		return none
	}
	words := lint.Words(name)
	if len(words) == 0 {
		return none
	}
	last := words[len(words)-1]
	if slices.Contains(addresses, last) {
		k := link
		for _, w := range words[:len(words)-1] {
			k = max(k, of[w])
		}
		return k
	}
	switch k := whole[last]; k {
	case none, link, shown, calls, sends, fetch:
		if k == calls && (last == "webhook" || last == "callback") && len(words) > 1 && words[0] != "x" {
			return none // created_webhook is an object's name as well
		}
		return k
	case word:
		if len(words) == 1 {
			return word
		}
	}
	return none
}

// isText reports whether values can be texts, as far as the schema says what
// they are.
func isText(s *lint.Schema) bool {
	types := s.Types()
	return slices.Contains(types, "string") || len(types) == 0 && s.Keyword("format").Exists()
}

// isBound reports whether the schema says which addresses are meant: by a list,
// or by a pattern that begins with the scheme of TLS or asks for a path.
func isBound(s *lint.Schema) bool {
	if s.Keyword("enum").Exists() || s.Keyword("const").Exists() {
		return true
	}
	pattern := strings.ReplaceAll(s.Keyword("pattern").Text(), `\/`, "/")
	pattern = strings.TrimPrefix(pattern, "(?i)")
	for _, begin := range []string{"^https://", "^(https://", "^(?:https://", "^https:", "^wss://", "^/", "^[/]"} {
		if strings.HasPrefix(pattern, begin) {
			return true
		}
	}
	// A plain name: letters from the first to the last, and no colon among them.
	return (strings.HasPrefix(pattern, "^[") || strings.HasPrefix(pattern, `^\w`) || strings.HasPrefix(pattern, `^\d`)) &&
		!strings.HasPrefix(pattern, "^[^") && !strings.ContainsAny(pattern, ":.") && strings.HasSuffix(pattern, "$")
}

// isPage reports whether a description speaks of pages of a list: what is next
// or continued there is no address.
func isPage(description string) bool {
	const read = 500
	if len(description) > read {
		description = description[:read]
	}
	return slices.ContainsFunc(lint.Words(description), func(w string) bool {
		return slices.Contains([]string{"page", "pages", "pagination", "paging", "cursor", "token", "results", "offset", "list", "batch", "record", "records", "item", "items"}, w)
	})
}
