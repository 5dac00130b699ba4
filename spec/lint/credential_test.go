package lint_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/spec/lint"
)

func TestCredentialName(t *testing.T) {
	for want, names := range map[lint.Credential]string{
		lint.SurelyCredential: `password Password user_password userPassword new-password oldPassword password2 password_confirm passwordHash passwd pwd
			passphrase client_secret clientSecret CLIENT_SECRET clientsecret api_key apiKey APIKey api-key API-KEY apikey x-api-key X-API-Key
			access_token accessToken ACCESS_TOKEN accesstoken refresh_token refreshToken id_token idToken auth_token jwt jwtToken JWT bearer
			Authorization proxy-authorization credentials session_token aws_secret_access_key oauth_token private_key subscription-key token.password userToken2 auth[token]`,
		lint.LikelyCredential: `token Token x-token token2 bot_token secret webhook_secret auth otp totp mfa_code sessionId session_id
			JSESSIONID PHPSESSID pinCode hub.token`,
		lint.SingleUse:       `reset_token resetToken inviteToken confirmation_token verification-token unsubscribe_token share_token`,
		lint.MayBeCredential: `session sid signature sig X-Hub-Signature hmac`,
		lint.NoCredential: `page_token pageToken nextToken next_token continuation_token syncToken skiptoken cursorToken token_type tokenType
			max_tokens maxTokens tokens token_id tokenId token_count tokens_used token_expires_at tokenizer is_secret has_password
			include_token show_password password_policy passwordExpiresAt password_length password_hint password_reset_required
			csrf_token X-CSRF-Token xsrfToken csrfmiddlewaretoken deviceToken secretary secret_name secret_id secretId author authority authorId
			authenticated auth_type auth_url key keyword monkey apiKeyId api_key_id access_token_id id_token_hint client_id
			client_secret_expires_at session_type sessions sessionCount passport bypass compass code state pin spin
			method_truncated_token masked_token signature_type CallSid checkout_session verification_session ParentCallSid sign design shipping idempotency_token tokenization`,
	} {
		for _, name := range strings.Fields(names) {
			if got := lint.CredentialName(name); got != want {
				t.Errorf("CredentialName(%q) = %d, want %d", name, got, want)
			}
		}
	}
	for _, name := range []string{"", " ", "_", "123", strings.Repeat("token ", 1000), "\xff\xfe", "пароль"} {
		if got := lint.CredentialName(name); got != lint.NoCredential {
			t.Errorf("CredentialName(%q) = %d, want none", name, got)
		}
	}
}
