package eval

import (
	"encoding/json"
	"math"

	"mock-interviewer/bot/scorer"
	"mock-interviewer/bot/scorer/agreement"
	"mock-interviewer/questions"
)

// measure is a figure in JSON: null where it is undefined.
type measure float64

// MarshalJSON is json.Marshaler's.
func (m measure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(m)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(m))
}

// measures is how well a set of replies was predicted. The names are the contract's.
type measures struct {
	Pearson   measure `json:"pearson"`
	Spearman  measure `json:"spearman"`
	RMSE      measure `json:"rmse"`
	MAE       measure `json:"mae"`
	QWK       measure `json:"qwk"`
	Bias      measure `json:"bias"`
	Human     measure `json:"human"`
	Predicted measure `json:"predicted"`
	SameBand  measure `json:"same_band"`
	NearBand  measure `json:"near_band"`
}

func measuresOf(s agreement.Summary) measures {
	return measures{
		measure(s.Pearson), measure(s.Spearman), measure(s.RMSE), measure(s.MAE), measure(s.QWK), measure(s.Bias),
		measure(s.Human), measure(s.Predicted), measure(s.SameBand), measure(s.NearBand),
	}
}

// group is a part of the replies.
type group struct {
	N int `json:"n"`
	measures
}

// reportJSON is `eval --json`.
type reportJSON struct {
	N      int `json:"n"`
	Graded int `json:"graded"`
	measures
	Bands      map[string]group    `json:"bands"` // by the band that people gave
	Categories map[string]group    `json:"categories"`
	Confusion  agreement.Confusion `json:"confusion"` // people's band, then the predicted one
	Worst      []worstJSON         `json:"worst"`
	Ungraded   map[string]int      `json:"ungraded"`
	Scorer     string              `json:"scorer"`
	Model      string              `json:"model"`
	Host       string              `json:"host"`
	Usage      scorer.Usage        `json:"usage"`
}

// worstJSON is a reply on which people and the scorer are far apart.
type worstJSON struct {
	Line       int                        `json:"line"`
	QuestionID string                     `json:"question_id"`
	Human      float64                    `json:"human"`
	Predicted  float64                    `json:"predicted"`
	Reply      string                     `json:"reply"`
	Criteria   []questions.CriterionGrade `json:"criteria"`
}

// JSON is the report as `eval --json` prints it.
func (r Report) JSON() any { return r.json() }

func (r Report) json() reportJSON {
	set := r.set
	out := reportJSON{
		N: len(set.rows), Graded: r.overall.N, measures: measuresOf(r.overall), Bands: map[string]group{}, Categories: map[string]group{},
		Confusion: r.confusion, Worst: []worstJSON{}, Ungraded: r.ungraded,
		Scorer: r.who.Scorer, Model: r.who.Model, Host: r.who.Host, Usage: r.usage,
	}
	for i, s := range r.bands {
		out.Bands[agreement.BandName(i)] = group{s.N, measuresOf(s)}
	}
	for name, s := range r.categories {
		out.Categories[name] = group{s.N, measuresOf(s)}
	}
	for _, i := range r.worst {
		about, o := set.rows[i], r.outcomes[i]
		out.Worst = append(out.Worst, worstJSON{about.line, about.question.ID, about.human, o.predicted, about.reply, o.grade.Criteria})
	}
	return out
}
