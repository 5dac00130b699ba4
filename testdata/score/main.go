// Score runs gosec's published samples through gosec and through apiward, and
// shows what each finds, side by side.
//
//	go run .        in this folder, or make score in the project's root
//
// The samples are gosec's, read from its module at run time and written to a
// temporary one; none of them stands in this repository. What is judged about
// them, and why, is in labels.go.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	r, err := run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(2)
	}
	r.print(os.Stdout)
	if short := append(stale(), r.check()...); len(short) > 0 {
		fmt.Println()
		for _, s := range short {
			fmt.Println(s)
		}
		os.Exit(1)
	}
}
