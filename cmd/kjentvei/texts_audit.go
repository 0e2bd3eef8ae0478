package main

import "kjentvei/workflow/routine"

// auditTexts is what the audit commands say.
var auditTexts = struct {
	SchoolFlag, FromFlag, ToFlag, CaseFlag, PublishFlag            routine.Text
	NoBrowser, NotPrinted                                          routine.Text
	Import, ImportFlag, TemplateFlag, FileMistakes, OneFileMistake routine.Text
	OneTable                                                       routine.Text
	Evaluate, YearFlag, NoYear, YearAhead                          routine.Text
}{
	SchoolFlag: t("bare saker ved denne skolen", "berre saker ved denne skulen", "only cases at this school", "kun sager på denne skole"),
	FromFlag: t("bare saker der bekymringen oppsto denne dagen eller senere", "berre saker der bekymringa oppstod denne dagen eller seinare",
		"only cases in which the concern arose on this day or later", "kun sager hvor bekymringen opstod denne dag eller senere"),
	ToFlag: t("bare saker der bekymringen oppsto til og med denne dagen", "berre saker der bekymringa oppstod til og med denne dagen",
		"only cases in which the concern arose up to and including this day", "kun sager hvor bekymringen opstod til og med denne dag"),
	CaseFlag: t("bare saken med denne referansen, krav for krav", "berre saka med denne referansen, krav for krav",
		"only the case with this reference, requirement by requirement", "kun sagen med denne reference, krav for krav"),
	PublishFlag: t("utelater tall under 5, og det som ville røpe dem", "utelèt tal under 5, og det som ville røpe dei",
		"leaves out figures under 5, and what would give them away", "udelader tal under 5, og det der ville røbe dem"),
	NoBrowser: t(
		"en PDF lages av nettleseren Chromium eller Chrome, og ingen av dem er installert her. Installer en av dem (på Debian: apt install chromium), eller bruk --format html og skriv ut siden.",
		"ein PDF blir laga av nettlesaren Chromium eller Chrome, og ingen av dei er installert her. Installer ein av dei (på Debian: apt install chromium), eller bruk --format html og skriv ut sida.",
		"a PDF is made by the browser Chromium or Chrome, and neither is installed here. Install one of them (on Debian: apt install chromium), or use --format html and print the page.",
		"en PDF laves af browseren Chromium eller Chrome, og ingen af dem er installeret her. Installér en af dem (på Debian: apt install chromium), eller brug --format html og udskriv siden."),
	NotPrinted: t("{1} laget ingen PDF: {2}", "{1} laga ingen PDF: {2}", "{1} made no PDF: {2}", "{1} lavede ingen PDF: {2}"),

	Import: t("dømmer saker som ble fulgt på papir, uten å lagre dem", "dømmer saker som blei følgde på papir, utan å lagre dei",
		"judges cases that were followed on paper, without keeping them", "bedømmer sager der blev fulgt på papir, uden at gemme dem"),
	ImportFlag: t("rutinen som sakene dømmes etter", "rutinen som sakene blir dømde etter", "the routine that the cases are judged by", "rutinen som sagerne bedømmes efter"),
	TemplateFlag: t("skriver i stedet en tabell å begynne med", "skriv i staden ein tabell å byrje med",
		"writes a table to begin with instead", "skriver i stedet en tabel at begynde med"),
	FileMistakes:   t("{1} feil i {2}; ingenting er dømt", "{1} feil i {2}; ingenting er dømt", "{1} mistakes in {2}; nothing was judged", "{1} fejl i {2}; intet er bedømt"),
	OneFileMistake: t("én feil i {1}; ingenting er dømt", "éin feil i {1}; ingenting er dømt", "one mistake in {1}; nothing was judged", "én fejl i {1}; intet er bedømt"),
	OneTable:       t("oppgi én tabell (CSV)", "oppgi éin tabell (CSV)", "name one table (CSV)", "angiv én tabel (CSV)"),

	Evaluate: t("lager et utkast til skolens årlige evaluering av rutinen", "lagar eit utkast til den årlege evalueringa av rutinen ved skulen",
		"drafts the school's yearly evaluation of its routine", "laver et udkast til skolens årlige evaluering af rutinen"),
	YearFlag:  t("skoleåret, ved året det begynner: 2026", "skuleåret, ved året det byrjar: 2026", "the school year, by the year it begins: 2026", "skoleåret, ved det år det begynder: 2026"),
	YearAhead: t("skoleåret {1} har ikke begynt ennå", "skuleåret {1} har ikkje byrja enno", "the school year {1} has not begun yet", "skoleåret {1} er ikke begyndt endnu"),
	NoYear:    t("si hvilket skoleår, for eksempel --year 2026", "sei kva skuleår, til dømes --year 2026", "say which school year, such as --year 2026", "sig hvilket skoleår, f.eks. --year 2026"),
}
