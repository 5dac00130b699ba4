package main

// label is what was judged about a sample, or a group, by reading it. The zero
// label stands for: as published.
type label struct {
	kind   verdict
	reason string
}

// verdict says what becomes of a sample.
type verdict int

const (
	// asPublished: its number of findings is right.
	asPublished verdict = iota
	// outside: the rule of ours does not claim to judge such code. The sample
	// is listed and counts for nothing.
	outside
	// mislabelled: it is published as bad and is not, or the other way round.
	mislabelled
)

// The reasons that many samples share.
const (
	environment = "the value comes from the environment, which is no request"
	arguments   = "the value comes from the arguments, which are no request"
	stdin       = "the value comes from standard input, which is no request"
	byName      = "a secret by the name beside it alone: the value has no provider's shape and is used for nothing"
	constant    = "every caller passes a constant, and all of them are in the sample"
	unchanged   = "nothing in the program writes the variable, and nothing can import it"
	local       = "what is unpacked is the program's own file, not what a request brought"
	archive     = "names in an archive of which nothing says that a request brought it"
	logged      = "log injection: what is logged is no secret"
	flows       = "the value of the form reaches the text, and nothing checks it: "
	inDocs      = "AKIAI44QH8DHBEXAMPLE is the key that Amazon's documentation prints"
)

// labels are by sample. Those without one are judged as they are published.
var labels = map[string]label{
	"G201_05": {mislabelled, "%d of a string writes the string, in %!d(string=…)"},
	"G201_21": {mislabelled, "the argument is concatenated: clean only in that another rule of gosec's, G202, reports it"},

	"G701_09": {mislabelled, flows + "through a field of a field"},
	"G701_16": {mislabelled, "Atoi and Itoa leave a number"},
	"G701_35": {mislabelled, flows + "through a map, under the key that is read"},
	"G701_43": {mislabelled, flows + "through a field of a field"},
	"G701_59": {mislabelled, flows + "through a map"},
	"G701_69": {mislabelled, flows + "through a variable of the package"},
	"G701_72": {mislabelled, flows + "through a field that a callee sets"},
	"G701_73": {mislabelled, flows + "through a variable of the package"},
	"G701_79": {mislabelled, flows + "through a variable of the package"},
	"G701_83": {mislabelled, flows + "through a function in a variable"},
	"G701_86": {mislabelled, flows + "through an interface with one implementation"},
	"G701_91": {mislabelled, flows + "through fields of the structs that constructors fill"},

	"G107_00": {outside, stdin},
	"G107_01": {mislabelled, unchanged},
	"G107_02": {outside, environment},
	"G107_07": {mislabelled, unchanged},
	"G107_08": {mislabelled, constant},
	"G704_01": {outside, environment},
	"G704_07": {outside, environment},

	"G101_00": {outside, byName},
	"G101_02": {outside, byName},
	"G101_03": {outside, byName},
	"G101_04": {outside, byName},
	"G101_05": {outside, byName},
	"G101_07": {outside, byName},
	"G101_08": {outside, byName},
	"G101_09": {outside, byName},
	"G101_10": {outside, byName},
	"G101_11": {outside, byName},
	"G101_14": {outside, byName},
	"G101_15": {outside, byName},
	"G101_16": {outside, byName},
	"G101_17": {outside, byName},
	"G101_18": {outside, byName},
	"G101_19": {outside, byName},
	"G101_20": {outside, byName},
	"G101_21": {outside, byName},
	"G101_28": {outside, byName},
	"G101_29": {outside, byName},
	"G101_30": {outside, byName},
	"G101_31": {outside, byName},
	"G101_32": {outside, byName},
	"G101_33": {outside, byName},
	"G101_34": {outside, byName},

	"G101Values_04": {mislabelled, inDocs},
	"G101Values_06": {mislabelled, inDocs},

	"G110_00": {outside, "what is unpacked is a constant"},
	"G110_01": {outside, "what is unpacked is a constant"},
	"G110_02": {outside, local},
	"G120_04": {mislabelled, "MaxBytesReader bounds the body in the line above"},

	"G204_01": {outside, arguments},
	"G204_02": {outside, environment},
	"G204_06": {mislabelled, constant},
	"G204_07": {mislabelled, constant},
	"G204_09": {outside, arguments},
	"G204_10": {outside, environment},
	"G204_12": {mislabelled, constant},
	"G204_13": {mislabelled, constant},
	"G702_01": {outside, arguments},

	"G304_00": {outside, environment},
	"G304_01": {outside, environment},
	"G304_04": {outside, environment},
	"G304_05": {outside, stdin},
	"G304_06": {outside, environment},
	"G304_11": {mislabelled, constant},
	"G305_00": {outside, archive},
	"G305_01": {outside, archive},
	"G305_02": {outside, archive},
	"G305_03": {outside, archive},
	"G703_04": {outside, arguments},
	"G703_05": {mislabelled, "Clean keeps an absolute path, and leading .. of a relative one"},
	"G703_10": {mislabelled, "the file system of os.DirFS refuses every name that leaves it"},

	"G706_03": {outside, logged},
	"G706_04": {outside, logged},
	"G706_05": {outside, logged},

	"G710_01": {mislabelled, "the constant before it keeps the redirect on this host"},
}
