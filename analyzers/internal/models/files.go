package models

import "github.com/apiward/apiward/rules/model"

// confining are symbols whose results do not leave the directory that they are
// put in.
func confining(symbols ...string) []model.Sanitizer {
	list := make([]model.Sanitizer, len(symbols))
	for i, s := range symbols {
		list[i] = model.Sanitizer{Symbol: s, For: []model.SinkKind{model.FileName}}
	}
	return list
}

// standardOS has a way in that is safe for any name: the methods of Root. What
// only looks at a file, as Stat does, gives nothing away but that it is there.
func standardOS() model.Library {
	l := model.Library{
		Path: "os",
		Sinks: append(into(model.FileName, "", 0,
			"Open", "OpenFile", "ReadFile", "WriteFile", "Create", "Remove", "RemoveAll", "Rename", "Mkdir", "MkdirAll", "MkdirTemp", "CreateTemp",
			"ReadDir", "Symlink", "Link", "Chmod", "Chown", "Lchown", "Chtimes", "Truncate", "Readlink", "Chdir", "DirFS", "CopyFS", "OpenRoot", "OpenInRoot",
		), into(model.FileName, "", 1, "Rename", "Symlink", "Link")...),
		Opaque: []string{
			"Open", "OpenFile", "ReadFile", "Create", "ReadDir", "Stat", "Lstat", "Readlink", "OpenRoot", "OpenInRoot", "CreateTemp", "MkdirTemp",
			"Root.Open", "Root.OpenFile", "Root.Create", "Root.ReadFile", "File.Read", "File.ReadAt", "File.ReadDir", "File.Readdir", "File.Readdirnames", "File.Stat", "File.Name",
			"Getenv", "LookupEnv",
		},
		NoReturn: []string{"Exit"},
	}
	l.Sinks = append(l.Sinks,
		model.Sink{Symbol: "StartProcess", Kind: model.Command, Arg: 0},
		shellText("StartProcess", 1, false),
		model.Sink{Symbol: "StartProcess", Kind: model.Argument, Arg: 1},
	)
	return l
}

func standardIOUtil() model.Library {
	return model.Library{
		Path: "io/ioutil",
		Sinks: append(into(model.FileName, "", 0, "ReadFile", "WriteFile", "ReadDir", "TempFile", "TempDir"),
			model.Sink{Symbol: "ReadAll", Kind: model.BodyRead, Arg: 0}),
		Pure:   []string{"ReadAll", "NopCloser"},
		Opaque: []string{"ReadFile", "ReadDir", "TempFile", "TempDir"},
	}
}

func standardFilepath() model.Library {
	return model.Library{
		Path:       "path/filepath",
		Sinks:      into(model.FileName, "", 0, "Walk", "WalkDir", "Glob"),
		Sanitizers: confining("Base", "Ext", "Localize"),
		Pure:       []string{"*"},
		Opaque:     []string{"Glob", "Walk", "WalkDir"},
	}
}

func standardPath() model.Library {
	return model.Library{Path: "path", Sanitizers: confining("Base", "Ext"), Pure: []string{"*"}}
}

// standardMultipart cuts the name that a client gives a file down to its last
// element.
func standardMultipart() model.Library {
	return model.Library{
		Path:       "mime/multipart",
		Sanitizers: confining("Part.FileName", "FileHeader.Filename"),
		Pure:       []string{"*"},
	}
}

func standardZip() model.Library {
	return model.Library{Path: "archive/zip", Sinks: into(model.FileName, "", 0, "OpenReader"), Opaque: []string{"OpenReader"}}
}

// fileServerSinks are net/http's. What a Dir opens stays in it, whatever the
// name; which directory it is does not.
func fileServerSinks() []model.Sink {
	return []model.Sink{
		{Symbol: "ServeFile", Kind: model.FileName, Arg: 2, Served: true},
		{Symbol: "FileServer", Kind: model.FileName, Arg: 0, Text: true},
		{Symbol: "Dir.Open", Kind: model.FileName, Arg: -1},
	}
}

func secureJoin() model.Library {
	return model.Library{Path: "github.com/cyphar/filepath-securejoin", Sanitizers: confining("SecureJoin", "SecureJoinVFS")}
}

func viper() model.Library {
	return model.Library{
		Path: "github.com/spf13/viper",
		Sinks: into(model.FileName, "", 0,
			"SetConfigFile", "AddConfigPath", "WriteConfigAs", "SafeWriteConfigAs",
			"Viper.SetConfigFile", "Viper.AddConfigPath", "Viper.WriteConfigAs", "Viper.SafeWriteConfigAs",
		),
		Settings: viperSettings(),
	}
}

func minio() model.Library {
	return model.Library{
		Path: "github.com/minio/minio-go/v7",
		Sinks: append(into(model.FileName, "", 3, "Client.FGetObject", "Client.FPutObject"),
			model.Sink{Symbol: "New", Kind: model.Outbound, Arg: 0}),
	}
}
