package driver

import (
	"fmt"
	"go/version"
	"runtime"
	"runtime/debug"
)

// checkGoVersion fails where a package of the project is written in a newer Go
// than this program was built with: a program has the type checker of the Go it
// was built with, whichever go command it calls.
func checkGoVersion(packages []*listed) error {
	for _, p := range packages {
		if p.Module != nil && p.Module.Main && isNewer("go"+p.Module.GoVersion, runtime.Version()) {
			return fmt.Errorf("the module %s is written in Go %s, and this apiward was built with %s, which knows no such Go: %s",
				p.Module.Path, p.Module.GoVersion, runtime.Version(), rebuild("go"+p.Module.GoVersion))
		}
	}
	return nil
}

// checkGoCommand fails where the go command is newer than this program: go vet
// has it look at the standard library too, which is written in its newest Go.
func checkGoCommand(goVersion string) error {
	if !isNewer(goVersion, runtime.Version()) {
		return nil
	}
	return fmt.Errorf("the go command here is %s, and this apiward was built with %s, which does not know its standard library as go vet needs it: %s",
		goVersion, runtime.Version(), rebuild(goVersion))
}

// isNewer reports whether the language of one version of Go is newer than that
// of another. A development build has no version, and is as new as can be.
func isNewer(required, built string) bool {
	return version.IsValid(built) && version.Compare(version.Lang(required), version.Lang(built)) > 0
}

// rebuild says how to build this program with a version of Go, "" for that of the
// project.
func rebuild(goVersion string) string {
	release := "latest"
	if info, ok := debug.ReadBuildInfo(); ok && len(info.Main.Version) > 0 && info.Main.Version[0] == 'v' {
		release = info.Main.Version
	}
	toolchain := ""
	if version.IsValid(goVersion) {
		if version.Lang(goVersion) == goVersion {
			goVersion += ".0" // toolchains have all three numbers
		}
		toolchain = "GOTOOLCHAIN=" + goVersion + " "
	}
	return "build it anew, with " + toolchain + "go install github.com/apiward/apiward/cmd/apiward@" + release +
		"; a hook of pre-commit is built anew after pre-commit clean"
}
