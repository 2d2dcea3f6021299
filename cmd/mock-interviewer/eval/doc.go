// Package eval grades a file of replies and says how far the grader is from the people who graded them before.
//
// Read takes the CSV file (set.go, columns.go) and finds or makes the question of each row (question.go). Grade has a
// Contender, the offline estimate or a model, judge the rows side by side (grade.go), with a Progress for people to watch;
// what a model said is kept in a journal, so that a run that was interrupted pays for nothing twice (journal.go,
// predictions.go). A Report is what came of it, as text or as the contract's JSON; Compare sets two side by side.
package eval
