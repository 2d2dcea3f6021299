package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mock-interviewer/bot/manifest"
)

// containerVar asks for the test of the container: it builds the binary anew, as a release is built.
const containerVar = "MOCK_INTERVIEWER_TEST_CONTAINER"

func TestTheDockerfileLaysOutARootThatRunsReadOnlyAsNobody(t *testing.T) {
	if os.Getenv(containerVar) == "" {
		t.Skipf("it builds a release; ask for it with %s=1, as .ci/ship does", containerVar)
	}
	if os.Getuid() != 0 {
		t.Skip("only root can mount and change its root")
	}
	if out, err := exec.CommandContext(t.Context(), "unshare", "--mount", "true").CombinedOutput(); err != nil {
		t.Skipf("no mount namespaces here: %s", out)
	}
	m := lay(t, filepath.Join("..", "..", "Dockerfile"))
	for _, dir := range []string{m.root, filepath.Dir(m.root)} { // TempDir's are closed to others
		if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // a root file system is open to its users
			t.Fatal(err)
		}
	}
	if m.uid == 0 || len(m.volumes) != 1 || len(m.health) == 0 {
		t.Fatalf("runs as %d, with the volumes %v, and is asked %v", m.uid, m.volumes, m.health)
	}
	data := t.TempDir()
	if err := os.Chown(data, m.uid, m.gid); err != nil {
		t.Fatal(err)
	}
	w := newWard(t, manifest.Full)
	vars := []string{"MOCK_INTERVIEWER_HTTP=127.0.0.1:19090"}
	for name, value := range w.vars {
		if strings.HasPrefix(name, "SLACK_") || strings.HasPrefix(name, "OPENAI_") {
			vars = append(vars, name+"="+value)
		}
	}
	said := &notes{}
	stop := m.start(m.command(data, vars, slices.Concat(m.entry, m.cmd)...), said)
	until(t, "hello from Slack in the container", func() bool { return strings.Contains(said.String(), "hello from Slack") })
	v := visit(t, w.space)
	v.practise()

	if out, err := m.command(data, vars, m.health...).CombinedOutput(); err != nil {
		t.Errorf("%v: %v\n%s", m.health, err, out)
	}
	ask := func(args ...string) (string, error) {
		out, err := m.command(data, vars, slices.Concat(m.entry, args)...).CombinedOutput()
		return string(out), err
	}
	if out, err := ask("export"); err != nil || !strings.Contains(out, `"mode":"practice"`) {
		t.Errorf("export: %v\n%s", err, out)
	}
	if out, err := ask("backup", "/outside.db"); err == nil || !strings.Contains(out, "read-only file system") {
		t.Errorf("it wrote outside its volume: %v\n%s", err, out)
	}
	if err := stop(); err != nil {
		t.Errorf("it did not stop in order: %v\n%s", err, said)
	}
	noTokens(t, w.vars, result{err: said.String()})
	info, err := os.Stat(filepath.Join(data, dbName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the database: %v, %v", info, err)
	}
}

// The flags of a build stand where each builder wants them; here they are held to each other.
func TestEveryBuildHasTheFlagsOfTheOthers(t *testing.T) {
	t.Parallel()
	want := []string{"-trimpath", "-buildvcs=false", "-s -w -buildid= -X main.version=", "-X main.commit=", "CGO_ENABLED=0"}
	for _, file := range []string{"Dockerfile", ".goreleaser.yaml", ".ci/ship"} {
		text := string(content(t, filepath.Join("..", "..", file)))
		for _, flag := range want {
			if !strings.Contains(text, flag) {
				t.Errorf("%s does not build with %s", file, flag)
			}
		}
	}
}
