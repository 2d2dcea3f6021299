package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// module is what `go list` says of one that is in the binary.
type module struct{ Path, Version, Dir string }

// modules are those whose code is in the binary, by path.
func modules(t *testing.T) []module {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no Go toolchain to ask")
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}`, ".")
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64") // the list is the same whoever makes it
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	lines := strings.Fields(string(out))
	slices.Sort(lines)
	var all []module
	for _, line := range slices.Compact(lines) {
		part := strings.SplitN(line, "|", 3)
		all = append(all, module{part[0], part[1], part[2]})
	}
	return all
}

// licence names a module's licence by the words that only it has; empty where it is none of those that we take.
func licence(dir string) string {
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		text := strings.Join(strings.Fields(string(data)), " ")
		switch {
		case strings.Contains(text, "Apache License Version 2.0"):
			return "Apache-2.0"
		case strings.Contains(text, "your choice of exactly one") && strings.Contains(text, "The FreeType License"):
			return "FTL" // and not the GPL, which is the other choice
		case strings.Contains(text, "Permission is hereby granted, free of charge"):
			return "MIT"
		case strings.Contains(text, "Neither the name") && strings.Contains(text, "Redistribution and use in source and binary forms"):
			return "BSD-3-Clause"
		case strings.Contains(text, "Redistribution and use in source and binary forms"):
			return "BSD-2-Clause"
		case strings.Contains(text, "Permission to use, copy, modify, and/or distribute"):
			return "ISC"
		}
	}
	return ""
}

func TestTheListOfLicencesIsCurrentAndAllOfThemPermissive(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# Licences\n\nThe modules whose code is in the binary. A test keeps this list: `go test ./cmd/mock-interviewer -run Licences -update`.\n\n" +
		"| module | version | licence |\n| --- | --- | --- |\n")
	for _, m := range modules(t) {
		id := licence(m.Dir)
		if id == "" {
			t.Errorf("%s has none of the licences that we take", m.Path)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", m.Path, m.Version, id)
	}
	path := filepath.Join("..", "..", "docs", "licences.md")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got)\n%s", path, diff)
	}
}
