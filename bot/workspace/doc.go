// Package workspace is a Slack workspace on loopback: the Web API, Socket Mode and a web page to chat in.
//
// It has two uses. The subcommand try shows it to a person, and every end-to-end test acts in it. So it keeps state,
// and it is stricter than Slack: scopes come from the app's own manifest, an unknown method is an error, a thread must
// exist, Block Kit is held to its limits, triggers expire, tokens of the wrong kind are refused.
//
//	New(Config)        -> *Workspace   the state: people, channels, messages, views
//	Workspace.Start    -> *Server      the listener: /api/, /socket, /response/, and the page with its /ui/
//	Workspace.Person   -> *Person      acts as somebody: Say, Slash, Click, Submit …
//	Workspace.Wait…                    blocks until the bot has done something
//	Workspace.SetFaults                drops acks, doubles envelopes, loses responses …
//
// The state stands behind one mutex. Nothing is sent to a socket, and no ack is waited for, while it is held.
package workspace
