// Package scorertest is an OpenAI-compatible endpoint on loopback for tests. It judges by itself, keeps what it was
// asked, can be told to misbehave in every way that real endpoints do, and is stricter than they are about requests.
package scorertest
