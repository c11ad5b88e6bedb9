// Command structs knows the Go types behind Argo CD v3.5.7's three kinds. Run it from its own folder:
//
//	go run . table > ../../../core/src/model/go-types.json
//	    what encoding/json and strategic merge patch read from the types (Application, ApplicationSet, AppProject, all they reach)
//	go run . answers < questions > answers
//	    what Go makes of JSON values: decoding and encoding, strategic merge patches, CRD and metadata validation (see record.ts)
package main

import (
	"encoding"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
)

var (
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	marshaler       = reflect.TypeFor[json.Marshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	zeroer          = reflect.TypeFor[interface{ IsZero() bool }]()
)

type entry struct {
	// "struct" or the underlying type of another named type.
	Is string `json:"is"`
	// The type has its own UnmarshalJSON or MarshalJSON.
	Decodes bool       `json:"decodes,omitempty"`
	Encodes bool       `json:"encodes,omitempty"`
	Zeroer  bool       `json:"isZero,omitempty"`
	Fields  [][]string `json:"fields,omitempty"`
}

var (
	table = map[string]*entry{}
	paths = map[string]string{}
)

// visit records a type and everything below it, and answers with Go's spelling of the type.
func visit(t reflect.Type) string {
	if t.PkgPath() == "" || t.Name() == "" {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			visit(t.Elem())
		case reflect.Map:
			visit(t.Key())
			visit(t.Elem())
		}
		return t.String()
	}
	name := t.String()
	if known, ok := paths[name]; ok {
		if known != t.PkgPath() {
			panic(fmt.Sprintf("two types are called %s: %s and %s", name, known, t.PkgPath()))
		}
		return name
	}
	paths[name] = t.PkgPath()
	e := &entry{Is: "struct"}
	table[name] = e
	pointer := reflect.PointerTo(t)
	e.Decodes = pointer.Implements(unmarshaler) || pointer.Implements(textUnmarshaler)
	e.Encodes = pointer.Implements(marshaler)
	e.Zeroer = pointer.Implements(zeroer)
	if t.Kind() != reflect.Struct {
		e.Is = underlying(t)
		return name
	}
	if e.Decodes {
		return name
	}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, tagged := f.Tag.Lookup("json")
		parts := strings.Split(tag, ",")
		if !f.IsExported() && !f.Anonymous || parts[0] == "-" && len(parts) == 1 {
			continue
		}
		jsonName := parts[0]
		flags := []string{}
		for _, part := range parts[1:] {
			if part != "" && part != "inline" {
				flags = append(flags, part)
			}
		}
		embedded := f.Anonymous && jsonName == "" // encoding/json inlines an embedded struct without a name
		if embedded {
			flags = append(flags, "embedded")
		} else if jsonName == "" || !tagged {
			jsonName = f.Name
		}
		row := []string{jsonName, visit(f.Type), strings.Join(flags, ","), f.Tag.Get("patchStrategy"), f.Tag.Get("patchMergeKey")}
		for len(row) > 2 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		e.Fields = append(e.Fields, row)
	}
	return name
}

func underlying(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "[]" + visit(t.Elem())
	case reflect.Map:
		return "map[" + visit(t.Key()) + "]" + visit(t.Elem())
	default:
		return t.Kind().String()
	}
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "answers" {
		answers(os.Stdin, os.Stdout, "../../../core/upstream/crds")
		return
	}
	if len(os.Args) != 2 || os.Args[1] != "table" {
		_, _ = fmt.Fprintln(os.Stderr, "usage: structs table | structs answers")
		os.Exit(2)
	}
	writeTable()
}

func writeTable() {
	visit(reflect.TypeFor[v1alpha1.Application]())
	visit(reflect.TypeFor[v1alpha1.ApplicationSet]())
	visit(reflect.TypeFor[v1alpha1.AppProject]())
	// Decoded from raw JSON by the matrix and merge generators.
	visit(reflect.TypeFor[v1alpha1.NestedMatrixGenerator]())
	visit(reflect.TypeFor[v1alpha1.NestedMergeGenerator]())
	out, err := json.Marshal(table)
	if err != nil {
		panic(err)
	}
	text := strings.ReplaceAll(string(out), `},"`, "},\n\"")
	_, _ = fmt.Fprintln(os.Stdout, text)
}
