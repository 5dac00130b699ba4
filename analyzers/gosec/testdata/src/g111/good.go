package g111

import "net/http"

var public = http.FileServer(http.Dir("public"))
