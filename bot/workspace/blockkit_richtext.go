package workspace

// richTextElement is one of the four parts of a rich_text block.
func richTextElement(v *validator, ptr string, val any) {
	byType(func() map[string]fields {
		return map[string]fields{
			"rich_text_section":      {"elements": req(list(0, 1000, inline))},
			"rich_text_preformatted": {"elements": req(list(0, 1000, inlinePlain)), "border": opt(integer(0, 1)), "language": opt(str(1, 50))},
			"rich_text_quote":        {"elements": req(list(0, 1000, inline)), "border": opt(integer(0, 1))},
			"rich_text_list": {
				"elements": req(list(0, 1000, richTextListItem)), "style": req(oneOf("bullet", "ordered")),
				"indent": opt(integer(0, 8)), "offset": opt(integer(0, 10000)), "border": opt(integer(0, 1)),
			},
		}
	})(v, ptr, val)
}

func richTextListItem(v *validator, ptr string, val any) {
	byType(func() map[string]fields {
		return map[string]fields{"rich_text_section": {"elements": req(list(0, 1000, inline))}}
	})(v, ptr, val)
}

func inline(v *validator, ptr string, val any) { byType(inlineTypes)(v, ptr, val) }

func inlinePlain(v *validator, ptr string, val any) { byType(inlineTypes, "text", "link")(v, ptr, val) }

func inlineTypes() map[string]fields {
	style := object(fields{
		"bold": opt(boolean), "italic": opt(boolean), "strike": opt(boolean), "code": opt(boolean), "underline": opt(boolean),
		"highlight": opt(boolean), "client_highlight": opt(boolean), "unlink": opt(boolean),
	})
	return map[string]fields{
		"text":      {"text": req(str(1, 12000)), "style": opt(style)},
		"link":      {"url": req(webURL), "text": opt(str(0, 3000)), "style": opt(style), "unsafe": opt(boolean)},
		"emoji":     {"name": req(str(1, 100)), "unicode": opt(str(1, 100)), "skin_tone": opt(integer(1, 6)), "style": opt(style)},
		"user":      {"user_id": req(str(1, 20)), "style": opt(style)},
		"usergroup": {"usergroup_id": req(str(1, 20)), "style": opt(style)},
		"channel":   {"channel_id": req(str(1, 20)), "style": opt(style)},
		"broadcast": {"range": req(oneOf("here", "channel", "everyone")), "style": opt(style)},
		"color":     {"value": req(str(1, 20))},
		"date": {
			"timestamp": req(integer(0, 1e11)), "format": req(str(1, 100)), "url": opt(webURL), "fallback": opt(str(0, 300)),
			"style": opt(style),
		},
	}
}
