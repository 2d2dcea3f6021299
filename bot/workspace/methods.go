package workspace

// methods is the Web API as this workspace speaks it. What is not here is unknown_method.
func methods() map[string]method {
	write := []string{"chat:write"}
	read := []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	history := []string{"channels:history", "groups:history", "im:history", "mpim:history"}
	return map[string]method{
		"api.test":              {tier: 100, run: apiTest},
		"auth.test":             {tier: 300, run: authTest},
		"apps.connections.open": {tier: 50, app: true, run: openConnection},

		"chat.postMessage":   {scopes: write, run: postMessage},
		"chat.postEphemeral": {tier: 100, scopes: write, run: postEphemeral},
		"chat.update":        {tier: 50, scopes: write, run: updateMessage},
		"chat.delete":        {tier: 50, scopes: write, run: deleteMessage},
		"chat.getPermalink":  {tier: 300, run: getPermalink},

		"conversations.info":    {tier: 50, scopes: read, run: conversationInfo},
		"conversations.list":    {tier: 20, scopes: read, run: conversationList},
		"conversations.members": {tier: 100, scopes: read, run: conversationMembers},
		"conversations.history": {tier: 50, scopes: history, run: conversationHistory},
		"conversations.replies": {tier: 50, scopes: history, run: conversationReplies},
		"conversations.open":    {tier: 50, scopes: []string{"im:write", "mpim:write"}, run: conversationOpen},
		"conversations.join":    {tier: 50, scopes: []string{"channels:join"}, run: conversationJoin},
		"users.conversations":   {tier: 50, scopes: read, run: usersConversations},

		"users.info": {tier: 100, scopes: []string{"users:read"}, run: userInfo},
		"users.list": {tier: 20, scopes: []string{"users:read"}, run: userList},
		"bots.info":  {tier: 50, scopes: []string{"users:read"}, run: botInfo},
		"team.info":  {tier: 50, scopes: []string{"team:read"}, run: teamInfo},

		"views.open":    {tier: 100, run: viewOpen},
		"views.push":    {tier: 100, run: viewPush},
		"views.update":  {tier: 100, run: viewUpdate},
		"views.publish": {tier: 100, run: viewPublish},

		"assistant.threads.setStatus":           {tier: 600, scopes: []string{"chat:write", "assistant:write"}, run: setStatus},
		"assistant.threads.setTitle":            {tier: 100, scopes: []string{"assistant:write"}, run: setTitle},
		"assistant.threads.setSuggestedPrompts": {tier: 100, scopes: []string{"assistant:write"}, run: setPrompts},

		"files.getUploadURLExternal":   {tier: 100, scopes: []string{"files:write"}, run: getUploadURL},
		"files.completeUploadExternal": {tier: 100, scopes: []string{"files:write"}, run: completeUpload},
		"files.info":                   {tier: 100, scopes: []string{"files:read"}, run: fileInfo},

		"reactions.add":    {tier: 50, scopes: []string{"reactions:write"}, run: reactionAdd},
		"reactions.remove": {tier: 20, scopes: []string{"reactions:write"}, run: reactionRemove},
	}
}

func apiTest(_ *Workspace, _ *call) (reply, *apiError) { return reply{}, nil }

func authTest(w *Workspace, _ *call) (reply, *apiError) {
	return reply{
		"url": w.baseURL + "/", "team": w.team.Name, "team_id": w.team.ID,
		"user": w.cfg.Manifest.Features.BotUser.DisplayName, "user_id": w.app.UserID, "bot_id": w.app.BotID,
		"is_enterprise_install": false,
	}, nil
}

func teamInfo(w *Workspace, _ *call) (reply, *apiError) {
	return reply{"team": map[string]any{"id": w.team.ID, "name": w.team.Name, "domain": w.team.Domain}}, nil
}
