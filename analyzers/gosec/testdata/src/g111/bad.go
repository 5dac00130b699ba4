package g111

import "net/http"

var all = http.FileServer(http.Dir("/")) // want "G111"
