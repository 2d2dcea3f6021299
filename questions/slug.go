package questions

import (
	"path/filepath"
	"strings"
	"unicode"
)

// slugify turns text into a name for ids: lower-case letters and digits, everything between them one hyphen.
// It is empty for text without any letter or digit.
func slugify(text string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(c)
		case c == '\'' || c == '’':
			// "don't" is one word.
		default:
			gap = true
		}
	}
	return b.String()
}

// fileSlug is the slug that a file's name gives its guide.
func fileSlug(file string) string {
	name := filepath.Base(file)
	slug := slugify(strings.TrimSuffix(name, filepath.Ext(name)))
	if slug == "" {
		return "guide"
	}
	if r := []rune(slug); len(r) > maxSlug {
		return strings.Trim(string(r[:maxSlug]), "-")
	}
	return slug
}
