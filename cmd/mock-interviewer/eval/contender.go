package eval

import "mock-interviewer/bot/scorer"

// Contender is who grades: the offline estimate, or a model at an endpoint.
type Contender struct {
	Judge scorer.Scorer
	// Scorer is the judge's kind as the reports name it. Model and Host are empty for the offline estimate; Second is the
	// model of second looks, where it is another one.
	Scorer, Model, Host, Second string
	// Progress tells how far the contender is. What it logs should go through it.
	Progress *Progress
}

// String names it as people read it.
func (c *Contender) String() string {
	if c.Model == "" {
		return "offline estimate"
	}
	return c.Model
}

// described names who graded and where.
func (c *Contender) described() string {
	if c.Model == "" {
		return "the offline estimate"
	}
	return c.Model + " at " + c.Host
}
