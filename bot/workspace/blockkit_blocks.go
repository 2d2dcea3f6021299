package workspace

import "fmt"

// blockType is one type of block: where it may stand, its fields, and what the fields alone do not say.
type blockType struct {
	surfaces string
	fields   fields
	also     func(v *validator, ptr string, b map[string]any)
}

const (
	everywhere = "message modal home"
	inMessage  = "message"
	inModal    = "modal"

	inMessageOrHome = "message home"
)

func blockTypes() map[string]blockType {
	return map[string]blockType{
		"divider": {surfaces: everywhere},
		"header":  {surfaces: everywhere, fields: fields{"text": req(text(plain, 150)), "level": opt(integer(1, 4))}},
		"section": {surfaces: everywhere, fields: fields{
			"text": opt(text(anyText, 3000)), "fields": opt(list(1, 10, text(anyText, 2000))),
			"accessory": opt(element(accessories...)), "expand": opt(boolean),
		}, also: sectionHasText},
		"context": {surfaces: everywhere, fields: fields{"elements": req(list(1, 10, contextElement))}},
		"actions": {surfaces: everywhere, fields: fields{"elements": req(list(1, 25, element(interactive...)))}},
		"context_actions": {surfaces: inMessage, fields: fields{
			"elements": req(list(1, 5, element("feedback_buttons", "icon_button"))),
		}},
		"image": {surfaces: everywhere, fields: fields{
			"image_url": opt(webURL), "slack_file": opt(object(fields{"id": opt(str(1, 255)), "url": opt(webURL)})),
			"alt_text": req(str(1, 2000)), "title": opt(text(plain, 2000)),
		}, also: imageHasSource},
		"input": {surfaces: everywhere, fields: fields{
			"label": req(text(plain, 2000)), "element": req(element(inputs...)), "hint": opt(text(plain, 2000)),
			"optional": opt(boolean), "dispatch_action": opt(boolean),
		}, also: func(v *validator, _ string, _ map[string]any) { v.inputs++ }},
		"markdown":  {surfaces: inMessage, fields: fields{"text": req(str(1, 12000))}},
		"rich_text": {surfaces: everywhere, fields: fields{"elements": req(list(1, 1000, richTextElement))}},
		"alert": {surfaces: inModal, fields: fields{
			"text": req(text(anyText, 200)), "level": opt(oneOf("default", "info", "warning", "error", "success")),
		}},
		"table": {surfaces: inMessage, fields: fields{
			"rows": req(list(1, 100, list(1, 20, tableCell))),
			"column_settings": opt(list(1, 20, object(fields{
				"align": opt(oneOf("left", "center", "right")), "is_wrapped": opt(boolean),
			}))),
		}, also: tableFits},
		"data_visualization": {surfaces: inMessageOrHome, fields: fields{
			"title": req(str(1, 50)), "chart": req(byType(chartTypes)),
		}, also: chartFits},
	}
}

func sectionHasText(v *validator, ptr string, b map[string]any) {
	if b["text"] == nil && b["fields"] == nil {
		v.fail(ptr, "must define either text or fields")
	}
}

func imageHasSource(v *validator, ptr string, b map[string]any) {
	if (b["image_url"] == nil) == (b["slack_file"] == nil) {
		v.fail(ptr, "must define either image_url or slack_file")
	}
}

func contextElement(v *validator, ptr string, val any) {
	if m, ok := val.(map[string]any); ok && m["type"] == "image" {
		element("image")(v, ptr, val)
		return
	}
	text(anyText, 3000)(v, ptr, val)
}

func tableCell(v *validator, ptr string, val any) {
	if val == nil {
		return // an empty cell
	}
	byType(func() map[string]fields {
		return map[string]fields{
			"raw_text":   {"text": req(str(1, 10000))},
			"raw_number": {"value": req(number), "text": opt(str(1, 10000))},
			"rich_text":  {"elements": req(list(1, 100, richTextElement)), "block_id": opt(str(1, 255))},
		}
	})(v, ptr, val)
}

func tableFits(v *validator, ptr string, b map[string]any) {
	v.tables++
	if n := countChars(b["rows"]); n > 10000 {
		v.fail(ptr+"/rows", "must be less than 10001 characters in all, is %d", n)
	}
	rows, _ := b["rows"].([]any)
	width := -1
	for i, r := range rows {
		cells, _ := r.([]any)
		if width >= 0 && len(cells) != width {
			v.fail(fmt.Sprintf("%s/rows/%d", ptr, i), "must have %d cells as the rows before it", width)
		}
		width = len(cells)
	}
}
