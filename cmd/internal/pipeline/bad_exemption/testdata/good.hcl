exempt {
  rules   = ["missing_auth"]
  routes  = ["GET /reports/**"]
  reason  = "the reports move behind the gateway in spring"
  owner   = "platform"
  expires = "2099-03-31"
}
