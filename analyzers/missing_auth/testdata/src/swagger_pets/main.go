// The service is a generated server with the handlers written in.
package main

import (
	"log"

	"corpus/swagger_pets/restapi"
	"corpus/swagger_pets/restapi/operations"

	"github.com/go-openapi/loads"
)

func main() {
	swaggerSpec, err := loads.Embedded(restapi.SwaggerJSON, restapi.FlatSwaggerJSON)
	if err != nil {
		log.Fatalln(err)
	}

	api := operations.NewPetsAPI(swaggerSpec)
	server := restapi.NewServer(api)
	defer server.Shutdown()

	server.ConfigureAPI()

	if err := server.Serve(); err != nil {
		log.Fatalln(err)
	}
}
