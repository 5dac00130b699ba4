package models

import "github.com/apiward/apiward/rules/model"

// shells are programs that run the text behind one of shellFlags. Whatever
// stands between the two are options.
var (
	shells = []string{
		"sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "busybox",
		"/bin/sh", "/bin/bash", "/bin/dash", "/bin/ash", "/bin/zsh", "/bin/ksh",
		"/usr/bin/sh", "/usr/bin/bash", "/usr/bin/dash", "/usr/bin/zsh", "/usr/local/bin/bash",
		"cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "su", "runuser",
		"python", "python3", "perl", "node", "ruby", "php",
	}
	shellFlags = []string{
		"-c", "-lc", "-ic", "-ec", "-xc", "-euc", "-exc", "-cx", "-ce", "-e", "-r", "--eval", "--command",
		"/c", "/C", "/k", "/K", "-Command", "-command", "-EncodedCommand",
	}
)

// launchers are programs that run the one that the word behind them names.
var launchers = []string{
	"sudo", "/usr/bin/sudo", "doas", "pkexec", "env", "/usr/bin/env", "nohup", "setsid", "xargs", "exec", "command", "time", "strace", "ltrace",
}

// launched is the name of the program that a launcher runs, in the list that
// begins at the argument of the call, or that the field holds.
func launched(symbol string, arg int, rest bool) []model.Sink {
	return []model.Sink{
		{Symbol: symbol, Kind: model.Command, Arg: arg, Rest: rest, After: [][]string{launchers}},
		{Symbol: symbol, Kind: model.Command, Arg: arg, Rest: rest, After: [][]string{launchers, {"--"}}},
	}
}

// shellText is the text that a shell runs, in the list that begins at the
// argument of the call, or that the field holds.
func shellText(symbol string, arg int, rest bool) model.Sink {
	return model.Sink{Symbol: symbol, Kind: model.Command, Arg: arg, Rest: rest, After: [][]string{shells, shellFlags}}
}

// program is a call that runs a program: its name, and what it is given.
func program(symbol string, name int) []model.Sink {
	return append(launched(symbol, name, true),
		model.Sink{Symbol: symbol, Kind: model.Command, Arg: name, Begins: "Cmd.Args"},
		shellText(symbol, name, true),
		model.Sink{Symbol: symbol, Kind: model.Argument, Arg: name + 1, Rest: true},
	)
}

func standardExec() model.Library {
	l := model.Library{
		Path: "os/exec",
		Sinks: []model.Sink{
			{Symbol: "Cmd.Path", Kind: model.Command},
			// A shell that is told nothing else runs what it reads.
			{Symbol: "Cmd.Stdin", Kind: model.Command, Given: &model.Given{Field: "Args", First: shells, But: shellFlags}},
			shellText("Cmd.Args", 0, false),
			{Symbol: "Cmd.Args", Kind: model.Argument},
		},
		Pure: []string{"LookPath"},
		// What a program writes is its own.
		Opaque: []string{
			"Command", "CommandContext", "Cmd.Output", "Cmd.CombinedOutput", "Cmd.Run", "Cmd.Start", "Cmd.Wait",
			"Cmd.StdinPipe", "Cmd.StdoutPipe", "Cmd.StderrPipe",
		},
	}
	l.Sinks = append(l.Sinks, program("Command", 0)...)
	l.Sinks = append(l.Sinks, program("CommandContext", 1)...)
	return l
}

func standardSyscall() model.Library {
	return model.Library{Path: "syscall", Sinks: []model.Sink{
		{Symbol: "Exec", Kind: model.Command, Arg: 0},
		shellText("Exec", 1, false),
		{Symbol: "Exec", Kind: model.Argument, Arg: 1},
		{Symbol: "ForkExec", Kind: model.Command, Arg: 0},
		shellText("ForkExec", 1, false),
		{Symbol: "ForkExec", Kind: model.Argument, Arg: 1},
	}}
}

// standardPlugin runs what it loads.
func standardPlugin() model.Library {
	return model.Library{Path: "plugin", Sinks: []model.Sink{{Symbol: "Open", Kind: model.Command, Arg: 0}}}
}

// cryptoSSH hands a command to the shell of the other side as one text.
func cryptoSSH() model.Library {
	l := model.Library{
		Path:   "golang.org/x/crypto/ssh",
		Sinks:  []model.Sink{{Symbol: "Dial", Kind: model.Outbound, Arg: 1}},
		Opaque: []string{"Session.Run", "Session.Start", "Session.Output", "Session.CombinedOutput", "Dial"},
	}
	for _, name := range []string{"Run", "Start", "Output", "CombinedOutput"} {
		l.Sinks = append(l.Sinks, model.Sink{Symbol: "Session." + name, Kind: model.Command, Arg: 0})
	}
	return l
}

// dockerContainer is what runs in a container: its argument list is
// no shell's unless it names one.
func dockerContainer() model.Library {
	l := model.Library{Path: "github.com/docker/docker/api/types/container"}
	for _, field := range []string{"ExecOptions.Cmd", "Config.Cmd", "Config.Entrypoint"} {
		l.Sinks = append(l.Sinks, shellText(field, 0, false))
	}
	return l
}

func goCmd() model.Library {
	return model.Library{
		Path:  "github.com/go-cmd/cmd",
		Sinks: append(program("NewCmd", 0), program("NewCmdOptions", 1)...),
	}
}

// bitfieldScript splits a line into words: there is no shell, but the line says
// what runs.
func bitfieldScript() model.Library {
	return model.Library{
		Path: "github.com/bitfield/script",
		Sinks: []model.Sink{
			{Symbol: "Exec", Kind: model.Command, Arg: 0},
			{Symbol: "Pipe.Exec", Kind: model.Command, Arg: 0},
			{Symbol: "Pipe.ExecForEach", Kind: model.Command, Arg: 0},
			{Symbol: "File", Kind: model.FileName, Arg: 0},
			{Symbol: "ListFiles", Kind: model.FileName, Arg: 0},
			{Symbol: "FindFiles", Kind: model.FileName, Arg: 0},
			{Symbol: "Pipe.WriteFile", Kind: model.FileName, Arg: 0},
			{Symbol: "Pipe.AppendFile", Kind: model.FileName, Arg: 0},
			{Symbol: "Get", Kind: model.Outbound, Arg: 0},
			{Symbol: "Post", Kind: model.Outbound, Arg: 0},
			{Symbol: "Pipe.Get", Kind: model.Outbound, Arg: 0},
			{Symbol: "Pipe.Post", Kind: model.Outbound, Arg: 0},
		},
		Opaque: []string{"Get", "Post", "File", "Exec", "Pipe.Exec", "Pipe.Get", "Pipe.Post"},
	}
}

// shellQuoters make one word of a shell's of any text.
func shellQuoters() []model.Library {
	quote := func(path string, symbols ...string) model.Library {
		l := model.Library{Path: path}
		for _, s := range symbols {
			l.Sanitizers = append(l.Sanitizers, model.Sanitizer{Symbol: s, For: []model.SinkKind{model.Command}})
		}
		return l
	}
	return []model.Library{
		quote("al.essio.dev/pkg/shellescape", "Quote", "QuoteCommand"),
		quote("github.com/alessio/shellescape", "Quote", "QuoteCommand"),
		quote("github.com/kballard/go-shellquote", "Join"),
		quote("mvdan.cc/sh/v3/syntax", "Quote"),
	}
}
