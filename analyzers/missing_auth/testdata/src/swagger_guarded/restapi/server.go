package restapi

import (
	"errors"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"corpus/swagger_guarded/restapi/operations"
)

const (
	schemeHTTP  = "http"
	schemeHTTPS = "https"
	schemeUnix  = "unix"
)

var defaultSchemes []string

func init() {
	defaultSchemes = []string{
		schemeHTTP,
	}
}

// NewServer makes a server that is not configured.
func NewServer(api *operations.PetsAPI) *Server {
	s := new(Server)

	s.shutdown = make(chan struct{})
	s.api = api
	s.interrupt = make(chan os.Signal, 1)
	return s
}

// ConfigureAPI configures the API and handlers.
func (s *Server) ConfigureAPI() {
	if s.api != nil {
		s.handler = configureAPI(s.api)
	}
}

// Server serves the API.
type Server struct {
	EnabledListeners []string
	CleanupTimeout   time.Duration
	SocketPath       string
	domainSocketL    net.Listener
	Host             string
	Port             int
	httpServerL      net.Listener
	httpsServerL     net.Listener

	api          *operations.PetsAPI
	handler      http.Handler
	hasListeners bool
	shutdown     chan struct{}
	interrupt    chan os.Signal
}

// SetAPI gives the server another API.
func (s *Server) SetAPI(api *operations.PetsAPI) {
	if api == nil {
		s.api = nil
		s.handler = nil
		return
	}

	s.api = api
	s.handler = configureAPI(api)
}

func (s *Server) hasScheme(scheme string) bool {
	schemes := s.EnabledListeners
	if len(schemes) == 0 {
		schemes = defaultSchemes
	}

	for _, v := range schemes {
		if v == scheme {
			return true
		}
	}
	return false
}

// Serve serves the API.
func (s *Server) Serve() (err error) {
	if !s.hasListeners {
		if err = s.Listen(); err != nil {
			return err
		}
	}

	if s.handler == nil {
		if s.api == nil {
			return errors.New("can't create the default handler, as no api is set")
		}

		s.SetHandler(s.api.Serve(nil))
	}

	wg := new(sync.WaitGroup)

	servers := []*http.Server{}

	if s.hasScheme(schemeUnix) {
		domainSocket := new(http.Server)
		domainSocket.Handler = s.handler

		servers = append(servers, domainSocket)
		wg.Add(1)
		go func(l net.Listener) {
			defer wg.Done()
			if err := domainSocket.Serve(l); err != nil && err != http.ErrServerClosed {
				log.Fatalf("%v", err)
			}
		}(s.domainSocketL)
	}

	if s.hasScheme(schemeHTTP) {
		httpServer := new(http.Server)
		httpServer.IdleTimeout = s.CleanupTimeout

		httpServer.Handler = s.handler

		configureServer(httpServer, "http", s.httpServerL.Addr().String())

		servers = append(servers, httpServer)
		wg.Add(1)
		go func(l net.Listener) {
			defer wg.Done()
			if err := httpServer.Serve(l); err != nil && err != http.ErrServerClosed {
				log.Fatalf("%v", err)
			}
		}(s.httpServerL)
	}

	if s.hasScheme(schemeHTTPS) {
		httpsServer := new(http.Server)
		httpsServer.Handler = s.handler

		configureServer(httpsServer, "https", s.httpsServerL.Addr().String())

		servers = append(servers, httpsServer)
		wg.Add(1)
		go func(l net.Listener) {
			defer wg.Done()
			if err := httpsServer.Serve(l); err != nil && err != http.ErrServerClosed {
				log.Fatalf("%v", err)
			}
		}(s.httpsServerL)
	}

	wg.Wait()

	return nil
}

// Listen opens the listeners.
func (s *Server) Listen() error {
	if s.hasListeners {
		return nil
	}
	if s.hasScheme(schemeUnix) {
		domSockListener, err := net.Listen("unix", s.SocketPath)
		if err != nil {
			return err
		}
		s.domainSocketL = domSockListener
	}
	if s.hasScheme(schemeHTTP) {
		listener, err := net.Listen("tcp", net.JoinHostPort(s.Host, "8080"))
		if err != nil {
			return err
		}
		s.httpServerL = listener
	}
	s.hasListeners = true
	return nil
}

// Shutdown ends it.
func (s *Server) Shutdown() error {
	close(s.shutdown)
	return nil
}

// GetHandler returns the handler.
func (s *Server) GetHandler() http.Handler {
	return s.handler
}

// SetHandler sets another handler.
func (s *Server) SetHandler(handler http.Handler) {
	s.handler = handler
}
