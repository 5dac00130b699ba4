package g404

import (
	"fmt"
	"math/rand"
)

func token() string {
	return fmt.Sprint(rand.Int63()) // want "G404"
}
