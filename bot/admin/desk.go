package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mock-interviewer/store"
)

// ErrNoDatabase means that there is no database where one was looked for.
var ErrNoDatabase = errors.New("there is no database")

// ErrNotServing means that no `serve` answers in a data folder.
var ErrNotServing = errors.New("no serve runs there")

// Desk is where an operator's command reaches the database: through the `serve` that has it open or, where none runs,
// by opening the file itself.
type Desk struct {
	dir    string
	db     *store.DB // nil where serve has it
	remote *http.Client
}

// Open reaches the database of that path. It makes none: ErrNoDatabase. It returns store.ErrLocked where a process has
// the file open that does not answer on the admin socket, and what store.Open returns.
func Open(path string) (*Desk, error) {
	if d, err := Connect(path); err == nil {
		return d, nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNoDatabase, path)
	}
	db, err := store.Open(path, store.Options{Thorough: true})
	if err == nil {
		tidy(filepath.Dir(path))
		return &Desk{dir: filepath.Dir(path), db: db}, nil
	}
	if errors.Is(err, store.ErrLocked) {
		// It may have started a moment ago.
		if d, again := Connect(path); again == nil {
			return d, nil
		}
	}
	return nil, err
}

// Connect reaches the `serve` that has the database of that path open; ErrNotServing where none answers.
func Connect(path string) (*Desk, error) {
	dir := filepath.Dir(path)
	transport := &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx, dir) },
	}
	d := &Desk{dir: dir, remote: &http.Client{Transport: transport}}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if _, err := d.Status(ctx); err != nil {
		transport.CloseIdleConnections()
		return nil, fmt.Errorf("%w: %w", ErrNotServing, err)
	}
	return d, nil
}

// Serving says whether a `serve` answers.
func (d *Desk) Serving() bool { return d.remote != nil }

// Close lets go of the database.
func (d *Desk) Close() error {
	if d.remote != nil {
		d.remote.CloseIdleConnections()
		return nil
	}
	return d.db.Close()
}

// Status asks a running `serve` how it is; ErrNotServing where none runs.
func (d *Desk) Status(ctx context.Context) (Status, error) {
	if d.remote == nil {
		return Status{}, ErrNotServing
	}
	var st Status
	return st, d.askJSON(ctx, http.MethodGet, "/status", nil, &st)
}

// Export writes every graded answer, oldest first, as JSONL or CSV, or those of Disputed or Panel.
func (d *Desk) Export(ctx context.Context, format string, w io.Writer) error {
	if d.remote == nil {
		return export(d.db, format, w)
	}
	return d.ask(ctx, http.MethodGet, "/export", url.Values{"format": {format}}, func(body io.Reader) error {
		_, err := io.Copy(w, body)
		return err
	})
}

// Erase removes one person's data.
func (d *Desk) Erase(ctx context.Context, user string) (Erased, error) {
	if d.remote == nil {
		return erase(d.db, user, true)
	}
	var e Erased
	return e, d.askJSON(ctx, http.MethodPost, "/erase", url.Values{"user": {user}}, &e)
}

// Backup puts a consistent, verified copy at path and replaces what stands there, but only once the copy is whole and
// on disk.
func (d *Desk) Backup(ctx context.Context, path string) error {
	if d.remote == nil {
		return d.db.Backup(path)
	}
	if err := d.fetchBackup(ctx, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}

func (d *Desk) fetchBackup(ctx context.Context, path string) error {
	store.RemoveHalves(path)
	temp, err := store.NewHalf(path)
	if err != nil {
		return err
	}
	defer temp.Discard()
	err = d.ask(ctx, http.MethodGet, "/backup", nil, func(body io.Reader) error {
		_, err := io.Copy(temp, body)
		return err
	})
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := store.VerifyFile(temp.Name()); err != nil {
		return fmt.Errorf("the copy is not whole: %w", err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (d *Desk) askJSON(ctx context.Context, method, path string, query url.Values, into any) error {
	return d.ask(ctx, method, path, query, func(body io.Reader) error { return json.NewDecoder(body).Decode(into) })
}

// ask makes one request. A body that breaks off is an error of read's.
func (d *Desk) ask(ctx context.Context, method, path string, query url.Values, read func(io.Reader) error) error {
	req, err := http.NewRequestWithContext(ctx, method, "http://serve"+path+"?"+query.Encode(), http.NoBody)
	if err != nil {
		return err
	}
	resp, err := d.remote.Do(req)
	if err != nil {
		return fmt.Errorf("ask serve on %s: %w", filepath.Join(d.dir, socketName), err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return fmt.Errorf("serve says: %s", strings.TrimSpace(string(said)))
	}
	return read(resp.Body)
}
