package models

import (
	"slices"

	"github.com/apiward/apiward/rules/model"
)

// promhttp answers with what is measured, and measures handlers.
func promhttp() model.Library {
	return model.Library{
		Path: "github.com/prometheus/client_golang/prometheus/promhttp",
		Middleware: slices.Concat(
			wrapping(model.Other, -1, "Handler", "HandlerFor", "HandlerForTransactional"),
			wrapping(model.Log, 1, "InstrumentMetricHandler", "InstrumentHandlerDuration", "InstrumentHandlerCounter", "InstrumentHandlerInFlight",
				"InstrumentHandlerRequestSize", "InstrumentHandlerResponseSize", "InstrumentHandlerTimeToWriteHeader"),
		),
	}
}

// swaggerPages are libraries that show a document, to whoever asks.
func swaggerPages() []model.Library {
	pages := func(path string, symbols ...string) model.Library {
		return model.Library{Path: path, Middleware: wrapping(model.Other, -1, symbols...)}
	}
	return []model.Library{
		pages("github.com/gofiber/swagger", "New", "HandlerDefault"),
		pages("github.com/swaggo/http-swagger", "Handler", "WrapHandler"),
		pages("github.com/swaggo/http-swagger/v2", "Handler", "WrapHandler"),
	}
}
