package config

// mostTokens is the largest budget that can be set.
const mostTokens = 1_000_000_000_000

func llmFields() []field {
	return []field{
		{
			path: "llm.api_key", env: "OPENAI_API_KEY", secret: true,
			doc: "The endpoint's key.",
			get: func(c Config) any { return c.LLM.APIKey },
			set: func(c *Config, s setting) *problem { return setKey(&c.LLM.APIKey, s.text) },
		},
		{
			path: "llm.base_url", env: "OPENAI_BASE_URL",
			doc: "Any OpenAI-compatible endpoint; empty for OpenAI's own. Alone it is enough for a local one.",
			get: func(c Config) any { return c.LLM.BaseURL },
			set: func(c *Config, s setting) *problem {
				u, p := checkURL(s.text, "http://127.0.0.1:11434/v1")
				if p == nil {
					c.LLM.BaseURL = u
				}
				return p
			},
		},
		{
			path: "llm.model", env: "OPENAI_MODEL",
			doc: "The model that grades.",
			get: func(c Config) any { return c.LLM.Model },
			set: func(c *Config, s setting) *problem {
				return setText(&c.LLM.Model, s.text, 200, "a model's name, for example "+DefaultModel)
			},
		},
		{
			path: "llm.timeout", env: "MOCK_INTERVIEWER_LLM_TIMEOUT", values: values{durations: "1s to 10m"},
			doc: "How long one request may take.",
			get: func(c Config) any { return human(c.LLM.Timeout) },
			set: func(c *Config, s setting) *problem {
				return setDuration(&c.LLM.Timeout, s.text, leastTimeout, mostTimeout, "60s")
			},
		},
		{
			path: "llm.second_model", env: "OPENAI_SECOND_MODEL",
			doc: "A second model, asked where the first and the offline estimate disagree; empty for the first again.",
			get: func(c Config) any { return c.LLM.SecondModel },
			set: func(c *Config, s setting) *problem {
				return setText(&c.LLM.SecondModel, s.text, 200, "the name of a second model, for grades that look doubtful")
			},
		},
		{
			path: "llm.transcription_model", env: "OPENAI_TRANSCRIPTION_MODEL",
			doc: "The endpoint's model that turns recorded answers into words, for example whisper-1; empty for none.",
			get: func(c Config) any { return c.LLM.TranscriptionModel },
			set: func(c *Config, s setting) *problem {
				return setText(&c.LLM.TranscriptionModel, s.text, 200, "the name of a transcription model, for example whisper-1")
			},
		},
		{
			path: "llm.concurrency", env: "MOCK_INTERVIEWER_LLM_CONCURRENCY", fixed: true, values: values{least: 1, most: 64},
			doc: "How many replies are graded side by side.",
			get: func(c Config) any { return c.LLM.Concurrency },
			set: func(c *Config, s setting) *problem {
				return setNumber(&c.LLM.Concurrency, s.text, 1, 64, "a number of replies graded side by side from 1 to 64, for example 4")
			},
		},
		{
			path: "budget.person_tokens_per_day", env: "MOCK_INTERVIEWER_BUDGET_PERSON_DAY", values: values{most: mostTokens},
			doc: "Tokens that grading may cost a person and day (UTC), prompt and completion together; 0 for no limit.",
			get: func(c Config) any { return c.Budget.PersonTokensPerDay },
			set: func(c *Config, s setting) *problem {
				return setCount(&c.Budget.PersonTokensPerDay, s.text, mostTokens, "a whole number of tokens, 0 for no limit, for example 100000")
			},
		},
		{
			path: "budget.tokens_per_month", env: "MOCK_INTERVIEWER_BUDGET_MONTH", values: values{most: mostTokens},
			doc: "The same for the whole workspace and a month (UTC).",
			get: func(c Config) any { return c.Budget.TokensPerMonth },
			set: func(c *Config, s setting) *problem {
				return setCount(&c.Budget.TokensPerMonth, s.text, mostTokens, "a whole number of tokens, 0 for no limit, for example 5000000")
			},
		},
	}
}
