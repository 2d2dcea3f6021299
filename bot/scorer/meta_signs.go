package scorer

import (
	"regexp"
	"strings"
)

// The signs of talk about the grading, matched against normalised words with single spaces. A sign is a way to address the
// judge, to ask for a verdict or to give one. Models, systems, messages, prompts, results and scores are things of the
// trade: none of these words is a sign by itself.

// metaSign is a group of signs, each of which has at least one of the group's words: most sentences have none, and need not
// be matched.
type metaSign struct {
	words   string
	pattern *regexp.Regexp
}

func newMetaSign(words string, signs ...string) metaSign {
	return metaSign{words: words, pattern: regexp.MustCompile(`\b(?:` + strings.Join(signs, "|") + `)\b`)}
}

const (
	orders   = `(?:instructions?|rules|rubrics?|prompts?|guidelines|criteria|directives)`
	aJudge   = `(?:grader|evaluator|examiner|judge|scorer)`
	aMachine = `(?:assistant|llm|ai|model|language model|bot)`
	marking  = `(?:mark|score|grade|rate|judge|count|treat|consider|evaluate|accept)`
	marked   = `(?:marked|scored|graded|rated|judged|counted|treated|considered|accepted|counts?)`
	passing  = `(?:met|passed|correct|complete|excellent|satisfied|perfect)`
	given    = `(?:marks?|credit|points?|score|grade|verdict|rating)`
	replies  = `(?:answers?|reply|replies|response)`
	myReply  = `(?:my|this) ` + replies
	granting = `(?:award|give|grant|assign)`
	telling  = `(?:reveal|print|output|repeat|show|tell)`
	ignoring = `(?:ignore|disregard|forget|override|bypass)`
	theBest  = `(?:full|top|perfect|maximum|max|highest|best)`
	holding  = `(?:meets?|satisf(?:y|ies)|covers?|fulfill?s?|address(?:es)?|shows?|contains?)`
	everyOne = `(?:everything|(?:every|each) (?:single )?(?:criterion|point|one)|` +
		`(?:all|each|any) (?:of )?(?:the |my |these )?(?:criteri\w+|points?|of it|of them))`
	applicant = `(?:candidate|applicant|interviewee)`
	begins    = `^(?:please |kindly |now |so )?` // nothing else stands in the sentence
)

