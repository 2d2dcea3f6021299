package blocks

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"
)

// kept is a block as the outbox keeps it: rendered once, and read again only as far as sending it needs. To decode each
// block into its own type and encode it anew would cost more than all else that a message costs.
type kept struct {
	kind slack.MessageBlockType
	id   string
	body json.RawMessage
}

func (k *kept) BlockType() slack.MessageBlockType { return k.kind }

func (k *kept) ID() string { return k.id }

// MarshalJSON returns the block as it was rendered.
func (k *kept) MarshalJSON() ([]byte, error) { return k.body, nil }

// UnmarshalJSON takes any block that names its type.
func (k *kept) UnmarshalJSON(data []byte) error {
	var head struct {
		Type slack.MessageBlockType `json:"type"`
		ID   string                 `json:"block_id"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	if head.Type == "" {
		return fmt.Errorf("a block without a type: %.80s", data)
	}
	k.kind, k.id, k.body = head.Type, head.ID, append(json.RawMessage(nil), data...)
	return nil
}

// UnmarshalJSON reads a message from the outbox. Its blocks can be sent and named, and tell their type; they are no longer of
// slack-go's own types.
func (m *Message) UnmarshalJSON(data []byte) error {
	var row struct {
		Text   string   `json:"text"`
		Blocks []*kept  `json:"blocks"`
		Simple *[]*kept `json:"simple"`
	}
	if err := json.Unmarshal(data, &row); err != nil {
		return err
	}
	*m = Message{Text: row.Text, Blocks: keptBlocks(row.Blocks)}
	if row.Simple != nil {
		simple := keptBlocks(*row.Simple)
		m.Simple = &simple
	}
	return nil
}

func keptBlocks(set []*kept) slack.Blocks {
	var out slack.Blocks
	for _, k := range set {
		if k != nil {
			out.BlockSet = append(out.BlockSet, k)
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
	return &kept{kind: block.BlockType(), id: id, body: body}
}
