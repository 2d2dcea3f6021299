package bot

import (
	"errors"
	"log/slog"
	"net/url"
)

type logger = *slog.Logger

// unaddressed describes a network error without the address, which may hold a ticket or a token.
func unaddressed(err error) string {
	if at, ok := errors.AsType[*url.Error](err); ok {
		return at.Op + ": " + at.Err.Error()
	}
	return err.Error()
}
