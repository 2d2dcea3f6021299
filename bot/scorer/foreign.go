package scorer

import "unicode"

// foreignWords are small words of the languages most often written at work beside English. Those that English has too are
// left out.
var foreignWords = wordSet(`der die das und ist nicht ich wir ein eine mit auf den dem von zu für wird sich auch dann wenn bei aus nach
	le la les des une est et dans pour que qui nous je pas sur avec puis si ne du au
	el los las y es en por que para una un como del lo primero luego
	il di che sono è della nel poi het een van en niet dat wij maar ook met zijn voor
	os da um uma não w i na z się nie jest`)

// foreignShare is the share of such words from which a text is taken to be in another language.
const foreignShare = 0.2

// foreign reports a text in another language than English, by its script or its small words.
func (t *text) foreign() bool {
	letters, latin := 0, 0
	for _, r := range t.raw {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if 2*latin < letters {
		return true
	}
	small, english := 0, 0
	for i := range t.tokens {
		w := t.tokens[i].text
		switch {
		case functionWords[w]:
			english++
		case foreignWords[w]:
			small++
		}
	}
	return small > english && float64(small) >= foreignShare*float64(len(t.tokens))
}

// unspacedLetters counts the letters of scripts that put no spaces between words.
func unspacedLetters(word string) int {
	n := 0
	for _, r := range word {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			n++
		}
	}
	return n
}
