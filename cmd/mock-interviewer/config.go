package main

import (
	"context"

	"mock-interviewer/config"
)

type configCmd struct {
	Schema configSchemaCmd `cmd:"" help:"Print the JSON Schema of the YAML file."`
}

// Help shows an example.
func (configCmd) Help() string { return example("mock-interviewer config schema > config.schema.json") }

type configSchemaCmd struct{}

// Help shows an example.
func (configSchemaCmd) Help() string {
	return "With it an editor completes and checks the file that MOCK_INTERVIEWER_CONFIG names. YAML's language server reads it from a first line such as\n\n" +
		"    # yaml-language-server: $schema=./config.schema.json\n\n" +
		example("mock-interviewer config schema > config.schema.json")
}

func (configSchemaCmd) run(_ context.Context, e env) int {
	schema, err := config.Schema()
	if err != nil {
		return e.fail(exitFailed, "%v", err)
	}
	if _, err := e.stdout.Write(schema); err != nil {
		return e.fail(exitFailed, "writing the schema: %v", err)
	}
	return exitDone
}
