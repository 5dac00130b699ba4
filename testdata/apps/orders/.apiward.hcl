extends = ["recommended"]

document "openapi.yaml" {
  serves = ["./cmd/orders"]
}

public_routes {
  routes = ["GET /healthz", "POST /v1/login", "GET /v1/products"]
  reason = "probes, the way in, and a catalogue that everybody may read"
}

exempt {
  rules  = ["undocumented_route"]
  routes = ["/internal/jobs/**"]
  reason = "for our operators, who read the code"
  owner  = "orders team"
}
