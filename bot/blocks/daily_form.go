package blocks

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"mock-interviewer/bot/daily"
	"mock-interviewer/questions"
)

// The block ids of the form for the question of the day, beside BlockCategory and BlockDifficulty.
const (
	BlockTime   = "time"
	BlockDays   = "days"
	BlockZone   = "zone"
	BlockReveal = "reveal"
	BlockOff    = "holidays"
)

// CallbackDaily is the callback id of the form for the question of the day.
const CallbackDaily = "set_daily_question"

const (
	noCountry  = "none"
	mostZone   = 60
	clockTime  = "15:04"
	daysInWeek = 7
)

// DailyChoice is what a channel's form for the question of the day says.
type DailyChoice struct {
	Time string         `json:"time"` // "09:00"
	Days []time.Weekday `json:"days"` // in the order of the week, Monday first
	Zone string         `json:"zone"` // "Europe/Berlin"
	// Categories are those that questions come from; none for any.
	Categories []string             `json:"categories,omitempty"`
	Difficulty questions.Difficulty `json:"difficulty,omitempty"`
	Reveal     time.Duration        `json:"reveal"`
	// Country is whose public holidays are skipped, by its code; empty for none.
	Country string `json:"country,omitempty"`
}

// Cron is the choice as a schedule's expression, on the wall clock of its zone.
func (c DailyChoice) Cron() string {
	at, err := time.Parse(clockTime, c.Time)
	if err != nil {
		return ""
	}
	days := make([]string, 0, len(c.Days))
	for _, d := range c.Days {
		days = append(days, strconv.Itoa(int(d)))
	}
	return fmt.Sprintf("%d %d * * %s", at.Minute(), at.Hour(), strings.Join(days, ","))
}

// DailyForm is what the form shows.
type DailyForm struct {
	Channel     string
	Categories  []string
	PerCategory map[string]int
	// Last is what is set up now, or the usual.
	Last DailyChoice
	// Plans is what is set up for the channel, with when the next one comes.
	Plans []DailyPlan
}

// UsualDaily is what the form begins with in a channel without a question of the day.
func UsualDaily(zone string) DailyChoice {
	return DailyChoice{Time: "09:00", Days: week()[:5], Zone: zone, Reveal: 8 * time.Hour}
}

// week is Monday to Sunday.
func week() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

func reveals() []time.Duration {
	return []time.Duration{time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 12 * time.Hour, 24 * time.Hour}
}

// DailyModal is the form that sets a channel's question of the day up.
func DailyModal(f DailyForm) slack.ModalViewRequest {
	memory := formMemory{Channel: f.Channel, Long: map[string]string{}}
	categories := categoryOptions(StartForm{Categories: f.Categories, PerCategory: f.PerCategory}, &memory)[1:] // without "any"
	body, _ := json.Marshal(memory)                                                                             // strings always encode
	at := slack.NewTimePickerBlockElement(actionChoice)
	at.InitialTime = f.Last.Time
	zone := slack.NewPlainTextInputBlockElement(nil, actionChoice).WithInitialValue(f.Last.Zone).WithMaxLength(mostZone)
	fields := append(standing(f.Plans),
		input(BlockTime, dailyFormTime, at),
		input(BlockDays, dailyFormDays, dayBoxes(f.Last.Days)),
		slack.NewInputBlock(BlockZone, plain(dailyFormZone), plain(dailyFormZoneTip), zone),
	)
	if len(categories) > 0 {
		several := several(categories, f.Last.Categories)
		fields = append(fields, slack.NewInputBlock(BlockCategory, plain(dailyFormCategories), nil, several).WithOptional(true))
	}
	fields = append(fields,
		input(BlockDifficulty, modalDifficulty, menu(difficultyOptions(), string(f.Last.Difficulty))),
		input(BlockReveal, dailyFormReveal, menu(revealOptions(), f.Last.Reveal.String())),
		input(BlockOff, dailyFormOff, menu(countryOptions(), f.Last.Country)),
		small(dailyFormSeen),
	)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      CallbackDaily,
		Title:           plain(dailyFormTitle),
		Submit:          plain(dailyFormSave),
		Close:           plain(modalClose),
		PrivateMetadata: string(body),
		Blocks:          slack.Blocks{BlockSet: fields},
	}
}

// standing says in the form what is set up already.
func standing(plans []DailyPlan) []slack.Block {
	var out []slack.Block
	for _, p := range plans[:min(len(plans), 5)] {
		whose := ""
		if p.Cron != "" {
			whose = dailyFormConfig
		}
		out = append(out, section(planSentence(p), nextWords(p, Look{})))
		if whose != "" {
			out = append(out, small(whose))
		}
	}
	return out
}

