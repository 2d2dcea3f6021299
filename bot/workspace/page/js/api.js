// The wire: four addresses, described in protocol.go.

async function json(response) {
  if (!response.ok) throw new Error(`The workspace answered ${response.status}.`);
  return response.json();
}

/** getState reads all that the page shows to one person. */
export async function getState(user) {
  const query = user ? `?user=${encodeURIComponent(user)}` : "";
  const response = await fetch(`/ui/state${query}`, { cache: "no-store" });
  // An address from another run may name somebody who is not here; the first person always is.
  if (response.status === 404 && user) return getState("");
  return json(response);
}

/** getJournal reads the newest rows of the journal, oldest first. */
export async function getJournal() {
  return (await json(await fetch("/ui/inspect", { cache: "no-store" }))) || [];
}

/** postAct does something as a person. It never throws: a lost connection is an answer too. */
export async function postAct(body) {
  try {
    return await json(await fetch("/ui/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }));
  } catch (err) {
    return { ok: false, error: err instanceof TypeError ? "The workspace does not answer. Is it still running?" : err.message };
  }
}

/** openEvents follows the changes after seq. onLost is called once, when the stream ends for any reason. */
export function openEvents(user, after, onChange, onOpen, onLost) {
  const source = new EventSource(`/ui/events?user=${encodeURIComponent(user)}&after=${after}`);
  source.onopen = onOpen;
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  source.onerror = () => {
    // EventSource would retry with the old seq; reading the state again is simpler and never leaves a gap.
    source.close();
    onLost();
  };
  return () => {
    source.onerror = null;
    source.close();
  };
}
