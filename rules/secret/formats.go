package secret

import "github.com/apiward/apiward/rules"

// format is the shape of one kind of token.
type format struct {
	what    string // with its article, for a sentence
	pattern string // see parse
	// check looks at what follows the fixed prefix: check digits, or what it
	// decodes to. Nil where the provider gives nothing to check.
	check func(body string) verdict
	// strength is how sure a match is to be worth something: a key for tests
	// opens a sandbox, and the name of a key alone opens nothing.
	strength rules.Strength
}

// formats are the tokens that providers hand out. A format is here because of
// a prefix, a length and an alphabet that nothing else has, which its provider
// documents or gives all its tokens; a key that is bare hexadecimal is not, for
// a hash looks the same.
var formats = []format{
	// Clouds.
	{"an AWS access key ID", "AKIA<U16>", base32, 0},
	{"a temporary AWS access key ID", "ASIA<U16>", base32, 0},
	{"an AWS Bedrock API key", "ABSK<B109-269>", nil, 0},
	{"a Google API key", "AIza<w35>", nil, 0},
	{"a Google OAuth client secret", "GOCSPX-<w28>", nil, 0},
	{"a Google OAuth access token", "ya29.<w40-240>", nil, 0},
	{"a Google OAuth refresh token", "1//0<w40-120>", nil, 0},
	{"an Azure storage account key", "AccountKey=<b86>==", nil, 0},
	{"an Azure shared access key", "SharedAccessKey=<b43>=", nil, 0},
	{"an Azure client secret", "<A3>8Q~<t31-34>", nil, 0},
	{"an Azure DevOps token", "<A76>AZDO<A4>", nil, 0},
	{"a DigitalOcean personal access token", "dop_v1_<x64>", nil, 0},
	{"a DigitalOcean OAuth token", "doo_v1_<x64>", nil, 0},
	{"a DigitalOcean refresh token", "dor_v1_<x64>", nil, 0},
	{"a Heroku API key", "HRKU-<w36-70>", nil, 0},
	{"an Alibaba Cloud access key ID", "LTAI<A20>", nil, 0},
	{"a Tencent Cloud secret ID", "AKID<A32>", nil, rules.Unproven},
	{"a Fly.io access token", "fo1_<w43>", nil, 0},
	{"a Fly.io machine token", "fm2_<B100-2000>", nil, 0},
	{"a Cloudflare origin CA key", "v1.0-<x24>-<x146>", nil, 0},
	{"a Supabase access token", "sbp_<x40>", nil, 0},
	{"a Supabase secret key", "sb_secret_<w31-60>", nil, 0},
	{"a PlanetScale password", "pscale_pw_<t32-64>", nil, 0},
	{"a PlanetScale token", "pscale_tkn_<t32-64>", nil, 0},
	{"a PlanetScale OAuth token", "pscale_oauth_<t32-64>", nil, 0},

	// Code and packages.
	{"a GitHub personal access token", "ghp_<A36>", crc62, 0},
	{"a GitHub OAuth token", "gho_<A36>", crc62, 0},
	{"a GitHub user token", "ghu_<A36>", crc62, 0},
	{"a GitHub app token", "ghs_<A36>", crc62, 0},
	{"a GitHub refresh token", "ghr_<A36-76>", nil, 0},
	{"a fine-grained GitHub token", "github_pat_<A22>_<A59>", nil, 0},
	{"a GitLab personal access token", "glpat-<w20>", nil, 0},
	{"a routable GitLab personal access token", "glpat-<w27-300>.<a2>.<a7-9>", nil, 0},
	{"a GitLab pipeline trigger token", "glptt-<x40>", nil, 0},
	{"a GitLab deploy token", "gldt-<w20>", nil, 0},
	{"a GitLab runner token", "glrt-<w20>", nil, 0},
	{"a GitLab runner registration token", "GR1348941<w20>", nil, 0},
	{"a GitLab agent token", "glagent-<w50>", nil, 0},
	{"a GitLab OAuth secret", "gloas-<w64>", nil, 0},
	{"an npm access token", "npm_<A36>", crc62, 0},
	{"a PyPI upload token", "pypi-AgEIcHlwaS5vcmc<w50-1000>", nil, 0},
	{"a TestPyPI upload token", "pypi-AgENdGVzdC5weXBpLm9yZw<w50-1000>", nil, rules.Unproven},
	{"a RubyGems API key", "rubygems_<x48>", nil, 0},
	{"a crates.io token", "cio<A32>", nil, 0},
	{"a NuGet API key", "oy2<a43>", nil, 0},
	{"a Clojars token", "CLOJARS_<a60>", nil, 0},
	{"a Docker Hub token", "dckr_pat_<w27>", nil, 0},
	{"a JFrog API key", "AKCp<A69>", nil, 0},
	{"a SonarQube token", "squ_<x40>", nil, 0},
	{"a SonarQube project token", "sqp_<x40>", nil, 0},
	{"a CircleCI token", "CCIPAT_<A22>_<x40>", nil, 0},
	{"a Buildkite token", "bkua_<x40>", nil, 0},
	{"a Postman API key", "PMAK-<x24>-<x34>", nil, 0},

	// Infrastructure.
	{"a HashiCorp Vault token", "hvs.<w24-200>", nil, 0},
	{"a HashiCorp Vault batch token", "hvb.<w100-300>", nil, 0},
	{"a Terraform Cloud token", "<A14>.atlasv1.<w60-70>", nil, 0},
	{"an age secret key", "AGE-SECRET-KEY-1<U58>", bech32, 0},
	{"a Doppler token", "dp.pt.<A43>", nil, 0},
	{"a Doppler service token", "dp.st.<A40-44>", nil, 0},
	{"a Doppler service token", "dp.st.<w2-35>.<A40-44>", nil, 0},
	{"a Pulumi access token", "pul-<x40>", nil, 0},
	{"a Tailscale key", "tskey-<a3-10>-<A10-24>-<A20-40>", nil, 0},
	{"a Databricks access token", "dapi<x32>", nil, 0},
	{"a Databricks access token", "dapi<x32>-<d1>", nil, 0},
	{"a Dynatrace API token", "dt0c01.<U24>.<U64>", nil, 0},
	{"a Grafana service account token", "glsa_<A32>_<X8>", nil, 0},
	{"a Grafana Cloud token", "glc_<B32-400>", nil, 0},
	{"a New Relic user key", "NRAK-<U27>", nil, 0},
	{"a Sentry user token", "sntryu_<x64>", nil, 0},
	{"a Sentry organisation token", "sntrys_eyJ<B60-400>_<b43>", nil, 0},
	{"an Infracost key", "ico-<A32>", nil, 0},
	{"a Prefect key", "pnu_<a36>", nil, 0},
	{"a 1Password service account token", "ops_eyJ<B250-1200>", nil, 0},

	// Payment and commerce.
	{"a Stripe live secret key", "sk_live_<A24-247>", nil, 0},
	{"a Stripe live restricted key", "rk_live_<A24-247>", nil, 0},
	{"a Stripe test secret key", "sk_test_<A24-247>", nil, rules.Hint},
	{"a Stripe test restricted key", "rk_test_<A24-247>", nil, rules.Hint},
	{"a Stripe webhook signing secret", "whsec_<B32-64>", nil, 0},
	{"a Shopify access token", "shpat_<X32>", nil, 0},
	{"a Shopify custom app token", "shpca_<X32>", nil, 0},
	{"a Shopify private app token", "shppa_<X32>", nil, 0},
	{"a Shopify shared secret", "shpss_<X32>", nil, 0},
	{"a Square access token", "sq0atp-<w22>", nil, 0},
	{"a Square OAuth secret", "sq0csp-<w43>", nil, 0},
	{"a Square access token", "EAAA<w60>", nil, 0},
	{"a Braintree access token", "access_token$production$<a16>$<x32>", nil, 0},
	{"a Plaid access token", "access-production-<x8>-<x4>-<x4>-<x4>-<x12>", nil, 0},
	{"an EasyPost API key", "EZAK<A54>", nil, 0},
	{"a Flutterwave secret key", "FLWSECK-<x32>-X", nil, 0},
	{"a Duffel live token", "duffel_live_<w43>", nil, 0},

	// Messages and mail.
	{"a Slack bot token", "xoxb-<d9-14>-<d9-14>-<A20-34>", nil, 0},
	{"a Slack bot token", "xoxb-<d9-14>-<A20-34>", nil, 0},
	{"a Slack user token", "xoxp-<d9-14>-<d9-14>-<d9-14>-<x28-34>", nil, 0},
	{"a Slack user token", "xoxp-<d9-14>-<d9-14>-<A20-34>", nil, 0},
	{"a Slack workspace token", "xoxa-2-<d9-14>-<d9-14>-<d9-14>-<x28-34>", nil, 0},
	{"a Slack refresh token", "xoxr-<d9-14>-<d9-14>-<d9-14>-<x28-34>", nil, 0},
	{"a Slack configuration token", "xoxe.xoxp-1-<w120-200>", nil, 0},
	{"a Slack configuration refresh token", "xoxe-1-<w120-200>", nil, 0},
	{"a Slack app token", "xapp-<d1>-<U9-13>-<d9-14>-<a60-68>", nil, 0},
	{"a Slack webhook", "https://hooks.slack.com/services/T<U8-12>/B<U8-12>/<A24>", nil, 0},
	{"a Slack workflow webhook", "https://hooks.slack.com/workflows/T<U8-12>/A<U8-12>/<d17-19>/<A24>", nil, 0},
	{"a Discord bot token", "<w24-28>.<w6>.<w27-38>", discord, 0},
	{"a Discord webhook", "https://discord.com/api/webhooks/<d17-20>/<w60-72>", nil, 0},
	{"a Discord webhook", "https://discordapp.com/api/webhooks/<d17-20>/<w60-72>", nil, 0},
	{"a Telegram bot token", "<d8-10>:AA<w33>", nil, 0},
	{"a SendGrid API key", "SG.<w22>.<w43>", nil, 0},
	{"a Mailgun API key", "key-<x32>", nil, 0},
	{"a Mailgun API key", "<x32>-<x8>-<x8>", nil, 0},
	{"a Mailchimp API key", "<x32>-us<d1-2>", nil, 0},
	{"a Brevo API key", "xkeysib-<x64>-<A16>", nil, 0},
	{"a Resend API key", "re_<A8>_<A24>", nil, 0},
	{"the name of a Twilio API key", "SK<x32>", nil, rules.Unproven},

	// Models.
	{"an OpenAI API key", "sk-<A20>T3BlbkFJ<A20>", nil, 0},
	{"an OpenAI API key", "sk-<A48>", nil, 0},
	{"an OpenAI project key", "sk-proj-<w40-220>", nil, 0},
	{"an OpenAI service account key", "sk-svcacct-<w40-220>", nil, 0},
	{"an OpenAI admin key", "sk-admin-<w40-220>", nil, 0},
	{"an Anthropic API key", "sk-ant-api03-<w32-120>", nil, 0},
	{"an Anthropic admin key", "sk-ant-admin01-<w32-120>", nil, 0},
	{"an OpenRouter API key", "sk-or-v1-<x64>", nil, 0},
	{"a Hugging Face token", "hf_<A34>", nil, 0},
	{"a Replicate token", "r8_<A37>", nil, 0},
	{"a Groq API key", "gsk_<A52>", nil, 0},
	{"a Perplexity API key", "pplx-<A48>", nil, 0},
	{"an xAI API key", "xai-<A80>", nil, 0},

	// Work and data.
	{"an Atlassian API token", "ATATT3<w150-220>=<U8>", nil, 0},
	{"a Linear API key", "lin_api_<A40>", nil, 0},
	{"a Notion integration secret", "secret_<A43>", nil, 0},
	{"a Notion integration secret", "ntn_<d11><A35>", nil, 0},
	{"an Airtable token", "pat<A14>.<x64>", nil, 0},
	{"a Figma token", "figd_<w40>", nil, 0},
	{"a Dropbox access token", "sl.<w130-200>", nil, 0},
	{"a Contentful token", "CFPAT-<w43>", nil, 0},
	{"a Typeform token", "tfp_<t59-60>", nil, 0},
	{"a ReadMe API key", "rdme_<a70>", nil, 0},
	{"a Mapbox secret token", "sk.eyJ<w60-120>.<w22>", nil, 0},
}
