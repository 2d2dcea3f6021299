package doctor

import (
	"net/http"
	"strings"

	"mock-interviewer/bot/manifest"
)

// scopesOf reads what Slack says the token may do; nil where it does not say.
func scopesOf(h http.Header) map[string]bool {
	said := h.Get("X-OAuth-Scopes")
	if said == "" {
		return nil
	}
	scopes := map[string]bool{}
	for s := range strings.SplitSeq(said, ",") {
		scopes[strings.TrimSpace(s)] = true
	}
	return scopes
}

const reinstall = "put the output of `mock-interviewer manifest` into the app's settings (App Manifest) and install the app again"

// scopeFindings compares what is granted with the manifest: one finding for each missing scope, or one for all.
func (s *Slack) scopeFindings() []Finding {
	const what = "scopes"
	if s.scopes == nil {
		return []Finding{{Warn, what, "Slack did not say which are granted", "look under OAuth & Permissions in the app's settings"}}
	}
	needed := map[string]bool{}
	for _, scope := range manifest.Minimal.Scopes() {
		needed[scope.Name] = !scope.Optional
	}
	var found []Finding
	granted := 0
	for _, scope := range manifest.Full.Scopes() {
		switch {
		case s.scopes[scope.Name]:
			granted++
		case needed[scope.Name]:
			found = append(found, Finding{Fail, what, scope.Name + " is missing: " + scope.Reason, reinstall})
		case scope.Optional:
			found = append(found, Finding{Warn, what, scope.Name + " is missing: it is to " + scope.Reason, "leave it so if nobody wants that; else " + reinstall})
		default:
			found = append(found, Finding{
				Warn, what, scope.Name + " is missing: " + unheard(scope.Name),
				"leave it so if you chose `manifest --minimal`; else " + reinstall,
			})
		}
	}
	if len(found) > 0 {
		return found
	}
	return []Finding{{OK, what, plural(granted, "scope") + ", as the manifest asks", ""}}
}

// unheard says what a missing history scope costs.
func unheard(scope string) string {
	kind := "public"
	if scope == "groups:history" {
		kind = "private"
	}
	return "in threads of " + kind + " channels people answer by mentioning the bot"
}
