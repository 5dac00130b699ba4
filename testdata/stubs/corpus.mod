module corpus

go 1.26.0

require github.com/go-chi/chi/v5 v5.0.0

replace github.com/go-chi/chi/v5 => ../../../../testdata/stubs/chi
