// Command xpkg puts a store behind handlers.
package main

import (
	"log"
	"net/http"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"corpus/xpkg/store"
	"corpus/xpkg/web"
)

func main() {
	client, err := mongo.Connect(options.Client().ApplyURI("mongodb://localhost"))
	if err != nil {
		log.Fatal(err)
	}
	orders := store.New(client.Database("shop").Collection("orders"))
	log.Fatal(http.ListenAndServe(":8080", web.New(orders)))
}
