package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
)

// service is what is broken, place by place.
type service struct {
	dir       string // absolute
	base      *driver.Baseline
	documents []string // slash paths relative to dir
	model     *knowledge
	origins   *origins
	bodies    *bodies
	before    *state
}

// open analyses the service in dir as it is.
func open(ctx context.Context, dir string, tell *progress) (*service, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	documents, err := findDocuments(dir)
	if err != nil {
		return nil, err
	}
	base, err := driver.NewBaseline(ctx, driver.Config{Dir: dir, Documents: documents, Progress: tell.stage})
	if err != nil {
		return nil, err
	}
	if len(base.Packages) == 0 {
		return nil, fmt.Errorf("no package in %s could be analysed: see that go build ./... works there", dir)
	}
	for _, f := range base.Analysis.Failures {
		tell.line("not analysed: " + f.Input + ": " + f.Message)
	}
	return &service{dir: dir, base: base, documents: documents, model: newKnowledge(), before: newState(base.Analysis)}, nil
}

// mutants returns every place that can be broken, sorted by place.
func (s *service) mutants() ([]*mutant, error) {
	s.origins, s.bodies = newOrigins(), newBodies()
	for _, p := range s.base.Packages {
		if p.Module != nil && !slices.Contains(s.origins.own, p.Module.Path) {
			s.origins.own = append(s.origins.own, p.Module.Path)
		}
	}
	guards := s.guards()
	var all []*mutant
	for _, p := range s.base.Packages {
		pass, ok := p.Syntax()
		if !ok {
			return nil, errors.New("the files of " + p.Path + " changed meanwhile: run it again")
		}
		s.origins.fset = pass.Fset
		files, err := s.sources(pass)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			f.collect()
			f.collectBodies(s.bodies)
			all = append(all, f.guardPoints(guards)...)
			all = append(all, f.movePoints(guards)...)
			all = append(all, f.queryPoints()...)
			all = append(all, f.limitPoints()...)
			all = append(all, f.leakPoints()...)
		}
	}
	s.origins.close()
	all = slices.DeleteFunc(all, func(m *mutant) bool { return m.targets != nil && !s.origins.reaches(m.needs, m.targets) })
	documents, err := s.documentPoints()
	if err != nil {
		return nil, err
	}
	all = append(all, documents...)
	slices.SortStableFunc(all, (*mutant).compare)
	return all, nil
}

// guards are the middlewares that the inventory has, by what they are for.
type guards struct {
	auth, limit map[key]bool
	// routes are the guarded routes by the place of their registration.
	routes map[link.Place][]link.Route
}

// guards reads the inventory.
func (s *service) guards() guards {
	g := guards{map[key]bool{}, map[key]bool{}, map[link.Place][]link.Route{}}
	for _, r := range s.base.Analysis.Inventory.Routes {
		for _, m := range r.Middleware {
			keys := []key{key("f:" + base(m.Name)), literalKey(m.File, m.Line)}
			for _, k := range keys {
				switch {
				case m.Role == "auth" && r.Auth.State == "required":
					g.auth[k] = true
				case m.Role == "body_limit":
					g.limit[k] = true
				}
			}
		}
		if r.Auth.State == "required" {
			at := link.Place{File: r.Registered.File, Line: r.Registered.Line}
			g.routes[at] = append(g.routes[at], r)
		}
	}
	return g
}

// tryKind analyses mutants of one kind, spread over all, until as many count as
// asked for. Many places of some services are no mutants, and each costs time.
func (s *service) tryKind(ctx context.Context, all []*mutant, k kind, most int, tell *progress) (result, error) {
	const patience = 2 // times as many as should count
	var left []*mutant
	for _, m := range all {
		if m.kind == k {
			left = append(left, m)
		}
	}
	r := result{kind: k, points: len(left)}
	for len(left) > 0 {
		counted := r.count(found) + r.count(survived)
		n := most - counted
		if most > 0 && (n <= 0 || len(r.tried) >= patience*most) {
			break
		}
		chosen := spread(left, n)
		tried, err := s.try(ctx, chosen, tell)
		if err != nil {
			return r, err
		}
		r.tried = append(r.tried, tried...)
		left = slices.DeleteFunc(left, func(m *mutant) bool { return slices.Contains(chosen, m) })
	}
	slices.SortStableFunc(r.tried, func(a, b outcome) int { return a.compare(b.mutant) })
	return r, nil
}
