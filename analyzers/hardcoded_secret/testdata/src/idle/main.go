// Command idle signs with a key of its source. Beside it stands a server for tests,
// which no command imports.
package main

import (
	"fmt"

	"corpus/idle/keys"
)

func main() { fmt.Println(keys.Sign("order")) }
