# What every route of ACME's services has around it, whatever router it is of.

route_rule "acme_admin_checked" {
  title    = "Administration that everybody may use who is known"
  severity = "high"
  owasp    = "API5:2023"
  cwe      = 285
  where    = contains(self.segments, "admin")
  help     = <<-EOT
    A route below /admin has a middleware that asks what the caller may do, and
    not only who it is.

    # Why
    Whoever has an account can call what only asks for one.

    # Prefer
    One middleware for all of /admin, behind the one that authenticates.
  EOT
  assert {
    condition     = self.authz.state == "present"
    error_message = "${self.method} ${self.path} asks who is calling, and not whether they may"
    related       = [self.handler.origin]
  }

  test "administration" {
    routes = <<-EOT
      {"version": 1, "routes": [
        {"service": "m", "method": "POST", "path": "/v1/admin/a", "registered": {"file": "a.go", "line": 1}, "authz": {"state": "none"}},
        {"service": "m", "method": "POST", "path": "/v1/admin/b", "registered": {"file": "a.go", "line": 2}, "authz": {"state": "present"}},
        {"service": "m", "method": "POST", "path": "/v1/admin/c", "registered": {"file": "a.go", "line": 3}, "authz": {"state": "unknown"}},
        {"service": "m", "method": "POST", "path": "/v1/orders", "registered": {"file": "a.go", "line": 4}, "authz": {"state": "none"}}
      ]}
    EOT
    expect {
      route = "POST /v1/admin/a"
      level = "error"
    }
    expect {
      route = "POST /v1/admin/c"
      level = "note"
    }
  }
}

route_rule "acme_write_bounded" {
  title    = "Write that takes bodies of any size"
  severity = "medium"
  owasp    = "API4:2023"
  cwe      = 770
  where    = contains(["POST", "PUT", "PATCH"], self.method) && self.purpose == "business"
  assert {
    condition     = self.body_limit.state == "present"
    error_message = "${self.method} ${self.path} has no limit of bodies in its chain (${join(", ", self.chain)})"
    help          = "wrap it, or its group, with the limit that the service has"
  }

  test "limits of bodies" {
    code = <<-EOT
      package main

      import "net/http"

      func main() {
        mux := http.NewServeMux()
        mux.HandleFunc("POST /v1/orders", create)
        mux.HandleFunc("GET /v1/orders", create)
        mux.Handle("PUT /v1/orders", http.MaxBytesHandler(http.HandlerFunc(create), 1<<20))
        _ = http.ListenAndServe(":80", mux)
      }

      func create(w http.ResponseWriter, r *http.Request) {}
    EOT
    expect {
      line  = 7
      route = "POST /v1/orders"
    }
  }
}

route_rule "acme_login_limited" {
  title    = "Way in that can be tried as often as one likes"
  severity = "high"
  owasp    = "API6:2023"
  cwe      = 307
  where    = self.purpose == "entry" && !self.safe
  assert {
    condition     = self.rate_limit.state == "present"
    error_message = "${self.method} ${self.path} lets passwords be tried without a limit"
  }

  test "logins" {
    routes = <<-EOT
      {"version": 1, "routes": [
        {"service": "m", "method": "POST", "path": "/v1/login", "registered": {"file": "a.go", "line": 1}, "rate_limit": {"state": "none"}},
        {"service": "m", "method": "POST", "path": "/v2/login", "registered": {"file": "a.go", "line": 2}, "rate_limit": {"state": "present"}},
        {"service": "m", "method": "POST", "path": "/v1/orders", "registered": {"file": "a.go", "line": 3}, "rate_limit": {"state": "none"}}
      ]}
    EOT
    expect { route = "POST /v1/login" }
  }
}

route_rule "acme_one_method" {
  title    = "Route that answers every method"
  severity = "medium"
  owasp    = "API8:2023"
  cwe      = 650
  where    = self.purpose == "business"
  assert {
    condition     = self.method != "ANY" || endswith(self.path, "...}")
    error_message = "${self.path} answers every method"
    help          = "register it for the methods that it is made for"
  }

  test "methods" {
    code = <<-EOT
      package main

      import "net/http"

      func main() {
        http.HandleFunc("/v1/orders", list)
        http.HandleFunc("GET /v1/parcels", list)
        _ = http.ListenAndServe(":80", nil)
      }

      func list(w http.ResponseWriter, r *http.Request) {}
    EOT
    expect { line = 6 }
  }
}

route_rule "acme_panic_caught" {
  title    = "Route whose panic ends the connection without an answer"
  severity = "low"
  level    = "note"
  owasp    = "API8:2023"
  cwe      = 755
  where    = self.purpose == "business"
  assert {
    condition     = self.recovery.state == "present"
    error_message = "nothing around ${self.method} ${self.path} catches a panic"
  }

  test "panics" {
    routes = <<-EOT
      {"version": 1, "routes": [
        {"service": "m", "method": "GET", "path": "/v1/a", "registered": {"file": "a.go", "line": 1}, "recovery": {"state": "none"}},
        {"service": "m", "method": "GET", "path": "/v1/b", "registered": {"file": "a.go", "line": 2}, "recovery": {"state": "present"}},
        {"service": "m", "method": "GET", "path": "/healthz", "registered": {"file": "a.go", "line": 3}, "recovery": {"state": "none"}}
      ]}
    EOT
    expect { route = "GET /v1/a" }
  }
}
