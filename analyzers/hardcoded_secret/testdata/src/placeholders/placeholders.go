// Package placeholders holds what stands where a key belongs.
package placeholders

// What manuals show.
var manuals = []string{
	"AKIAIOSFODNN7EXAMPLE",
	"AKIAI44QH8DHBEXAMPLE",
	"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	"sk_live_YOUR_SECRET_KEY_HERE",
	"sk_test_xxxxxxxxxxxxxxxxxxxxxxxx",
	"xoxb-your-bot-token",
	"xoxb-000000000000-000000000000-000000000000000000000000",
	"https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
	"SG.xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	"sk-proj-your-openai-api-key-goes-here-and-nowhere-else",
	"ghp_0123456789abcdefghijklmnopqrstuvwxyz",
	"ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"glpat-xxxxxxxxxxxxxxxxxxxx",
	"npm_abcdefabcdefabcdefabcdefabcdefabcdef",
	"dop_v1_0000000000000000000000000000000000000000000000000000000000000000",
	"dapi0123456789abcdef0123456789abcdef",
	"AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
	"hvs.<token>",
	"123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
}

// prompt is what a form shows in an empty field.
const prompt = "paste your token here, as ghp_..."

// redacted is what a log shows.
const redacted = "sk_live_************************"

// sample is what a document shows as an example.
const sample = `{"api_key": "sk-ant-api03-EXAMPLE-EXAMPLE-EXAMPLE-EXAMPLE-EXAMPLE"}`

// environment names variables.
var environment = []string{"AWS_SECRET_ACCESS_KEY", "STRIPE_SECRET_KEY", "GITHUB_TOKEN", "DATABASE_PASSWORD"}
