package bot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-analyze/charts"
	"github.com/slack-go/slack"

	"mock-interviewer/bot/blocks"
	"mock-interviewer/bot/slackerr"
	"mock-interviewer/questions"
	"mock-interviewer/store"
)

// Pictures of charts are uploaded once: a person's newest is kept by what it shows.
const (
	chartKind = "chart"
	chartName = "home"

	chartWidth, chartHeight = 880, 300
)

// uploading is the ability to send files to Slack: the scope files:write, which is optional.
const uploading = "files:write"

// keptChart is a picture that Slack has.
type keptChart struct {
	Shows string `json:"shows"`
	File  string `json:"file"`
}

// knownPicture publishes the Home with the picture that Slack has already, and says whether that did it: what is shown may
// be new, or the picture gone from Slack.
func (b *Bot) knownPicture(ctx context.Context, h blocks.Home, look blocks.Look) (bool, error) {
	kept, err := b.keptChart(h.User)
	if err != nil || kept.Shows != showsOf(h.Chart, look) {
		return false, err
	}
	err = b.putPicture(ctx, h, look, kept.File)
	if refusesView(err) {
		return false, nil
	}
	return true, err
}

// newPicture puts a new picture of the chart on a Home that stands already. Slack needs a moment before it takes a file
// that it was just given. Where it never does, the words stay.
func (b *Bot) newPicture(ctx context.Context, h blocks.Home, look blocks.Look) error {
	if !b.can.Has(uploading) {
		return nil
	}
	file, err := b.uploadChart(ctx, h.Chart, look)
	if strings.HasPrefix(slackerr.Code(err), "missing_scope") || slackerr.Code(err) == "unknown_method" {
		b.can.Lacks(uploading)
		return nil
	}
	if err != nil {
		return err
	}
	for _, wait := range []time.Duration{0, time.Second, 3 * time.Second} {
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
		if err = b.putPicture(ctx, h, look, file); !refusesView(err) {
			break
		}
	}
	if err != nil {
		return err
	}
	return b.keepChart(h.User, keptChart{Shows: showsOf(h.Chart, look), File: file})
}

func (b *Bot) putPicture(ctx context.Context, h blocks.Home, look blocks.Look, file string) error {
	h.Chart.Drawn, h.Chart.File = blocks.DrawnAsImage, file
	return b.putHome(ctx, h, look)
}

// showsOf names what a picture shows.
func showsOf(c blocks.Chart, look blocks.Look) string {
	var b bytes.Buffer
	labels := c.Labels(look)
	for i, s := range c.Scores {
		fmt.Fprintf(&b, "%s %d;", labels[i], s.Value)
	}
	return fmt.Sprintf("%x", sha256.Sum256(b.Bytes()))
}

func (b *Bot) keptChart(user string) (kept keptChart, err error) {
	err = b.db.View(func(tx *store.Tx) error {
		row, found, err := tx.Personal(user, chartKind, chartName)
		if err != nil || !found {
			return err
		}
		return json.Unmarshal(row, &kept)
	})
	return kept, err
}

func (b *Bot) keepChart(user string, kept keptChart) error {
	row, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("chart of %s: %w", user, err)
	}
	return b.db.Update(func(tx *store.Tx) error {
		if _, known, err := tx.Member(user); err != nil || !known {
			return err // erased meanwhile
		}
		return tx.PutPersonal(user, chartKind, chartName, row)
	})
}

func (b *Bot) uploadChart(ctx context.Context, c blocks.Chart, look blocks.Look) (string, error) {
	picture, err := drawChart(c, look)
	if err != nil {
		return "", fmt.Errorf("draw a chart: %w", err)
	}
	file, err := b.api.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: "scores.png", FileSize: len(picture), Reader: bytes.NewReader(picture), Title: c.Title(), AltTxt: c.Title(),
	})
	b.cfg.Observe.request("files.getUploadURLExternal", slackerr.Outcome(err))
	if err != nil {
		return "", err
	}
	return file.ID, nil
}

// drawChart is a PNG of the scores.
func drawChart(c blocks.Chart, look blocks.Look) ([]byte, error) {
	if !c.Worth() {
		return nil, errors.New("too few scores")
	}
	var values, strong []float64
	for _, s := range c.Scores {
		values, strong = append(values, float64(s.Value)), append(strong, questions.StrongFrom)
	}
	least, most := 0.0, 100.0
	chart := charts.NewLineChartOptionWithData([][]float64{values, strong})
	chart.SeriesList[1].Symbol = charts.Symbol{Shape: charts.SymbolNone}
	chart.Title.Text = c.Title()
	chart.Legend = charts.LegendOption{SeriesNames: c.Legend(), Offset: charts.OffsetRight, Symbol: charts.SymbolDot}
	chart.XAxis.Labels = c.Labels(look)
	chart.YAxis = []charts.YAxisOption{{Min: &least, Max: &most, LabelCount: 5}}
	painter := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: chartWidth, Height: chartHeight})
	if err := painter.LineChart(chart); err != nil {
		return nil, err
	}
	return painter.Bytes()
}
