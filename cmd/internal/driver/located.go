package driver

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/apiward/apiward/rules"
)

// located returns the policy with the directories of the modules at the root and
// below, which passes match the paths of overrides and of rules about code against.
// Nothing else that a pass does here asks for paths: findings are matched behind it.
func located(cfg Config, loaded *Program) *rules.Policy {
	if cfg.Tests {
		with := *cmp.Or(cfg.Policy, &rules.Policy{})
		with.Tests = true
		cfg.Policy = &with
	}
	if cfg.Policy == nil || len(cfg.Policy.Overrides)+len(cfg.Policy.CodeRules) == 0 {
		return cfg.Policy
	}
	root, err := filepath.Abs(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		return cfg.Policy
	}
	policy := *cfg.Policy
	policy.Modules = map[string]string{}
	for _, u := range loaded.units {
		if !u.firstParty || u.module == nil {
			continue
		}
		below := filepath.FromSlash(strings.TrimPrefix(u.path, u.module.Path))
		dir, whole := strings.CutSuffix(u.Dir, below)
		rel, err := filepath.Rel(root, dir)
		if whole && err == nil && filepath.IsLocal(rel) {
			policy.Modules[u.module.Path] = filepath.ToSlash(rel)
		}
	}
	return &policy
}
