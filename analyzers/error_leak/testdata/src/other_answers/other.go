// Package other_answers writes answers by the smaller libraries, and by the
// standard one in the ways that handlers have.
package other_answers

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/cloudwego/hertz/pkg/app"
	restful "github.com/emicklei/go-restful/v3"
	"github.com/go-chi/render"
	"github.com/kataras/iris/v12"
	"github.com/valyala/fasthttp"
	"github.com/zeromicro/go-zero/rest/httpx"
)

var (
	db   *sql.DB
	page = template.Must(template.New("page").Parse("{{.Error}}"))
)

func failing() error {
	_, err := db.Exec("DELETE FROM users")
	return err
}

func rendered(w http.ResponseWriter, r *http.Request) {
	if err := failing(); err != nil {
		render.JSON(w, r, map[string]string{"error": err.Error()}) // want `proven: the error of sql.DB.Exec reaches the client through render.JSON`
		return
	}
	if err := failing(); err != nil {
		render.PlainText(w, r, err.Error()) // want `proven: the error of sql.DB.Exec`
		return
	}
	render.JSON(w, r, map[string]string{"error": "none"})
}

func entity(req *restful.Request, resp *restful.Response) {
	if err := failing(); err != nil {
		resp.WriteError(http.StatusInternalServerError, err) // want `proven: the error of sql.DB.Exec`
		return
	}
	if err := failing(); err != nil {
		resp.WriteErrorString(http.StatusInternalServerError, "cannot delete")
	}
}

func fast(ctx *fasthttp.RequestCtx) {
	if err := failing(); err != nil {
		ctx.Error(err.Error(), fasthttp.StatusInternalServerError) // want `proven: the error of sql.DB.Exec`
		return
	}
	if err := failing(); err != nil {
		fmt.Fprintf(ctx, "failed: %v", err) // want `proven: the error of sql.DB.Exec`
		return
	}
	ctx.Error("cannot delete", fasthttp.StatusInternalServerError)
}

func hertz(_ context.Context, c *app.RequestContext) {
	if err := failing(); err != nil {
		c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of sql.DB.Exec`
	}
}

func iris12(ctx iris.Context) {
	if err := failing(); err != nil {
		ctx.StopWithError(iris.StatusInternalServerError, err) // want `proven: the error of sql.DB.Exec`
		return
	}
	ctx.JSON(iris.Map{"deleted": true})
}

func zero(w http.ResponseWriter, r *http.Request) {
	if err := failing(); err != nil {
		httpx.ErrorCtx(r.Context(), w, err) // want `proven: the error of sql.DB.Exec`
		return
	}
	httpx.OkJson(w, "done")
}

func lambda(_ context.Context, _ *events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	if err := failing(); err != nil {
		return events.APIGatewayProxyResponse{StatusCode: 500, Body: err.Error()}, nil // want `proven: the error of sql.DB.Exec`
	}
	return events.APIGatewayProxyResponse{StatusCode: 200, Body: "done"}, nil
}

func standard(w http.ResponseWriter, r *http.Request) {
	if err := failing(); err != nil {
		xml.NewEncoder(w).Encode(struct{ Error string }{err.Error()}) // want `proven: the error of sql.DB.Exec`
	}
	if err := failing(); err != nil {
		page.Execute(w, struct{ Error string }{err.Error()}) // want `proven: the error of sql.DB.Exec`
	}
	if err := failing(); err != nil {
		io.WriteString(w, err.Error()) // want `proven: the error of sql.DB.Exec`
	}
	if err := failing(); err != nil {
		out := bufio.NewWriter(w)
		fmt.Fprintln(out, "failed:", err) // want `proven: the error of sql.DB.Exec`
		out.Flush()
	}
	if err := failing(); err != nil {
		z := gzip.NewWriter(w)
		z.Write([]byte(err.Error())) // want `proven: the error of sql.DB.Exec`
		z.Close()
	}
}

// elsewhere writes errors where no client reads.
func elsewhere(w http.ResponseWriter, r *http.Request) {
	if err := failing(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		var b strings.Builder
		fmt.Fprintf(&b, "failed: %v", err)
		io.WriteString(os.Stdout, b.String())
		page.Execute(os.Stderr, struct{ Error string }{err.Error()})
		http.Error(w, "cannot delete", http.StatusInternalServerError)
	}
}
