module github.com/apiward/apiward/testdata/score

go 1.26.0

require (
	github.com/apiward/apiward v0.0.0
	github.com/lib/pq v1.12.3
	github.com/securego/gosec/v2 v2.27.1
	golang.org/x/crypto v0.52.0
	golang.org/x/sys v0.49.0
	golang.org/x/tools v0.52.0
)

require (
	github.com/ccojocar/zxcvbn-go v1.0.4 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
)

replace github.com/apiward/apiward => ../..
