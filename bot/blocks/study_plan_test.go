package blocks

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/questions"
)

func studyPlan(t *testing.T) StudyPlan {
	p := StudyPlan{
		Stats: Stats{
			Answered: 12, Average: 68, LastAt: noon(),
			Categories: []CategoryStat{{"Technical", 9, 81}, {"Situational", 3, 54}, {"Behavioral", 2, 90}}, Coming: coming(),
		},
		Strong: []PointStat{{Label: "Canary", Category: "Technical", Times: 4}, {Label: "Once", Category: "Technical", Times: 1}},
		Soon:   2, Known: 3, Direct: true,
		Categories: []CategoryStat{{Category: "Technical", Answered: 20}, {Category: "Situational", Answered: 6}, {Category: "<!here> Cultural", Answered: 5}},
	}
	for _, g := range guides(t).Guides() {
		p.Background = append(p.Background, g.Overview...)
	}
	return p
}

func TestTheStudyPlan(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	p := studyPlan(t)
	golden(t, "study-plan", StudyPlanCard(p, look))
	p.Direct = false
	golden(t, "study-plan-in-channel", StudyPlanCard(p, look))

	golden(t, "study-plan-no-answers", StudyPlanCard(StudyPlan{Direct: true, Categories: p.Categories, Background: p.Background}, look))
	golden(t, "study-plan-no-guide", StudyPlanCard(StudyPlan{Direct: true}, look))

	good := StudyPlan{Direct: true, Stats: Stats{
		Answered: 9, Average: 88, Categories: []CategoryStat{{"Technical", 9, 88}},
		Coming: Coming{Level: questions.Hard, RemindAt: "09:00"},
	}, Categories: []CategoryStat{{Category: "Technical", Answered: 20}}}
	golden(t, "study-plan-nothing-weak", StudyPlanCard(good, look))
}

func TestAStudyPlanIsOnePage(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	p := studyPlan(t)
	long := strings.Repeat("A long name of something that somebody ought to know. ", 20)
	for range 40 {
		section := questions.Section{Title: long}
		for range 40 {
			section.Items = append(section.Items, questions.Point{Label: long, Text: long})
		}
		p.Background = append(p.Background, section)
		p.Strong = append(p.Strong, PointStat{Label: long, Category: long, Times: 9})
		p.Stats.Categories = append(p.Stats.Categories, CategoryStat{long, 9, 99})
		p.Stats.Coming.Patterns = append(p.Stats.Coming.Patterns, Pattern{Label: long, Category: long, Misses: []Miss{{At: noon().Add(time.Hour)}, {At: noon()}}})
	}
	m := StudyPlanCard(p, look)
	if lines := strings.Count(reading(m), "\n"); lines > 40 {
		t.Errorf("%d lines:\n%s", lines, reading(m))
	}
	if n := len(m.Blocks.BlockSet); n > 10 {
		t.Errorf("%d blocks", n)
	}
}
