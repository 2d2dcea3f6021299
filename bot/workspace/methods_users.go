package workspace

import "time"

func (w *Workspace) user(p PersonInfo) map[string]any {
	offset := 0
	label := "UTC"
	if loc, err := time.LoadLocation(p.TZ); err == nil {
		label, offset = w.cfg.Now().In(loc).Zone()
	}
	return map[string]any{
		"id": p.ID, "team_id": w.team.ID, "name": p.Name, "real_name": p.RealName, "deleted": false, "tz": p.TZ,
		"tz_label": label, "tz_offset": offset, "is_bot": p.IsBot, "is_app_user": p.IsBot, "updated": 0,
		"profile": map[string]any{"real_name": p.RealName, "display_name": p.Name, "team": w.team.ID},
	}
}

func (w *Workspace) botInfo() PersonInfo {
	name := w.cfg.Manifest.Features.BotUser.DisplayName
	return PersonInfo{ID: w.app.UserID, Name: name, RealName: w.app.Name, TZ: "America/Los_Angeles", IsBot: true}
}

func userInfo(w *Workspace, c *call) (reply, *apiError) {
	id := c.str("user")
	if id == w.app.UserID {
		return reply{"user": w.user(w.botInfo())}, nil
	}
	p := w.personBy(id)
	if p == nil || p.info.ID != id {
		return nil, fail("user_not_found")
	}
	return reply{"user": w.user(p.info)}, nil
}

func userList(w *Workspace, c *call) (reply, *apiError) {
	all := []map[string]any{w.user(w.botInfo())}
	for _, p := range w.people {
		all = append(all, w.user(p.info))
	}
	part, next, err := page(all, c, 1000)
	if err != nil {
		return nil, err
	}
	return reply{"members": part, "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func botInfo(w *Workspace, c *call) (reply, *apiError) {
	if id := c.str("bot"); id != w.app.BotID {
		return nil, fail("bot_not_found")
	}
	return reply{"bot": map[string]any{
		"id": w.app.BotID, "app_id": w.app.ID, "name": w.app.Name, "user_id": w.app.UserID, "deleted": false,
	}}, nil
}
