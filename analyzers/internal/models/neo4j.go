package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// neo4jDriver is github.com/neo4j/neo4j-go-driver: statements are Cypher, and
// its parameters are values as SQL's are.
func neo4jDriver() model.Library {
	return model.Library{
		Path: "github.com/neo4j/neo4j-go-driver/v5/neo4j",
		Sinks: slices.Concat(
			texts(0, "Session Transaction", "Run"),
			texts(1, "SessionWithContext ExplicitTransaction ManagedTransaction", "Run"),
			texts(2, "-", "ExecuteQuery"),
		),
		Opaque: []string{"*"},
	}
}
