package scorer

import "strings"

// The word lists below are closed classes of English: they do not grow with guides.

var (
	stopwords = wordSet(`a an the this that these those it its itself he she him her his hers they them their theirs themselves
		i me my mine myself we us our ours ourselves you your yours yourself one ones someone something anything everything
		am is are was were be been being do does did doing done have has had having will would shall should can could may might must
		and or nor but if then else so as of at by for with about against between into through during before after above below to
		from up down in out on off over under again further once here there when where why how what which who whom whose while
		until because since than too very just also not no never none only own same such both each few more most other some any all
		every either neither it's that's there's i'm i've i'd i'll you're you've you'd we're we've we'd we'll they're they've
		don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't needn't
		mustn't ain't dont doesnt didnt isnt cant wont let's lets ie eg etc e.g i.e via per upon within without though although
		however therefore thus hence yet still even much many lot lots really quite rather like well get gets got getting go goes
		going thing things way ways kind sort okay ok yes yeah basically actually simply usually often sometimes always maybe perhaps`)

	// functionWords are what a sentence has and a keyword list lacks.
	functionWords = wordSet(`a an the this that these those it its i me my we us our you your they them their he she am is are was were be
		been being do does did have has had having will would shall should can could may might must and or but if then so as of at by
		for with about into through during before after to from up down in out on off over under when where why how what which who
		while until because since than also not no never only such both each it's that's there's i'm i've i'd i'll you're we're we've
		we'd we'll they're don't doesn't didn't isn't won't can't without whether once again`)

	// commonWords say little about whether a point was made; they count for less than their rarity in a small guide suggests.
	commonWords = wordSet(`use used using user make makes made making need needs needed want different difference many various certain
		include includes including provide provides provided example examples important ensure ensures help helps allow allows
		allowed able good better best new first last second part parts type types set number case time times work works working
		take takes taken give gives given look based common general specific particular main another system order point
		people everyone keep put come try know think see say tell show find call called mean means question answer
		approach implement implementing utilize utilise step steps process involve involves strategy solution`)
)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

func isStopword(w string) bool { return stopwords[w] }

// opensClause reports words that turn the sentence: what stands before them keeps its own polarity.
func opensClause(w string) bool {
	switch w {
	case "but", "however", "although", "though", "whereas", "instead", "rather", "because", "while", "unless", "so", "otherwise", "then":
		return true
	}
	return false
}
