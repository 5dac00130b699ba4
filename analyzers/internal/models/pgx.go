package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// jackcPGX is github.com/jackc/pgx in both major versions that are in use. A
// table in CopyFrom is an Identifier, which is quoted.
func jackcPGX() []model.Library {
	batch := texts(0, "Batch", "Queue")
	identifiers := quoters("Identifier.Sanitize")
	return []model.Library{
		{
			Path: "github.com/jackc/pgx/v5", Placeholders: "$",
			Sinks:      slices.Concat(pgxCalls("Conn Tx"), texts(2, "Conn Tx", "Prepare"), batch),
			Sanitizers: identifiers,
			Opaque:     []string{"*"},
		},
		{
			Path: "github.com/jackc/pgx/v5/pgxpool", Placeholders: "$",
			Sinks:  slices.Concat(pgxCalls("Pool Conn Tx"), texts(2, "Tx", "Prepare")),
			Opaque: []string{"*"},
		},
		{
			Path:       "github.com/jackc/pgx/v5/pgconn",
			Sinks:      slices.Concat(pgConnCalls(), texts(1, "Pipeline", "SendPrepare"), texts(0, "Pipeline", "SendQueryParams")),
			Sanitizers: quoters("PgConn.EscapeString"),
			Opaque:     []string{"*"},
		},
		{
			Path: "github.com/jackc/pgx/v4", Placeholders: "$",
			Sinks:      slices.Concat(pgxCalls("Conn Tx"), texts(1, "Conn Tx", "QueryFunc"), texts(2, "Conn Tx", "Prepare"), batch),
			Sanitizers: identifiers,
			Opaque:     []string{"*"},
		},
		{
			Path: "github.com/jackc/pgx/v4/pgxpool", Placeholders: "$",
			Sinks:  slices.Concat(pgxCalls("Pool Conn Tx"), texts(1, "Pool Conn Tx", "QueryFunc"), texts(2, "Tx", "Prepare")),
			Opaque: []string{"*"},
		},
		{
			Path:       "github.com/jackc/pgconn",
			Sinks:      pgConnCalls(),
			Sanitizers: quoters("PgConn.EscapeString"),
			Opaque:     []string{"*"},
		},
	}
}

func pgxCalls(types string) []model.Sink { return texts(1, types, "Exec Query QueryRow") }

func pgConnCalls() []model.Sink {
	return slices.Concat(
		texts(1, "PgConn", "Exec ExecParams"),
		texts(2, "PgConn", "Prepare CopyFrom CopyTo"),
		texts(0, "Batch", "ExecParams"),
	)
}
