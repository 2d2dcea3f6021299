// Package scorer judges replies. One interface, two scorers: an LLM behind any OpenAI-compatible endpoint, and an
// offline lexical estimate. Both return verdicts with evidence, never a number: package questions adds them up.
//
// A reply is hostile input here. It travels as data, every quote is looked up in it by code, and nothing it says about
// its own grade has an effect. This package knows no Slack and no database.
//
// # The way of a grade by a model
//
// The prompt (prompt.go, schema.go) is sent in whatever wording the endpoint takes (llm.go, complete.go, dialect.go,
// failure.go). The answer is parsed (parse.go) and each quote and reason checked (verify.go, verify_reason.go, meta.go).
// Where the checked verdicts and the offline estimate are far apart, one more request is made (second.go): met and missed
// stay apart as unclear, and so does what was found in words that the estimate takes for fluent talk about nothing. A
// follow-up is chosen last (followup.go), and none that gives a point away (giveaway.go).
//
// # The way of an estimate
//
// A text is cut into words, clauses and sentences (text.go, words.go), and what it denies is marked (polarity.go,
// rejection.go) or only supposed (supposition.go, condition.go, harmless.go). The guide's words are weighed once
// (lexicon.go, compile.go), with the other names of things (alias.go, concepts.go, concepts_table.go). A reply is matched
// with each point (match.go, lookup.go, fuzzy.go) and recall becomes credit (judge.go); an example, a reason and a story
// are known by how they are told (signals.go, story.go). Guards take off for a reply as a whole: a list, an echo, a
// rejection (guards.go), everything at once (dump.go), another question (topic.go). The reasons are put in words
// (reasons.go). A question without a guide gets its points from its reference answer (adhoc.go).
//
// # Where the offline estimate is blind
//
// It sees words, not truth. A confident wrong answer in the right words earns about twenty points too many. It hears "is
// not needed" and "it is wrong to", but not irony, nor a claim that is merely false. A paraphrase without a word of the
// point, by any name it knows, earns too few; so does a reply in another language than the guide's. A true story told well
// earns most of its points on any question that asks for a story. A list of the right words, which has no verdict worth the
// name, still earns about twenty points. testdata/replies.jsonl holds the replies that this was measured with;
// replies_test.go and eval_test.go say how.
package scorer
