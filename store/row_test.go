package store

import (
	"errors"
	"testing"
)

func TestABodyIsKeptByteForByteAndTheRowIsLeftAsItWas(t *testing.T) {
	t.Parallel()
	state := "{ \"a\":\n [1, \"<@U1>\"] }"
	iv := Interview{ID: "I1", User: "U1", State: raw(state)}
	value, err := encode(&iv)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the row that was written", string(iv.State), state)
	var back Interview
	if err := decode(value, &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "the body", string(back.State), state)
	equal(t, "the rest", back.ID+back.User, "I1U1")
}

func TestWhatIsNoRowIsRefused(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"empty":                 "",
		"another format":        "\x07{}",
		"no JSON":               "\x01{",
		"no JSON before a body": "\x02{\n{}",
	} {
		if err := decode([]byte(value), &Interview{}); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: got %v, want ErrCorrupt", name, err)
		}
	}
	if err := decode([]byte("\x02{}\n{}"), &Member{}); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a body where none belongs: got %v, want ErrCorrupt", err)
	}
	if err := rowOf[Interview](nil)(nil, nil, []byte("\x02{}\n{")); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a verification of a damaged body: got %v, want ErrCorrupt", err)
	}
}
