package blocks

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// kept is a block as the outbox keeps it: rendered once, and read again only as far as somebody asks. To decode each block
// into its own type and encode it anew would cost more than all else that a message costs.
type kept struct{ body json.RawMessage }

// head is what a block says of itself, whatever its type.
type head struct {
	Type slack.MessageBlockType `json:"type"`
	ID   string                 `json:"block_id"`
}

func (k kept) head() (h head) {
	_ = json.Unmarshal(k.body, &h) // a block that is none of Slack's says nothing of itself
	return h
}

func (k kept) BlockType() slack.MessageBlockType { return k.head().Type }

func (k kept) ID() string { return k.head().ID }

// MarshalJSON returns the block as it was rendered.
func (k kept) MarshalJSON() ([]byte, error) { return k.body, nil }

// ReadMessage reads a message from the outbox. Its blocks can be sent and named, and tell their type; they are no longer of
// slack-go's own types.
func ReadMessage(data []byte) (Message, error) {
	var row struct {
		Text   string             `json:"text"`
		Blocks []json.RawMessage  `json:"blocks"`
		Simple *[]json.RawMessage `json:"simple"`
	}
	if err := json.Unmarshal(data, &row); err != nil {
		return Message{}, err
	}
	m := Message{Text: row.Text, Blocks: keptBlocks(row.Blocks)}
	if row.Simple != nil {
		simple := keptBlocks(*row.Simple)
		m.Simple = &simple
	}
	return m, nil
}

// UnmarshalJSON is ReadMessage.
func (m *Message) UnmarshalJSON(data []byte) (err error) {
	*m, err = ReadMessage(data)
	return err
}

func keptBlocks(set []json.RawMessage) slack.Blocks {
	var out slack.Blocks
	for _, body := range set {
		if string(body) != "null" {
			out.BlockSet = append(out.BlockSet, kept{body})
		}
	}
	return out
}

// named is a block of any type with another id; the block itself where it cannot be encoded.
func named(block slack.Block, id string) slack.Block {
	body, err := json.Marshal(block)
	if err != nil {
		return block
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &fields); err != nil {
		return block
	}
	fields["block_id"], _ = json.Marshal(id) // a string always encodes
	if body, err = json.Marshal(fields); err != nil {
		return block
	}
	return kept{body}
}
