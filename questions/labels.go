package questions

import "strings"

// labelKind is what a bold label means.
type labelKind int

const (
	kindPoint labelKind = iota
	kindAnswer
	kindExample
	kindScenario
	kindReasoning
	kindSituation
	kindTask
	kindAction
	kindResult
	kindPitfalls
	kindFollowUps
	kindAliases
	kindWeight
	kindDifficulty
	kindTags
)

// kindOf gives a label its meaning. Case, hyphens and the plural do not matter.
func kindOf(label string) labelKind {
	switch labelKey(label) {
	case "answer", "model answer":
		return kindAnswer
	case "example", "examples", "real world example", "real world examples":
		return kindExample
	case "scenario":
		return kindScenario
	case "reasoning":
		return kindReasoning
	case "situation":
		return kindSituation
	case "task":
		return kindTask
	case "action", "actions":
		return kindAction
	case "result", "results":
		return kindResult
	case "pitfalls to avoid", "pitfall to avoid", "pitfalls", "common pitfalls":
		return kindPitfalls
	case "follow up points", "follow up point", "follow ups", "follow up", "follow up questions", "follow up question":
		return kindFollowUps
	case "aliases", "alias":
		return kindAliases
	case "weight":
		return kindWeight
	case "difficulty":
		return kindDifficulty
	case "tags":
		return kindTags
	}
	return kindPoint
}

// labelKey is a label as it is compared: lower case, every run of other characters than letters and digits one space.
func labelKey(label string) string {
	return strings.ReplaceAll(slugify(label), "-", " ")
}

// isAddition reports whether the label is one of ours that says something about a point or question, not an answer.
func (k labelKind) isAddition() bool {
	return k == kindAliases || k == kindWeight || k == kindDifficulty || k == kindTags
}

// inAnswer reports whether what the label holds is part of the model answer.
func (k labelKind) inAnswer() bool {
	return !k.isAddition() && k != kindPitfalls && k != kindFollowUps
}

// isPart reports whether the label is one of the four of a story.
func (k labelKind) isPart() bool { return kindSituation <= k && k <= kindResult }

// misspelt returns the label with a meaning that this one was probably meant to be, or "". Only long labels are looked
// at: a short word that is one letter away from another is most often just another word.
func misspelt(label string) string {
	key := labelKey(label)
	for _, known := range []string{
		"Pitfalls to Avoid", "Follow-up Points", "Real-World Example", "Situation", "Reasoning", "Scenario", "Difficulty", "Aliases",
	} {
		most := 1
		if len(known) > 10 {
			most = 3
		}
		if d := distance(key, labelKey(known)); d > 0 && d <= most {
			return known
		}
	}
	return ""
}

// distance is the number of letters to add, drop or change between a and b; more than enough letters count as far apart.
func distance(a, b string) int {
	const far = 1000
	ar, br := []rune(a), []rune(b)
	if len(ar) > maxLabel || len(br) > maxLabel {
		return far
	}
	row := make([]int, len(br)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range ar {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range br {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(br)]
}
