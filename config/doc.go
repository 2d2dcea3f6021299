// Package config reads what an operator says: defaults, then a strict YAML file, then the environment, which wins.
//
// Load reports every bad field at once, and each report names the field as the operator wrote it (file and line, or
// environment variable) and what would be right. It never repeats the value of a token or a key, nor anything that
// looks like one standing in another field. The package is a leaf: it imports nothing else of this module.
package config
