package blocks

import (
	"encoding/json"
	"strings"
)

// EncodeReplace is the value of ActionReplace's button: the id of the open interview, "|", and the choice as JSON.
func EncodeReplace(open string, choice StartChoice) string {
	body, _ := json.Marshal(choice) // strings and a number always encode
	return open + "|" + string(body)
}

// ParseReplace reads what EncodeReplace wrote; ok is false for anything else.
func ParseReplace(value string) (open string, choice StartChoice, ok bool) {
	open, body, found := strings.Cut(value, "|")
	if !found || open == "" || json.Unmarshal([]byte(body), &choice) != nil {
		return "", StartChoice{}, false
	}
	return open, choice, true
}
