// Package pay takes money.
package pay

import (
	"net/http"

	"corpus/layers/config"
)

// Charge uses a constant of another package, which is told where it stands.
func Charge(req *http.Request) {
	req.Header.Set("Authorization", config.Scheme+config.StripeKey)
	req.SetBasicAuth(config.StripeKey, "")
}

// Refund has a key of its own, behind a constant of another package.
func Refund(req *http.Request) {
	req.Header.Set("Authorization", config.Scheme+"rk_"+"live_xPEQlaTP39OOs5hfnYyxVl1b") // want "proven: a Stripe live restricted key"
}

// Own is a name with a prefix that no provider has.
const Own = config.Prefix + "orders_production_reader"
