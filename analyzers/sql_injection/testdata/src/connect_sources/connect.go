// Package connect_sources are methods of connect and what they read of gRPC's
// metadata.
package connect_sources

import (
	"context"
	"database/sql"
	"strconv"

	"connectrpc.com/connect"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type users struct{ db *sql.DB }

type query struct {
	Sort  string
	Limit int32
}

func (q *query) GetSort() string { return q.Sort }

func (u *users) List(ctx context.Context, req *connect.Request[query]) (*connect.Response[structpb.Struct], error) {
	u.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+req.Msg.Sort)      // want `proven: .*body`
	u.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+req.Msg.GetSort()) // want `proven: .*body`
	u.db.QueryContext(ctx, "SELECT * FROM users LIMIT "+strconv.Itoa(int(req.Msg.Limit)))
	u.db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+req.Header().Get("X-Tenant")+"'") // want `proven: header "X-Tenant"`
	u.db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = ?", req.Header().Get("X-Tenant"))
	return connect.NewResponse(&structpb.Struct{}), nil
}

func (u *users) Find(ctx context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[structpb.Struct], error) {
	u.db.QueryContext(ctx, "SELECT * FROM users WHERE name = '"+req.Msg.GetValue()+"'") // want `proven: .*body`
	switch sort := req.Msg.GetValue(); sort {
	case "name", "age":
		u.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+sort)
	}
	return nil, connect.NewError(connect.CodeNotFound, sql.ErrNoRows)
}

// tenant reads metadata, which clients fill.
func (u *users) tenant(ctx context.Context) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return
	}
	u.db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+md.Get("x-tenant")[0]+"'") // want `proven`
	if values := metadata.ValueFromIncomingContext(ctx, "x-tenant"); len(values) > 0 {
		u.db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+values[0]+"'") // want `proven`
	}
	own := metadata.Pairs("x-schema", "public")
	u.db.QueryContext(ctx, "SELECT * FROM "+own.Get("x-schema")[0]+".users")
}

type key struct{}

// caller uses what an interceptor has found out.
func (u *users) caller(ctx context.Context, req *connect.Request[query]) {
	name, _ := ctx.Value(key{}).(string)
	u.db.QueryContext(ctx, "SELECT * FROM users WHERE name = '"+name+"'")
}
