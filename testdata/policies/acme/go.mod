module acme.dev/policy

go 1.26
