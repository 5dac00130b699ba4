// Package elements reads elements of lists and maps that hold a request's value and
// others.
package elements

import (
	"math/rand"
	"net/http"
	"os/exec"
	"slices"
	"sort"
)

// The element that is run is the request's.
func index(w http.ResponseWriter, r *http.Request) {
	cmds := []string{"uptime", r.FormValue("cmd")}
	exec.Command("sh", "-c", cmds[1]).Run() // want `form value "cmd" of the request becomes part of the command`
	var pair [2]string
	pair[0] = r.FormValue("first")
	exec.Command("sh", "-c", pair[0]).Run() // want `form value "first"`
}

// Which one it is, is not known.
func unknown(w http.ResponseWriter, r *http.Request, i int) {
	cmds := []string{"uptime", r.FormValue("cmd")}
	exec.Command("sh", "-c", cmds[i]).Run() // want `form value "cmd"`
	for _, cmd := range cmds {
		exec.Command("sh", "-c", cmd).Run() // want `form value "cmd"`
	}
	set := make([]string, 3)
	set[i] = r.FormValue("set")
	exec.Command("sh", "-c", set[0]).Run() // want `form value "set"`
}

// A slice begins behind its list.
func slice(w http.ResponseWriter, r *http.Request, n int) {
	cmds := []string{"uptime", r.FormValue("cmd"), "date"}
	rest := cmds[1:]
	exec.Command("sh", "-c", rest[0]).Run()        // want `form value "cmd"`
	exec.Command("sh", "-c", cmds[n:][0]).Run()    // want `form value "cmd"`
	exec.Command("sh", "-c", cmds[:2][1]).Run()    // want `form value "cmd"`
	exec.Command("sh", "-c", cmds[1:][:][0]).Run() // want `form value "cmd"`
}

// A function hands back the list without its first element.
func cut(w http.ResponseWriter, r *http.Request) {
	rest := behindFirst([]string{"uptime", r.FormValue("cmd")})
	exec.Command("sh", "-c", rest[0]).Run() // want `form value "cmd"`
}

func behindFirst(list []string) []string {
	if len(list) > 1 {
		return list[1:]
	}
	return list
}

// A list that gets shorter in each round begins with any of its elements.
func shift(w http.ResponseWriter, r *http.Request) {
	cmds := []string{"uptime", r.FormValue("cmd")}
	for len(cmds) > 0 {
		exec.Command("sh", "-c", cmds[0]).Run() // want `form value "cmd"`
		cmds = cmds[1:]
	}
}

// What is appended stands behind the rest, wherever that ends.
func appended(w http.ResponseWriter, r *http.Request, more bool) {
	cmds := []string{"uptime"}
	cmds = append(cmds, r.FormValue("cmd"))
	exec.Command("sh", "-c", cmds[1]).Run() // want `form value "cmd"`
	var none []string
	none = append(none, r.FormValue("none"))
	exec.Command("sh", "-c", none[0]).Run() // want `form value "none"`
	list := []string{"uptime"}
	if more {
		list = append(list, "date")
	}
	list = append(list, r.FormValue("list"))
	exec.Command("sh", "-c", list[1]).Run() // want `form value "list"`
	exec.Command("sh", "-c", list[2]).Run() // want `form value "list"`
	shrunk := append([]string{"uptime", "date"}[:0], r.FormValue("shrunk"))
	exec.Command("sh", "-c", shrunk[0]).Run() // want `form value "shrunk"`
}

// What sorts a list, or turns it around, puts its elements elsewhere.
func moved(w http.ResponseWriter, r *http.Request) {
	sorted := []string{"uptime", r.FormValue("sorted")}
	sort.Strings(sorted)
	exec.Command("sh", "-c", sorted[0]).Run() // want `form value "sorted"`
	turned := []string{"uptime", r.FormValue("turned")}
	slices.Reverse(turned)
	exec.Command("sh", "-c", turned[0]).Run() // want `form value "turned"`
	shuffled := []string{"uptime", r.FormValue("shuffled")}
	rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	exec.Command("sh", "-c", shuffled[0]).Run() // want `form value "shuffled"`
	copied := []string{"uptime", "date"}
	copy(copied[1:], []string{r.FormValue("copied")})
	exec.Command("sh", "-c", copied[1]).Run() // want `form value "copied"`
	swapped := []string{"uptime", r.FormValue("swapped")}
	swap(swapped)
	exec.Command("sh", "-c", swapped[0]).Run() // want `form value "swapped"`
}

