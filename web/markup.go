package web

import (
	"html/template"

	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/routine/draw"
	"kjentvei/workflow/routine/plan"
)

// Markup that a template takes as it is comes from here alone: from packages that
// write a document or a picture, and escape what stands in it (their
// TestHostileTexts). No text can be passed.

func reported(d *report.Document) template.HTML { return template.HTML(report.Content(d)) }

func planned(d *plan.Document) template.HTML { return template.HTML(plan.Body(d)) }

// pictured is a picture within a page, which has the styles for it.
func pictured(p *draw.Picture) template.HTML {
	return template.HTML(p.SVG(draw.Options{Columns: 1, Bare: true}))
}
