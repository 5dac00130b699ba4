package secret

import "testing"

func TestDrawn(t *testing.T) {
	for text, want := range map[string]bool{
		"ueQpBenQtYh5Xj8TPQxjq4i9": true, "cec255404e4fb440034d6608697a8d41bed440e5": true, "DoV8gz4FkQ1okTBG": true,
		"321c5296-6bd8-4676-96d0-50cd67601367": true, "q83vEjRWeJCrze8SNFZ4kA==": true, "MaXZjljENUhJduRHHJEYXg4JdpmrcXgG": true,

		"": false, "short1": false, "my-super-secret-token-1": false, "prod-us-east-1-api-key-2024": false, "abc123def456ghi789": false,
		"1234567890123456": false, "AbCdEfGhIjKlMnOp1234": false, "1A2b3C4d5E6f7G8h": false, "aaaaaaaaaaaaaaaa1": false, "abcd1234abcd1234": false,
		"00000000-0000-0000-0000-000000000000": false, "xxxxxxxxxxxxxxxx1234": false, "2024-01-15T09:30:00Z": false, "https://acme.dev/a1b2c3d4e5": false,
		"The token of session 12": false, "/var/lib/orders/v1/data": false, "application/vnd.acme.v1+json": false, "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9...": false,
		"7f3d9a0c-1234-5678-9abc-def012345678": false, "your-api-key-9f8e7d6c5b4a": false, "größe7f3d9a0c12z4567": false,
		"newSecurePassword456": false, "My4Secret7Token2Val": false,
	} {
		if Drawn(text) != want {
			t.Errorf("Drawn(%q) = %v", text, !want)
		}
	}
}

func TestChosen(t *testing.T) {
	for text, want := range map[string]bool{
		"Wm4vTq9sLx2": true, "kq8#mVz!2pLx": true, "x7R$w2Kd9": true,

		"": false, "P@ssw0rd123!": false, "MyS3cureP@ss!": false, "Tr0ub4dor&3": false, "hunter2": false, "Summer2024!": false, "Correct-Horse-7-Battery": false,
		"sw0rdf1sh secret": false, "Passw0rd": false, "secret123!A": false, "qwerty!1Ab": false, "abcdefgh": false, "A1b2C3d4": false, "s3cr3tT0k3n": false,
	} {
		if Chosen(text) != want {
			t.Errorf("Chosen(%q) = %v", text, !want)
		}
	}
}

func TestIsSample(t *testing.T) {
	for _, s := range samples {
		if !IsSample("Bearer " + s) {
			t.Errorf("%q is no sample", s)
		}
	}
	if IsSample("ueQpBenQtYh5Xj8TPQxjq4i9") {
		t.Error("everything is a sample")
	}
}
