// The least that practises in a direct message: "practice" asks a question, any other message is the reply to it and gets
// a card. It keeps its state in memory, so a restart forgets it, and judges by counting words. docs/bench measures ours
// beside it.
import bolt from "@slack/bolt";

const questions = [
  {
    id: "bolt-1",
    title: "How do you roll out a risky change?",
    points: {
      Canary: ["small", "share", "traffic", "canary", "compare", "error", "rate"],
      Rollback: ["roll", "back", "automatically", "previous", "version"],
      People: ["tell", "on-call", "support", "begins"],
    },
  },
];

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: bolt.LogLevel.WARN,
});

const open = new Map(); // channel -> the question that is open

const metadata = (kind, question) => ({
  event_type: "mock_interviewer",
  event_payload: { kind, question_id: question.id },
});

const section = (text) => ({ type: "section", text: { type: "mrkdwn", text } });

function judge(question, reply) {
  const words = new Set(reply.toLowerCase().match(/[a-z-]+/g) ?? []);
  return Object.entries(question.points).map(([label, wanted]) => {
    const found = wanted.filter((word) => words.has(word)).length / wanted.length;
    return { label, credit: Math.min(1, found / 0.6) };
  });
}

app.message(async ({ message, say }) => {
  if (message.subtype !== undefined || message.bot_id !== undefined) return;
  if (message.text === "practice") {
    const question = questions[0];
    open.set(message.channel, question);
    await say({ text: question.title, blocks: [section(question.title)], metadata: metadata("question", question) });
    return;
  }
  const question = open.get(message.channel);
  if (question === undefined) return;
  open.delete(message.channel);
  const points = judge(question, message.text);
  const score = Math.round((100 * points.reduce((sum, p) => sum + p.credit, 0)) / points.length);
  await say({
    text: `${score} of 100`,
    blocks: [
      section(`*${score} of 100*`),
      ...points.map((p) => section(`*${p.label}*: ${Math.round(100 * p.credit)} %`)),
    ],
    metadata: metadata("scorecard", question),
  });
});

await app.start();
process.on("SIGINT", async () => {
  await app.stop();
  process.exit(0);
});