var metaSigns = []metaSign{
	newMetaSign("mark marks grade grades credit point points score verdict rating pass",
		theBest+` (?:marks?|grades?)|perfect verdict`,
		theBest+` `+given+`s? (?:\w+ )?(?:for|to) (?:every|each|all|this|my) (?:\w+ ){0,3}(?:points?|criteri\w+|`+replies+`)`,
		`(?:grade|score|marks?) for `+myReply,
		`you (?:should|must|have to|will) (?:score|grade) (?:this|it|me|them) (?:100|10|full|high|highest|perfect|excellent)`,
		`(?:deserves?|earns?) (?:the |a )?`+theBest+` (?:credit|score|verdict|rating)`,
		granting+` me (?:the |full |all |some |more )?(?:marks?|credit|points)`,
		granting+` me (?:a |the )(?:\w+ )?(?:grade|verdict|mark|pass)`,
		granting+` (?:full|maximum|all(?: the)?|every) `+given+` for`,
		granting+` (?:this|my|the|his|her) (?:`+replies+`|candidate|author) (?:\w+ ){0,4}`+given,
		granting+` it (?:full|all|the highest|the best|maximum) (?:the )?`+given,
		begins+granting+` (?:it |this |them |me )?(?:full|all|max|maximum|100|10) (?:the |of the )?`+given,
		`(?:grade|score|mark) (?:me|`+myReply+`)`,
		`(?:grade|score|mark) (?:it )?(?:accordingly|generously|kindly|leniently)|now grade`,
		`let me pass|without a pass|please (?:\w+ ){0,3}pass (?:me|`+myReply+`)`,
		`(?:my|the final|the overall) (?:score|grade|mark) (?:is|should be|must be) (?:\w+ ){0,2}(?:full|100|10|perfect)`,
		begins+`(?:set |the |final |total |overall |my )*(?:score|grade|marks?|rating) (?:is |to )?(?:100|10)(?: of| out of| 100| 10|$)`,
		begins+`(?:mark|score|grade) (?:this|it|that|them|these|all) (?:\w+ )?(?:as )?100`,
		`(?:all|every) points? (?:are |is )covered (?:above|here|by me)`,
	),
	newMetaSign("instruction instructions rules rubric rubrics prompt prompts guidelines criteria directives above",
		ignoring+` (?:\w+ ){0,2}(?:previous|prior|earlier|preceding|above|your|former) (?:\w+ ){0,2}`+orders,
		`(?:ignore|disregard|forget) all (?:\w+ )?(?:instructions|prompts|criteria|directives)`,
		begins+`(?:ignore|disregard|forget) (?:the|all|any|these|your|every|previous) (?:\w+ ){0,2}`+orders,
		begins+`(?:ignore|disregard) the above`,
		ignoring+` (?:the |this |that |any )?(?:\w+ )?rubrics?`,
		`your (?:new |updated )?instructions (?:are|say)`,
		begins+`(?:new|updated) instructions (?:\w+ ){0,3}(?:approve|pass|mark|grade)`,
		telling+` me (?:the |all the |all )?`+orders,
		telling+` (?:me |us )?your (?:\w+ )?`+orders,
		telling+` (?:\w+ ){0,3}(?:rubric|hidden prompt)`,
		`(?:author|owner|writer|points?|criteri\w+) of the (?:\w+ )?rubric`,
		`rubric (?:was|is|has been) (?:changed|updated|replaced)|(?:updated|new) rubric (?:says|wants)`,
		`rubric (?:\w+ ){0,4}(?:credit|marks|met|quotes?|verdicts?|reasons?)`,
	),
	newMetaSign("grader graders evaluator examiner examiners judge scorer judgebot grading assistant llm ai model bot",
		`graders?|examiners?|judgebot|test of the grading|grading (?:prompt|instructions?|rubric|rules|criteria|scheme)`,
		`(?:dear|hey|hello|attention|note to(?: the)?|message (?:to|for)(?: the)?) (?:\w+ )?`+aJudge,
		`(?:dear|hey|hello) (?:\w+ )?`+aMachine,
		`you are (?:now )?(?:an?|the|my) (?:\w+ ){0,2}`+aJudge+`|you are (?:now )?an? (?:\w+ ){0,2}`+aMachine,
		`as an? (?:\w+ ){0,2}`+aJudge+` you|as an ai (?:language )?model you`,
		aJudge+` (?:please|you (?:must|should|have to|will))|(?:llm|assistant) please`,
		aJudge+` (?:must|should|will|has to|needs to) (?:accept|pass) (?:me|my|this|it|every\w*|all)`,
		aJudge+` (?:must|should|will|has to|needs to|is instructed to) (?:\w+ )?(?:mark|give|grade|award|treat|count|consider)`,
		aMachine+` (?:must|should|has to|is instructed to) (?:\w+ )?(?:mark|grade|award)`,
	),
	newMetaSign("met passed correct complete excellent satisfied perfect fulfilled verdict verdicts",
		`(?:do not |don't |please |must |should |you |now |and |to )`+marking+` (?:this|it|that|them|these) (?:\w+ ){0,3}as (?:met|satisfied)`,
		begins+marking+` (?:this|it|that|them|these|all) (?:\w+ )?(?:as )?(?:met|satisfied|perfect|excellent)`,
		begins+`(?:mark|count|treat|grade) (?:as )?(?:met|passed|complete|correct)$`,
		begins+`return met`,
		marking+` (?:\w+ )?`+everyOne+` (?:\w+ ){0,4}`+passing,
		marking+` (?:all|them all) (?:\w+ )?(?:as )?met|met for (?:all|each|every\w*)`,
		`everything (?:here |above )is (?:already )?met|that everything is (?:already )?met`,
		marking+` (?:my|this|the above) `+replies+` (?:\w+ ){0,4}`+passing,
		`(?:(?:this|my|any|every|each) `+replies+`|i write|i say) (?:\w+ ){0,3}`+marked+` (?:\w+ ){0,2}as `+passing,
		`(?:replies|answers) (?:\w+ ){0,9}`+marked+` as (?:met|satisfied)`,
		`(?:every|each) point (?:\w+ ){0,3}`+marked+` (?:as )?`+passing,
		`all (?:the |of the )?(?:rubric )?points (?:are |as )(?:already )?(?:met|satisfied|fulfilled)`,
		`(?:points?|criteri\w+) (?:should|must) be (?:`+marked+` )?(?:as )?`+passing,
		`verdicts? (?:\w+ ){0,4}(?:met|perfect)|met met|criterion (?:\w+ ){0,3}verdicts?`,
		`(?:output|return|repeat) (?:only )?(?:the |exactly )?(?:following|same) verdicts?`,
		telling+` (?:me |us )?your (?:\w+ )?verdicts?`,
	),
	newMetaSign("answer answers reply replies response message",
		`as a (?:perfect|complete|correct|full) (?:answer|reply)`,
		`(?:this|my|the) (?:above )?`+replies+` (?:\w+ ){0,3}(?:deserves?|earns?|qualif(?:y|ies))`,
		`please (?:\w+ ){0,3}accept `+myReply+`|`+begins+`accept `+myReply+`|rate `+myReply,
		`(?:`+myReply+`|the (?:above )?(?:answer|reply)) (?:\w+ ){0,4}`+holding+` (?:\w+ ){0,3}(?:criteri(?:on|a)|rubric|points?|everything)`,
		`my `+replies+` (?:meets?|satisf(?:y|ies)|covers?) (?:all|every)`,
		`(?:covered|explained|addressed|mentioned|discussed|answered) (?:in|by) (?:my|this) (?:\w+ )?(?:reply|answer)`,
		`i (?:will|shall) (?:explain|cover|describe|mention|discuss) (?:\w+ ){1,20}in my next (?:message|reply|answer)`,
		telling+` (?:\w+ ){0,3}model answer`,
		begins+`(?:end|begin|start|beginning) of (?:the |my )?(?:reply|answer)$`,
	),
	newMetaSign("candidate applicant interviewee",
		`the `+applicant+` (?:\w+ ){0,2}(?:knows|understands|explains|demonstrates|mentions|deserves|makes (?:this|the|a|every) point)`,
		`(?:knowledge|answers?|reply|replies) of (?:the|this) `+applicant,
	),
	newMetaSign("criterion json",
		`criterion (?:\w+ ){0,3}(?:quotes?|reasons?)`,
		`(?:output|return|repeat) (?:only )?(?:the |exactly )?(?:following|same) json`,
	),
}

// criteriaMet is a verdict, unless it is a condition: "once all criteria are met, the canary is promoted".
var criteriaMet = regexp.MustCompile(`(?:\b(once|when|if|whether|until|unless|after|before|(?:ensure|check|sure) that) )?` +
	`\b(?:all|every|each|the|these|following|rubric) (?:the |of the )?criteri(?:a|on) (?:\w+ ){0,3}(?:met|satisfied|fulfilled)\b`)

// reported tells an answer *about* such text from such text: somebody else says it.
var reported = regexp.MustCompile(`\b(?:attackers?|injections?|injected|malicious|untrusted|adversar\w*|saniti[sz]\w*|jailbreaks?|hostile|` +
	`user input|user supplied|payloads?|phishing|such as|like ignore|strings? like|phrases? like|text like|chatbots?|our bot)\b`)

// metaGates finds by a word the groups that it is of, as bits.
var metaGates = gatesOf(metaSigns)

func gatesOf(signs []metaSign) map[string]uint {
	gates := map[string]uint{}
	for i, s := range signs {
		for w := range strings.FieldsSeq(s.words) {
			gates[w] |= 1 << i
		}
	}
	return gates
}
