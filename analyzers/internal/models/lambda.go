package models

import "github.com/apiward/apiward/rules/model"

// lambdaEvents are requests that a gateway has read, within its own limits.
func lambdaEvents() model.Library {
	l := model.Library{Path: "github.com/aws/aws-lambda-go/events"}
	for _, event := range []struct {
		request, response string
		parts             map[model.SourceKind][]string
	}{
		{"APIGatewayProxyRequest", "APIGatewayProxyResponse", map[model.SourceKind][]string{
			model.Query: {"QueryStringParameters", "MultiValueQueryStringParameters"}, model.Path: {"PathParameters"},
			model.Header: {"Headers", "MultiValueHeaders"}, model.URL: {"Path"}, model.Body: {"Body"},
		}},
		{"APIGatewayV2HTTPRequest", "APIGatewayV2HTTPResponse", map[model.SourceKind][]string{
			model.Query: {"QueryStringParameters", "RawQueryString"}, model.Path: {"PathParameters"}, model.Cookie: {"Cookies"},
			model.Header: {"Headers"}, model.URL: {"RawPath"}, model.Body: {"Body"},
		}},
		{"LambdaFunctionURLRequest", "LambdaFunctionURLResponse", map[model.SourceKind][]string{
			model.Query: {"QueryStringParameters", "RawQueryString"}, model.Cookie: {"Cookies"},
			model.Header: {"Headers"}, model.URL: {"RawPath"}, model.Body: {"Body"},
		}},
		{"ALBTargetGroupRequest", "ALBTargetGroupResponse", map[model.SourceKind][]string{
			model.Query:  {"QueryStringParameters", "MultiValueQueryStringParameters"},
			model.Header: {"Headers", "MultiValueHeaders"}, model.URL: {"Path"}, model.Body: {"Body"},
		}},
		{"APIGatewayWebsocketProxyRequest", "", map[model.SourceKind][]string{
			model.Query: {"QueryStringParameters"}, model.Header: {"Headers"}, model.Body: {"Body"},
		}},
	} {
		l.Requests, l.BoundedRequests = append(l.Requests, event.request), append(l.BoundedRequests, event.request)
		for kind, fields := range event.parts {
			l.Sources = append(l.Sources, whole(kind, event.request, fields...)...)
		}
		if event.response != "" {
			l.Sinks = append(l.Sinks, into(model.Response, event.response, 0, "Body")...)
		}
	}
	return l
}
