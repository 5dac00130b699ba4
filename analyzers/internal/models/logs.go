package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// logCalls makes sinks for every pair of a prefix, as "" or "Logger.", and a
// name: all arguments from arg on are written to the log.
func logCalls(arg int, prefixes, names []string) []model.Sink {
	list := make([]model.Sink, 0, len(prefixes)*len(names))
	for _, p := range prefixes {
		for _, n := range names {
			list = append(list, model.Sink{Symbol: p + n, Kind: model.Logged, Arg: arg, Rest: true})
		}
	}
	return list
}

// together joins lists of sinks.
func together(lists ...[]model.Sink) []model.Sink { return slices.Concat(lists...) }

// each puts every ending behind every stem: "Info" and "f" make "Infof".
func each(stems []string, endings ...string) []string {
	list := make([]string, 0, len(stems)*len(endings))
	for _, s := range stems {
		for _, e := range endings {
			list = append(list, s+e)
		}
	}
	return list
}

// standardLog is package log. What the process prints elsewhere, as with
// fmt.Println, is the output of a program and kept by nobody.
func standardLog() model.Library {
	fatal := each([]string{"Fatal", "Panic"}, "", "f", "ln")
	return model.Library{
		Path: "log",
		Sinks: together(
			logCalls(0, []string{"", "Logger."}, each([]string{"Print", "Fatal", "Panic"}, "", "f", "ln")),
			logCalls(1, []string{"", "Logger."}, []string{"Output"}),
		),
		NoReturn: append(fatal, each([]string{"Logger."}, fatal...)...),
	}
}

func standardSlog() model.Library {
	levels := []string{"Debug", "Info", "Warn", "Error"}
	at := []string{"", "Logger."}
	return model.Library{
		Path: "log/slog",
		Sinks: together(
			logCalls(0, at, append(levels, "With")),
			logCalls(1, at, each(levels, "Context")),
			logCalls(2, at, []string{"Log", "LogAttrs"}),
		),
		Pure: []string{
			"Any", "String", "Group", "GroupAttrs", "AnyValue", "StringValue", "GroupValue", "Attr.String", "Value.String", "Value.Any",
			"Bool", "Int", "Int64", "Uint64", "Float64", "Duration", "Time",
		},
	}
}

// zap writes what its fields carry.
func zap() model.Library {
	levels := []string{"Debug", "Info", "Warn", "Error", "DPanic", "Panic", "Fatal"}
	sugared := []string{"SugaredLogger."}
	return model.Library{
		Path: "go.uber.org/zap",
		Sinks: together(
			logCalls(0, []string{"Logger."}, append(levels, "With", "WithLazy")),
			logCalls(1, []string{"Logger."}, []string{"Log", "Check"}),
			logCalls(0, sugared, append(each(levels, "", "f", "w", "ln"), "With", "WithLazy")),
			logCalls(1, sugared, each([]string{"Log"}, "", "f", "w", "ln")),
		),
		Pure: []string{
			"String", "Stringp", "Strings", "ByteString", "ByteStrings", "Binary", "Any", "Reflect", "Stringer", "Error", "NamedError", "Errors",
			"Dict", "Object", "Inline", "Array", "Bool", "Int", "Int64", "Uint64", "Float64", "Duration", "Time",
		},
		NoReturn: append(each([]string{"SugaredLogger."}, each([]string{"Panic", "Fatal"}, "", "f", "w", "ln")...), "Logger.Panic", "Logger.Fatal"),
	}
}

// zerolog builds an event by calls, each of which writes one value.
func zerolog() model.Library {
	one := func(typ string) []model.Sink {
		valued := []string{"Str", "Strs", "StrsV", "Stringer", "Stringers", "Bytes", "Hex", "RawJSON", "Interface", "Any", "AnErr", "Object", "Dict", "Array"}
		return together(
			logCalls(1, []string{typ}, valued),
			logCalls(0, []string{typ}, []string{"Fields", "Err", "EmbedObject", "Errs"}),
		)
	}
	return model.Library{
		Path: "github.com/rs/zerolog",
		Sinks: together(
			one("Event."), one("Context."),
			logCalls(0, []string{"Event."}, []string{"Msg", "Msgf"}),
			logCalls(0, []string{"Logger."}, []string{"Print", "Printf", "Println"}),
		),
		Opaque: []string{"*"},
	}
}

func zerologGlobal() model.Library {
	return model.Library{
		Path:   "github.com/rs/zerolog/log",
		Sinks:  logCalls(0, []string{""}, []string{"Print", "Printf", "Err"}),
		Opaque: []string{"*"},
	}
}

func logrus() model.Library {
	levels := []string{"Trace", "Debug", "Info", "Print", "Warn", "Warning", "Error", "Fatal", "Panic"}
	on := []string{"", "Logger.", "Entry."}
	fatal := each([]string{"Fatal", "Panic"}, "", "f", "ln")
	return model.Library{
		Path: "github.com/sirupsen/logrus",
		Sinks: together(
			logCalls(0, on, each(levels, "", "f", "ln")),
			logCalls(1, on[1:], each([]string{"Log"}, "", "f", "ln")),
			logCalls(1, on, []string{"WithField"}),
			logCalls(0, on, []string{"WithFields", "WithError"}),
		),
		Opaque:   []string{"WithField", "WithFields", "WithError", "Logger.WithField", "Logger.WithFields", "Logger.WithError", "Entry.WithField", "Entry.WithFields", "Entry.WithError"},
		NoReturn: each(on, fatal...),
	}
}

