package main

// version is the version of the protocol that is spoken here.
const version = 1

// The protocol, as the documentation of package spec/engine has it.
type (
	request struct {
		Version   int        `json:"version"`
		Deadline  int64      `json:"deadline_ms"`
		Documents []document `json:"documents"`
		RuleSets  []file     `json:"rule_sets"`
	}
	document struct {
		Name  string `json:"name"`
		Files []file `json:"files"`
	}
	file struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}

	response struct {
		Version  int       `json:"version"`
		Engine   about     `json:"engine"`
		Rules    []rule    `json:"rules"`
		Findings []finding `json:"findings"`
		Errors   []remark  `json:"errors"`
		Notices  []remark  `json:"notices"`
	}
	about struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	rule struct {
		ID       string `json:"id"`
		Title    string `json:"title"`
		Level    string `json:"level"`
		Security bool   `json:"security"`
		About    string `json:"about"`
		Help     string `json:"help"`
		URL      string `json:"url"`
	}
	finding struct {
		Rule      string `json:"rule"`
		Document  string `json:"document"`
		File      string `json:"file"`
		Line      int    `json:"line"`
		Column    int    `json:"column"`
		EndLine   int    `json:"end_line"`
		EndColumn int    `json:"end_column"`
		Pointer   string `json:"pointer"`
		Message   string `json:"message"`
		Help      string `json:"help"`
	}
	remark struct {
		Input   string `json:"input"`
		Message string `json:"message"`
	}
)
