package questions

// Rubric is what a reply to one question is judged against.
type Rubric struct {
	// Criteria are in the guide's order; there is at least one, ids are unique in the rubric.
	Criteria []Criterion
	Pitfalls []Pitfall
}

// CriterionKind says where in the guide a criterion came from, which decides how it is judged.
type CriterionKind string

// The kinds of criterion.
const (
	KeyPoint  CriterionKind = "point"     // a fact or step of the model answer
	Example   CriterionKind = "example"   // backs the answer with a concrete example and its outcome
	Reasoning CriterionKind = "reasoning" // says why
	Situation CriterionKind = "situation" // sets the scene of a true story
	Task      CriterionKind = "task"      // says what was theirs to do
	Action    CriterionKind = "action"    // says what they themselves did
	Result    CriterionKind = "result"    // says what came of it, measurably
)

// Criterion is one point that a reply can earn.
type Criterion struct {
	// ID is a slug of the label, unique within the rubric: "load-balancing".
	ID string
	// Label is the guide's bold label: "Load Balancing".
	Label string
	// Heading is the label of the point that holds this one, empty at the top.
	Heading string
	Kind    CriterionKind
	// Text is what a strong answer says: the guide's sentence and its unlabelled bullets. For Example, Reasoning and
	// the four parts of a story it is the general standard, not the guide's own tale.
	Text string
	// Illustration is the guide's own telling where Text is a general standard: how one good reply puts it, never what a
	// reply must say. Empty for a key point.
	Illustration string
	// Weight is positive: 1 for a key point, 0.5 for Example and Reasoning, or what the guide says.
	Weight float64
	// Aliases are words and phrases that count for this point as its own words do.
	Aliases []string
}

// Pitfall is a mistake that costs points only when a reply makes it.
type Pitfall struct {
	// ID is "pitfall-1", "pitfall-2", … in the guide's order.
	ID string
	// Label is the guide's sentence.
	Label string
}
