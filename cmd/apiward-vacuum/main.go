package main

import (
	"fmt"
	"os"

	"github.com/daveshanley/vacuum/motor"
	"github.com/daveshanley/vacuum/rulesets"
)

func main() {
	b, _ := os.ReadFile(os.Args[1])
	rs := rulesets.BuildDefaultRuleSets().GenerateOpenAPIDefaultRuleSet()
	r := motor.ApplyRulesToRuleSet(&motor.RuleSetExecution{RuleSet: rs, Spec: b, SpecFileName: os.Args[1]})
	fmt.Println(len(r.Results), r.Errors)
}
