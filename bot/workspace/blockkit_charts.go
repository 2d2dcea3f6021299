package workspace

import (
	"encoding/json"
	"fmt"
	"slices"
)

// chartTypes are the charts of a data_visualization block.
func chartTypes() map[string]fields {
	plotted := fields{
		"series": req(list(1, 6, object(fields{
			"name": req(str(1, 20)),
			"data": req(list(1, 20, object(fields{"label": req(str(1, 20)), "value": req(number)}))),
		}))),
		"axis_config": req(object(fields{
			"categories": req(list(1, 20, str(1, 20))), "x_label": opt(str(1, 50)), "y_label": opt(str(1, 50)),
		})),
	}
	return map[string]fields{
		"pie":  {"segments": req(list(1, 6, object(fields{"label": req(str(1, 20)), "value": req(positive)})))},
		"bar":  plotted,
		"line": plotted,
		"area": plotted,
	}
}

func positive(v *validator, ptr string, val any) {
	num, ok := val.(json.Number)
	f, err := num.Float64()
	if !ok || err != nil || f <= 0 {
		v.fail(ptr, "must be a number greater than 0")
	}
}

// chartFits checks that each series has one point for each category, and a name of its own.
func chartFits(v *validator, ptr string, b map[string]any) {
	chart, _ := b["chart"].(map[string]any)
	axis, _ := chart["axis_config"].(map[string]any)
	categories, _ := axis["categories"].([]any)
	series, _ := chart["series"].([]any)
	names := map[any]bool{}
	for i, item := range series {
		s, _ := item.(map[string]any)
		at := fmt.Sprintf("%s/chart/series/%d", ptr, i)
		if names[s["name"]] {
			v.fail(at+"/name", "must be unique")
		}
		names[s["name"]] = true
		points, _ := s["data"].([]any)
		if len(points) != len(categories) {
			v.fail(at+"/data", "must have one point for each category")
		}
		for j, p := range points {
			point, _ := p.(map[string]any)
			if !slices.Contains(categories, point["label"]) {
				v.fail(fmt.Sprintf("%s/data/%d/label", at, j), "must be one of the categories")
			}
		}
	}
}
