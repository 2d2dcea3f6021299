// Package questions knows the interview guide and the arithmetic of a score, and nothing else.
//
// A guide is a Markdown file; a Bank is one or more guides loaded together. Every question carries a Rubric: the
// criteria that a reply is judged against, with their weights, and the pitfalls that cost it points. Who judges is
// somebody else's business: this package takes verdicts and adds them up.
//
// It imports nothing else of this module, does no I/O beyond reading the files it is pointed at, and knows no clock.
package questions
