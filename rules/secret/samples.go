package secret

import "strings"

// IsSample reports whether the text is, or holds, a credential that somebody
// published to be shown: of the standards, and of manuals that everybody copies
// from. In code such a value is a placeholder that was never replaced; in a
// document it is what belongs there.
//
// Case is not looked at: samples are copied with less care than keys.
func IsSample(text string) bool {
	text = strings.ToLower(text)
	for _, s := range samples {
		if strings.Contains(text, strings.ToLower(s)) {
			return true
		}
	}
	return false
}

// samples are parts that no other text has. A prefix by which scanners of other
// people tell a token is left out of it.
var samples = []string{
	// RFC 6749, 6750, 7519, 7617, 7636 and OpenID Connect.
	"2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA", "SplxlOBeZQQYbYS6WxSbIA", "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "gX1fBat3bV", "7Fjfp0ZBr1KtDRbnfVdmIw",
	"mF_9.B5f-4.1JqM", "mF_9B5f41JqM", "h480djs93hd8", "vF9dft4qmT", "dBjftJeZ4CVP", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw", "SlAV32hkKG", "8xLOxBtZp8",
	"QWxhZGRpbjpvcGVuIHNlc2FtZQ", "QWxhZGRpbjpPcGVuU2VzYW1l", "dXNlcm5hbWU6cGFzc3dvcmQ", "dXNlcjpwYXNz", "dGVzdDoxMjPCow",
	"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIi",
	"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV", "TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
	// Providers' manuals.
	"IOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "4eC39HqLyjWDarjtT1zdp7dc", "BQokikJOvBiI2HlWgH4olfQ2", "VePHdqKTYQjKNInc7u56JBrQ", "tR3PYbcVNZZ796tH88S4VQ2u",
	"26PHem9AhJZvU623DfE1x4sd", "TYooMQauvdEDq54NiTphI7jx", "16C7e42F292c6912E7710c838347Ae178B4a", "JBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQ",
	"17653672481-19874698323", "23984754863-2348975623103", "2023984754863-2023984754863", "XXXXXXXXXXXXXXXXXXXXXXXX",
	// UUIDs that tools fill in.
	"3fa85f64-5717-4562-b3fc-2c963f66afa6", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426655440000", "550e8400-e29b-41d4-a716-446655440000",
	"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "497f6eca-6276-4993-bfeb-53cbbbba6f08", "d290f1ee-6c54-4b01-90e6-d701748f0851",
	"c9bf9e57-1685-4c89-bafb-ff5af830be8a", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "3c90c3cc-0d44-4b50-8888-8dd25736052a", "095be615-a8ad-4c33-8e9c-c7612fbf6c9f",
}
