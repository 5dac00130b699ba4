package flow

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// A struct's tags can say what values a field has: a binder refuses others by
// one, a validator by the other, once it is asked.

// listedBy returns the tag that limits the field to a list, a name or a number:
// "binding", which holds wherever a request was bound, or "validate". Behind a tag
// with a rule of the project's own stands a question mark: what that leaves is not
// known.
func listedBy(owner types.Type, field *types.Var) string {
	st, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i := range st.NumFields() {
		if st.Field(i) != field {
			continue
		}
		if n := models.TypeName(owner); n != nil && n.Pkg() != nil && st.Tag(i) != "" && models.Shipped().Lists(n.Pkg(), reflect.StructTag(st.Tag(i))) {
			return "binding"
		}
		for _, key := range []string{"binding", "validate"} {
			list := strings.Split(reflect.StructTag(st.Tag(i)).Get(key), ",")
			if slices.ContainsFunc(list, limits) {
				return key
			}
			if slices.ContainsFunc(list, isCustom) {
				return key + "?"
			}
		}
	}
	return ""
}

// limits reports whether a rule of a tag leaves nothing but names and numbers,
// or the values that it lists.
func limits(rule string) bool {
	switch name, _, _ := strings.Cut(rule, "="); name {
	case "oneof", "eq", "alpha", "alphanum", "numeric", "number", "hexadecimal", "uuid", "uuid3", "uuid4", "uuid5", "ulid":
		return !strings.Contains(rule, "|") // one rule or another
	}
	return false
}

// isCustom reports whether a rule of a tag is none that the validator knows.
func isCustom(rule string) bool {
	name, _, _ := strings.Cut(rule, "=")
	return name != "" && !strings.Contains(rule, "|") && !slices.Contains(lenient, name)
}

// lenient are the rules of package validator that leave texts of any kind.
var lenient = strings.Fields(`
	- required required_if required_unless required_with required_with_all required_without required_without_all
	excluded_if excluded_unless excluded_with excluded_with_all excluded_without excluded_without_all isdefault
	omitempty omitnil omitzero structonly nostructlevel dive keys endkeys validateFn
	len min max gt gte lt lte ne ne_ignore_case eq_ignore_case unique
	eqfield nefield gtfield gtefield ltfield ltefield eqcsfield necsfield gtcsfield gtecsfield ltcsfield ltecsfield fieldcontains fieldexcludes
	alphaunicode alphanumunicode alphaspace alphanumspace ascii printascii multibyte lowercase uppercase contains containsany containsrune excludes excludesall excludesrune
	startswith endswith startsnotwith endsnotwith boolean
	email url uri http_url https_url urn_rfc2141 origin file filepath dir dirpath image datauri html html_encoded url_encoded
	json jwt base32 base64 base64url base64rawurl cron datetime timezone e164 latitude longitude
	hostname hostname_rfc1123 hostname_port fqdn port ip ipv4 ipv6 ip_addr ip4_addr ip6_addr tcp_addr tcp4_addr tcp6_addr udp_addr udp4_addr udp6_addr unix_addr uds_exists
	cidr cidrv4 cidrv6 mac dns_rfc1035_label country_code iso3166_1_alpha2 iso3166_1_alpha3 iso4217 bcp47_language_tag
	hexcolor rgb rgba hsl hsla iscolor isbn isbn10 isbn13 issn ssn credit_card luhn_checksum semver cve md4 md5 sha256 sha384 sha512 mongodb mongodb_connection_string
	btc_addr btc_addr_bech32 eth_addr eth_addr_checksum ein spicedb bic postcode_iso3166_alpha2`)

// judgedByTag returns what tags leave of what a field holds where it is read.
func (f *family) judgedByTag(s set, a address, at ssa.Instruction) set {
	key, custom := strings.CutSuffix(a.listed, "?")
	switch {
	case len(s) == 0 || key == "" || key != "binding" && !f.validated(a.root, at):
		return s
	case custom:
		return s.with(Weak)
	}
	return s.with(vouched)
}
