package blocks

import (
	"cmp"
	"fmt"
	"strings"
)

// PrivacyNotice says in short where answers go. It is shown before a person's first answer.
func PrivacyNotice(p Privacy) Message {
	where := privacyWords(p)
	return message(strings.Join([]string{privacyTitle + ".", where, privacyBrief, keptWords(p), unmarked(privacyMore)}, " "),
		section("*"+privacyTitle+"*", where),
		small(privacyBrief+" "+keptWords(p), privacyMore),
	)
}

// PrivacyCard says where answers go and how to delete them, to whoever asks.
func PrivacyCard(p Privacy) Message {
	where := privacyWords(p)
	meanwhile := ""
	if p.Scorer == "llm" {
		meanwhile = privacyMeantime
	}
	return message(strings.Join(filled([]string{privacyTitle + ".", where, meanwhile, privacyKept, keptWords(p), unmarked(privacyExport), unmarked(privacyErase), backupWords(p)}), " "),
		section("*"+privacyTitle+"*", where, meanwhile),
		section(privacyKept, keptWords(p), privacySlack),
		small(privacyExport, privacyErase, backupWords(p)),
	)
}

func privacyWords(p Privacy) string {
	if p.Scorer != "llm" {
		return privacyOffline
	}
	model := cmp.Or(escaped(p.Model, 100), unnamedModel)
	host := cmp.Or(escaped(p.Host, 100), unnamedHost)
	text := fmt.Sprintf(privacyModel, model, host)
	if p.Listens != "" {
		text += " " + fmt.Sprintf(privacyHear, escaped(p.Listens, 100))
	}
	return text
}

// keptWords say how long answers are kept.
func keptWords(p Privacy) string {
	if p.KeptDays == 0 {
		return privacyUntil
	}
	return counted(p.KeptDays, privacyDay, privacyDays)
}

// backupWords say for how long what was deleted is not gone altogether; "" where there are no backups.
func backupWords(p Privacy) string {
	if p.Backups == 0 {
		return ""
	}
	return counted(p.Backups, privacyBackup, privacyBackups)
}

// ForgetConfirm asks before everything about a person is deleted.
func ForgetConfirm(p Privacy) Message {
	return message(strings.Join(filled([]string{forgetAsk, forgetSlack, backupWords(p)}), " "),
		section(forgetAsk),
		small(forgetSlack, backupWords(p)),
		row(button(wordForget, ActionForget, "").WithStyle("danger"), button(wordKeep, ActionKeep, "")),
	)
}

// Forgotten says that it was done; n is how many graded answers there were.
func Forgotten(n int, p Privacy) Message {
	text := forgottenNone
	if n > 0 {
		text = fmt.Sprintf(forgotten, counted(n, oneGraded, manyGraded))
	}
	return message(strings.Join(filled([]string{text, forgetSlack, backupWords(p)}), " "), section(text), small(forgetSlack, backupWords(p)))
}
