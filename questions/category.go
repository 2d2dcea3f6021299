package questions

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoCategory says that no category is called so, or that more than one begins so.
var ErrNoCategory = errors.New("no such category")

// categoryName is a category heading without "Additional" in front and "Questions" behind; "" when it holds no word.
func categoryName(heading string) string {
	words := strings.Fields(heading)
	if len(words) > 0 && strings.EqualFold(words[0], "Additional") {
		words = words[1:]
	}
	if n := len(words); n > 0 && (strings.EqualFold(words[n-1], "Questions") || strings.EqualFold(words[n-1], "Question")) {
		words = words[:n-1]
	}
	if len(words) == 0 && categoryKey(heading) != "" {
		return "General" // "Additional Questions" is a category, if not a telling one
	}
	name := strings.Join(words, " ")
	if categoryKey(name) == "" {
		return ""
	}
	return name
}

// categoryKey is a category as it is compared: case, hyphens and the two spellings of "behavio(u)ral" do not matter.
func categoryKey(name string) string {
	return strings.ReplaceAll(labelKey(name), "behavioural", "behavioral")
}

func isBehavioral(category string) bool {
	return strings.Contains(categoryKey(category), "behavioral")
}

// categories keeps names in order of their first appearance, in the spelling that they first had.
type categories []string

// add returns the spelling under which the category is known, which is this one for a new category.
func (cs *categories) add(name string) string {
	key := categoryKey(name)
	for _, known := range *cs {
		if categoryKey(known) == key {
			return known
		}
	}
	*cs = append(*cs, name)
	return name
}

// match finds the category that a person means: its name in any case, with or without hyphens, or a beginning that only
// one category has. The error wraps ErrNoCategory and names the categories there are.
func (cs categories) match(word string) (string, error) {
	key := categoryKey(categoryName(word))
	if key == "" {
		key = categoryKey(word)
	}
	var found []string
	for _, name := range cs {
		if categoryKey(name) == key {
			return name, nil
		}
		if key != "" && strings.HasPrefix(categoryKey(name), key) {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%w: %s; there are %s", ErrNoCategory, quote(word), strings.Join(cs, ", "))
	}
	return "", fmt.Errorf("%w: %s could be %s", ErrNoCategory, quote(word), strings.Join(found, " or "))
}
