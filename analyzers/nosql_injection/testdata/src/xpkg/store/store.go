// Package store keeps orders.
package store

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"corpus/xpkg/query"
)

// Orders keeps orders in a collection.
type Orders struct{ coll *mongo.Collection }

// New returns orders in the collection.
func New(coll *mongo.Collection) *Orders { return &Orders{coll} }

// Find takes a filter from a handler.
func (o *Orders) Find(ctx context.Context, filter bson.M) (int64, error) {
	return o.coll.CountDocuments(ctx, filter) // want `proven: the request's body`
}

// ByField takes a field and whatever it should be.
func (o *Orders) ByField(ctx context.Context, field string, value any) error {
	return o.coll.FindOne(ctx, query.Equal(field, value)).Err() // want `proven: field Value of the request's body`
}

// ByName takes a string.
func (o *Orders) ByName(ctx context.Context, name string) error {
	return o.coll.FindOne(ctx, query.ByName(name)).Err()
}

// ByStatus takes a string through an any.
func (o *Orders) ByStatus(ctx context.Context, status string) error {
	return o.coll.FindOne(ctx, query.Equal("status", status)).Err()
}

// Matching takes a condition of code.
func (o *Orders) Matching(ctx context.Context, condition string) error {
	return o.coll.FindOne(ctx, query.Where(condition)).Err()
}

// Priced takes numbers.
func (o *Orders) Priced(ctx context.Context, low, high int) error {
	return o.coll.FindOne(ctx, bson.M{"price": query.Between(low, high)}).Err()
}

// Delete takes a selector through an interface.
func (o *Orders) Delete(ctx context.Context, selector map[string]any) error {
	_, err := o.coll.DeleteMany(ctx, selector) // want `proven: field Selector of the request's body`
	return err
}

// Recent takes nothing of anybody's.
func (o *Orders) Recent(ctx context.Context) error {
	return o.coll.FindOne(ctx, bson.M{"recent": true}).Err()
}

// Active takes a filter that main gave, which is no request's.
func (o *Orders) Active(ctx context.Context, filter bson.M) error {
	return o.coll.FindOne(ctx, filter).Err()
}
