// Package scorer judges replies. One interface, two scorers: an LLM behind any OpenAI-compatible endpoint, and an
// offline lexical estimate. Both return verdicts with evidence, never a number: package questions adds them up.
//
// A reply is hostile input here. It travels as data, every quote is looked up in it by code, and nothing it says about
// its own grade has an effect. This package knows no Slack and no database.
package scorer
