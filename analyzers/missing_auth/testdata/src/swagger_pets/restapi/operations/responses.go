package operations

import (
	"net/http"

	"github.com/go-openapi/runtime"
)

// ListPetsOKCode is the status of ListPetsOK.
const ListPetsOKCode int = 200

// ListPetsOK are pets.
type ListPetsOK struct {
	Payload map[string]string
}

// NewListPetsOK makes one.
func NewListPetsOK() *ListPetsOK {
	return &ListPetsOK{}
}

// WithPayload adds what is sent.
func (o *ListPetsOK) WithPayload(payload map[string]string) *ListPetsOK {
	o.Payload = payload
	return o
}

// WriteResponse to the client
func (o *ListPetsOK) WriteResponse(rw http.ResponseWriter, producer runtime.Producer) {
	rw.WriteHeader(200)
	if err := producer.Produce(rw, o.Payload); err != nil {
		panic(err) // let the recovery middleware deal with this
	}
}

// DropPetUnauthorizedCode is the status of DropPetUnauthorized.
const DropPetUnauthorizedCode int = 401

// DropPetUnauthorized turns a caller away.
type DropPetUnauthorized struct {
}

// NewDropPetUnauthorized makes one.
func NewDropPetUnauthorized() *DropPetUnauthorized {
	return &DropPetUnauthorized{}
}

// WriteResponse to the client
func (o *DropPetUnauthorized) WriteResponse(rw http.ResponseWriter, producer runtime.Producer) {
	rw.Header().Del(runtime.HeaderContentType)
	rw.WriteHeader(401)
}
