package config

import (
	"reflect"
	"slices"
)

// Changed lists what differs between two configurations, as the YAML file names it. Fixed are those among it that a
// running serve cannot take up: they need a restart.
func Changed(before, after Config) (changed, fixed []string) {
	for _, f := range fields() {
		if reflect.DeepEqual(f.get(before), f.get(after)) {
			continue
		}
		if f.fixed {
			fixed = append(fixed, f.path)
			continue
		}
		changed = append(changed, f.path)
	}
	if !slices.EqualFunc(before.Daily, after.Daily, Daily.same) {
		changed = append(changed, "daily")
	}
	return changed, fixed
}

func (d Daily) same(other Daily) bool {
	d.Location, other.Location = nil, nil // Timezone says the same
	return d == other
}
