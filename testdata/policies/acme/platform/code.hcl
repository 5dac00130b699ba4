# What no Go code of ACME's services does, and what it always does.

code_rule "acme_weak_hash" {
  title    = "Hash that can be forged"
  severity = "high"
  cwe      = 328
  message  = "{it} makes hashes that anybody can make again for another text"
  instead  = "use crypto/sha256, and golang.org/x/crypto/argon2 for passwords"
  help     = <<-EOT
    MD5 and SHA-1 are not used, for whatever purpose.

    # Why
    Two texts with the same hash are made in seconds, and whoever reads the code
    cannot see whether that matters there.
  EOT

  forbid {
    call = ["crypto/md5.*", "crypto/sha1.*"]
  }

  test "hashes" {
    code = <<-EOT
      package m

      import (
        "crypto/md5"
        "crypto/sha256"
      )

      func sums(text []byte) ([16]byte, [32]byte) {
        return md5.Sum(text), sha256.Sum256(text)
      }
    EOT
    expect { line = 9 }
  }
}

code_rule "acme_guessable_token" {
  title    = "Random numbers that can be guessed"
  severity = "high"
  cwe      = 338
  message  = "{it} is imported, and what it draws can be told from what it drew before"
  instead  = "use crypto/rand, and crypto/rand.Text for tokens"
  not_in   = ["**/*_test.go", "internal/simulation/**"]

  forbid {
    import = ["math/rand", "math/rand/v2"]
  }

  test "random numbers" {
    code = <<-EOT
      package m

      import (
        "crypto/rand"
        old "math/rand"
      )

      func token() (string, int) { return rand.Text(), old.Int() }
    EOT
    expect { line = 5 }
  }
}

code_rule "acme_default_client" {
  title    = "Call that waits for ever"
  severity = "medium"
  owasp    = "API10:2023"
  cwe      = 400
  message  = "{it} has no timeout: a service that hangs takes this one along"
  instead  = "use a client of your own with a Timeout"

  forbid {
    call = ["net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm"]
  }

  test "clients" {
    code = <<-EOT
      package m

      import (
        "net/http"
        "time"
      )

      var client = &http.Client{Timeout: time.Second}

      func rates() {
        _, _ = client.Get("https://rates.acme.dev")
        _, _ = http.Get("https://rates.acme.dev")
      }
    EOT
    expect { line = 12 }
  }
}

code_rule "acme_server_timeouts" {
  title    = "Server that waits for ever for a request"
  severity = "medium"
  owasp    = "API4:2023"
  cwe      = 400

  forbid {
    call = ["net/http.ListenAndServe", "net/http.ListenAndServeTLS", "net/http.Serve", "net/http.ServeTLS"]
  }

  require {
    field = ["net/http.Server.ReadHeaderTimeout"]
  }

  test "servers" {
    code = <<-EOT
      package m

      import (
        "net/http"
        "time"
      )

      func serve(h http.Handler) {
        _ = http.ListenAndServe(":80", h)
        _ = (&http.Server{Addr: ":80", Handler: h}).ListenAndServe()
        _ = (&http.Server{Addr: ":80", Handler: h, ReadHeaderTimeout: time.Second}).ListenAndServe()
      }
    EOT
    expect { line = 9 }
    expect { line = 10 }
  }
}

code_rule "acme_exit" {
  title    = "Library that ends the program"
  severity = "low"
  cwe      = 382
  message  = "{it} ends the program without closing what is open"
  instead  = "return an error, and let main decide"
  not_in   = ["cmd/**", "**/main.go"]

  forbid {
    call = ["os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln"]
  }

  test "ends of programs" {
    code = <<-EOT
      -- cmd/a/main.go --
      package main

      import "os"

      func main() { os.Exit(1) }
      -- store/store.go --
      package store

      import "log"

      func Open() { log.Fatal("no database") }
    EOT
    expect {
      file = "store/store.go"
      line = 5
    }
  }
}

code_rule "acme_environment" {
  title    = "Setting that is read where nobody looks for it"
  severity = "low"
  message  = "{it} is called outside of main and internal/config"
  instead  = "take the value as a parameter"
  not_in   = ["cmd/**", "internal/config/**", "**/main.go"]

  forbid {
    call = ["os.Getenv", "os.LookupEnv"]
  }

  test "settings" {
    code = <<-EOT
      -- internal/config/config.go --
      package config

      import "os"

      func Region() string { return os.Getenv("REGION") }
      -- internal/mail/mail.go --
      package mail

      import "os"

      func Host() string { return os.Getenv("MAIL_HOST") }
    EOT
    expect {
      file = "internal/mail/mail.go"
      line = 5
    }
  }
}

code_rule "acme_one_store" {
  title    = "Database outside of the package that keeps it"
  severity = "medium"
  owasp    = "API1:2023"
  cwe      = 1057
  message  = "{it} is imported outside of internal/store: who may see a row is decided there"
  not_in   = ["internal/store/**", "cmd/**"]

  forbid {
    import = ["database/sql"]
  }

  test "stores" {
    code = <<-EOT
      -- internal/store/store.go --
      package store

      import "database/sql"

      var DB *sql.DB
      -- internal/api/api.go --
      package api

      import "database/sql"

      var DB *sql.DB
    EOT
    expect {
      file = "internal/api/api.go"
      line = 3
    }
  }
}

code_rule "acme_secret_field" {
  title    = "Secret that is encoded with what holds it"
  severity = "critical"
  owasp    = "API3:2023"
  cwe      = 213
  message  = "{it} goes into every answer that its struct goes into"
  instead  = "tag it json:\"-\", and give it out by a function of its own"

  forbid {
    struct_tag {
      key    = "json"
      unless = "^-$"
      fields = "(?i)(password|secret|hash|salt|privatekey)$"
    }
  }

  test "fields" {
    code = <<-EOT
      package m

      type Account struct {
        Email        string `json:"email"`
        PasswordHash []byte `json:"password_hash"`
        Salt         []byte `json:"-"`
      }
    EOT
    expect { line = 5 }
  }
}

code_rule "acme_world_readable" {
  title    = "File that every user of the machine may read"
  severity = "medium"
  cwe      = 732
  message  = "{it} makes a file that others may read"
  instead  = "write 0o600, and 0o700 for directories"

  forbid {
    call = ["os.WriteFile", "os.OpenFile"]
    argument {
      index    = 2
      constant = true
      matches  = "^(420|438|511|493|436)$"
    }
  }

  test "files" {
    code = <<-EOT
      package m

      import "os"

      func save(text []byte) {
        _ = os.WriteFile("orders.csv", text, 0o644)
        _ = os.WriteFile("orders.csv", text, 0o600)
      }
    EOT
    expect { line = 6 }
  }
}

code_rule "acme_request_in_log" {
  title    = "Body of a request in a log"
  severity = "medium"
  owasp    = "API8:2023"
  cwe      = 532
  instead  = "log what it is about, by an identifier"

  flow {
    from   = ["body", "header"]
    to     = ["logged"]
    unless = ["net/url.QueryEscape"]
  }

  test "logs" {
    code = <<-EOT
      package m

      import (
        "io"
        "log"
        "net/http"
      )

      func create(w http.ResponseWriter, r *http.Request) {
        body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
        if err != nil {
          return
        }
        log.Printf("created: %s", body)
        log.Printf("created: %d bytes", len(body))
      }
    EOT
    expect { line = 14 }
  }
}
