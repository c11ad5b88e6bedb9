package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	kjson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/yaml"
)

// question is one line of the input; which fields it has says what is asked.
type question struct {
	Type     string          `json:"type"`
	Value    json.RawMessage `json:"value"`
	Patch    json.RawMessage `json:"patch"`
	Object   json.RawMessage `json:"object"`
	Metadata json.RawMessage `json:"metadata"`
}

type answer struct {
	Value   json.RawMessage `json:"value,omitempty"`
	Error   string          `json:"error,omitempty"`
	Panic   string          `json:"panic,omitempty"`
	Unknown []string        `json:"unknown,omitempty"`
	Errors  []string        `json:"errors,omitempty"`
}

// answers reads questions line by line and writes what Go makes of each.
func answers(in io.Reader, out io.Writer, crds string) {
	schemas := readSchemas(crds)
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<26), 1<<26)
	w := bufio.NewWriter(out)
	defer w.Flush()
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			panic(err)
		}
		b, err := json.Marshal(reply(q, schemas))
		if err != nil {
			panic(err)
		}
		_, _ = w.Write(append(b, '\n'))
	}
}

func reply(q question, schemas map[string]schema) (a answer) {
	defer func() {
		if r := recover(); r != nil {
			a = answer{Panic: fmt.Sprint(r)}
		}
	}()
	switch {
	case q.Metadata != nil:
		return validateMetadata(q.Metadata)
	case q.Object != nil:
		return schemas[q.Type].validate(q.Object)
	case q.Patch != nil:
		b, err := strategicpatch.StrategicMergePatch(q.Value, q.Patch, zero(q.Type))
		return result(b, err)
	default:
		v := zero(q.Type)
		if err := json.Unmarshal(q.Value, v); err != nil {
			return answer{Error: err.Error()}
		}
		return result(json.Marshal(v))
	}
}

func result(b []byte, err error) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: b}
}

func zero(kind string) any {
	switch kind {
	case "Application":
		return &v1alpha1.Application{}
	case "ApplicationSet":
		return &v1alpha1.ApplicationSet{}
	default:
		return &v1alpha1.AppProject{}
	}
}

func validateMetadata(raw []byte) answer {
	var m metav1.ObjectMeta
	if err := json.Unmarshal(raw, &m); err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Errors: texts(apivalidation.ValidateObjectMeta(&m, true, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata")))}
}

type schema struct {
	validator validation.SchemaValidator
	shape     *structural.Structural
}

// validate does what the API server does with a custom resource that is created with strict field validation.
func (s schema) validate(raw []byte) answer {
	var object map[string]any
	if err := kjson.Unmarshal(raw, &object); err != nil {
		return answer{Error: err.Error()}
	}
	options := structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown := pruning.PruneWithOptions(object, s.shape, true, options)
	defaulting.PruneNonNullableNullsWithoutDefaults(object, s.shape)
	return answer{Unknown: unknown, Errors: texts(validation.ValidateCustomResource(nil, object, s.validator))}
}

func texts(list field.ErrorList) []string {
	out := []string{}
	for _, err := range list {
		out = append(out, err.Error())
	}
	return out
}

func readSchemas(folder string) map[string]schema {
	out := map[string]schema{}
	for _, name := range []string{"application", "applicationset", "appproject"} {
		b, err := os.ReadFile(filepath.Join(folder, name+"-crd.yaml"))
		must(err)
		var crd apiv1.CustomResourceDefinition
		must(yaml.Unmarshal(b, &crd))
		var props apiextensions.JSONSchemaProps
		must(apiv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(crd.Spec.Versions[0].Schema.OpenAPIV3Schema, &props, nil))
		shape, err := structural.NewStructural(&props)
		must(err)
		validator, _, err := validation.NewSchemaValidator(&props)
		must(err)
		out[crd.Spec.Names.Kind] = schema{validator, shape}
	}
	return out
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
