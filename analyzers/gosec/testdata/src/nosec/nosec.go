package nosec

import "math/rand"

func dice() []int {
	a := rand.Intn(6) // #nosec G404 -- dice in a game
	// #nosec
	b := rand.Intn(6)
	// #nosec G401 -- of another rule
	c := rand.Intn(6)
	return []int{a, b, c}
}
