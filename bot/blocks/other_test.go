package blocks

import (
	"strings"
	"testing"
	"time"

	"mock-interviewer/bot/interview"
	"mock-interviewer/questions"
)

func TestHelpAndStarting(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	golden(t, "help", Help(false))
	golden(t, "help-direct", Help(true))
	golden(t, "nothing", Nothing())
	golden(t, "plain", Plain("You have no interview open. Type `/mock-interview start` here."))
	golden(t, "plain-empty", Plain(""))
	st := play(t, look, setup{mode: interview.Mock, category: "Technical", count: 2, ids: []string{"harbour-1", "harbour-2"}})
	golden(t, "resume-offer", ResumeOffer(&st.s, StartChoice{Mode: interview.Practice, Difficulty: questions.Hard}, look))
}

func TestFigures(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	st := play(t, look, setup{mode: interview.Practice, direct: true, ids: []string{"harbour-1"}})
	stats := Stats{
		User: "U0ANNA", Answered: 12, Average: 68, Best: 91, LastAt: noon(), Open: &st.s, Coming: coming(),
		Categories: []CategoryStat{{"Technical", 9, 71}, {"Behavioral", 3, 58}},
	}
	past := []Past{
		{
			At: noon(), Title: "How do you berth a large ship in strong wind?", Mode: "practice", Score: 91, Band: questions.Strong,
			Again: true, Before: 58, Link: "https://quay.example.com/archives/C0QUAY/p1",
		},
		{
			At: noon().Add(-24 * time.Hour), Title: "كيف ترسو سفينة؟ <!here>", Mode: "daily", Score: 58, Band: questions.Developing, FollowedUp: true,
			Link: "javascript:alert(1)",
		},
	}
	golden(t, "stats", StatsCard(stats, look))
	golden(t, "stats-none", StatsCard(Stats{User: "U0ANNA"}, look))
	golden(t, "overview", Overview(guides(t).Guides()))
	golden(t, "overview-none", Overview(nil))
	golden(t, "privacy-model", PrivacyCard(Privacy{Scorer: "llm", Model: "harbour-large", Host: "llm.example"}))
	golden(t, "privacy-notice-model", PrivacyNotice(Privacy{Scorer: "llm", Model: "harbour-large", Host: "llm.example"}))
	golden(t, "privacy-notice-offline", PrivacyNotice(Privacy{Scorer: "offline", KeptDays: 365}))
	golden(t, "privacy-offline", PrivacyCard(Privacy{Scorer: "offline"}))
	golden(t, "privacy-retention", PrivacyCard(Privacy{Scorer: "offline", KeptDays: 365}))
	golden(t, "privacy-retention-day", PrivacyCard(Privacy{Scorer: "offline", KeptDays: 1, Backups: 1}))
	golden(t, "forget-confirm", ForgetConfirm(Privacy{}))
	golden(t, "forget-confirm-backups", ForgetConfirm(Privacy{Backups: 7}))
	golden(t, "forgotten", Forgotten(12, Privacy{Backups: 7}))
	golden(t, "forgotten-none", Forgotten(0, Privacy{}))

	post := DailyPost{ID: "quay-1", Channel: "C0QUAY", Question: look.Question("harbour-1"), RevealAt: noon(), Answered: 3}
	golden(t, "home-first", HomeView(Home{User: "U0ANNA", First: true, Privacy: Privacy{Scorer: "offline"}, Settings: UsualSettings()}, look))
	home := Home{
		User: "U0ANNA", Stats: stats, Recent: past, Open: &st.s, Today: &post, Settings: UsualSettings(),
		Privacy: Privacy{Scorer: "llm", Model: "harbour-large", Host: "llm.example"},
		Strong:  []PointStat{{"Wind Limits", "Technical", 4}, {"<!here> *Plan*", "Behavioral", 1}},
		Weak:    []PointStat{{"Lines First", "Technical", 3}},
		Chart:   Chart{Scores: []Score{{noon().Add(-24 * time.Hour), 40}, {noon(), 58}, {noon().Add(time.Hour), 91}}},
	}
	golden(t, "home", HomeView(home, look))
	home.Chart.Drawn = DrawnNatively
	golden(t, "home-chart", HomeView(home, look))
	home.Chart.Drawn, home.Chart.File, home.Stats.Coming.Patterns = DrawnAsImage, "F0CHART", nil
	home.Settings = Settings{Mode: interview.Practice, Difficulty: questions.Hard, RemindAt: "09:00", Boards: []BoardChoice{{"C0QUAY", true}, {"C0DOCK", false}}}
	golden(t, "home-picture", HomeView(home, look))
	golden(t, "settings", SettingsModal(home.Settings))
	golden(t, "settings-usual", SettingsModal(UsualSettings()))
}

func TestHelpHasEveryWordOfTheCommand(t *testing.T) {
	t.Parallel()
	all := []string{"start", "stop", "today", "daily", "stats", "leaderboard", "digest", "history", "guide", "privacy", "forget-me", "help", "difficulty", "remind", "away", "easy", "export"}
	for _, direct := range []bool{false, true} {
		text := reading(Help(direct))
		for _, word := range all {
			if !strings.Contains(text, "`"+word) {
				t.Errorf("help, direct %v, does not say %q", direct, word)
			}
		}
		for _, word := range []string{"practice", "hint", "skip", "answer", "next"} {
			if !strings.Contains(text, word) {
				t.Errorf("help, direct %v, does not say %q", direct, word)
			}
		}
	}
}

func TestTheFirstBlockIsNamedOnACopy(t *testing.T) {
	t.Parallel()
	look := lookAt(guides(t))
	st := play(t, look, setup{mode: interview.Daily, ids: []string{"harbour-1"}})
	st.answer("I check the wind.")
	for name, m := range map[string]Message{
		"card": st.judge(st.result("", "", berthed()...)), "help": Help(true), "plain": Plain("A word."),
		"resume": ResumeOffer(&st.s, StartChoice{}, look), "reveal": st.do(interview.ShowAnswer{}), "ack": viewOf(&st.s, interview.Say{}, look).acknowledgement(),
	} {
		named := m.WithFirstBlockID("i1.7")
		if got := named.Blocks.BlockSet[0].ID(); got != "i1.7" {
			t.Errorf("%s: the first block is called %q", name, got)
		}
		if got := m.Blocks.BlockSet[0].ID(); got != "" {
			t.Errorf("%s: the original was renamed to %q", name, got)
		}
	}
}
