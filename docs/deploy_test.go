package docs_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"mock-interviewer/config"
)

// documents parses every YAML document of a file.
func documents(t *testing.T, text string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, part := range regexp.MustCompile(`(?m)^---$`).Split(text, -1) {
		var doc map[string]any
		if err := yaml.Unmarshal([]byte(part), &doc); err != nil {
			t.Fatal(err)
		}
		all = append(all, doc)
	}
	return all
}

// at follows a path of names and numbers through parsed YAML.
func at(t *testing.T, v any, path ...any) any {
	t.Helper()
	for i, step := range path {
		var ok bool
		switch key := step.(type) {
		case string:
			var m map[string]any
			if m, ok = v.(map[string]any); ok {
				v, ok = m[key]
			}
		case int:
			var list []any
			if list, ok = v.([]any); ok {
				if ok = key < len(list); ok {
					v = list[key]
				}
			}
		}
		if !ok {
			t.Fatalf("there is nothing at %v", path[:i+1])
		}
	}
	return v
}

func TestKubernetesRunsOneUnprivilegedPodThatIsAskedHowItIs(t *testing.T) {
	t.Parallel()
	kinds := map[string]map[string]any{}
	for _, doc := range documents(t, read(t, "deploy", "kubernetes.yaml")) {
		kinds[at(t, doc, "kind").(string)] = doc
	}
	set := kinds["StatefulSet"]
	if n := at(t, set, "spec", "replicas"); n != uint64(1) {
		t.Errorf("%v replicas: only one process can have the file", n)
	}
	pod := at(t, set, "spec", "template", "spec")
	box := at(t, pod, "containers", 0)
	for _, c := range []struct {
		of   any
		want any
		path []any
	}{
		{pod, true, []any{"securityContext", "runAsNonRoot"}},
		{pod, uint64(65532), []any{"securityContext", "runAsUser"}},
		{box, true, []any{"securityContext", "readOnlyRootFilesystem"}},
		{box, false, []any{"securityContext", "allowPrivilegeEscalation"}},
		{box, "ALL", []any{"securityContext", "capabilities", "drop", 0}},
		{box, "/healthz", []any{"livenessProbe", "httpGet", "path"}},
		{box, "/readyz", []any{"readinessProbe", "httpGet", "path"}},
		{box, "/data", []any{"volumeMounts", 0, "mountPath"}},
		{set, "data", []any{"spec", "volumeClaimTemplates", 0, "metadata", "name"}},
		{kinds["Service"], uint64(9090), []any{"spec", "ports", 0, "port"}},
	} {
		if got := at(t, c.of, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
	configured(t, at(t, kinds["ConfigMap"], "data", "config.yaml").(string))
}

// configured holds an example configuration to the loader.
func configured(t *testing.T, text string) {
	t.Helper()
	path := t.TempDir() + "/config.yaml"
	write(t, path, text)
	if _, err := config.Load(only("MOCK_INTERVIEWER_CONFIG", path)); err != nil {
		t.Errorf("its configuration: %v", err)
	}
}

func TestComposeRunsItReadOnlyWithoutCapabilities(t *testing.T) {
	t.Parallel()
	service := at(t, documents(t, read(t, "deploy", "compose.yaml"))[0], "services", "mock-interviewer")
	for want, path := range map[any][]any{
		true: {"read_only"}, "ALL": {"cap_drop", 0}, "no-new-privileges:true": {"security_opt", 0}, "data:/data": {"volumes", 0},
	} {
		if got := at(t, service, path...); got != want {
			t.Errorf("%v is %v, want %v", path, got, want)
		}
	}
	known(t, at(t, service, "environment"))
}

// known holds the variables of an example to the configuration: one that is misspelt would be silently of no account.
func known(t *testing.T, environment any) {
	t.Helper()
	schema, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	for name := range environment.(map[string]any) {
		if !strings.Contains(string(schema), name) {
			t.Errorf("%s is no variable of ours", name)
		}
	}
}

func TestSystemdKeepsItFromEverythingButItsFolder(t *testing.T) {
	t.Parallel()
	unit := map[string][]string{}
	for line := range strings.Lines(read(t, "deploy", "mock-interviewer.service")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "[") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			t.Fatalf("no setting: %q", line)
		}
		unit[name] = append(unit[name], value)
	}
	for name, want := range map[string]string{
		"ExecStart": "/usr/local/bin/mock-interviewer serve", "ExecStartPre": "", // whose exit code does not count for RestartPreventExitStatus
		"ExecReload": "/bin/kill -HUP $MAINPID", "RestartPreventExitStatus": "2", "DynamicUser": "yes", "ProtectSystem": "strict",
		"NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "StateDirectory": "mock-interviewer", "UMask": "0077",
	} {
		if got := strings.Join(unit[name], "\n"); got != want {
			t.Errorf("%s=%s, want %s", name, got, want)
		}
	}
	environment := map[string]any{}
	for _, pair := range unit["Environment"] {
		if name, _, _ := strings.Cut(pair, "="); name != "MOCK_INTERVIEWER_CONFIG" {
			environment[name] = true
		}
	}
	known(t, environment)
}

func TestTheWorkflowsRunWhatRunsHere(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"ci.yml", "release.yml"} {
		doc := documents(t, read(t, "..", ".github", "workflows", file))[0]
		if !strings.Contains(read(t, "..", ".github", "workflows", file), "- run: .ci/run") || at(t, doc, "permissions", "contents") == nil {
			t.Errorf("%s does not run .ci/run with permissions of its own", file)
		}
	}
	release := documents(t, read(t, "..", ".goreleaser.yaml"))[0]
	if at(t, release, "builds", 0, "main") != "./cmd/mock-interviewer" || at(t, release, "sboms", 0, "cmd") != "go" {
		t.Error("the release builds something else, or without a bill of materials")
	}
}
