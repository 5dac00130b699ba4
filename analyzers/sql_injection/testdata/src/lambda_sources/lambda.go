// Package lambda_sources handles events of gateways.
package lambda_sources

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"

	"github.com/aws/aws-lambda-go/events"
)

type function struct{ db *sql.DB }

type input struct {
	Name string
	Age  int
}

func (f *function) handle(ctx context.Context, req *events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	f.db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+req.QueryStringParameters["sort"])  // want `proven: .*query`
	f.db.QueryContext(ctx, "SELECT * FROM users WHERE id = "+req.PathParameters["id"])         // want `proven: .*path`
	f.db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+req.Headers["X-Tenant"]+"'") // want `proven: .*header`
	f.db.QueryContext(ctx, "SELECT * FROM users WHERE id = ?", req.PathParameters["id"])
	var in input
	if err := json.Unmarshal([]byte(req.Body), &in); err != nil {
		return events.APIGatewayProxyResponse{StatusCode: 400}, nil
	}
	f.db.ExecContext(ctx, "INSERT INTO users VALUES ('"+in.Name+"')") // want `proven: .*body`
	f.db.ExecContext(ctx, "UPDATE users SET age = "+strconv.Itoa(in.Age))
	f.db.ExecContext(ctx, "INSERT INTO log VALUES ('"+strconv.Itoa(len(req.Body))+"')")
	return events.APIGatewayProxyResponse{StatusCode: 204}, nil
}

// second is the newer kind, handed on as a whole.
func (f *function) second(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	f.search(ctx, &req)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200}, nil
}

func (f *function) search(ctx context.Context, req *events.APIGatewayV2HTTPRequest) {
	f.db.QueryContext(ctx, "SELECT * FROM users WHERE "+req.RawQueryString) // want `proven: .*query`
	f.db.QueryContext(ctx, "SELECT * FROM texts_"+req.Cookies[0])           // want `proven: .*cookie`
	f.db.QueryContext(ctx, "SELECT * FROM "+schemas[req.PathParameters["tenant"]]+".users")
}

var schemas = map[string]string{"a": "schema_a", "b": "schema_b"}
