package main

import (
	"encoding/json"
	"time"

	"mock-interviewer/bot"
	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/workspace"
	"mock-interviewer/config"
	"mock-interviewer/store"
)

// dailySetUp is the setting that says that the question of the day was set up once: whoever stops it has it stopped.
const dailySetUp = "try/daily"

// setUpDaily sets up the question of the day in tryChannel as a person there would, the first time that a folder is
// used: nobody can try to change, pause or stop what only a configuration can. The times are those of that person's zone.
func setUpDaily(db *store.DB, space *workspace.Workspace) error {
	ada := space.Person("ada")
	row, err := bot.OwnDaily(space.ChannelID(tryChannel), ada.ID(), blocks.DailyChoice{
		Time: "09:00", Zone: ada.Info().TZ, Reveal: config.DefaultRevealAfter,
		Days: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
	})
	if err != nil {
		return err
	}
	return db.Update(func(tx *store.Tx) error {
		_, before := tx.Setting(dailySetUp)
		_, found, err := tx.Subscription(row.ID)
		if err != nil || before || found {
			return err
		}
		if err := tx.PutSubscription(row); err != nil {
			return err
		}
		return tx.PutSetting(dailySetUp, json.RawMessage("true"))
	})
}
