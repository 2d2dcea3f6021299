package bot

import (
	"encoding/json"
	"testing"
)

func jsonOf(t *testing.T, v any) json.RawMessage {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
