package web

import (
	"html/template"

	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/routine/draw"
	"kjentvei/workflow/routine/plan"
)

// markup is what a template takes as it is. It comes from here alone: from packages
// that write a document or a picture, and escape what stands in it (their
// TestHostileTexts). No text can be passed.
type markup = template.HTML

func reported(d *report.Document) markup { return markup(report.Content(d)) }

func planned(d *plan.Document) markup { return markup(plan.Body(d)) }

// styled is what the head of a page has that stands alone: styles, which are files of
// ours, and a policy that lets it load and run nothing else.
func styled(styles []byte) markup {
	const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`
	return markup(policy + "\n<style>\n" + string(styles) + "\n</style>")
}

// pictured is a picture within a page, which has the styles for it.
func pictured(p *draw.Picture) markup {
	return markup(p.SVG(draw.Options{Columns: 1, Bare: true}))
}
