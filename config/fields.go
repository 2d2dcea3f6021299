package config

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// field is one row of the configuration table.
type field struct {
	path   string // in the YAML file
	env    string
	secret bool
	list   bool // takes a sequence in YAML and a comma-separated list in the environment
	set    func(*Config, setting) *problem
}

// problem is a value's fault, before it is known where the value stands.
type problem struct{ what, want string }

// fields is the configuration table: every field but those of `daily` and the file itself.
func fields() []field {
	return []field{
		{path: "slack.bot_token", env: "SLACK_BOT_TOKEN", secret: true, set: func(c *Config, s setting) *problem {
			return setToken(&c.Slack.BotToken, s.text, botToken)
		}},
		{path: "slack.app_token", env: "SLACK_APP_TOKEN", secret: true, set: func(c *Config, s setting) *problem {
			return setToken(&c.Slack.AppToken, s.text, appToken)
		}},
		{path: "slack.api_url", env: "SLACK_API_URL", set: func(c *Config, s setting) *problem {
			u, p := checkURL(s.text, "https://slack.com/api/")
			if p == nil {
				c.Slack.APIURL = u + "/"
			}
			return p
		}},
		{path: "llm.api_key", env: "OPENAI_API_KEY", secret: true, set: func(c *Config, s setting) *problem {
			return setKey(&c.LLM.APIKey, s.text)
		}},
		{path: "llm.base_url", env: "OPENAI_BASE_URL", set: func(c *Config, s setting) (p *problem) {
			u, p := checkURL(s.text, "http://127.0.0.1:11434/v1")
			if p == nil {
				c.LLM.BaseURL = u
			}
			return p
		}},
		{path: "llm.model", env: "OPENAI_MODEL", set: func(c *Config, s setting) *problem {
			return setText(&c.LLM.Model, s.text, 200, "a model's name, for example "+DefaultModel)
		}},
		{path: "llm.timeout", env: "MOCK_INTERVIEWER_LLM_TIMEOUT", set: func(c *Config, s setting) *problem {
			return setDuration(&c.LLM.Timeout, s.text, time.Second, 10*time.Minute, "60s")
		}},
		{path: "llm.second_model", env: "OPENAI_SECOND_MODEL", set: func(c *Config, s setting) *problem {
			return setText(&c.LLM.SecondModel, s.text, 200, "the name of a second model, for grades that look doubtful")
		}},
		{path: "llm.concurrency", env: "MOCK_INTERVIEWER_LLM_CONCURRENCY", set: func(c *Config, s setting) *problem {
			return setNumber(&c.LLM.Concurrency, s.text, 1, 64, "a number of replies graded side by side from 1 to 64, for example 4")
		}},
		{path: "budget.person_tokens_per_day", env: "MOCK_INTERVIEWER_BUDGET_PERSON_DAY", set: func(c *Config, s setting) *problem {
			return setCount(&c.Budget.PersonTokensPerDay, s.text, mostTokens, "a whole number of tokens, 0 for no limit, for example 100000")
		}},
		{path: "budget.tokens_per_month", env: "MOCK_INTERVIEWER_BUDGET_MONTH", set: func(c *Config, s setting) *problem {
			return setCount(&c.Budget.TokensPerMonth, s.text, mostTokens, "a whole number of tokens, 0 for no limit, for example 5000000")
		}},
		{path: "scorer", env: "MOCK_INTERVIEWER_SCORER", set: func(c *Config, s setting) *problem {
			return setChoice(&c.Scorer, s.text, ScorerAuto, ScorerLLM, ScorerOffline)
		}},
		{path: "data", env: "MOCK_INTERVIEWER_DATA", set: setData},
		{path: "guides", env: "MOCK_INTERVIEWER_GUIDES", list: true, set: setGuides},
		{path: "http", env: "MOCK_INTERVIEWER_HTTP", set: func(c *Config, s setting) *problem {
			return setAddress(&c.HTTP, s.text)
		}},
		{path: "log.level", env: "MOCK_INTERVIEWER_LOG_LEVEL", set: setLevel},
		{path: "log.format", env: "MOCK_INTERVIEWER_LOG_FORMAT", set: func(c *Config, s setting) *problem {
			return setChoice(&c.Log.Format, s.text, LogText, LogJSON)
		}},
		{path: "backup.keep", env: "MOCK_INTERVIEWER_BACKUP_KEEP", set: func(c *Config, s setting) *problem {
			return setCount(&c.Backup.Keep, s.text, 366, "a number of daily backups from 0 to 366, 0 for none, for example 7")
		}},
	}
}

// mostTokens is the largest budget that can be set.
const mostTokens = 1_000_000_000_000

func setLevel(c *Config, s setting) *problem {
	var name string
	if p := setChoice(&name, s.text, "debug", "info", "warn", "error"); p != nil {
		return p
	}
	levels := map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}
	c.Log.Level = levels[name]
	return nil
}

// setData refuses what is no folder; one that is not there yet is made on first use.
func setData(c *Config, s setting) *problem {
	const want = "a folder, for example ./data"
	var dir string
	if p := setText(&dir, s.text, 4096, want); p != nil {
		return p
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return &problem{show(dir) + " is a file", want}
	}
	c.Data = dir
	return nil
}

func setGuides(c *Config, s setting) *problem {
	const want = "Markdown files or folders that exist, or the word " + Embedded
	paths := s.list
	if paths == nil {
		paths = strings.Split(s.text, ",")
	}
	var guides []string
	for _, path := range paths {
		path = strings.TrimSpace(path)
		if path == "" {
			continue
		}
		if p := checkText(path, 4096, want); p != nil {
			return p
		}
		if path == Embedded {
			guides = append(guides, path)
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return &problem{"names " + show(path) + ", which cannot be read: " + cause(err), want}
		}
		if ext := strings.ToLower(filepath.Ext(path)); !info.IsDir() && ext != ".md" && ext != ".markdown" {
			return &problem{"names " + show(path) + ", which is neither a folder nor a .md file", want}
		}
		guides = append(guides, path)
	}
	if len(guides) == 0 && s.env != "" {
		return &problem{"names no file", want}
	}
	c.Guides = guides
	return nil
}
