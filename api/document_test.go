package api_test

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// The document is valid with its examples, names every route, and has words for
// every operation, parameter and property.
func TestDocument(t *testing.T) {
	data, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context(), openapi3.EnableExamplesValidation(), openapi3.EnableSchemaFormatValidation()); err != nil {
		t.Error(err)
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.Summary == "" || op.Description == "" || op.OperationID == "" {
				t.Errorf("%s %s lacks words", method, path)
			}
			for status, response := range op.Responses.Map() {
				if response.Value.Description == nil || *response.Value.Description == "" {
					t.Errorf("%s %s %s lacks words", method, path, status)
				}
				problem := response.Value.Content["application/problem+json"]
				if (status >= "400") != (problem != nil) {
					t.Errorf("%s %s %s: a problem is what 4xx and 5xx answer, and nothing else", method, path, status)
				}
			}
		}
	}
	for name, schema := range doc.Components.Schemas {
		if schema.Value.Description == "" {
			t.Errorf("schema %s lacks words", name)
		}
		if closed := schema.Value.AdditionalProperties.Has; len(schema.Value.Properties) > 0 && (closed == nil || *closed) {
			t.Errorf("schema %s is open", name)
		}
	}
	in := newInstallation(t)
	served := in.want(in.get("", "/openapi.json"), http.StatusOK)
	if !slices.Equal(served.raw, data) {
		t.Error("what is served is another document")
	}
	if lines := strings.Count(string(data), "\n"); lines < 100 {
		t.Error("the document is hard to read")
	}
}
