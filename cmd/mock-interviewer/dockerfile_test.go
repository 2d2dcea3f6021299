package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// rootfs is what a Dockerfile makes, as far as ours goes: it knows the instructions that stand there and no others.
type rootfs struct {
	t          *testing.T
	root       string // the last stage's root file system
	stages     map[string]string
	env        []string
	uid, gid   int
	volumes    []string
	health     []string
	entry, cmd []string
}

// instructions are a Dockerfile's lines, continued ones joined, without comments.
func instructions(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "\\\n", " ")
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	return all
}

// lay carries a Dockerfile's steps out without Docker. The source tree stands for the copied one, and an empty file
// system for the distroless base, which has no shell and nothing else that we run.
func lay(t *testing.T, path string) *rootfs {
	t.Helper()
	m := &rootfs{t: t, stages: map[string]string{}}
	args := map[string]string{}
	for _, line := range instructions(t, path) {
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "FROM":
			m.root = t.TempDir()
			if _, name, named := strings.Cut(rest, " AS "); named {
				m.stages[name] = m.root
			}
		case "ARG":
			name, value, _ := strings.Cut(rest, "=")
			args[name] = value
		case "RUN":
			m.run(rest, args)
		case "COPY":
			m.copy(rest)
		case "ENV":
			m.env = append(m.env, strings.Fields(rest)...)
		case "USER":
			if _, err := fmt.Sscanf(rest, "%d:%d", &m.uid, &m.gid); err != nil {
				t.Fatalf("USER %s: %v", rest, err)
			}
		case "VOLUME":
			m.volumes = append(m.volumes, strings.Fields(rest)...)
		case "HEALTHCHECK":
			_, list, _ := strings.Cut(rest, " CMD ")
			m.health = m.list(list)
		case "ENTRYPOINT":
			m.entry = m.list(rest)
		case "CMD":
			m.cmd = m.list(rest)
		case "WORKDIR", "EXPOSE":
		default:
			t.Fatalf("this test does not know %s", word)
		}
	}
	return m
}

func (m *rootfs) list(text string) (words []string) {
	m.t.Helper()
	if err := json.Unmarshal([]byte(text), &words); err != nil {
		m.t.Fatalf("%s is no list: there is no shell in the image: %v", text, err)
	}
	return words
}

// run carries out a step of the build in the source tree; what it writes to /out goes to the stage's own.
func (m *rootfs) run(script string, args map[string]string) {
	m.t.Helper()
	script = regexp.MustCompile(`(^|\s)/out/`).ReplaceAllString(script, "${1}"+m.root+"/out/")
	cmd := exec.CommandContext(m.t.Context(), "sh", "-euc", script)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = os.Environ()
	for name, value := range args {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Fatalf("RUN %s: %v\n%s", script, err, out)
	}
}

// copy takes what another stage made; what comes from the source tree is there already.
func (m *rootfs) copy(rest string) {
	m.t.Helper()
	owner, from, paths := -1, "", []string{}
	for word := range strings.FieldsSeq(rest) {
		switch name, value, _ := strings.Cut(word, "="); name {
		case "--from":
			from = m.stages[value]
		case "--chown":
			uid, _, _ := strings.Cut(value, ":")
			owner, _ = strconv.Atoi(uid)
		default:
			paths = append(paths, word)
		}
	}
	if from == "" {
		return
	}
	source, target := filepath.Join(from, paths[0]), filepath.Join(m.root, paths[1])
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil { //nolint:gosec // an image's folders are open
		m.t.Fatal(err)
	}
	if out, err := exec.CommandContext(m.t.Context(), "cp", "-r", source, target).CombinedOutput(); err != nil {
		m.t.Fatalf("COPY %s: %v\n%s", rest, err, out)
	}
	if owner >= 0 {
		if err := os.Chown(target, owner, owner); err != nil {
			m.t.Fatal(err)
		}
	}
}

// inside is a shell script that runs a command in the image: its own mounts, all of it read-only but the volumes, as its
// user. It wants root.
const inside = `set -eu
root=$1 data=$2 user=$3 volume=$4
shift 4
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind "$data" "$root$volume"
exec chroot --userspec="$user" "$root" "$@"`

// command is one that runs in the image with a folder for its volume.
func (m *rootfs) command(data string, env []string, args ...string) *exec.Cmd {
	words := append([]string{"--mount", "--propagation", "private", "sh", "-c", inside, "sh", m.root, data, fmt.Sprintf("%d:%d", m.uid, m.gid), m.volumes[0]}, args...)
	cmd := exec.CommandContext(m.t.Context(), "unshare", words...)
	cmd.Env = append(append([]string{"PATH=" + os.Getenv("PATH")}, m.env...), env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return cmd
}

// start runs a command in the image until the test ends.
func (m *rootfs) start(cmd *exec.Cmd, log io.Writer) (stop func() error) {
	m.t.Helper()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { _ = cmd.Process.Kill() })
	return func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return err
		}
		return cmd.Wait()
	}
}
