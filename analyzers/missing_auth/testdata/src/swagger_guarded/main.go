// The service reads its document when it starts, and has a guard around all but
// one generated server.
package main

import (
	"log"

	"corpus/swagger_guarded/restapi"
	"corpus/swagger_guarded/restapi/operations"

	"github.com/go-openapi/loads"
)

func main() {
	document, err := loads.Spec("swagger.yaml")
	if err != nil {
		log.Fatalln(err)
	}
	api := operations.NewPetsAPI(document)
	server := restapi.NewServer(api)
	server.ConfigureAPI()
	if err := server.Serve(); err != nil {
		log.Fatalln(err)
	}
}
