package admin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

const (
	socketName  = "admin.sock"
	workPattern = ".admin-*"
)

// listen makes the socket of a data folder, and replaces what an earlier process left there: whoever calls it has the
// database open, so nobody else answers. The socket is made in a folder that is closed to others and then moved, so
// that there is no moment at which it takes everybody's connections.
func listen(dir string) (*net.UnixListener, error) {
	private, err := os.MkdirTemp(dir, workPattern) // 0700
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(private)
	short, done, err := shorten(private)
	if err != nil {
		return nil, err
	}
	defer done()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Net: "unix", Name: filepath.Join(short, "s")})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false) // it moves away from the name that net knows
	made := filepath.Join(private, "s")
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, filepath.Join(dir, socketName))); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// dial connects to the socket of a data folder.
func dial(ctx context.Context, dir string) (net.Conn, error) {
	short, done, err := shorten(dir)
	if err != nil {
		return nil, err
	}
	defer done()
	d := net.Dialer{Timeout: 2 * time.Second}
	return d.DialContext(ctx, "unix", filepath.Join(short, socketName))
}

// longest is how long a folder's path may be, so that with a socket's name it fits everywhere: 104 bytes on some
// systems, the closing zero included.
const longest = 90

// shorten returns a path to a folder that fits into a socket's address. done ends it.
func shorten(dir string) (short string, done func(), err error) {
	if len(dir) <= longest {
		return dir, func() {}, nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	short = "/proc/self/fd/" + strconv.Itoa(int(f.Fd()))
	if _, err := os.Stat(short); err != nil {
		return "", nil, errors.Join(fmt.Errorf("the path of %s is longer than the %d bytes that a socket's may have", dir, longest), f.Close())
	}
	return short, func() { _ = f.Close() }, nil
}
