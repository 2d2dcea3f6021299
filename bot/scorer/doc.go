// Package scorer judges replies. One interface, two scorers: an LLM behind any OpenAI-compatible endpoint, and an
// offline lexical estimate. Both return verdicts with evidence, never a number: package questions adds them up.
//
// A reply is hostile input here. It travels as data, every quote is looked up in it by code, and nothing it says about
// its own grade has an effect. This package knows no Slack and no database.
//
// # The way of a grade
//
// The model's answer is parsed (parse.go) and each quote checked (verify.go). Where the checked verdicts and the offline
// estimate are far apart, one more request is made (second.go): met and missed stay apart as unclear, and so does what
// was found in words that the estimate takes for fluent talk about nothing.
//
// # Where the offline estimate is blind
//
// It sees words, not truth. A confident wrong answer in the right words earns about twenty points too many. A paraphrase
// without a word of the point, by any name it knows, earns too few; so does a reply in another language than the guide's.
// A true story told well earns most of its points on any question that asks for a story. A list of the right words, which
// has no verdict worth the name, still earns about twenty points. testdata/replies.jsonl holds the replies that this was
// measured with; replies_test.go and eval_test.go say how.
package scorer
