package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever the file holds, Load answers: with a configuration or with FieldErrors, each one line with its place.
func FuzzAnyFileIsReadOrRefused(f *testing.F) {
	for _, seed := range []string{wholeFile, "", "a: &x [*x]", "slack: {bot_token: " + bot, "- - - a", "? b\n: c", "daily:\n- channel: \"#x\"\n  cron: 'TZ='\n", "x: !!binary aGk=", "<<: 1", "\"a\\nb\\e[1m\": 1"} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), "config.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Load(env(configEnv, path))
		if err == nil {
			return
		}
		var errs FieldErrors
		if !errors.As(err, &errs) || len(errs) == 0 {
			t.Fatalf("error is %#v", err)
		}
		for _, e := range errs {
			if e.Line == 0 || strings.ContainsAny(e.Error(), "\n\r\x1b") {
				t.Errorf("%q", e.Error())
			}
		}
	})
}
