package scorer

import (
	"regexp"
	"strings"
)

// Text about the grading instead of the question. The patterns are matched against normalised words with single spaces.
var (
	metaTalk = regexp.MustCompile(`\b(?:` +
		`(?:full|maximum|max|top|perfect|highest|best) (?:marks?|scores?|grades?|credits?|points|ratings?)` +
		`|(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:instructions?|rules|rubrics?|prompts?|guidelines|criteria|directives)` +
		`|(?:mark|score|grade|rate|judge|count|treat|consider|evaluate|accept)s? (?:this|it|that|them|every\w*|all|each|my|these|any|the (?:answer|reply|response|candidate|rest)) (?:\w+ ){0,4}(?:as )?(?:met|passed|correct|complete|excellent|100|present|satisfied)` +
		`|(?:be|is|are|was|were|already) (?:marked|scored|graded|rated|judged|counted|treated|considered|evaluated|accepted) (?:\w+ ){0,2}(?:as )?(?:met|passed|correct|complete|excellent|satisfied)` +
		`|criterion (?:\w+ ){0,3}(?:quotes?|verdicts?|reasons?|met|is met)` +
		`|(?:all|every|each|these|the|following) (?:\w+ ){0,2}(?:criteria|criterion|rubric points?|points?) (?:\w+ ){0,3}(?:met|satisfied|fulfilled|covered)` +
		`|(?:verdicts?|quotes?|grades?|scores?|results?) (?:is|are|should be|must be|to|of|for) (?:\w+ ){0,4}(?:met|full|100|10|present|perfect)` +
		`|(?:dear|hey|hello|attention|note to|message to|message for|as an?|you are an?|you are the) (?:\w+ ){0,2}(?:grader|evaluator|judge|examiner|assistant|llm|ai|model|language model|system|scorer)` +
		`|(?:grader|evaluator|judge|examiner|scorer|llm|assistant) (?:must|should|please|will|has to|needs to|is instructed)` +
		`|(?:award|give|grant|assign) (?:me|us|him|her|them|this|my|it|full|all|every\w*|the (?:answer|reply|response|candidate|author)) (?:\w+ ){0,4}(?:marks?|credit|points|score|grade|verdict|rating)` +
		`|(?:system|developer|new|updated) (?:prompt|message|instructions?)` +
		`|(?:end of|begin) (?:\w+ )?(?:reply|answer|rubric|data|instructions?)` +
		`|(?:this|my|the) (?:answer|reply|response) (?:\w+ ){0,4}(?:meets|satisfies|covers|fulfils|fulfills|deserves|earns|should receive|should get|qualifies|addresses)` +
		`|(?:reveal|print|output|repeat|show|tell) (?:\w+ ){0,4}(?:prompt|rubric|instructions|model answer|criteria|verdict|api key)` +
		`|please (?:\w+ ){0,4}(?:pass|met|grade|score|mark)` +
		`|(?:covered|included|explained|addressed|mentioned|discussed|answered) (?:in|by) (?:my|this|the) (?:\w+ )?(?:reply|answer|response|message)` +
		`|(?:my|the|this) next (?:message|reply|answer)` +
		`|the (?:candidate|applicant|interviewee|author) (?:\w+ ){0,2}(?:knows|understands|explains|covers|shows|makes|demonstrates|mentions|answered|passed|passes|deserves)` +
		`|(?:knowledge|answers?|reply|replies|result) of (?:the|this) (?:candidate|applicant|interviewee|author)` +
		`|verdict met|score 100|100 100|10 10` +
		`)\b`)

	// reported tells an answer *about* such text from such text: somebody else says it.
	reported = regexp.MustCompile(`\b(?:attackers?|injections?|injected|malicious|untrusted|adversar\w*|saniti[sz]\w*|jailbreaks?|hostile|` +
		`user input|user supplied|payloads?|phishing|such as|like ignore|strings? like|phrases? like|text like|chatbots?|our bot)\b`)
)

// lookalikes are letters of other scripts that read as Latin ones, lower-case. They are folded here only: a quote must
// stand in the reply as it was written.
var lookalikes = strings.NewReplacer("а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s",
	"ԁ", "d", "һ", "h", "к", "k", "м", "m", "т", "t", "в", "b", "н", "h", "ӏ", "l", "α", "a", "ο", "o", "ρ", "p", "ν", "v", "ι", "i", "υ", "u", "ε", "e")

// isMetaTalk reports words that speak to or about the judge, unless they report what somebody else might say.
func isMetaTalk(toks []token) bool {
	if !mayBeMetaTalk(toks) {
		return false
	}
	words := lookalikes.Replace(joined(toks))
	return metaTalk.MatchString(words) && !reported.MatchString(words)
}

// metaAnchors are the words of which every pattern of metaTalk has at least one. Most sentences have none, and need not
// be matched.
var metaAnchors = wordSet(`mark marks score scores grade grades credit credits point points rating ratings instruction instructions
	rules rubric rubrics prompt prompts guidelines criteria criterion directives met passed correct complete excellent 100 10 present
	perfect satisfied verdict verdicts quote quotes result results grader evaluator judge examiner assistant llm ai model system
	scorer message reply answer response data key pass candidate applicant interviewee author`)

func mayBeMetaTalk(toks []token) bool {
	for i := range toks {
		w := toks[i].text
		if !isASCII(w) {
			w = lookalikes.Replace(w)
		}
		if metaAnchors[w] {
			return true
		}
	}
	return false
}

// metaSentences marks the sentences that speak to or about the judge.
func (t *text) metaSentences() []bool {
	out := make([]bool, len(t.sentences))
	for i, s := range t.sentences {
		out[i] = isMetaTalk(t.tokens[s.first:s.last])
	}
	return out
}
