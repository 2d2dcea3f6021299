package store

import "time"

// Channel is what people have turned on in a channel, beside its questions of the day.
type Channel struct {
	Channel string `json:"channel"`
	// Leaderboard and Digest are nil while they are off.
	Leaderboard *TurnedOn `json:"leaderboard,omitempty"`
	Digest      *TurnedOn `json:"digest,omitempty"`
	// DigestedTo is the slot of the last digest that was dealt with, posted or not.
	DigestedTo time.Time `json:"digested_to,omitzero"`
}

// TurnedOn says who turned something on, and when. TZ is that person's zone, where it was known.
type TurnedOn struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
	TZ string    `json:"tz,omitempty"`
}

// Channel finds what is kept of a channel; a zero one with its id where nothing is.
func (tx *Tx) Channel(id string) (Channel, error) {
	c, found, err := get[Channel](tx, bktChannels, []byte(id))
	if !found {
		c = Channel{Channel: id}
	}
	return c, err
}

// PutChannel keeps a channel, new or changed.
func (tx *Tx) PutChannel(c Channel) error {
	if err := checkID("the channel", c.Channel); err != nil {
		return err
	}
	return put(tx, bktChannels, []byte(c.Channel), c)
}

// Channels lists all of which something is kept, by id.
func (tx *Tx) Channels() ([]Channel, error) {
	return list[Channel](tx, bktChannels, nil, nil, 0)
}
