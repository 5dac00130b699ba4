// Package huma is about operations of huma, which are decoded by their types.
package huma

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
)

type Thing struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type getInput struct {
	ID     string `path:"id"`
	Depth  int    `query:"depth"`
	Tenant string `header:"X-Tenant" required:"true"`
}

type getOutput struct {
	ETag string `header:"ETag"`
	Body Thing
}

// < path id string !
// < query depth integer
// < header X-Tenant string !
// > 0 json {id:string, name:string}
// > 404 json unknown
// open response
func get(ctx context.Context, in *getInput) (*getOutput, error) {
	if in.ID == "" {
		return nil, huma.Error404NotFound("no")
	}
	return &getOutput{Body: Thing{}}, nil
}

// < body json {id:string, name:string}
// > 0 none
// > 409 json unknown
// open response
func create(ctx context.Context, in *struct{ Body Thing }) (*struct{}, error) {
	return nil, huma.Error409Conflict("x")
}