func swap(list []string) { list[0], list[1] = list[1], list[0] }

// What a map holds under one key, or any.
func key(w http.ResponseWriter, r *http.Request, k string) {
	cmds := map[string]string{"run": r.FormValue("cmd"), "name": "uptime"}
	exec.Command("sh", "-c", cmds["run"]).Run() // want `form value "cmd"`
	exec.Command("sh", "-c", cmds[k]).Run()     // want `form value "cmd"`
	for _, cmd := range cmds {
		exec.Command("sh", "-c", cmd).Run() // want `form value "cmd"`
	}
	filled := map[string]string{"a.b": "uptime"}
	filled[k] = r.FormValue("filled")
	exec.Command("sh", "-c", filled["a.b"]).Run() // want `form value "filled"`
}

// A function that is given the map puts the value there.
func passed(w http.ResponseWriter, r *http.Request) {
	cmds := map[string]any{"run": "uptime"}
	put(cmds, r.FormValue("cmd"))
	exec.Command("sh", "-c", cmds["run"].(string)).Run() // want `form value "cmd"`
	made := commands(r)
	exec.Command("sh", "-c", made[1]).Run() // want `form value "made"`
	byName := named(r)
	exec.Command("sh", "-c", byName["cmd"]).Run() // want `form value "named"`
}

func put(cmds map[string]any, cmd string) { cmds["run"] = cmd }

func commands(r *http.Request) []string { return []string{"uptime", r.FormValue("made")} }

func named(r *http.Request) map[string]string {
	return map[string]string{"cmd": r.FormValue("named"), "name": "uptime"}
}

// Two maps change what they hold.
func exchanged(w http.ResponseWriter, r *http.Request) {
	a, b := map[string]string{"run": r.FormValue("cmd")}, map[string]string{"run": "uptime"}
	exchange(a, b)
	exec.Command("sh", "-c", b["run"]).Run() // want `form value "cmd"`
	exec.Command("sh", "-c", a["run"]).Run()
}

func exchange(a, b map[string]string) { a["run"], b["run"] = b["run"], a["run"] }

// The element that is run is another one.
func others(w http.ResponseWriter, r *http.Request, more bool) {
	cmds := []string{"uptime", r.FormValue("cmd"), "date"}
	exec.Command("sh", "-c", cmds[0]).Run()
	exec.Command("sh", "-c", cmds[2:][0]).Run()
	exec.Command("sh", "-c", cmds[2]).Run()

	list := []string{"uptime"}
	if more {
		list = append(list, "-p")
	}
	list = append(list, "--", r.FormValue("list"))
	exec.Command(list[0], "--version").Run()

	var grid [2][2]string
	grid[0][1] = r.FormValue("grid")
	exec.Command("sh", "-c", grid[1][1]).Run()
	exec.Command("sh", "-c", grid[0][0]).Run()

	m := map[string]string{"cmd": "uptime", "name": r.FormValue("name")}
	exec.Command("sh", "-c", m["cmd"]).Run()
	m["name"] = "date"
	exec.Command("sh", "-c", m["name"]).Run()

	made := commands(r)
	exec.Command("sh", "-c", made[0]).Run()
	exec.Command("sh", "-c", named(r)["name"]).Run()
}

// What was there before is replaced.
func replaced(w http.ResponseWriter, r *http.Request) {
	cmds := []string{r.FormValue("cmd")}
	cmds[0] = "uptime"
	exec.Command("sh", cmds...).Run()
	m := map[string]any{"run": r.FormValue("cmd")}
	put(m, "uptime")
	exec.Command("sh", "-c", m["run"].(string)).Run()
}
