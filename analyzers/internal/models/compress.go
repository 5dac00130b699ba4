package models

import "github.com/apiward/apiward/rules/model"

// compressors lists libraries that pack and unpack beside the standard one.
func compressors() []model.Library {
	return []model.Library{
		{Path: "github.com/klauspost/compress/gzip", Unpack: []string{"NewReader"}, Pure: []string{"*"}},
		{Path: "github.com/klauspost/compress/zstd", Unpack: []string{"NewReader"}, Pure: []string{"*"}},
		{Path: "github.com/andybalholm/brotli", Unpack: []string{"NewReader"}, Pure: []string{"*"}},
	}
}
