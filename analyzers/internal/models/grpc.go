package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// internalCodes are Unknown and Internal: what goes with them was not written
// for a client.
var internalCodes = model.Condition{Arg: 0, Values: []string{"2", "13"}}

func internalStatus(sinks []model.Sink) []model.Sink {
	for i := range sinks {
		sinks[i].When = &internalCodes
	}
	return sinks
}

// grpcStatus makes the errors that a client gets. Messages are read within
// 4 MB before a method is called.
func grpcStatus() model.Library {
	return model.Library{
		Path:  "google.golang.org/grpc/status",
		Sinks: internalStatus(slices.Concat(into(model.Response, "", 1, "Error", "New"), intoRest(model.Response, "", 1, "Errorf", "Newf"))),
		// What is put in is followed, and the code is the caller's choice.
		PublicErrors: []string{"Error", "Errorf", "Status.Err", "Convert", "FromError", "FromContextError"},
	}
}

func grpcMetadata() model.Library {
	return model.Library{
		Path: "google.golang.org/grpc/metadata",
		Sources: slices.Concat(
			whole(model.Header, "", "FromIncomingContext"),
			named(model.Header, "", 1, "ValueFromIncomingContext"),
			narrowing(model.Header, "MD", 0, "Get"),
		),
		Pure: []string{"MD.Copy", "MD.Get", "Join", "New", "Pairs"},
	}
}

func connect() model.Library {
	return model.Library{
		Path:            "connectrpc.com/connect",
		Requests:        []string{"Request"},
		BoundedRequests: []string{"Request"}, // a message has been read by then
		Sources: slices.Concat(
			whole(model.Body, "Request", "Msg"),
			whole(model.Header, "Request", "Header"),
			whole(model.Body, "ClientStream", "Msg"),
			whole(model.Header, "ClientStream", "RequestHeader"),
			whole(model.Body, "BidiStream", "Receive"),
			whole(model.Header, "BidiStream", "RequestHeader"),
		),
		Sinks: internalStatus(into(model.Response, "", 1, "NewError")),
		// What other services answer is no request.
		Opaque: []string{"Client.CallUnary"},
	}
}
