package tests_only

// fixture is a key in a test, which opens nothing but what a test made.
const fixture = "ghp_" + "j0QFA74TX0aR0IzqH0XXRXjpDbyhJj00n5c3"
