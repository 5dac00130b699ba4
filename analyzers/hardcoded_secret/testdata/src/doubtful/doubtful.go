// Package doubtful holds what may be a key: something speaks for it, something against.
package doubtful

// A token whose check sum does not hold was never GitHub's, or was mistyped.
const altered = "ghp_" + "5a1I7Ss34Sm8eLCukKOC9F4vNiH6Pp4NWVda" // want "unproven: a GitHub personal access token .ghp_…., though its check digits do not hold"

// AWS takes its IDs from letters and the digits 2 to 7.
const foreign = "AK" + "IA1Q9X7ZWOKZBD80KM" // want "unproven: an AWS access key ID .AKIA…., though"

// A key for Stripe's sandbox moves no money.
const sandbox = "sk_" + "test_9ecinSZMk92pKZOwFWInMmU8" // want "hint: a Stripe test secret key"

// The name of a key of Twilio is half of it.
const half = "S" + "K9204c1c9eeb488c6daa9b7fcd3ce2818" // want "unproven: the name of a Twilio API key"

// A private key under a passphrase.
const locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----" + // want "unproven: a private key, though it is encrypted"
	`
MIIC3TBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI671J4QJRLGICAggA
MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBB7w8R+I+L6/jZF6tHFGtVhBIIC
gOqPQ3m6EEpPc/LnzFbw5hGWhOrynYOGkcuwOR0LQiKxT6cgbMduMsz/Od2BdTCe
HlLwaHh34e38kfBTnBAYnNIQ7F1BUeK2JUFs6H6L6PPed3OksSfPte2NARGEbgFI
4w16gOAhBy899P7tKJG2wEHdVC5m5de1LfWws0eGFrTBh88wo/8SJxDWRGSLhyFA
EpJzRFxu/3lBqH/huC319nuhB8OiZf/4gJGpe8Z0czS07UHvgbxXW8/+KutC5BKT
WcgbngeU/iuApaVCOdMVbufGq4MyFHRKuBNRJ0Ay9zHzcmUaWdqCITSwQynUli0t
gt8GcV5QEyisvn1vLWnDF/yhcjo2R+kjLnKvH3WFAA0vuXzHK06cn6AqZJJHfDaV
RPe8YtkR7d9opfD/PZCAun7X2KKr0ZEm6BQNPt6fvfQO07zvVeNqD7ArQOf04fDC
g0qzBxnCyevmE8auNkB5RoYZpjJWd80vslkQqiQjFoUQrxMg3nZoLqtLd81xLW8+
LsUBPdweKxZ6YSkSCYFmOyNMliHUOAiYOPkjbi8ny5ipYkCWwPG9YXDRqcgsFpcC
D1lsYCMzNPMBAGLW04rz0KBzvJziejJAxvZxi0pRiJaANR+4CkwtSNEKkP+7J+uD
9XTKU/gNE/uA+fXp8vHaH639EQdLkIY37c7F2F2/rGMmZuqHCWfcgkPHFZN49cPr
vdJQvtWKa6p2k02HPsnuX59ObHxJwK39kYwM4/aDLR/OByt1MvfnURmHFnPxFwX5
w/NCp8Bz8qkPZFXrLBuXZ6cl1ntaS9aAVabxDCXnMzgUq20BgxWtcVZ1qU3VKFFg
9+m6ymK/+iOBjse11Hz/ehs=
-----END ENCRYPTED PRIVATE KEY-----`
