package questions

// Guide is one interview guide, as parsed from one Markdown file. It is immutable once loaded and safe to share.
type Guide struct {
	// Slug names the guide in question ids: its file name without extension, lower-cased, or the front matter's `slug`.
	Slug string
	// FormerSlugs still resolve in Bank.Find where no loaded guide is called so today (front matter `former_slugs`).
	FormerSlugs []string
	// Title is the front matter's `term` or `title`, else the first top-level heading, else the slug.
	Title string
	// Description is the front matter's, and may be empty.
	Description string
	// File is the path the guide was read from, as it was given.
	File string
	// Overview is the background chapter (certifications, education, qualifications); empty where there is none.
	Overview []Section
	// Questions are in the order of the file.
	Questions []*Question
}

// Section is a headed part of the overview chapter.
type Section struct {
	Title string
	Items []Point
}

// Point is a bullet of a guide: an optional bold label, its text, and the bullets below it.
type Point struct {
	Label  string
	Text   string
	Points []Point
}

// Difficulty says how demanding a question is.
type Difficulty string

// The difficulties; a question that names none is Medium.
const (
	Easy   Difficulty = "easy"
	Medium Difficulty = "medium"
	Hard   Difficulty = "hard"
)

// Valid reports whether d is one of the difficulties.
func (d Difficulty) Valid() bool { return d == Easy || d == Medium || d == Hard }

// Kind says by which standard a question's replies are judged.
type Kind string

// The kinds of question.
const (
	// Knowledge is judged against the guide's points; other technologies than the guide's are as good.
	Knowledge Kind = "knowledge"
	// Story is judged as any true story told well (Situation, Task, Action, Result), never for retelling the guide's.
	Story Kind = "story"
	// PracticeOwn is a behavioural question without those four labels: judged by its points, as the person's own practice.
	PracticeOwn Kind = "practice"
)

// Question is one question of a guide with everything needed to ask it and to judge a reply.
type Question struct {
	// ID is the guide's slug and the question's number, for example "sre-7". It survives edits of other questions.
	ID     string
	Number int
	// Title is the question itself, as it is asked.
	Title string
	// Category is the `###` heading without "Additional" and "Questions": "Technical", "Problem-Solving".
	Category   string
	Difficulty Difficulty
	Tags       []string
	Kind       Kind
	// Scene is the text of a Scenario label, shown with the question; empty where there is none.
	Scene  string
	Rubric Rubric
	// FollowUps are what the guide suggests to ask next, in its order.
	FollowUps []string
	// Answer is the model answer as the guide tells it, for showing to a person: every point, examples and reasoning
	// included, without pitfalls, follow-ups and the optional additions (aliases, weights).
	Answer []Point
	// File and Line (1-based) say where the question's heading stands.
	File string
	Line int
}
