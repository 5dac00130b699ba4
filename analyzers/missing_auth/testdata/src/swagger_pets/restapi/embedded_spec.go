// Package restapi is what a generator makes of a document: the server.
package restapi

import "encoding/json"

var (
	// SwaggerJSON is the document.
	SwaggerJSON json.RawMessage
	// FlatSwaggerJSON is the same without references.
	FlatSwaggerJSON json.RawMessage
)

func init() {
	SwaggerJSON = json.RawMessage([]byte(`{
  "swagger": "2.0",
  "info": {"title": "pets", "version": "1"},
  "basePath": "/v1",
  "paths": {
    "/pets": {
      "get": {"operationId": "listPets", "security": [], "responses": {"200": {"description": "ok"}}},
      "post": {"operationId": "addPet", "responses": {"201": {"description": "ok"}}}
    },
    "/pets/{id}": {
      "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
      "get": {"operationId": "showPet", "responses": {"200": {"description": "ok"}}},
      "put": {"operationId": "changePet", "security": [], "responses": {"200": {"description": "ok"}}},
      "delete": {"operationId": "dropPet", "security": [], "responses": {"204": {"description": "ok"}}}
    }
  },
  "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Token"}},
  "security": [{"key": []}]
}`))
	FlatSwaggerJSON = json.RawMessage([]byte(`{"swagger": "2.0", "basePath": "/v1", "paths": {}}`))
}
