package sensitive

import (
	"strings"

	"github.com/apiward/apiward/rules"
)

// group is terms that have all but their words in common. The words of a term
// are in the singular, as Words has them.
type group struct {
	class    Class
	strength rules.Strength
	needs    needs
	terms    string // with commas between them
}

// shipped are the terms, by class. A weak one is often something else.
var shipped = []group{
	{Credential, rules.Proven, 0, `password, passwd, passphrase, pass phrase, user password, password hash, hashed password, encrypted password,
		password salt, password digest, secret, client secret, shared secret, signing secret, webhook secret, app secret, secret key, secret access key,
		totp secret, otp secret, mfa secret, 2 fa secret, private key, private key pem, signing key, encryption key, master key,
		api key, api secret, api token, app key secret, access token, refresh token, id token, auth token, bearer token, session token, oauth token, oauth2 token,
		personal access token, secret token, device token secret, jwt, json web token, reset token, password reset token, password reset code, activation token,
		verification token, confirmation token, invitation token, magic link token, impersonation token, remember token, service account key,
		recovery code, backup code, seed phrase, mnemonic phrase, recovery phrase, security answer, secret answer, connection string, auth code secret,
		access key secret, storage key secret, keystore password, basic auth password, smtp password, db password, database password`},
	{Credential, rules.Proven, number, `otp, otp code, one time password, one time code, totp code, mfa code, two factor code, 2 fa code, pin code, pin number, passcode, pass code`},
	{Credential, rules.Unproven, 0, `pwd, token, salt, credential, session key, auth key, authentication token, access key, account key, webhook token, deploy token,
		registration token, session cookie, auth cookie, cookie secret, client key secret, push token, user pass, db pass, smtp pass, kubeconfig, tls key, ssl key`},
	{Credential, rules.Unproven, number, `sms code, login code, reset code`},
	{Credential, rules.Unproven, alone, `pin, user pin, card pin, account pin, atm pin`},
	{Credential, rules.Hint, 0, `session id, license key, device token, invite code, security question`},

	{Government, rules.Proven, number, `ssn, social security number, social security no, social insurance number, national id, national id number,
		national identity number, national identification number, national insurance number, identity card number, id card number,
		aadhaar, aadhar, aadhaar number, cpf, passport number, passport no, passport id, driver license, driver license number, driver licence, driver licence number,
		driving license, driving licence, taxpayer id, taxpayer identification number, personnummer, personal identity number,
		voter id, residence permit number, codice fiscale, fiscal code, bsn, pesel, curp, nric, tax file number, government id, government id number,
		identity document number, alien registration number, citizen id`},
	{Government, rules.Proven, number | last, `social security`},
	{Government, rules.Proven, number | owned, `passport number, passport no`},
	{Government, rules.Unproven, number, `passport`},
	{Government, rules.Hint, number, `tax id, tax identification number, tax number, cnpj`},
	{Government, rules.Unproven, number | person, `tax id, tax identification number, tax number`},
	{Government, rules.Unproven, number | person, `nin, sin, pan, tin, dni, nif, nie, rrn, id number, identity number, license number, licence number`},

	{Finance, rules.Proven, number | owned, `card number, card no, card security code, card verification code, card verification value, card cvv, card cvc`},
	{Finance, rules.Proven, number, `credit card number, debit card number, cvv, cvv2, cvc, cvc2, cvn, track1, track2, track1 data, track2 data, track data, magnetic stripe`},
	{Finance, rules.Proven, number | last, `credit card, debit card`},
	{Finance, rules.Unproven, number, `iban, bban, clabe, bank account number, account number, bank account no, account no, acct number, acct no, salary, base salary, annual salary, wage, net worth,
		annual income, yearly income, monthly income, household income, credit score, primary account number`},
	{Finance, rules.Unproven, last, `bank account, bank detail, bank account detail, bank account info, bank account information, credit card detail, credit card info, credit card data`},
	{Finance, rules.Unproven, number | person | alone, `income, compensation`},
	{Finance, rules.Hint, number, `swift code, bic, routing number, aba number, sort code`},

	{Health, rules.Unproven, number | object, `diagnosis, medical diagnosis, medical record number, medical record, mrn, medical history, medical condition, health condition, icd code, icd9, icd10, icd9 code, icd10 code,
		health insurance number, health insurance id, insurance id, insurance member id, medicare number, blood type, blood group, allergy, medication, prescription,
		disability, hiv status, lab result, genetic data, vaccination status, pregnancy status, mental health, symptom, medical data, medical information, medical note,
		health record, health card number, nhs number, blood pressure`},
	{Health, rules.Unproven, number | object | person, `health data, health information`},

	{Personal, rules.Hint, object, `email, e mail, email address, phone, phone number, telephone, telephone number, mobile number, mobile phone, cell phone, fax number, home address, street address,
		postal address, mailing address, billing address, shipping address, residential address, delivery address, date of birth, birth date, birthday, birthdate, dob, birth place, place of birth,
		client ip, remote ip, last login ip, sign in ip, ip address of user, maiden name, mother maiden name, mobile no, phone no, emergency contact, next of kin, fingerprint data, biometric data, face image, criminal record, criminal conviction, trade union membership`},
	{Personal, rules.Hint, choice, `gender, religion, religious belief, ethnicity, ethnic origin, ethnic group, sexual orientation, marital status, political opinion, political affiliation, nationality, citizenship`},
	{Personal, rules.Hint, number | object | person, `ip address, user ip, customer ip, current location, last known location`},
	{Personal, rules.Hint, number | object | person | alone, `address, ip, latitude, longitude, lat, lng, geo location, location history, age, race, mobile, coordinate`},

	{Internal, rules.Unproven, object, `stack trace, stacktrace, traceback, back trace, backtrace, exception message, exception class, exception type, sql query, sql statement, raw sql, debug info, debug message,
		inner exception, inner error message, internal note, internal comment, internal remark, internal error, fraud note`},
	{Internal, rules.Unproven, number, `internal id, cost price, purchase cost, profit margin, wholesale cost`},
	{Internal, rules.Hint, number, `risk score, fraud score, churn score`},
	{Internal, rules.Hint, flag, `is deleted, soft deleted`},
	{Internal, rules.Unproven, failure | object, `stack, trace, exception, sql, query, raw query, debug, file path, file name, source file, line number, hostname, host name, server name, class name, developer message`},
}

