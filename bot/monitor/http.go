package monitor

import (
	"encoding/json"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Check is one condition of readiness: nil where it holds, else an error that says what is wrong.
type Check struct {
	Name string
	Test func() error
}

// Handler serves /healthz (the process runs), /readyz (every check holds; those that fail are named) and /metrics.
func (m *Monitor) Handler(checks ...Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, nil) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { answer(w, failing(checks)) })
	return mux
}

// failing runs the checks and names those that do not hold, each with what is wrong.
func failing(checks []Check) map[string]string {
	found := map[string]string{}
	for _, c := range checks {
		if err := c.Test(); err != nil {
			found[c.Name] = err.Error()
		}
	}
	return found
}

func answer(w http.ResponseWriter, failing map[string]string) {
	status := http.StatusOK
	if len(failing) > 0 {
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct {
		OK      bool              `json:"ok"`
		Failing map[string]string `json:"failing,omitempty"`
	}{len(failing) == 0, failing})
}