func dayBoxes(chosen []time.Weekday) *slack.CheckboxGroupsBlockElement {
	var options, initial []*slack.OptionBlockObject
	for _, d := range week() {
		o := choice(strconv.Itoa(int(d)), dayNames()[d], "")
		options = append(options, o)
		if slices.Contains(chosen, d) {
			initial = append(initial, o)
		}
	}
	boxes := slack.NewCheckboxGroupsBlockElement(actionChoice, options...)
	boxes.InitialOptions = initial
	return boxes
}

// several is a menu of which any number may be chosen.
func several(options []*slack.OptionBlockObject, chosen []string) *slack.MultiSelectBlockElement {
	m := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(anyCategory), actionChoice, options...)
	for _, o := range options {
		if slices.ContainsFunc(chosen, func(name string) bool { return categoryValue(name) == o.Value }) {
			m.InitialOptions = append(m.InitialOptions, o)
		}
	}
	return m
}

func revealOptions() []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, d := range reveals() {
		out = append(out, choice(d.String(), hoursWords(d), ""))
	}
	return out
}

func hoursWords(d time.Duration) string {
	if d%time.Hour != 0 {
		return fmt.Sprintf(dailyFormMinutes, int(d.Round(time.Minute)/time.Minute))
	}
	return counted(int(d/time.Hour), dailyFormHour1, dailyFormHours)
}

func countryOptions() []*slack.OptionBlockObject {
	out := []*slack.OptionBlockObject{choice(noCountry, dailyFormNoOff, "")}
	for _, c := range daily.Countries() {
		out = append(out, choice(c.Code, c.Name, ""))
	}
	return out
}

// ParseDaily reads the submitted form, and the channel it was opened for. errs says by block id what is wrong; where it
// is not empty the rest is not to be used.
func ParseDaily(view slack.View) (chosen DailyChoice, channel string, errs map[string]string) {
	var memory formMemory
	if err := json.Unmarshal([]byte(view.PrivateMetadata), &memory); err != nil {
		memory = formMemory{}
	}
	f := submission{view: view, errs: map[string]string{}}
	chosen.Time = f.value(BlockTime).SelectedTime
	if _, err := time.Parse(clockTime, chosen.Time); err != nil {
		f.wrong(BlockTime, dailyErrTime)
	}
	chosen.Days = f.days()
	chosen.Zone = strings.TrimSpace(f.value(BlockZone).Value)
	// LoadLocation takes "" and "Local" too, which would mean the bot's own clock.
	if _, err := time.LoadLocation(chosen.Zone); err != nil || chosen.Zone == "" || chosen.Zone == "Local" || len(chosen.Zone) > mostZone {
		f.wrong(BlockZone, dailyErrZone)
	}
	chosen.Categories = f.categories(memory)
	chosen.Difficulty = f.difficulty()
	reveal, err := time.ParseDuration(f.pick(BlockReveal))
	if err != nil || !slices.Contains(reveals(), reveal) {
		f.wrong(BlockReveal, modalErrChoose)
	}
	chosen.Reveal = reveal
	chosen.Country = f.country()
	if memory.Channel == "" {
		f.wrong(BlockTime, modalErrWhere)
	}
	if len(f.errs) == 0 {
		f.errs = nil
	}
	return chosen, memory.Channel, f.errs
}

// value is what stands in a block, empty where nothing does.
func (f submission) value(block string) slack.BlockAction {
	if f.view.State == nil {
		return slack.BlockAction{}
	}
	return f.view.State.Values[block][actionChoice]
}

func (f submission) days() []time.Weekday {
	var out []time.Weekday
	chosen := f.value(BlockDays).SelectedOptions
	for _, d := range week() {
		if slices.ContainsFunc(chosen, func(o slack.OptionBlockObject) bool { return o.Value == strconv.Itoa(int(d)) }) {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		f.wrong(BlockDays, dailyErrDays)
	}
	return out
}

func (f submission) categories(memory formMemory) []string {
	var out []string
	for _, o := range f.value(BlockCategory).SelectedOptions {
		out = append(out, f.categoryOf(o.Value, memory))
	}
	return out
}

func (f submission) country() string {
	code := f.pick(BlockOff)
	if code == noCountry {
		return ""
	}
	if _, ok := daily.CountryOf(code); !ok {
		f.wrong(BlockOff, modalErrChoose)
	}
	return code
}
