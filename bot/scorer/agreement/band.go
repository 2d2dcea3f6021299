package agreement

import (
	"fmt"
	"math"
)

// Bands is how many equal bands the scale is cut into.
const Bands = 5

// Band is the band of a score, 0 to 4. Each band holds its lower edge; the last one holds 1 too. What lies outside 0-1
// counts as the nearest edge.
func Band(score float64) int {
	// 0.3 of 1.5 is a fifth on paper and a little less in a float64.
	const rounding = 1e-9
	return max(0, min(Bands-1, int(math.Floor(score*Bands+rounding))))
}

// BandName is the range of a band, for example "0.2-0.4".
func BandName(band int) string {
	return fmt.Sprintf("%.1f-%.1f", float64(band)/Bands, float64(band+1)/Bands)
}

// Confusion counts replies by the band that people put them in (first index) and the predicted band (second).
type Confusion [Bands][Bands]int

// Confuse counts pairs by their bands.
func Confuse(pairs []Pair) Confusion {
	var c Confusion
	for _, p := range pairs {
		c[Band(p.Human)][Band(p.Predicted)]++
	}
	return c
}

// N is how many replies were counted.
func (c Confusion) N() int {
	n := 0
	for _, row := range c {
		for _, count := range row {
			n += count
		}
	}
	return n
}

// Kappa is Cohen's kappa with quadratic weights, at most 1: 0 is what chance would bring with the same bands. It is NaN
// where chance cannot err, that is where everything is in one band on both sides.
func (c Confusion) Kappa() float64 {
	var humans, predictions [Bands]float64
	for i, row := range c {
		for j, count := range row {
			humans[i] += float64(count)
			predictions[j] += float64(count)
		}
	}
	n := float64(c.N())
	var seen, chance float64
	for i := range Bands {
		for j := range Bands {
			weight := float64((i - j) * (i - j))
			seen += weight * float64(c[i][j])
			chance += weight * humans[i] * predictions[j] / n
		}
	}
	if !(chance > 0) {
		return math.NaN()
	}
	return 1 - seen/chance
}

// Within is the share of replies whose predicted band is at most this many bands off; NaN for no replies.
func (c Confusion) Within(bands int) float64 {
	near := 0
	for i, row := range c {
		for j, count := range row {
			if max(i-j, j-i) <= bands {
				near += count
			}
		}
	}
	if n := c.N(); n > 0 {
		return float64(near) / float64(n)
	}
	return math.NaN()
}

// QWK is the quadratic weighted kappa on the five bands; see Confusion.Kappa.
func QWK(pairs []Pair) float64 { return Confuse(pairs).Kappa() }
