package xes

import (
	"strings"

	"kjentvei/workflow/routine"
)

// attribute declares one attribute of our extension.
type attribute struct {
	level string // trace, event or meta: nested in another
	kind  string
	key   string
	name  routine.Text
}

func t(nb, nn, en, da string) routine.Text { return routine.Text{NB: nb, NN: nn, EN: en, DA: da} }

var attributes = []attribute{
	{"trace", "string", "pseudonym", t("elevens pseudonym", "pseudonymet til eleven", "student's pseudonym", "elevens pseudonym")},
	{"trace", "string", "school", t("skole", "skule", "school", "skole")},
	{"trace", "string", "routine", t("rutine", "rutine", "routine", "rutine")},
	{"trace", "int", "version", t("rutinens versjon", "versjonen av rutinen", "version of the routine", "rutinens version")},
	{"trace", "string", "scenario", t("alternativ", "alternativ", "scenario", "alternativ")},
	{"trace", "string", "state", t("tilstand", "tilstand", "state", "tilstand")},
	{"trace", "string", "closed_as", t("avsluttet som", "avslutta som", "closed as", "afsluttet som")},
	{"trace", "date", "opened_at", t("da bekymringen oppsto", "då bekymringa oppstod", "when the concern arose", "da bekymringen opstod")},
	{"trace", "date", "judged_at", t("da saken ble vurdert", "då saka blei vurdert", "when the case was judged", "da sagen blev vurderet")},

	{"event", "string", "event", t("hendelse", "hending", "event", "hændelse")},
	{"event", "string", "step", t("trinn", "steg", "step", "trin")},
	{"event", "string", "outcome", t("utfall", "utfall", "outcome", "udfald")},
	{"event", "string", "state", t("tilstand etterpå", "tilstand etterpå", "state afterwards", "tilstand bagefter")},
	{"event", "date", "recorded_at", t("skrevet inn", "skriven inn", "recorded at", "skrevet ind")},
	{"event", "int", "recorded_in", t("skoledager før det ble skrevet inn", "skuledagar før det blei skrive inn",
		"school days until it was recorded", "skoledage, før det blev skrevet ind")},
	{"event", "int", "schoolday", t("skoledag, regnet fra åpningen", "skuledag, rekna frå opninga",
		"school day, counted from the opening", "skoledag, talt fra åbningen")},
	{"event", "boolean", "corrected", t("rettet senere", "retta seinare", "corrected later", "rettet senere")},
	{"event", "boolean", "retracted", t("trukket tilbake", "trekt tilbake", "taken back", "trukket tilbage")},
	{"event", "boolean", "out_of_order", t("skrevet inn etter noe som skjedde senere", "skriven inn etter noko som skjedde seinare",
		"recorded after something that occurred later", "skrevet ind efter noget, der skete senere")},
	{"event", "list", "serves", t("krav den er bevis for", "krav ho er bevis for", "requirements it is evidence for", "krav, den er bevis for")},
	{"event", "list", "present", t("de som var med", "dei som var med", "who was there", "dem, der var med")},
	{"event", "list", "refused_for", t("grunner til avslaget", "grunnar til avslaget", "why it was refused", "grunde til afslaget")},

	{"meta", "string", "requirement", t("krav", "krav", "requirement", "krav")},
	{"meta", "string", "participant", t("deltaker", "deltakar", "participant", "deltager")},
	{"meta", "string", "reason", t("grunn", "grunn", "reason", "grund")},
	{"meta", "string", "event", t("hendelse", "hending", "event", "hændelse")},
	{"meta", "float", "late_by", t("hvor mye for sent", "kor mykje for seint", "late by", "hvor meget for sent")},
	{"meta", "string", "late_unit", t("enhet for forsinkelsen", "eining for forseinkinga", "unit of the delay", "enhed for forsinkelsen")},
	{"meta", "string", "due_on", t("fristens dag", "dagen for fristen", "day it is due", "fristens dag")},
	{"meta", "date", "due_at", t("fristens klokkeslett", "klokkeslettet for fristen", "time it is due", "fristens klokkeslæt")},
	{"meta", "date", "since", t("gjelder fra", "gjeld frå", "owed since", "gælder fra")},
	{"meta", "date", "settled_at", t("avgjort", "avgjort", "settled at", "afgjort")},
	{"meta", "boolean", "overdue", t("fristen er ute", "fristen er ute", "overdue", "fristen er overskredet")},
	{"meta", "int", "recorded_in", t("skoledager før det ble skrevet inn", "skuledagar før det blei skrive inn",
		"school days until it was recorded", "skoledage, før det blev skrevet ind")},
	{"meta", "list", "evidence", t("hendelsene det bygger på", "hendingane det byggjer på", "events it rests on", "de hændelser, det bygger på")},
}

// Extension is the declaration of our attributes (XESEXT), to be handed out
// beside a log to those whose tools ask for it.
func Extension() []byte {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		`<xesextension name="Kjentvei" prefix="kjentvei" uri="` + ExtensionURI + "\">\n")
	for _, level := range []string{"trace", "event", "meta"} {
		b.WriteString("\t<" + level + ">\n")
		for _, a := range attributes {
			if a.level != level {
				continue
			}
			b.WriteString("\t\t<" + a.kind + ` key="` + a.key + "\">\n")
			for _, lang := range routine.Langs {
				b.WriteString("\t\t\t<alias mapping=\"" + strings.ToUpper(string(lang)) + `" name="` + escape(a.name.In(lang)) + "\"/>\n")
			}
			b.WriteString("\t\t</" + a.kind + ">\n")
		}
		b.WriteString("\t</" + level + ">\n")
	}
	b.WriteString("</xesextension>\n")
	return []byte(b.String())
}
