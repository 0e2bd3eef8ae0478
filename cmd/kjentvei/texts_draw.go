package main

import "kjentvei/workflow/routine"

// drawTexts is what routine draw says.
var drawTexts = struct {
	CaseFlag, ColumnsFlag, SliceFlag, NoCase routine.Text
}{
	CaseFlag: t("tegner i stedet hvor saken med denne referansen står, uten navn", "teiknar i staden kvar saka med denne referansen står, utan namn",
		"draws instead where the case with this reference stands, without names", "tegner i stedet, hvor sagen med denne reference står, uden navne"),
	ColumnsFlag: t("spalter i en SVG: 1 til telefon (vanlig), 2 til A4", "spaltar i ein SVG: 1 til telefon (vanleg), 2 til A4",
		"columns of an SVG: 1 for a phone (the default), 2 for A4", "spalter i en SVG: 1 til telefon (standard), 2 til A4"),
	SliceFlag: t("hvilken modell murphi skal vise", "kva modell murphi skal vise",
		"which model murphi shows", "hvilken model murphi skal vise"),
	NoCase: t("det finnes ingen sak med referansen «{1}»", "det finst inga sak med referansen «{1}»",
		"there is no case with the reference ‘{1}’", "der findes ingen sag med referencen »{1}«"),
}
