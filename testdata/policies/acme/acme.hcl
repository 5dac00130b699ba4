# The API policy of ACME's platform team. A service copies this directory and
# stands on it:
#
#   extends = ["policy/acme.hcl"]
#
# What a service decides in its own .apiward.hcl wins over what stands here.

required_version = ">= 0.1"

extends = [
  "owasp_2023",
  "platform/documents.hcl",
  "platform/code.hcl",
  "platform/routes.hcl",
  "platform/contract.hcl",
]

# Our answers have been public for years: who may see an order is asked at the
# order, and not hidden in its number.
rule "guessable_id" {
  level = "off"
}

rule "undocumented_errors" {
  level = "off"
}

# Words of ours for what should not be shown.
classification "personal" {
  words      = ["loyalty number", "home address", "date of birth"]
  extensions = ["x-acme-pii"]
}

# What the mesh does for every service that is reached through it.
gateway {
  tls    = true
  reason = "the mesh's ingress ends TLS, and pods take calls of sidecars alone"
}

# Tools are run by us, on our machines.
override {
  paths  = ["tools/**", "cmd/*-tool/**"]
  reason = "no stranger reaches a tool"
  rule "acme_exit" {
    level = "off"
  }
  rule "acme_default_client" {
    level = "note"
  }
}

# What may wait while a service is built, and may not when it ships.
profile "dev" {
  rule "acme_team" {
    level = "note"
  }
  rule "acme_server_timeouts" {
    level = "note"
  }
}

profile "prod" {
  rule "acme_server_timeouts" {
    level = "error"
  }
  rule "acme_idempotent_create" {
    level = "warning"
  }
}
