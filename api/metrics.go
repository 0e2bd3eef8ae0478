package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Figures without people: labels come from a closed set (method, route
// template, status), never from a request.
var (
	registry = prometheus.NewRegistry()
	requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "kjentvei_request_seconds", Help: "How long requests took.",
		Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5},
	}, []string{"method", "route", "status"})
)

func init() {
	registry.MustRegister(requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
}

// knownMethods keeps an invented method from becoming a label.
var knownMethods = map[string]bool{http.MethodGet: true, http.MethodPost: true, http.MethodHead: true}

func observe(method, route string, status int, took time.Duration) {
	if !knownMethods[method] {
		method = "other"
	}
	requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// Metrics serves the figures for Prometheus, for a listener of its own.
func Metrics() http.Handler { return promhttp.HandlerFor(registry, promhttp.HandlerOpts{}) }
