package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// decoders lists libraries that move what they are given from one form into
// another, as a body into a struct. What comes out is what went in.
func decoders() []model.Library {
	stream := into(model.BodyRead, "Decoder", -1, "Decode")
	encoder := toClient("Encoder", -1, 0, "Encode")
	json := slices.Concat(stream, encoder)
	writers := []model.Writer{{Symbol: "NewEncoder", Arg: 0}}
	all := []string{"*"}
	return []model.Library{
		{Path: "github.com/json-iterator/go", Sinks: json, Pure: all, Harmless: []string{"API"}, Writers: append([]model.Writer{{Symbol: "API.NewEncoder", Arg: 0}}, writers...)},
		{Path: "github.com/goccy/go-json", Sinks: append(slices.Clone(json), into(model.BodyRead, "Decoder", -1, "DecodeContext", "DecodeWithOption")...), Pure: all, Writers: writers},
		{Path: "github.com/bytedance/sonic", Sinks: json, Pure: all, Harmless: []string{"API"}, Writers: []model.Writer{{Symbol: "API.NewEncoder", Arg: 0}}},
		{Path: "google.golang.org/protobuf/encoding/protojson", Pure: all},
		{Path: "google.golang.org/protobuf/proto", Pure: []string{"Marshal", "Unmarshal", "Merge", "Clone", "CloneOf", "String", "ValueOrDefault"}},
		{Path: "google.golang.org/protobuf/types/known/wrapperspb", Pure: all},
		{Path: "google.golang.org/protobuf/types/known/structpb", Pure: all},
		{Path: "google.golang.org/protobuf/types/known/timestamppb", Harmless: []string{"Timestamp"}},
		{Path: "google.golang.org/protobuf/types/known/durationpb", Harmless: []string{"Duration"}},
		{Path: "gopkg.in/yaml.v2", Sinks: json, Pure: all, Writers: writers},
		{Path: "gopkg.in/yaml.v3", Sinks: json, Pure: all, Writers: writers},
		{Path: "github.com/goccy/go-yaml", Sinks: json, Pure: all, Writers: writers},
		{Path: "sigs.k8s.io/yaml", Pure: []string{"Marshal", "Unmarshal", "UnmarshalStrict", "JSONToYAML", "YAMLToJSON", "YAMLToJSONStrict"}},
		{Path: "github.com/mitchellh/mapstructure", Pure: []string{"Decode", "WeakDecode", "DecodeMetadata", "WeakDecodeMetadata"}},
		{Path: "github.com/go-viper/mapstructure/v2", Pure: []string{"Decode", "WeakDecode", "DecodeMetadata", "WeakDecodeMetadata"}},
		{Path: "github.com/jinzhu/copier", Pure: []string{"Copy", "CopyWithOption"}},
		{Path: "github.com/go-playground/form/v4", Pure: []string{"NewDecoder", "Decoder.Decode"}, Harmless: []string{"Decoder"}},
	}
}
