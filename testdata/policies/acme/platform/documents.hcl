# What every OpenAPI document of ACME holds.

param "hosts" {
  type    = list(string)
  default = [".acme.dev"]
  doc     = "the ends of the host names that services are reached under"
}

param "largest_page" {
  type    = number
  default = 200
}

function "is_write" {
  params = [operation]
  result = contains(["POST", "PUT", "PATCH", "DELETE"], operation.method)
}

function "is_parameter" {
  params = [segment]
  result = startswith(segment, "{")
}

spec_rule "acme_operation_id" {
  title    = "Operation without a name that clients can call"
  severity = "low"
  owasp    = "API9:2023"
  for_each = operation
  where    = self.surface == "path"
  help     = <<-EOT
    An operation has an operationId that begins with a small letter and holds
    letters and digits alone.

    # Why
    The clients of all teams are generated, and an operation is called there by
    its operationId. Audits and limits name it as well.

    # Prefer
    A verb and a noun: listOrders.
  EOT
  assert {
    condition     = self.operation_id != null && matches("^[a-z][A-Za-z0-9]*$", self.operation_id)
    error_message = "${self.method} ${self.path} has ${self.operation_id == null ? "no operationId" : "the operationId ${self.operation_id}, which is no name in Go"}"
    help          = "write a verb and a noun, as listOrders"
  }

  test "names of operations" {
    document = <<-EOT
      openapi: 3.1.0
      info: {title: t, version: "1"}
      paths:
        /orders:
          get:
            operationId: listOrders
            responses: {}
          post:
            responses: {}
          delete:
            operationId: delete-orders
            responses: {}
    EOT
    expect {
      line    = 8
      message = "no operationId"
    }
    expect {
      line    = 10
      message = "delete-orders"
    }
  }

  test "a webhook needs none" {
    document = <<-EOT
      openapi: 3.1.0
      info: {title: t, version: "1"}
      webhooks:
        shipped:
          post: {responses: {}}
    EOT
  }
}

spec_rule "acme_team" {
  title    = "Document that no team answers for"
  severity = "medium"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = document
  assert {
    condition     = can(self.ext["x-acme-team"]) && self.ext["x-acme-team"] != null
    error_message = "the document does not say which team it belongs to"
    help          = "write x-acme-team at its top, with the name that CODEOWNERS has"
  }

  test "a document without a team" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths: {}
    EOT
    expect { line = 1 }
  }

  test "a document with one" {
    document = <<-EOT
      openapi: 3.0.3
      x-acme-team: orders
      info: {title: t, version: "1"}
      paths: {}
    EOT
  }
}

spec_rule "acme_tag" {
  title    = "Operation that is in no section of the portal, or in several"
  severity = "low"
  for_each = operation
  where    = self.surface == "path"
  assert {
    condition     = length(self.tags) == 1 && alltrue([for t in self.tags : contains(doc.tags, t)])
    error_message = "${self.method} ${self.path} has the tags [${join(", ", self.tags)}], and the portal shows one that the document declares"
  }

  test "tags" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      tags: [{name: orders}, {name: admin}]
      paths:
        /a:
          get: {tags: [orders], responses: {}}
          put: {tags: [orders, admin], responses: {}}
          post: {tags: [order], responses: {}}
          delete: {responses: {}}
    EOT
    expect { line = 7 }
    expect { line = 8 }
    expect { line = 9 }
  }
}

spec_rule "acme_path_form" {
  title    = "Path that is not written in small letters and dashes"
  severity = "low"
  for_each = operation
  where    = self.surface == "path"
  assert {
    condition     = alltrue([for s in self.segments : is_parameter(s) || matches("^[a-z0-9]+(-[a-z0-9]+)*$", s)])
    error_message = "${self.path} has a part that is not in small letters and dashes"
  }

  test "forms of paths" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /v1/credit-notes/{noteID}:
          get: {responses: {}}
        /v1/creditNotes:
          get: {responses: {}}
        /v1/credit_notes:
          get: {responses: {}}
    EOT
    expect { line = 7 }
    expect { line = 9 }
  }
}

