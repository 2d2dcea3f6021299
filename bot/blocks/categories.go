package blocks

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// anyValue is the option for no particular category or difficulty.
const anyValue = "any"

// categoryValue is the option value of a category. A name that does not fit, or that looks like a value of ours, is
// named by its hash.
func categoryValue(name string) string {
	switch {
	case name == "":
		return anyValue
	case name == anyValue || name[0] == '~' || utf8.RuneCountInString(name) > mostOptionText || len(name) > mostOptionText:
		sum := sha256.Sum256([]byte(name))
		return "~" + hex.EncodeToString(sum[:8])
	}
	return name
}

// categoryOptions are "any" and the categories with their numbers of questions. Names that do not fit into a value are
// kept in memory.
func categoryOptions(f StartForm, memory *formMemory) []*slack.OptionBlockObject {
	out := []*slack.OptionBlockObject{choice(anyValue, anyCategory, "")}
	seen := map[string]bool{anyValue: true}
	kept := 0
	for _, name := range f.Categories {
		value := categoryValue(name)
		if seen[value] || len(out) == mostOptions {
			continue
		}
		if value != name {
			size := len(encoded(value)) + len(encoded(name)) + 2
			if kept+size > mostLongNames {
				continue
			}
			kept += size
			memory.Long[value] = name
		}
		seen[value] = true
		out = append(out, choice(value, categoryText(name, f.PerCategory[name]), ""))
	}
	return out
}

func encoded(s string) []byte {
	body, _ := json.Marshal(s) // a string always encodes
	return body
}

func categoryText(name string, n int) string {
	if n == 0 {
		return shown(name, mostOptionText-2)
	}
	return fmt.Sprintf(modalCategoryOpt, shown(name, mostOptionText-12), n)
}
