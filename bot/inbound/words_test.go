package inbound

import "testing"

func TestOnlyStartNamesAPerson(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ user, rest string }{
		"start <@U2> technical 3":         {"U2", "start technical 3"},
		"<@UBOT> start <@U2|ben>":         {"U2", "start "},
		"  START   <@W2|ben>   2":         {"W2", "start 2"},
		"start technical <@U2>":           {"", "start technical <@U2>"},
		"start <@UBOT>":                   {"", "start <@UBOT>"},
		"start <@U2":                      {"", "start <@U2"},
		"start <@here> 2":                 {"", "start <@here> 2"},
		"stats <@U2>":                     {"", "stats <@U2>"},
		"start @ben":                      {"", "start @ben"},
		"I would start <@U2> on the rota": {"", "I would start <@U2> on the rota"},
		"":                                {"", ""},
	}
	for text, want := range tests {
		if user, rest := named(text, us); user != want.user || rest != want.rest {
			t.Errorf("%q: got %q, %q; want %q, %q", text, user, rest, want.user, want.rest)
		}
	}
}