spec_rule "acme_version_in_path" {
  title    = "Path without the version of the API"
  severity = "medium"
  owasp    = "API9:2023"
  for_each = operation
  where    = self.surface == "path" && self.purpose == "business"
  assert {
    condition     = matches("^/v[0-9]+/", self.path) || length(self.servers) > 0 && alltrue([for s in self.servers : matches("/v[0-9]+$", s.base_path)])
    error_message = "nothing says of which version ${self.method} ${self.path} is"
    related       = [for s in self.servers : s.origin]
  }

  test "a version in the path" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      servers: [{url: https://orders.acme.dev}]
      paths:
        /v1/orders:
          get: {responses: {}}
        /orders:
          get: {responses: {}}
        /healthz:
          get: {responses: {}}
    EOT
    expect { line = 8 }
  }

  test "a version in the server" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      servers: [{url: https://orders.acme.dev/v2}]
      paths:
        /orders:
          get: {responses: {}}
    EOT
  }
}

spec_rule "acme_problem" {
  title    = "Error in a form of its own"
  severity = "low"
  owasp    = "API8:2023"
  cwe      = 209
  for_each = response
  where    = contains(["client_error", "server_error"], self.class) && length(self.media_types) > 0
  assert {
    condition     = self.media_types == ["application/problem+json"]
    error_message = "the answer ${self.code} of ${self.operation.method} ${self.operation.path} is ${join(" or ", self.media_types)}, and errors are application/problem+json"
  }

  test "forms of errors" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get:
            responses:
              "200": {description: ok, content: {application/json: {}}}
              "400": {description: no, content: {application/json: {}}}
              "404": {description: no, content: {application/problem+json: {}}}
              "500": {description: no}
    EOT
    expect { line = 8 }
  }
}

spec_rule "acme_retry_after" {
  title    = "Limit that does not say when to come back"
  severity = "medium"
  owasp    = "API4:2023"
  cwe      = 770
  for_each = response
  where    = contains(["429", "503"], self.code)
  assert {
    condition     = anytrue([for h in self.headers : lower(h) == "retry-after"])
    error_message = "the answer ${self.code} of ${self.operation.method} ${self.operation.path} has no header Retry-After"
    help          = "clients of ours wait as long as Retry-After says, and call again at once without it"
  }

  test "limits" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get:
            responses:
              "429": {description: later, headers: {retry-after: {schema: {type: integer}}}}
              "503": {description: later}
    EOT
    expect { line = 8 }
  }
}

spec_rule "acme_page_size" {
  title    = "Page of any size"
  severity = "high"
  owasp    = "API4:2023"
  cwe      = 770
  for_each = parameter
  where    = self.in == "query" && has_words(self.name, "limit", "size", "per page") && contains(["integer", "number"], self.type)
  assert {
    condition     = self.maximum != null && self.maximum <= param.largest_page
    error_message = "${self.name} may be ${self.maximum == null ? "of any size" : tostring(self.maximum)}, and a page has ${param.largest_page} entries at most"
  }

  test "sizes of pages" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get:
            parameters:
              - {name: limit, in: query, schema: {type: integer, maximum: 200}}
              - {name: page_size, in: query, schema: {type: integer, maximum: 5000}}
              - {name: perPage, in: query, schema: {type: integer}}
              - {name: shoeSize, in: header, schema: {type: integer}}
            responses: {}
    EOT
    expect {
      line    = 8
      message = "may be 5000"
    }
    expect {
      line    = 9
      message = "of any size"
    }
  }
}

spec_rule "acme_host" {
  title    = "Server outside of our domains"
  severity = "medium"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = server
  where    = self.host != null && !self.local
  assert {
    condition     = anytrue([for end in param.hosts : endswith(self.host, end)])
    error_message = "${self.host} is none of ours: services are reached under ${join(", ", param.hosts)}"
  }

  test "hosts" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      servers:
        - url: https://orders.acme.dev/v1
        - url: https://orders.example.org
        - url: http://localhost:8080
        - url: /v1
      paths: {}
    EOT
    expect {
      line    = 5
      message = "orders.example.org is none of ours"
    }
  }
}

spec_rule "acme_personal_marked" {
  title    = "Personal data that is not marked as such"
  severity = "medium"
  owasp    = "API3:2023"
  cwe      = 359
  for_each = property
  where    = self.direction == "response" && self.sensitive == "personal" && self.type == "string"
  assert {
    condition     = can(self.ext["x-acme-pii"]) && self.ext["x-acme-pii"] == true
    error_message = "${self.path} is personal data, and nothing says so"
    help          = "write x-acme-pii: true, by which logs and exports know what to leave out"
    related       = [for o in self.operations : o.origin]
  }

  test "personal data in answers" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /customers:
          get:
            responses:
              "200":
                description: ok
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        date_of_birth: {type: string}
                        home_address: {type: string, x-acme-pii: true}
                        region: {type: string}
    EOT
    expect { on = "date_of_birth" }
  }
}

