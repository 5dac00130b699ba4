// Package dynamo asks a key-value store that has expressions.
package dynamo

import (
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type api struct{ db *dynamodb.Client }

// A condition that the request completes.
func (a *api) filtered(w http.ResponseWriter, r *http.Request) {
	a.db.Scan(r.Context(), &dynamodb.ScanInput{
		TableName:        aws.String("items"),
		FilterExpression: aws.String("price < :max AND " + r.URL.Query().Get("filter")), // want `proven: query parameter "filter" of the request becomes part of what dynamodb.ScanInput.FilterExpression`
	})
}

// The name of a field that the request chooses, in what is set.
func (a *api) set(w http.ResponseWriter, r *http.Request) {
	in := &dynamodb.UpdateItemInput{TableName: aws.String("items")}
	in.UpdateExpression = aws.String("SET " + r.FormValue("field") + " = :v") // want `proven: form value "field"`
	a.db.UpdateItem(r.Context(), in)
}

// Values and names stand apart.
func (a *api) apart(w http.ResponseWriter, r *http.Request) {
	a.db.Query(r.Context(), &dynamodb.QueryInput{
		TableName:                 aws.String("items"),
		KeyConditionExpression:    aws.String("#owner = :owner"),
		ExpressionAttributeNames:  map[string]string{"#owner": "owner"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":owner": &types.AttributeValueMemberS{Value: r.PathValue("owner")}},
	})
}

// PartiQL has parameters.
func (a *api) partiql(w http.ResponseWriter, r *http.Request) {
	a.db.ExecuteStatement(r.Context(), &dynamodb.ExecuteStatementInput{
		Statement:  aws.String(`SELECT * FROM items WHERE sku = ?`),
		Parameters: []types.AttributeValue{&types.AttributeValueMemberS{Value: r.PathValue("sku")}},
	})
}

// Which of two conditions holds is the program's choice.
func (a *api) chosen(w http.ResponseWriter, r *http.Request) {
	expr := "price < :p"
	if r.URL.Query().Get("above") != "" {
		expr = "price > :p"
	}
	a.db.Scan(r.Context(), &dynamodb.ScanInput{TableName: aws.String("items"), FilterExpression: &expr})
}
