package store

import "encoding/json"

// Setting finds a small named value, such as what worked with an endpoint.
func (tx *Tx) Setting(key string) (json.RawMessage, bool) {
	row, ok, err := get[json.RawMessage](tx, bktSettings, []byte(key))
	if err != nil {
		tx.fail(err)
		return nil, false
	}
	return row, ok
}

// PutSetting keeps one. It must be JSON; nil removes it.
func (tx *Tx) PutSetting(key string, value json.RawMessage) error {
	if err := checkID("the setting's name", key); err != nil {
		return err
	}
	if value == nil {
		return tx.drop(bktSettings, []byte(key))
	}
	return put(tx, bktSettings, []byte(key), value)
}
