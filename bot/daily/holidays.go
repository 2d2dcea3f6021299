package daily

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mw"
	"github.com/rickar/cal/v2/nc"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// Country is one whose public holidays are known.
type Country struct {
	Code string // ISO 3166, two letters, upper case
	Name string // in English
	days []*cal.Holiday
}

// Countries lists them by name. What their holidays are is the library's business; countries for which it has only
// regional lists are left out.
func Countries() []Country {
	return []Country{
		{"AR", "Argentina", ar.Holidays},
		{"AT", "Austria", at.Holidays},
		{"BE", "Belgium", be.Holidays},
		{"BR", "Brazil", br.Holidays},
		{"BG", "Bulgaria", bg.Holidays},
		{"CA", "Canada", ca.Holidays},
		{"HR", "Croatia", hr.Holidays},
		{"CZ", "Czechia", cz.Holidays},
		{"DK", "Denmark", dk.Holidays},
		{"FR", "France", fr.Holidays},
		{"DE", "Germany", de.Holidays},
		{"GR", "Greece", gr.Holidays},
		{"IE", "Ireland", ie.Holidays},
		{"IT", "Italy", it.Holidays},
		{"JP", "Japan", jp.Holidays},
		{"LV", "Latvia", lv.Holidays},
		{"LT", "Lithuania", lt.Holidays},
		{"MW", "Malawi", mw.Holidays},
		{"NL", "Netherlands", nl.Holidays},
		{"NC", "New Caledonia", nc.Holidays},
		{"NZ", "New Zealand", nz.Holidays},
		{"NO", "Norway", no.Holidays},
		{"PL", "Poland", pl.Holidays},
		{"RO", "Romania", ro.Holidays},
		{"RU", "Russia", ru.Holidays},
		{"SK", "Slovakia", sk.Holidays},
		{"SI", "Slovenia", si.Holidays},
		{"ZA", "South Africa", za.Holidays},
		{"ES", "Spain", es.Holidays},
		{"SE", "Sweden", se.Holidays},
		{"CH", "Switzerland", ch.Holidays},
		{"UA", "Ukraine", ua.Holidays},
		{"GB", "United Kingdom", gb.Holidays},
		{"US", "United States", us.Holidays},
	}
}

// CountryOf finds a country by its code; ok is false for one that is not listed.
func CountryOf(code string) (c Country, ok bool) {
	all := Countries()
	i := slices.IndexFunc(all, func(c Country) bool { return c.Code == code })
	if i < 0 {
		return Country{}, false
	}
	return all[i], true
}

// Off says whether a day, as its own zone dates it, is a public holiday there or the day on which one is made up for.
func (c Country) Off(day time.Time) bool {
	calendar := cal.Calendar{Holidays: c.days}
	actual, observed, _ := calendar.IsHoliday(day)
	return actual || observed
}
