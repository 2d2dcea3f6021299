package questions

// Line is one line of a model answer as it is shown.
type Line struct {
	// Depth is 0 for the outermost points.
	Depth int
	// Label is empty for a bullet without one.
	Label string
	// Text may be empty for a heading, and may hold line ends where the guide shows code.
	Text string
}

// AnswerLines lays the question's model answer out, one bullet a line, in the guide's order.
func AnswerLines(q *Question) []Line {
	return appendLines(nil, q.Answer, 0)
}

// PointLines is AnswerLines for any points, such as those of the overview.
func PointLines(points []Point) []Line {
	return appendLines(nil, points, 0)
}

func appendLines(lines []Line, points []Point, depth int) []Line {
	for _, p := range points {
		lines = append(lines, Line{Depth: depth, Label: p.Label, Text: p.Text})
		lines = appendLines(lines, p.Points, depth+1)
	}
	return lines
}
