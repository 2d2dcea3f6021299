package store

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The first byte of a row says how it is written.
const (
	formatPlain = 1 // JSON of the shape that this version writes
	formatBody  = 2 // the same without its body, a line break, and the body
)

// bodied is a row with a large part that is JSON of the caller's own. It stands behind the rest as it came, so that who
// reads or writes the row need not take it apart.
type bodied interface {
	// body is where the row keeps that part.
	body() *json.RawMessage
}

func (iv *Interview) body() *json.RawMessage  { return &iv.State }
func (e *OutboxEntry) body() *json.RawMessage { return &e.Message }
func (e *InboxEntry) body() *json.RawMessage  { return &e.Body }

// encode writes a row; a bodied one is given by its pointer and is, in the end, as it was.
func encode(v any) ([]byte, error) {
	row, ok := v.(bodied)
	if !ok || len(*row.body()) == 0 {
		head, err := encodeJSON(v)
		return unsplit(formatPlain, [][]byte{head}), err
	}
	body := *row.body()
	*row.body() = nil
	head, err := encodeJSON(v)
	*row.body() = body
	return unsplit(formatBody, [][]byte{head, body}), err
}

// decode fills the row that v points to with a copy of what stands in value.
func decode(value []byte, v any) error {
	format, parts, err := split(value)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(parts[0], v); err != nil {
		return fmt.Errorf("%w: a row that is no JSON of ours: %w", ErrCorrupt, err)
	}
	if format == formatPlain {
		return nil
	}
	row, ok := v.(bodied)
	if !ok {
		return fmt.Errorf("%w: a body in a row that has none", ErrCorrupt)
	}
	*row.body() = bytes.Clone(parts[1])
	return nil
}

// split takes a row apart into its pieces of JSON, which still lie in value.
func split(value []byte) (format byte, parts [][]byte, err error) {
	if len(value) == 0 {
		return 0, nil, fmt.Errorf("%w: an empty row", ErrCorrupt)
	}
	switch format, rest := value[0], value[1:]; format {
	case formatPlain:
		return format, [][]byte{rest}, nil
	case formatBody:
		head, body, _ := bytes.Cut(rest, []byte("\n"))
		return format, [][]byte{head, body}, nil
	default:
		return 0, nil, fmt.Errorf("%w: a row of format %d", ErrCorrupt, format)
	}
}

func unsplit(format byte, parts [][]byte) []byte {
	size := len(parts)
	for _, part := range parts {
		size += len(part)
	}
	value := append(make([]byte, 0, size), format)
	for i, part := range parts {
		if i > 0 {
			value = append(value, '\n')
		}
		value = append(value, part...)
	}
	return value
}

// encodeJSON writes one line, without the break at its end.
func encodeJSON(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // half the size for Slack's markup, and rows that can be searched
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}
