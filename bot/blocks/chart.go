package blocks

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/questions"
)

// MostScores is how many scores a chart shows; Slack takes no more points.
const MostScores = 20

// leastScores is how many it takes for a line to say something.
const leastScores = 2

// Score is one point of a chart.
type Score struct {
	At    time.Time
	Value int
}

// Drawn says how a chart is drawn.
type Drawn string

// The ways: Slack's own chart, a picture of ours, or words. Each workspace has the last.
const (
	DrawnNatively Drawn = "native"
	DrawnAsImage  Drawn = "image"
	DrawnInWords  Drawn = "words"
)

// Chart is somebody's scores over time, oldest first.
type Chart struct {
	Scores []Score
	Drawn  Drawn
	// File is Slack's id of the picture.
	File string
}

// Worth says whether there is anything to draw.
func (c Chart) Worth() bool { return len(c.Scores) >= leastScores }

// Labels name the points by their days, each differently.
func (c Chart) Labels(look Look) []string {
	seen := map[string]int{}
	labels := make([]string, 0, len(c.Scores))
	for _, s := range c.Scores {
		day := s.At.In(look.zone()).Format(chartDay)
		if seen[day]++; seen[day] > 1 {
			day = fmt.Sprintf(chartSame, day, seen[day])
		}
		labels = append(labels, day)
	}
	return labels
}

func strongLine() string { return fmt.Sprintf(chartStrong, questions.StrongFrom) }

// Legend names the two lines of the chart: the scores, and where strong begins.
func (c Chart) Legend() []string { return []string{chartScore, strongLine()} }

// Title is what stands above the chart.
func (c Chart) Title() string { return fmt.Sprintf(chartTitle, len(c.Scores)) }

// block draws it; nil where there is nothing to draw.
func (c Chart) block(look Look) slack.Block {
	switch {
	case !c.Worth():
		return nil
	case c.Drawn == DrawnNatively:
		return c.native(look)
	case c.Drawn == DrawnAsImage && c.File != "":
		return slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: c.File}, c.inWords(chartSpoken), "", nil)
	}
	return section(c.inWords(chartWords))
}

func (c Chart) native(look Look) slack.Block {
	labels := c.Labels(look)
	points := make([]slack.DataVisualizationDataPoint, 0, len(labels))
	strong := make([]slack.DataVisualizationDataPoint, 0, len(labels))
	for i, s := range c.Scores {
		points = append(points, slack.NewDataVisualizationDataPoint(labels[i], float64(s.Value)))
		strong = append(strong, slack.NewDataVisualizationDataPoint(labels[i], questions.StrongFrom))
	}
	// Slack scales the axis to the figures. The line where strong begins keeps small changes small, and says what is good.
	line := slack.NewDataVisualizationLineChart(slack.NewDataVisualizationAxisConfig(labels...),
		slack.NewDataVisualizationDataSeries(chartScore, points...), slack.NewDataVisualizationDataSeries(strongLine(), strong...))
	return slack.NewDataVisualizationBlock(c.Title(), line)
}

func (c Chart) inWords(sentence string) string {
	values := make([]string, 0, len(c.Scores))
	for _, s := range c.Scores {
		values = append(values, strconv.Itoa(s.Value))
	}
	return fmt.Sprintf(sentence, len(values), strings.Join(values, ", "))
}
