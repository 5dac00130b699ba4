// Package models imports every library that is modelled, so that the models can
// be held against the real thing.
package models

import (
	_ "connectrpc.com/connect"
	_ "github.com/gin-contrib/size"
	_ "github.com/gin-gonic/gin"
	_ "github.com/go-chi/chi/v5"
	_ "github.com/go-chi/chi/v5/middleware"
	_ "github.com/go-chi/cors"
	_ "github.com/go-chi/httprate"
	_ "github.com/go-chi/jwtauth/v5"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/gofiber/fiber/v3"
	_ "github.com/google/uuid"
	_ "github.com/gorilla/mux"
	_ "github.com/gorilla/schema"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/julienschmidt/httprouter"
	_ "github.com/justinas/alice"
	_ "github.com/labstack/echo/v4"
	_ "github.com/labstack/echo/v4/middleware"
	_ "github.com/labstack/echo/v5"
	_ "github.com/labstack/echo/v5/middleware"
	_ "github.com/lib/pq"
	_ "github.com/rs/cors"
	_ "github.com/unrolled/secure"
	_ "github.com/valyala/fasthttp"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/metadata"
	_ "google.golang.org/grpc/status"
)
