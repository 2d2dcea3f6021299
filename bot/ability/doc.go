// Package ability is what the bot has learned a workspace can do: which types of blocks, methods and scopes it takes. It knows
// names alone. What to do instead is for whoever asks.
package ability
