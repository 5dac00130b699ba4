# What documents and code of ACME say of each other.

contract_rule "acme_sunset_kept" {
  title    = "Deprecated operation that is changed still"
  severity = "low"
  level    = "note"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = pair
  where    = self.operation.deprecated
  assert {
    condition     = self.route.safe
    error_message = "${self.route.method} ${self.route.path} is deprecated, and writes as long as it is served"
    at            = self.operation.origin
    related       = [self.route.origin]
  }

  test "deprecated writes" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get: {deprecated: true, responses: {}}
          post: {deprecated: true, responses: {}}
          put: {responses: {}}
    EOT
    code     = <<-EOT
      package main

      import "net/http"

      func main() {
        http.HandleFunc("GET /a", a)
        http.HandleFunc("POST /a", a)
        http.HandleFunc("PUT /a", a)
        _ = http.ListenAndServe(":80", nil)
      }

      func a(w http.ResponseWriter, r *http.Request) {}
    EOT
    expect {
      file = "openapi.yaml"
      line = 6
    }
  }
}

contract_rule "acme_internal_undocumented" {
  title    = "Route that customers see and no document has"
  severity = "high"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = undocumented
  where    = self.route.purpose == "business"
  assert {
    condition     = startswith(self.route.path, "/internal/")
    error_message = "${self.route.method} ${self.route.path} is in no document, and only what is below /internal may be"
    related       = [for o in self.same_path : o.origin]
  }

  test "what is undocumented" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /v1/orders:
          get: {responses: {}}
    EOT
    code     = <<-EOT
      package main

      import "net/http"

      func main() {
        http.HandleFunc("GET /v1/orders", a)
        http.HandleFunc("POST /v1/orders", a)
        http.HandleFunc("GET /internal/jobs", a)
        _ = http.ListenAndServe(":80", nil)
      }

      func a(w http.ResponseWriter, r *http.Request) {}
    EOT
    expect {
      line  = 7
      route = "POST /v1/orders"
    }
  }
}

contract_rule "acme_public_agreed" {
  title    = "Route that is open in the code and whose document does not say so"
  severity = "high"
  owasp    = "API2:2023"
  cwe      = 306
  for_each = pair
  where    = self.route.auth.state == "none"
  assert {
    condition     = self.operation.auth.anonymous && !self.operation.auth.inherited
    error_message = "${self.route.method} ${self.route.path} asks for nothing, and its operation does not say so itself"
    help          = "write security: [] at the operation, or put the route behind the guard"
    related       = [self.operation.auth.origin]
  }

  test "open routes" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      security: [{token: []}]
      paths:
        /v1/login:
          post: {security: [], responses: {}}
        /v1/orders:
          get: {responses: {}}
      components:
        securitySchemes:
          token: {type: http, scheme: bearer}
    EOT
    code     = <<-EOT
      package main

      import "net/http"

      func main() {
        http.HandleFunc("POST /v1/login", a)
        http.HandleFunc("GET /v1/orders", a)
        _ = http.ListenAndServe(":80", nil)
      }

      func a(w http.ResponseWriter, r *http.Request) {}
    EOT
    expect { route = "GET /v1/orders" }
  }
}
