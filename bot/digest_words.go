package bot

import (
	"time"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/inbound"
	"mock-interviewer/store"
)

// digestFits says whether a direct message means the digest and is not the beginning of an answer.
func digestFits(rest string) bool { return rest == "" || rest == "on" || rest == "off" }

// digestWord answers "digest" and what may follow it.
func (s *step) digestWord(rest string) error {
	verb, more := inbound.Words(rest)
	switch {
	case more != "" || !digestFits(verb):
		return s.tell(digestUnknown)
	case s.in.Direct || s.in.Channel == "":
		return s.tell(digestElsewhere)
	}
	c, err := s.tx.Channel(s.in.Channel)
	if err != nil {
		return err
	}
	switch {
	case verb == "":
		next, err := s.nextDigest(c)
		if err != nil {
			return err
		}
		return s.answer(blocks.DigestState(c.Digest != nil, next, s.look(s.in.User)))
	case verb == "on" && c.Digest != nil:
		return s.tell(digestIsOn)
	case verb == "off" && c.Digest == nil:
		return s.tell(digestIsOff)
	}
	return s.turnDigest(c, verb == "on")
}

func (s *step) turnDigest(c store.Channel, on bool) error {
	c.Digest = nil
	if on {
		m, _, err := s.tx.Member(s.in.User)
		if err != nil {
			return err
		}
		c.Digest = &store.TurnedOn{By: s.in.User, At: s.now, TZ: m.TZ}
	}
	if err := s.tx.PutChannel(c); err != nil {
		return err
	}
	next, err := s.nextDigest(c)
	if err != nil {
		return err
	}
	return s.announce(s.in.Channel, undoDigest, blocks.DigestTurned(on, s.in.User, next, s.look("")))
}

// nextDigest is when the next digest is due; zero where it is off.
func (s *step) nextDigest(c store.Channel) (time.Time, error) {
	if c.Digest == nil {
		return time.Time{}, nil
	}
	schedule, err := s.b.digestSchedule(s.tx, c)
	if err != nil {
		return time.Time{}, err
	}
	return schedule.Next(s.now), nil
}