// Words that take the meaning of those behind them away.
var before = []string{
	"is", "has", "had", "have", "can", "should", "must", "require", "required", "need", "allow", "allowed", "enable", "enabled", "disable", "disabled", "support", "supported",
	"use", "using", "with", "without", "no", "not", "masked", "redacted", "obfuscated", "truncated", "anonymized", "anonymised", "max", "min", "maximum", "minimum",
	"total", "count", "verified", "valid", "show", "hide", "ignore", "skip", "missing", "failed", "invalid", "unverified", "forgot", "4", "example", "sample", "dummy", "test",
}

var beforeCredential = []string{
	"next", "page", "prev", "previous", "pagination", "continuation", "continue", "cursor", "csrf", "xsrf", "antiforgery", "sync", "delta", "skip", "public", "publishable",
	"prompt", "completion", "input", "output", "cached", "reasoning", "vocab", "idempotency", "resume", "scroll", "partition", "sort", "change", "changed", "rotate", "expired", "nft", "erc",
	"concurrency", "etag", "ownership", "contract", "stop", "first", "special", "eos", "bos", "generated",
}

// beforeOther take the meaning of all but credentials away: a hash or a cipher of
// a password is worth cracking, one of a card's number hides it.
var beforeOther = []string{"encrypted", "hashed", "tokenized", "tokenised", "pseudonymized"}

// counted are the words by which an owner says that its tokens are pieces of a
// text, or coins.
var counted = []string{"prob", "logprob", "completion", "generation", "vocabulary", "embedding", "lexer", "parser", "nlp", "syntax", "annotation", "coin", "crypto", "nft", "erc", "blockchain"}

// Words that take the meaning of those before them away.
var behind = []string{
	"id", "country", "prefix", "policy", "count", "at", "on", "expire", "expired", "expiry", "expiration", "url", "uri", "link", "href", "endpoint", "type", "length", "strength", "hint", "required", "enabled", "disabled",
	"set", "updated", "changed", "created", "rotated", "verified", "verification", "status", "state", "format", "masked", "mask", "last", "method", "ttl", "limit", "usage", "version", "label",
	"description", "title", "kind", "scheme", "schema", "algorithm", "alg", "attempt", "retry", "requirement", "rule", "provided", "present", "exist", "configured", "valid", "supported", "setting",
	"config", "configuration", "option", "preference", "template", "field", "filter", "parser", "column", "page", "form", "screen", "index", "total", "mode", "provider", "issuer", "registrar", "vendor", "range", "bucket", "category",
	"check", "match", "result", "notification", "visible", "visibility", "display", "placeholder", "regex", "pattern", "error", "reason", "suffix", "checksum", "icon", "flag", "consent", "opt", "optin", "unique", "source",
	"collection", "sent", "sid", "subject", "body", "subscription", "campaign", "event", "domain", "client",
}

var behindCredential = []string{
	"name", "allow", "group", "fingerprint", "thumbprint", "ref", "reference", "arn", "path", "file", "location", "manager", "store", "vault", "owner", "scope", "permission", "age", "time", "date", "day", "minute", "second", "hour",
	"digit", "character", "char", "size", "validity", "lifetime", "lifespan", "duration", "strategy", "number", "list", "identifier", "uuid", "budget", "price", "cost", "balance", "symbol", "address", "supply", "per", "used", "remaining",
	"note", "comment", "registry", "rotation", "period", "interval", "grant", "review", "auth", "response", "request", "management", "scanning", "alert", "header", "param", "parameter", "prompt", "reset", "change", "update", "recovery",
	"login", "signin", "protected", "protection", "based", "complexity", "history", "usage", "location", "cert", "certificate", "encoding", "audience", "claim", "env", "var", "variable", "environment",
}

// persons are the words by which an owner speaks of somebody.
var persons = []string{
	"user", "customer", "person", "people", "employee", "patient", "member", "client", "guest", "passenger", "applicant", "contact", "profile", "subscriber", "student", "citizen", "beneficiary",
	"cardholder", "holder", "recipient", "buyer", "shopper", "visitor", "tenant", "owner", "individual", "borrower", "payer", "payee", "driver", "candidate", "worker", "staff", "participant", "personal", "kyc", "identity",
}

// entry is a term where the index has it.
type entry struct {
	Term
	joined bool // written as one word: "creditcardnumber"
}

// index has the shipped terms by their first word, and by all their words
// written as one. It is never changed.
var index = makeIndex()

func makeIndex() map[string][]entry {
	out := map[string][]entry{}
	for _, g := range shipped {
		for text := range strings.SplitSeq(g.terms, ",") {
			words := strings.Fields(text)
			t := Term{Class: g.class, Words: words, Strength: g.strength, needs: g.needs}
			out[words[0]] = append(out[words[0]], entry{Term: t})
			if one := strings.Join(words, ""); len(words) > 1 && len(one) > 5 {
				out[one] = append(out[one], entry{Term: t, joined: true})
			}
		}
	}
	return out
}
