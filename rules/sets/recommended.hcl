# What every API service should hold. A finding at level error is worth stopping
# a build for; a warning is worth reading.

rule "auth_drift" {
  level = "error"
}

rule "bad_exemption" {
  level = "warning"
}

rule "cleartext_server" {
  level = "error"
}

rule "command_injection" {
  level = "error"
}

rule "error_leak" {
  level = "warning"
}

rule "hardcoded_secret" {
  level = "error"
}

rule "invalid_document" {
  level = "warning"
}

rule "missing_auth" {
  level = "error"
}

rule "missing_security" {
  level = "error"
}

rule "nosql_injection" {
  level = "error"
}

rule "open_redirect" {
  level = "error"
}

rule "path_traversal" {
  level = "error"
}

rule "secret_in_log" {
  level = "warning"
}

rule "sql_injection" {
  level = "error"
}

rule "ssrf" {
  level = "error"
}

rule "unbounded_body" {
  level = "warning"
}

rule "undocumented_route" {
  level = "warning"
}
