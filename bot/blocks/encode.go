package blocks

import "encoding/json"

// Encode fixes a message as the outbox keeps it; ReadMessage reads it. Blocks are plain data of ours, so that it fails can
// only be a mistake in them: then the words still go out.
func Encode(m Message) json.RawMessage {
	body, err := json.Marshal(m)
	if err != nil {
		body, _ = json.Marshal(struct { // a string always encodes
			Text string `json:"text"`
		}{m.Text})
	}
	return body
}
