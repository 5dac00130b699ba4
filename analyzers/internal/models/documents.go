package models

import "github.com/apiward/apiward/rules/model"

// noSQL makes sinks of an argument of each symbol.
func noSQL(arg int, symbols ...string) []model.Sink {
	list := make([]model.Sink, len(symbols))
	for i, s := range symbols {
		list[i] = model.Sink{Symbol: s, Kind: model.NoSQL, Arg: arg}
	}
	return list
}

// statements makes sinks of arguments that are SQL in all but the name.
func statements(arg int, symbols ...string) []model.Sink {
	list := make([]model.Sink, len(symbols))
	for i, s := range symbols {
		list[i] = model.Sink{Symbol: s, Kind: model.SQL, Arg: arg}
	}
	return list
}

// goRedis sends keys and values apart from commands; a script is code.
func goRedis() model.Library {
	return model.Library{
		Path: "github.com/redis/go-redis/v9",
		Sinks: together(
			noSQL(1, "cmdable.Eval", "cmdable.EvalRO", "cmdable.ScriptLoad", "Scripter.Eval", "Scripter.EvalRO", "Scripter.ScriptLoad"),
			noSQL(0, "NewScript"),
		),
		Opaque: []string{"*"},
	}
}

func redigo() model.Library {
	return model.Library{Path: "github.com/gomodule/redigo/redis", Sinks: noSQL(1, "NewScript"), Opaque: []string{"*"}}
}

// elasticAPI takes a query as a body of JSON, or as text in the language of
// query_string.
func elasticAPI() model.Library {
	return model.Library{
		Path: "github.com/elastic/go-elasticsearch/v8/esapi",
		Sinks: together(
			noSQL(0, "Search.WithBody", "Search.WithQuery", "Count.WithBody", "Count.WithQuery", "DeleteByQuery.WithQuery", "UpdateByQuery.WithBody", "UpdateByQuery.WithQuery"),
			noSQL(0, "SearchRequest.Body", "SearchRequest.Query", "CountRequest.Body", "CountRequest.Query", "DeleteByQueryRequest.Body", "UpdateByQueryRequest.Body", "MsearchRequest.Body"),
		),
		Opaque: []string{"*"},
	}
}

func olivereElastic() model.Library {
	return model.Library{
		Path:  "github.com/olivere/elastic/v7",
		Sinks: noSQL(0, "NewRawStringQuery", "NewQueryStringQuery", "NewScript", "NewScriptInline", "SearchService.Source", "RawStringQuery.Source"),
		// Every other query keeps the values it is given apart.
		Opaque: []string{"*"},
	}
}

func couchbase() model.Library {
	return model.Library{
		Path:   "github.com/couchbase/gocb/v2",
		Sinks:  statements(0, "Cluster.Query", "Scope.Query", "Cluster.AnalyticsQuery", "Scope.AnalyticsQuery"),
		Opaque: []string{"*"},
	}
}

// dynamoDB has expressions, whose values stand apart, and PartiQL.
func dynamoDB() model.Library {
	return model.Library{
		Path: "github.com/aws/aws-sdk-go-v2/service/dynamodb",
		Sinks: together(
			noSQL(0, "QueryInput.KeyConditionExpression", "QueryInput.FilterExpression", "QueryInput.ProjectionExpression",
				"ScanInput.FilterExpression", "ScanInput.ProjectionExpression", "UpdateItemInput.UpdateExpression",
				"UpdateItemInput.ConditionExpression", "PutItemInput.ConditionExpression", "DeleteItemInput.ConditionExpression"),
			statements(0, "ExecuteStatementInput.Statement"),
		),
		Opaque: []string{"*"},
	}
}

func dynamoDBTypes() model.Library {
	return model.Library{
		Path:  "github.com/aws/aws-sdk-go-v2/service/dynamodb/types",
		Sinks: statements(0, "BatchStatementRequest.Statement", "ParameterizedStatement.Statement"),
	}
}

func awsPointers() model.Library {
	return model.Library{Path: "github.com/aws/aws-sdk-go-v2/aws", Pure: []string{"String", "StringSlice", "ToString"}}
}
