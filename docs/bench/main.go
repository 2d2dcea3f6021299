// Command bench runs two bots against the local workspace, one after the other and several times over, and prints how they
// compare: `mock-interviewer serve`, with its durable inbox and outbox, and the least that does the same in Bolt for
// JavaScript, which keeps nothing. See README.md beside it, and run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ours := flag.String("ours", "", "the mock-interviewer binary")
	bolt := flag.String("bolt", "", "the folder of the Bolt bot, with its modules installed")
	rounds := flag.Int("rounds", 5, "how often each bot is measured; medians are reported")
	flag.Parse()
	if *ours == "" || *bolt == "" {
		flag.Usage()
		return 2
	}
	contestants := []contestant{
		{name: "mock-interviewer", args: []string{*ours, "serve"}},
		{name: "Bolt", args: []string{"node", "bot.js"}, dir: *bolt},
	}
	results, err := contest(ctx, contestants, *rounds)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	fmt.Print(table(contestants, results))
	return 0
}

func contest(ctx context.Context, contestants []contestant, rounds int) ([][]result, error) {
	results := make([][]result, len(contestants))
	for round := range rounds {
		for i, c := range contestants {
			r, err := c.run(ctx)
			if err != nil {
				return nil, fmt.Errorf("%s, round %d: %w", c.name, round+1, err)
			}
			fmt.Fprintf(os.Stderr, "%-17s %d: %v\n", c.name, round+1, r)
			results[i] = append(results[i], r)
		}
	}
	return results, nil
}

// table is Markdown: medians, and ours as a share of the other's.
func table(contestants []contestant, results [][]result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| | %s | %s | ratio |\n| --- | --- | --- | --- |\n", contestants[0].name, contestants[1].name)
	for _, m := range measures() {
		one, other := median(results[0], m.of), median(results[1], m.of)
		fmt.Fprintf(&b, "| %s | %s | %s | %.2f |\n", m.name, m.show(one), m.show(other), one/other)
	}
	return b.String()
}
