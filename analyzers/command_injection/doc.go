// Package command_injection reports programs and shell commands that a request
// can choose.
//
// A finding is an error where request data was followed all the way into the
// name of a program, or into text that a shell reads: at this machine, in a
// container, or at the other end of an SSH session. It is a warning where
// request data becomes an argument that the program may take for an option, as
// git does with --upload-pack, tar with --checkpoint-action and curl with -o.
//
// # Why
//
// Who decides what a shell reads runs programs with the rights of the service.
// Without a shell, who decides the beginning of an argument still turns options
// on, and many programs have one that writes a file or runs something.
//
// # Avoid
//
// Handing text to sh -c, to the shell of a remote host or to a function that
// splits a line into words, if a request is part of the text. Quoting by hand,
// strconv.Quote and %q quote for Go and not for a shell: $(…) stays what it is.
//
// # Prefer
//
// Name the program by a constant and pass each value as an argument of its own.
// Put "--" before values that come from a request, or constant text, as in
// "--name=" + value. Choose programs and subcommands from constants by a switch
// or a map.
//
// A value may stand in a command where it was checked before: compared to
// constants, found in a list of the program's own, parsed as a number, or
// matched against a regular expression that is anchored at both ends and allows
// the letters of names alone. The functions of shellescape, go-shellquote and
// mvdan.cc/sh that quote one word make it safe too.
//
// A function that makes values safe in a way that its body does not show is
// named in the policy, as a sanitizer for command or argument.
//
// # Limits
//
// What a program does with its standard input and its environment is not
// looked at, and neither are templates. That a program knows no options, or
// does not know "--", cannot be seen here.
package command_injection