spec_rule "acme_money" {
  title    = "Amount of money that cannot be exact"
  severity = "high"
  cwe      = 682
  for_each = property
  where    = self.direction == "request" && has_words(self.name, "amount", "price", "total", "fee") && length(self.types) > 0
  assert {
    condition     = self.type != "number" && self.format != "float"
    error_message = "${self.path} is a number with a point, and cents get lost in those"
    help          = "write it in cents as an integer, or as a text"
  }

  test "amounts" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /orders:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      total_cents: {type: integer}
                      unitPrice: {type: number}
                      fee: {type: string}
                      totals: {type: object}
            responses: {}
    EOT
    expect { on = "unitPrice" }
  }
}

spec_rule "acme_time_form" {
  title    = "Time in a form of its own"
  severity = "low"
  for_each = property
  where    = self.type == "string" && matches("(_at|At)$", self.name)
  assert {
    condition     = self.format == "date-time"
    error_message = "${self.path} does not say in which form its times are"
    help          = "write format: date-time"
  }

  test "times" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths: {}
      components:
        schemas:
          Order:
            type: object
            properties:
              created_at: {type: string}
              sentAt: {type: string, format: date-time}
              format: {type: string}
    EOT
    expect { on = "created_at" }
  }
}

spec_rule "acme_sunset" {
  title    = "Deprecated operation without an end"
  severity = "medium"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = operation
  where    = self.deprecated
  assert {
    condition     = matches("^20[0-9]{2}-[01][0-9]-[0-3][0-9]$", tostring(lookup(self.ext, "x-sunset", "")))
    error_message = "${self.method} ${self.path} is deprecated, and nothing says until when it is served"
    help          = "write x-sunset with the day, as \"2027-03-31\""
  }

  test "ends" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get: {deprecated: true, x-sunset: "2027-03-31", responses: {}}
          put: {deprecated: true, x-sunset: soon, responses: {}}
          post: {deprecated: true, responses: {}}
          delete: {responses: {}}
    EOT
    expect { line = 6 }
    expect { line = 7 }
  }
}

spec_rule "acme_scheme" {
  title    = "Credential that our gateway does not issue"
  severity = "high"
  owasp    = "API2:2023"
  cwe      = 287
  for_each = security_scheme
  assert {
    condition     = self.http == "bearer" || contains(["oauth2", "openIdConnect", "mutualTLS"], self.type)
    error_message = "${self.name} is no credential that the gateway issues: it knows bearer tokens, OAuth, OpenID Connect and client certificates"
  }

  test "schemes" {
    document = <<-EOT
      openapi: 3.1.0
      info: {title: t, version: "1"}
      paths: {}
      components:
        securitySchemes:
          token: {type: http, scheme: Bearer}
          password: {type: http, scheme: basic}
          key: {type: apiKey, in: header, name: X-Key}
          mesh: {type: mutualTLS}
    EOT
    expect { line = 7 }
    expect { line = 8 }
  }
}

spec_rule "acme_idempotent_create" {
  title    = "Creation that cannot be repeated"
  severity = "medium"
  maturity = "preview"
  owasp    = "API6:2023"
  for_each = operation
  where    = self.method == "POST" && contains(self.codes, "201") && self.surface == "path"
  assert {
    condition     = anytrue([for p in self.parameters : p.in == "header" && lower(p.name) == "idempotency-key"])
    error_message = "${self.method} ${self.path} creates something, and who calls it again after a timeout creates it twice"
    help          = "take the header Idempotency-Key"
  }

  test "creations" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          post:
            responses: {"201": {description: made}}
        /b:
          post:
            parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
            responses: {"201": {description: made}}
        /search:
          post:
            responses: {"200": {description: found}}
    EOT
    expect { line = 5 }
  }
}

spec_rule "acme_write_described" {
  title    = "Write that does not say what may go wrong"
  severity = "low"
  owasp    = "API8:2023"
  for_each = operation
  where    = is_write(self) && !self.auth.anonymous && self.surface == "path"
  assert {
    condition     = anytrue([for c in self.codes : contains(["401", "4XX", "default"], c)])
    error_message = "${self.method} ${self.path} does not document how it refuses strangers"
    related       = [self.auth.origin]
  }

  test "refusals" {
    document = <<-EOT
      openapi: 3.0.3
      info: {title: t, version: "1"}
      security: [{token: []}]
      paths:
        /a:
          post: {responses: {"200": {description: ok}}}
          put: {responses: {"200": {description: ok}, "401": {description: no}}}
          get: {responses: {"200": {description: ok}}}
          delete: {security: [], responses: {"200": {description: ok}}}
      components:
        securitySchemes:
          token: {type: http, scheme: bearer}
    EOT
    expect { line = 6 }
  }
}
