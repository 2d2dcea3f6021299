// Package questions knows the interview guide and the arithmetic of a score, and nothing else.
//
// A guide is a Markdown file; a Bank is one or more guides loaded together. Every question carries a Rubric: the
// criteria that a reply is judged against, with their weights, and the pitfalls that cost it points. Who judges is
// somebody else's business: this package takes verdicts and adds them up.
//
// A guide's way through the package: checkBytes refuses what no parser should see, cutFrontMatter reads the YAML on
// top, reader turns goldmark's tree into headings and bullets, guideParser sorts the headings into chapters, categories
// and questions, and answerParser gives the labels of one answer their meaning. Each of them reports what is wrong at
// its line. Anything that would lose a point without a word is an error, and a guide with an error is refused whole.
//
// It imports nothing else of this module, does no I/O beyond reading the files it is pointed at, and knows no clock.
package questions
