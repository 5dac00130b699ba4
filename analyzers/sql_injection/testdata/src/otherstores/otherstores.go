// Package otherstores runs statements that are no SQL of database/sql: CQL,
// Cypher, ClickHouse, rqlite and jet.
package otherstores

import (
	"net/http"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/go-jet/jet/v2/postgres"
	"github.com/gocql/gocql"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/rqlite/gorqlite"
)

// cql is Cassandra's language.
func cql(session *gocql.Session, r *http.Request) {
	_ = session.Query("SELECT * FROM users WHERE name = '" + r.FormValue("name") + "'").Exec() // want "proven: form value \"name\""
	batch := session.NewBatch(gocql.LoggedBatch)
	batch.Query("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want "proven: form value \"name\""
	_ = session.ExecuteBatch(batch)
}

// cqlValues is safe.
func cqlValues(session *gocql.Session, r *http.Request) {
	var id gocql.UUID
	if err := session.Query("SELECT id FROM users WHERE name = ?", r.FormValue("name")).WithContext(r.Context()).Scan(&id); err != nil {
		return
	}
	_ = session.Query("SELECT * FROM users WHERE id = " + id.String()).Exec()
}

// parsedUUID is safe: what parses as one cannot be anything else.
func parsedUUID(session *gocql.Session, r *http.Request) {
	id, err := gocql.ParseUUID(r.PathValue("id"))
	if err != nil {
		return
	}
	_ = session.Query("DELETE FROM users WHERE id = " + id.String()).Exec()
}

// cypher is a graph's language.
func cypher(session neo4j.SessionWithContext, r *http.Request) {
	_, _ = session.Run(r.Context(), "MATCH (u:User {name: '"+r.FormValue("name")+"'}) RETURN u", nil) // want "proven: form value \"name\""
	_, _ = session.ExecuteWrite(r.Context(), func(tx neo4j.ManagedTransaction) (any, error) {
		return tx.Run(r.Context(), "CREATE (:"+r.FormValue("label")+")", nil) // want "proven: form value \"label\""
	})
}

// cypherValues is safe: parameters are values.
func cypherValues(driver neo4j.DriverWithContext, r *http.Request) {
	_, _ = neo4j.ExecuteQuery(r.Context(), driver, "MATCH (u:User {name: $name}) RETURN u", map[string]any{"name": r.FormValue("name")}, neo4j.EagerResultTransformer)
	_, _ = neo4j.ExecuteQuery(r.Context(), driver, "MATCH (u:"+r.FormValue("label")+") RETURN u", nil, neo4j.EagerResultTransformer) // want "proven: form value \"label\""
}

// columns is ClickHouse by its own interface.
func columns(conn clickhouse.Conn, r *http.Request) {
	var n []uint64
	_ = conn.Select(r.Context(), &n, "SELECT count() FROM events WHERE kind = '"+r.FormValue("kind")+"'") // want "proven: form value \"kind\""
	_, _ = conn.PrepareBatch(r.Context(), "INSERT INTO "+r.FormValue("table"))                            // want "proven: form value \"table\""
	_ = conn.Exec(r.Context(), "OPTIMIZE TABLE "+r.FormValue("table"))                                    // want "proven: form value \"table\""
}

// columnValues is safe.
func columnValues(conn clickhouse.Conn, r *http.Request) {
	var n []uint64
	_ = conn.Select(r.Context(), &n, "SELECT count() FROM events WHERE kind = @kind", clickhouse.Named("kind", r.FormValue("kind")))
	_ = conn.QueryRow(r.Context(), "SELECT 1 FROM events WHERE kind = ?", r.FormValue("kind"))
}

// replicated is rqlite, with lists of statements and statements with values.
func replicated(conn *gorqlite.Connection, r *http.Request) {
	_, _ = conn.WriteOne("DELETE FROM t WHERE a = '" + r.FormValue("a") + "'")                        // want "proven: form value \"a\""
	_, _ = conn.Write([]string{"DELETE FROM t", "INSERT INTO t VALUES ('" + r.FormValue("a") + "')"}) // want "proven: form value \"a\""
	_, _ = conn.QueryOneParameterized(gorqlite.ParameterizedStatement{Query: "SELECT * FROM t WHERE a = ?", Arguments: []any{r.FormValue("a")}})
	_, _ = conn.QueryOneParameterized(gorqlite.ParameterizedStatement{Query: "SELECT * FROM " + r.FormValue("t")}) // want "proven: form value \"t\""
}

// statement is jet's way past its types.
func statement(r *http.Request) {
	postgres.RawStatement("SELECT * FROM t WHERE a = '" + r.FormValue("a") + "'") // want "proven: form value \"a\""
	postgres.RawStatement("SELECT * FROM t WHERE a = #a", postgres.RawArgs{"#a": r.FormValue("a")})
	postgres.String(r.FormValue("a")).EQ(postgres.String("a"))
}
