package rules

import "slices"

// Category is one of the OWASP API Security Top 10 of 2023, with what stands
// between it and an answer: what a rule could look for and none does yet, what
// no analysis of code and documents can see, and what the policy can say of it.
type Category struct {
	ID    string // "API1:2023", as Rule.OWASP has it
	Title string
	// Open is what could be looked for and is not. A row of which there is a rule
	// by now is none any more: see [Catalog.Missing].
	Open []Gap
	// Unseen is what only the running service, its data or its people show.
	Unseen []string
	// Facts are those of the gateway that answer for a part of it.
	Facts []Fact
}

// Gap is a rule that is not built yet.
type Gap struct {
	ID   string `json:"id"`   // the ID that it will have
	What string `json:"what"` // what it will look for
}

// Categories returns the categories in their order.
func Categories() []Category {
	return []Category{
		{
			ID: "API1:2023", Title: "Broken Object Level Authorization",
			Open: []Gap{{"bola", "an object that is looked up by what the request says, with nothing of the caller in the question"}},
			Unseen: []string{
				"which objects belong to whom, where rows, tenants or a policy engine decide it",
				"whether an identifier that cannot be guessed is given away elsewhere",
			},
		},
		{
			ID: "API2:2023", Title: "Broken Authentication",
			Open: []Gap{
				{"jwt_misuse", "a token whose algorithm, signature or expiry is not checked"},
				{"weak_password_hash", "a password kept under a fast hash"},
				{"timing_compare", "a secret compared in a time that tells how much of it was right"},
				{"swallowed_auth_error", "an error of a check of credentials that lets the request go on"},
			},
			Unseen: []string{
				"whether a signature that is checked is checked with the right key",
				"passwords, second factors and sessions that an identity provider keeps",
				"guessing of credentials, which only the traffic shows",
			},
			Facts: []Fact{Auth},
		},
		{
			ID: "API3:2023", Title: "Broken Object Property Level Authorization",
			Open: []Gap{
				{"exposed_model", "a stored model with secret fields that is encoded into an answer"},
				{"mass_assignment", "a model bound to the request whose privileged fields reach the store"},
			},
			Unseen: []string{
				"which caller may see or change which property",
				"fields of answers that are put together at run time",
			},
		},
		{
			ID: "API4:2023", Title: "Unrestricted Resource Consumption",
			Open: []Gap{
				{"missing_timeout", "a server without limits on how long a request may take"},
				{"missing_rate_limit", "a costly route, or one that takes credentials, without a limit on calls"},
				{"unbounded_page", "a number of rows that the request decides"},
				{"unbounded_alloc", "memory whose size the request decides"},
			},
			Unseen: []string{
				"how much load the service bears, and limits of memory and processes around it",
				"what a call costs at a provider that bills it",
			},
			Facts: []Fact{RateLimit},
		},
		{
			ID: "API5:2023", Title: "Broken Function Level Authorization",
			Open: []Gap{{"missing_authorization", "an administrative or changing route that asks who is calling and not whether they may"}},
			Unseen: []string{
				"which roles there are, who has them, and what each may do",
			},
		},
		{
			ID: "API6:2023", Title: "Unrestricted Access to Sensitive Business Flows",
			Open: []Gap{{"missing_rate_limit", "a login, a registration, a reset or a purchase without a limit on calls"}},
			Unseen: []string{
				"which flows are worth automating for somebody, and what harm that does",
				"bots, and people who work as such",
			},
			Facts: []Fact{RateLimit},
		},
		{
			ID: "API7:2023", Title: "Server Side Request Forgery",
			Unseen: []string{
				"where the network lets the service connect to",
				"what a name resolves to, and where a redirect leads, at the time of the call",
			},
		},
		{
			ID: "API8:2023", Title: "Security Misconfiguration",
			Open: []Gap{
				{"cleartext_listen", "a server that listens without TLS"},
				{"insecure_tls", "certificates that are not checked, and old versions of TLS"},
				{"cors", "code that lets pages of any origin call with credentials"},
				{"debug_endpoint", "profiles, variables and consoles on a public router"},
				{"insecure_cookie", "a session's cookie that scripts or cleartext can read"},
				{"ws_origin", "a WebSocket that pages of any origin may open"},
				{"grpc_insecure", "gRPC without transport security"},
				{"graphql_open", "introspection and playgrounds that everybody reaches"},
				{"content_type", "a body that is decoded whatever it is said to be"},
				{"missing_audit", "a changing route of which no log is kept"},
			},
			Unseen: []string{
				"versions and patches of what runs, and the rights it runs with",
				"headers and TLS of a proxy in front, and storage behind",
				"whether anybody reads the logs",
			},
			Facts: []Fact{TLS},
		},
		{
			ID: "API9:2023", Title: "Improper Inventory Management",
			Unseen: []string{
				"hosts and versions that run and were never taken down",
				"services of other repositories, and what they are handed",
			},
		},
		{
			ID: "API10:2023", Title: "Unsafe Consumption of APIs",
			Open: []Gap{
				{"upstream_timeout", "a call out that may last for ever"},
				{"upstream_body", "an answer of another service that is read without a bound"},
				{"upstream_tls", "a call out in cleartext, or to whoever answers"},
				{"upstream_trust", "data of another service that reaches a query, a command or a file's name"},
			},
			Unseen: []string{
				"how far a provider can be trusted, and what it does with what it is sent",
			},
		},
	}
}

// Missing returns what the catalog has no rule for yet.
func (c *Catalog) Missing(in Category) []Gap {
	return slices.DeleteFunc(slices.Clone(in.Open), func(g Gap) bool {
		_, built := c.Lookup(g.ID)
		return built
	})
}