func logr() model.Library {
	return model.Library{
		Path:   "github.com/go-logr/logr",
		Sinks:  logCalls(0, []string{"Logger."}, []string{"Info", "Error", "WithValues"}),
		Opaque: []string{"Logger.WithValues"},
	}
}

// klog and its ancestor glog share the calls that they share.
func klog() model.Library {
	levels := []string{"Info", "Warning", "Error", "Fatal", "Exit"}
	return model.Library{
		Path: "k8s.io/klog/v2",
		Sinks: together(
			logCalls(0, []string{""}, each(levels, "", "f", "ln")),
			logCalls(1, []string{""}, each(levels, "Depth", "fDepth", "lnDepth")),
			logCalls(0, []string{""}, []string{"InfoS", "ErrorS"}),
			logCalls(1, []string{""}, []string{"InfoSDepth", "ErrorSDepth"}),
			logCalls(0, []string{"Verbose."}, []string{"Info", "Infof", "Infoln", "InfoS", "Error", "ErrorS"}),
			logCalls(1, []string{"Verbose."}, []string{"InfoDepth", "InfofDepth", "InfolnDepth", "InfoSDepth"}),
		),
		NoReturn: each([]string{"Fatal", "Exit"}, "", "f", "ln"),
	}
}

func glog() model.Library {
	levels := []string{"Info", "Warning", "Error", "Fatal", "Exit"}
	return model.Library{
		Path: "github.com/golang/glog",
		Sinks: together(
			logCalls(0, []string{""}, each(levels, "", "f", "ln")),
			logCalls(1, []string{""}, each(levels, "Depth", "Depthf", "Context", "Contextf")),
			logCalls(0, []string{"Verbose."}, []string{"Info", "Infof", "Infoln"}),
			logCalls(1, []string{"Verbose."}, []string{"InfoDepth", "InfoDepthf", "InfoContext", "InfoContextf"}),
		),
		NoReturn: each([]string{"Fatal", "Exit"}, "", "f", "ln"),
	}
}

func hclog() model.Library {
	return model.Library{
		Path: "github.com/hashicorp/go-hclog",
		Sinks: together(
			logCalls(0, []string{"Logger."}, []string{"Trace", "Debug", "Info", "Warn", "Error", "With"}),
			logCalls(1, []string{"Logger."}, []string{"Log"}),
		),
		Opaque: []string{"Logger.With"},
	}
}

func goKitLog() model.Library {
	return model.Library{
		Path: "github.com/go-kit/log",
		Sinks: together(
			logCalls(0, []string{"Logger."}, []string{"Log"}),
			logCalls(1, []string{""}, []string{"With", "WithPrefix", "WithSuffix"}),
		),
		Opaque: []string{"With", "WithPrefix", "WithSuffix"},
	}
}

func charmLog() model.Library {
	levels := []string{"Debug", "Info", "Warn", "Error", "Fatal", "Print"}
	on := []string{"", "Logger."}
	return model.Library{
		Path: "github.com/charmbracelet/log",
		Sinks: together(
			logCalls(0, on, append(each(levels, "", "f"), "With")),
			logCalls(1, on, []string{"Log", "Logf"}),
		),
		Opaque:   []string{"With", "Logger.With"},
		NoReturn: []string{"Fatal", "Fatalf", "Logger.Fatal", "Logger.Fatalf"},
	}
}

// echoLog is what a context of echo v4 hands out.
func echoLog() model.Library {
	return model.Library{
		Path:  "github.com/labstack/echo/v4",
		Sinks: logCalls(0, []string{"Logger."}, each([]string{"Print", "Debug", "Info", "Warn", "Error", "Fatal", "Panic"}, "", "f", "j")),
	}
}

// gommonLog is the logger that echo v4 ships with.
func gommonLog() model.Library {
	return model.Library{
		Path:  "github.com/labstack/gommon/log",
		Sinks: logCalls(0, []string{"", "Logger."}, each([]string{"Print", "Debug", "Info", "Warn", "Error", "Fatal", "Panic"}, "", "f", "j")),
	}
}

func fiberLog() model.Library {
	return model.Library{
		Path: "github.com/gofiber/fiber/v2/log",
		Sinks: together(
			logCalls(0, []string{""}, each([]string{"Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Panic"}, "", "f", "w")),
			logCalls(0, []string{"Logger."}, []string{"Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Panic"}),
			logCalls(0, []string{"FormatLogger."}, []string{"Tracef", "Debugf", "Infof", "Warnf", "Errorf", "Fatalf", "Panicf"}),
			logCalls(0, []string{"WithLogger."}, []string{"Tracew", "Debugw", "Infow", "Warnw", "Errorw", "Fatalw", "Panicw"}),
		),
	}
}
