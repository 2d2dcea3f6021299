package config

import "strings"

// configEnv names the YAML file.
const configEnv = "MOCK_INTERVIEWER_CONFIG"

// Off is what MOCK_INTERVIEWER_HTTP or `http` may say, besides nothing, to turn that listener off.
const Off = "off"

// Getenv turns a lookup (os.LookupEnv) into the getenv that Load wants. It keeps the one distinction that a plain
// getenv loses: MOCK_INTERVIEWER_HTTP set to nothing means off, and not set means the default.
func Getenv(lookup func(string) (string, bool)) func(string) string {
	return func(name string) string {
		v, ok := lookup(name)
		if ok && name == "MOCK_INTERVIEWER_HTTP" && strings.TrimSpace(v) == "" {
			return Off
		}
		return v
	}
}

// Load reads defaults, then the YAML file that MOCK_INTERVIEWER_CONFIG names, then the environment. Its error is nil
// or FieldErrors with every bad field; the Config beside an error holds what was good, so that Concerning can let a
// command go on that does not read the bad fields.
func Load(getenv func(string) string) (Config, error) {
	l := loader{cfg: Default(), doc: document{fields: map[string]setting{}}}
	if path := strings.TrimSpace(getenv(configEnv)); path != "" {
		l.cfg.File = path
		l.doc, l.errs = readFile(path)
	}
	l.environment(getenv)
	l.apply()
	l.daily(getenv)
	l.together()
	return l.cfg, l.errs.orNil()
}

// setting is a value as the operator wrote it, with where.
type setting struct {
	text string
	list []string // of a sequence; text is empty then
	file string
	line int    // 0 for the environment
	env  string // set where it came from the environment
}

// document is what a YAML file says, flattened: known paths only.
type document struct {
	fields map[string]setting
	daily  []map[string]setting
}

type loader struct {
	cfg  Config
	doc  document
	errs FieldErrors
}

// environment lays the environment over the file. A variable that is set to nothing is not set.
func (l *loader) environment(getenv func(string) string) {
	for _, f := range fields() {
		if v := strings.TrimSpace(getenv(f.env)); v != "" {
			l.doc.fields[f.path] = setting{text: v, env: f.env}
		}
	}
}

// apply checks each value that was given and puts it into the configuration.
func (l *loader) apply() {
	for _, f := range fields() {
		s, ok := l.doc.fields[f.path]
		if !ok {
			continue
		}
		if p := f.set(&l.cfg, s); p != nil {
			l.fail(f.path, f.env, s, p)
		}
	}
}

func (l *loader) fail(path, env string, s setting, p *problem) {
	l.errs = append(l.errs, FieldError{
		Field: path, Env: env, File: s.file, Line: s.line,
		Problem: redact(p.what, l.secrets()), Want: p.want,
	})
}

// secrets are the values that no message may hold, whichever field they were pasted into.
func (l *loader) secrets() []string {
	var out []string
	for _, f := range fields() {
		if f.secret {
			out = append(out, l.doc.fields[f.path].text)
		}
	}
	return out
}

// together checks what only several fields show.
func (l *loader) together() {
	c := l.cfg
	if c.Scorer == ScorerLLM && !c.LLM.APIKey.Set() && c.LLM.BaseURL == "" && !l.failed("llm.api_key") && !l.failed("llm.base_url") {
		s := l.doc.fields["scorer"]
		l.fail("scorer", "MOCK_INTERVIEWER_SCORER", s, &problem{
			what: "is llm, but no endpoint is configured",
			want: "OPENAI_API_KEY (llm.api_key) or OPENAI_BASE_URL (llm.base_url) to be set too, or auto or offline here",
		})
	}
}

func (l *loader) failed(path string) bool {
	for _, e := range l.errs {
		if e.Field == path {
			return true
		}
	}
	return false
}
