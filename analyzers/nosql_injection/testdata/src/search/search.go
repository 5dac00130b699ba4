// Package search asks search engines and document stores that have a language.
package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/couchbase/gocb/v2"
	"github.com/elastic/go-elasticsearch/v8/esapi"
	"github.com/olivere/elastic/v7"
)

type api struct {
	transport esapi.Transport
	search    esapi.Search
	olivere   *elastic.Client
	couch     *gocb.Cluster
}

// JSON that is put together as text ends where the client says.
func (a *api) text(w http.ResponseWriter, r *http.Request) {
	body := fmt.Sprintf(`{"query": {"match": {"title": "%s"}}}`, r.URL.Query().Get("q"))
	a.search(a.search.WithBody(strings.NewReader(body))) // want `proven: query parameter "q" of the request becomes part of what esapi.Search.WithBody`
}

// The same in the request's struct.
func (a *api) inStruct(w http.ResponseWriter, r *http.Request) {
	body := `{"query": {"term": {"sku": "` + r.PathValue("sku") + `"}}}`
	req := esapi.SearchRequest{Index: []string{"items"}, Body: strings.NewReader(body)} // want `proven: path parameter "sku"`
	req.Do(r.Context(), a.transport)
}

// A client's body as the query is the client's query.
func (a *api) passedOn(w http.ResponseWriter, r *http.Request) {
	req := esapi.SearchRequest{Index: []string{"items"}, Body: r.Body} // want `proven: the request's body`
	req.Do(r.Context(), a.transport)
}

// The language of query_string has fields and operators.
func (a *api) language(w http.ResponseWriter, r *http.Request) {
	a.search(a.search.WithQuery("public:true AND " + r.URL.Query().Get("q"))) // want `proven: query parameter "q"`
}

// A raw string is the query itself.
func (a *api) raw(w http.ResponseWriter, r *http.Request) {
	q := elastic.NewRawStringQuery(`{"match": {"name": "` + r.FormValue("name") + `"}}`) // want `proven: form value "name" of the request becomes part of what elastic.NewRawStringQuery`
	a.olivere.Search("items").Query(q).Do(r.Context())
}

// A script is code.
func (a *api) script(w http.ResponseWriter, r *http.Request) {
	s := elastic.NewScript("doc['price'].value * " + r.FormValue("factor")) // want `proven: form value "factor"`
	a.olivere.Search("items").SortBy(elastic.NewScriptSort(s, "number")).Do(r.Context())
}

// What is marshalled is quoted as JSON asks.
func (a *api) marshalled(w http.ResponseWriter, r *http.Request) {
	query := map[string]any{"query": map[string]any{"match": map[string]any{"title": r.URL.Query().Get("q")}}}
	data, err := json.Marshal(query)
	if err != nil {
		return
	}
	a.search(a.search.WithBody(bytes.NewReader(data)))
}

// So it is by an encoder.
func (a *api) encoded(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	query := map[string]any{"query": map[string]any{"term": map[string]any{"sku": r.PathValue("sku")}}}
	if err := json.NewEncoder(&buf).Encode(query); err != nil {
		return
	}
	req := esapi.SearchRequest{Index: []string{"items"}, Body: &buf}
	req.Do(r.Context(), a.transport)
}

// Builders keep values apart.
func (a *api) built(w http.ResponseWriter, r *http.Request) {
	q := elastic.NewBoolQuery().Must(elastic.NewMatchQuery("title", r.URL.Query().Get("q"))).Filter(elastic.NewTermQuery("owner", r.PathValue("owner")))
	a.olivere.Search("items").Query(q).Do(r.Context())
}

// A script gets its values as parameters.
func (a *api) parameters(w http.ResponseWriter, r *http.Request) {
	s := elastic.NewScript("doc['price'].value * params.factor").Param("factor", r.FormValue("factor"))
	a.olivere.Search("items").SortBy(elastic.NewScriptSort(s, "number")).Do(r.Context())
}

// A constant query says what the program says.
func (a *api) fixed(w http.ResponseWriter, r *http.Request) {
	a.search(a.search.WithIndex(r.PathValue("index")), a.search.WithBody(strings.NewReader(`{"query": {"match_all": {}}}`)))
}

// Parameters of N1QL stand apart.
func (a *api) statements(w http.ResponseWriter, r *http.Request) {
	a.couch.Query("SELECT * FROM items WHERE sku = $1", &gocb.QueryOptions{PositionalParameters: []any{r.PathValue("sku")}})
}
