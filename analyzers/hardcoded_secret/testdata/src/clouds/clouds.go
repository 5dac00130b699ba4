// Package clouds holds keys of clouds and of what runs in them.
package clouds

// The ID of an access key of AWS, which stands beside its secret.
const aws = "AK" + "IAVQJXXVBOTHD2WTFL" // want "proven: an AWS access key ID .AKIA…."

// The ID of a key that AWS gave for a session.
const awsSession = "AS" + "IAQXRYONJ3DYBVZXG2" // want "proven: a temporary AWS access key ID"

// An API key of Google.
const google = "AI" + "zan7BFq1G2uvKLS5i9wx1WxhbuEIUXM69Aska" // want "proven: a Google API key"

// The secret of an OAuth client of Google.
const googleOAuth = "GOC" + "SPX--QnnA76VG9MLRcA0KolrFiQ9IESq" // want "proven: a Google OAuth client secret"

// A storage account of Azure with its key.
const azure = "DefaultEndpointsProtocol=https;AccountName=orders;Account" + "Key=qVESMTzcRiKHSYt93ORBGqUttH9jE98HMUwfIn569zDxV1aGljaKQSDzgXGKqOcF/SJss+lZYcYnOSiT5p5apQ==;EndpointSuffix=core.windows.net" // want "proven: an Azure storage account key"

// A personal token of DigitalOcean.
const digitalOcean = "dop_" + "v1_2f3a9f889eeaf77ee09a4496e0ed7afceaa86dc3f3464849a845d1f7c3a0579f" // want "proven: a DigitalOcean personal access token"

// A key of Heroku.
const heroku = "HR" + "KU-AARFD6gM127SGKnn9O_eNgK9_SSdH4UQzP-1OP_mWVdeVLrRYQqsv0QgdW3x" // want "proven: a Heroku API key"

// A token of Databricks.
const databricks = "da" + "pi68a29301ffdb801678332777c027aadd" // want "proven: a Databricks access token"

// A token of Vault.
const vault = "hv" + "s.KYX9kzKrueqNxcwHPSNiJIVC8lfvZaZ9pYZ8BM409pLWnkHNBqi5c7Lmbl0-1osIuiMqwKQ6UXasn7wUhISqV4Xiqkx" // want "proven: a HashiCorp Vault token"

// A token of Terraform Cloud, which has its mark in the middle.
const terraform = "Skfh4Fjtnp74bE" + ".atlasv1.LSAAh6d5xsp1jVwX_4I48Ez2J-xxge3ulKvQ5_KpfM2FRcBCmJTpMBqYSV6vAuEKQux" // want "proven: a Terraform Cloud token"

// A secret key of age, with its check digits.
const age = "AGE-SECRET-" + "KEY-17S3SLCYTPJUP2ESADLZ0X222RPLQHVDW4AAR8YFENAA8YDDYMV8SM5YFKJ" // want "proven: an age secret key"

// A token of Doppler.
const doppler = "dp" + ".pt.vSiY9Ru903u0AdXTW490eXSnSrVGhtpSsuYP8sSDWcf" // want "proven: a Doppler token"

// A token of a service account of Grafana.
const grafana = "gl" + "sa_I0Xq5cB5MnN3sO5M7pWZMOp8EepTZy7S_ee38ae14" // want "proven: a Grafana service account token"

// A user key of New Relic.
const newRelic = "NR" + "AK-L4VLI3EGESVVN4Y342OA1CMZLOG" // want "proven: a New Relic user key"

// A key that lets machines into a Tailscale network.
const tailscale = "tskey-" + "auth-kQGhyB8opg9DHMtICNTRL-Jxkmg8bQMKYtKiXojqh6AbZQhOXZjIzZ" // want "proven: a Tailscale key"

// A password of PlanetScale.
const planetScale = "pscale_" + "pw_1U88BbTupechQe3q-lU_55tDxQg3DXLunCp9YTf26Fx" // want "proven: a PlanetScale password"
