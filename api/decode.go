package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"slices"
	"unicode/utf8"
)

// maxBodyBytes bounds a request; a step with every field at its longest fits.
const maxBodyBytes = 1 << 20

// What is wrong with a body before anybody looks at what it says.
var (
	errMalformed = errors.New("malformed JSON")
	errTooLarge  = errors.New("body too large")
	errTooSlow   = errors.New("body too slow")
	errMediaType = errors.New("not application/json")
)

// decode reads one JSON object into target: no unknown members, nothing after
// it, valid UTF-8. A member of the wrong type is workflow.FieldErrors.
func decode(r *http.Request, target any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return errMediaType
	}
	data, err := readAll(http.MaxBytesReader(nil, r.Body, maxBodyBytes), r.ContentLength)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return errTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return errTooSlow
	case err != nil, !utf8.Valid(data):
		return errMalformed
	}
	var whole map[string]any
	if json.Unmarshal(data, &whole) != nil || whole == nil || !members(whole, reflect.TypeOf(target).Elem()) {
		return errMalformed
	}
	err = json.Unmarshal(data, target)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return mistake(wrong.Field, "parameter_wrong")
	}
	if err != nil {
		return errors.Join(errMalformed, err)
	}
	return nil
}

// readAll reads all of a body that is said to be so long, or -1: at once if it is.
func readAll(body io.Reader, length int64) ([]byte, error) {
	data := bytes.NewBuffer(make([]byte, 0, bytes.MinRead+min(max(length, 0), maxSaidBytes)))
	_, err := data.ReadFrom(body)
	return data.Bytes(), err
}

// maxSaidBytes is how long a body is believed to be before it has come.
const maxSaidBytes = 16 << 10

// members reports whether an object has only the members of a type, spelt like
// them: encoding/json would take them in any letter case.
func members(value any, of reflect.Type) bool {
	switch value := value.(type) {
	case []any:
		return of.Kind() != reflect.Slice || !slices.ContainsFunc(value, func(item any) bool { return !members(item, of.Elem()) })
	case map[string]any:
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || of == reflect.TypeFor[instant]() {
			return true // a map, or the wrong type, which is found later
		}
		known := map[string]reflect.Type{}
		for field := range of.Fields() {
			known[field.Tag.Get("json")] = field.Type
		}
		for name, item := range value {
			if t, ok := known[name]; !ok || !members(item, t) {
				return false
			}
		}
	}
	return true
}
