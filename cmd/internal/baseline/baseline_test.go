package baseline

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/finding"
)

const (
	one = "0123456789abcdef0123456789abcdef"
	two = "fedcba9876543210fedcba9876543210"
)

func TestRoundTrip(t *testing.T) {
	list := []Entry{
		{Fingerprint: two, Rule: "sql_injection", Place: "example.com/m.F", Reason: "x"},
		{Fingerprint: one, Rule: "missing_auth", Place: "GET /a b", Reason: "later\tin\nMay"},
	}
	text := Format(list)
	got, err := Parse("f", text)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Rule != "missing_auth" || got[0].Place != "GET /a b" || got[0].Reason != "later in May" || got[1].Fingerprint != two {
		t.Errorf("%+v", got)
	}
	if again := Format(got); !bytes.Equal(again, text) {
		t.Errorf("written again:\n%s", again)
	}
	slices.Reverse(list)
	if again := Format(list); !bytes.Equal(again, text) {
		t.Errorf("in another order:\n%s", again)
	}
}

// What two branches added is there once.
func TestMerged(t *testing.T) {
	line := one + "\tr\tp\treason\n"
	list, err := Parse("f", []byte("# head\r\n"+line+"\n"+line))
	if err != nil || len(list) != 1 || list[0].Line != 2 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"x":                                "f:1: 1 fields between tabs, expected 4",
		one + "\tr\tp":                     "f:1: 3 fields between tabs",
		one + "\tr\tp\t ":                  "f:1: the entry gives no reason",
		strings.ToUpper(one) + "\tr\tp\tx": "is no fingerprint",
		one + "\tr r\tp\tx":                "is no rule",
		"#\n<<<<<<< ours\n":                "f:2: a merge left this conflict",
		"=======\n":                        "a merge left this conflict",
		one + "\tr\tp\tx\tin May":          "in May\" is no date: write the last day on which it holds, as 2027-01-31",
		one + "\tr\tp\tx\t2027-02-30":      "is no date",
		one + "\tr\tp\tx\t":                "is no date",
		one + "\tr\tp\tx\t2027-01-31\ty":   "f:1: 6 fields between tabs",
	} {
		if _, err := Parse("f", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := Parse("f", bytes.Repeat([]byte("x\n"), 1000)); err == nil || strings.Count(err.Error(), "\n") != maxMistakes-1 {
		t.Errorf("a thousand mistakes: %v", err)
	}
}

// An entry holds on its last day, and no longer.
func TestExpired(t *testing.T) {
	list, err := Parse("f", []byte(one+"\tr\tp\treason\t2027-01-31\n"+two+"\tr\tp\treason\n"))
	if err != nil || len(list) != 2 || list[0].Expires != "2027-01-31" || list[1].Expires != "" {
		t.Fatalf("%+v, %v", list, err)
	}
	for today, want := range map[string]bool{"2026-12-01": false, "2027-01-31": false, "2027-02-01": true} {
		if got := list[0].Expired(today); got != want {
			t.Errorf("on %s expired %v, want %v", today, got, want)
		}
		if list[1].Expired(today) {
			t.Errorf("without a last day it is expired on %s", today)
		}
	}
	if again, err := Parse("f", Format(list)); err != nil || len(again) != 2 || again[0].Expires != "2027-01-31" {
		t.Errorf("written and read again: %+v, %v", again, err)
	}
}

func TestOf(t *testing.T) {
	f := finding.Finding{Rule: "r", Fingerprint: one, At: finding.Range{File: "a.go"}}
	if e, ok := Of(f, "x"); !ok || e.Place != "a.go" {
		t.Errorf("%+v, %v", e, ok)
	}
	f.Route = &finding.Route{Method: "GET", Path: "/a"}
	if e, ok := Of(f, "x"); !ok || e.Place != "GET /a" {
		t.Errorf("%+v, %v", e, ok)
	}
	f.Suppressed = &finding.Suppression{}
	if _, ok := Of(f, "x"); ok {
		t.Error("a finding that does not count is listed")
	}
	if _, ok := Of(finding.Finding{Rule: "bad_exemption"}, "x"); ok {
		t.Error("a finding about an excuse is listed")
	}
}

func TestStale(t *testing.T) {
	list := []Entry{{Fingerprint: one}, {Fingerprint: two}}
	if got := Stale(list, []finding.Finding{{Fingerprint: two}}); len(got) != 1 || got[0].Fingerprint != one {
		t.Errorf("%+v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(one + "\tr\tp\tx\n"))
	f.Add([]byte("<<<<<<<\n\x00\xff\t\t\t"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := Parse("f", text)
		if err != nil {
			return
		}
		again, err := Parse("f", Format(list))
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d entries became %d: %v", len(list), len(again), err)
		}
	})
}
