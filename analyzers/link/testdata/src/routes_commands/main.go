// Command routes_commands starts what a table of commands holds.
package main

import "corpus/routes_commands/cmd"

func main() { cmd.Execute() }
