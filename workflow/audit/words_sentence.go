package audit

import "kjentvei/workflow/routine"

type sentenceKey struct {
	code      string
	judgement Judgement
}

// sentences says each finding that the audit makes, by its reason and verdict.
// {day} is when it was settled, {since} when it was called for, {due} the
// deadline, {by} by how much that was missed, {who} the role that decided.
var sentences = map[sentenceKey]routine.Text{
	{BecauseMet, Satisfied}: in4("Gjort i tide[, {day}].", "Gjort i tide[, {day}].", "Done in time[, on {day}].", "Gjort i tide[, den {day}]."),
	{BecauseMet, Late}: in4("Gjort[ {by}] for sent[: fristen var {due}, det ble gjort {day}].", "Gjort[ {by}] for seint[: fristen var {due}, det blei gjort {day}].",
		"Done[ {by}] late[: the deadline was {due}, and it was done on {day}].", "Gjort[ {by}] for sent[: fristen var den {due}, og det blev gjort den {day}]."),
	{BecauseAsked, Pending}: in4("Ikke gjort ennå.[ Fristen er {due}.]", "Ikkje gjort enno.[ Fristen er {due}.]", "Not done yet.[ The deadline is {due}.]",
		"Ikke gjort endnu.[ Fristen er den {due}.]"),
	{BecauseLeft, Violated}: in4("Ikke gjort da saken ble lukket[ {day}].", "Ikkje gjort då saka blei lukka[ {day}].", "Not done when the case was closed[ on {day}].",
		"Ikke gjort, da sagen blev lukket[ den {day}]."),
	{BecauseForbidden, Violated}: in4("Gjort[ {day}], men ikke slik rutinen krever.", "Gjort[ {day}], men ikkje slik rutinen krev.",
		"Done[ on {day}], but not as the routine demands.", "Gjort[ den {day}], men ikke som rutinen kræver."),
	{BecauseBreach, Violated}: in4("Meldt som avvik[ {day}].", "Meldt som avvik[ {day}].", "Reported as a breach[ on {day}].", "Meldt som afvigelse[ den {day}]."),
	{BecauseWaiver, Waived}: in4("{who} gjorde unntak[ {day}].[ Grunn: {reason}.]", "{who} gjorde unntak[ {day}].[ Grunn: {reason}.]",
		"{who} made an exception[ on {day}].[ Reason: {reason}.]", "{who} gjorde en undtagelse[ den {day}].[ Grund: {reason}.]"),
	{BecauseDanger, Waived}: in4("Foresatte skulle ikke kontaktes: Ledelsen bekreftet[ {day}] at det kunne sette eleven i fare.",
		"Føresette skulle ikkje kontaktast: Leiinga stadfesta[ {day}] at det kunne setje eleven i fare.",
		"The guardians were not to be contacted: leadership confirmed[ on {day}] that it could put the student in danger.",
		"Forældrene skulle ikke kontaktes: Ledelsen bekræftede[ den {day}], at det kunne bringe eleven i fare."),
	{BecauseKept, Satisfied}: in4("Det som ikke skal skje, har ikke skjedd.", "Det som ikkje skal skje, har ikkje skjedd.",
		"What must not happen has not happened.", "Det, der ikke må ske, er ikke sket."),
	{BecauseKept, Pending}: in4("Har ikke skjedd så langt. Kravet gjelder til saken lukkes.", "Har ikkje skjedd så langt. Kravet gjeld til saka blir lukka.",
		"It has not happened so far. This holds until the case is closed.", "Er ikke sket indtil nu. Kravet gælder, til sagen lukkes."),
	{BecauseUsed, Satisfied}: in4("Muligheten ble brukt[ {day}].", "Høvet blei brukt[ {day}].", "This option was used[ on {day}].", "Muligheden blev brugt[ den {day}]."),
	{BecauseNever, NotApplicable}: in4("Ble ikke aktuelt i denne saken.", "Blei ikkje aktuelt i denne saka.", "It did not come up in this case.",
		"Blev ikke aktuelt i denne sag."),
	{BecauseFacts, NotApplicable}: in4("Gjelder ikke slik saken sto[ {since}].[ {facts}.]", "Gjeld ikkje slik saka stod[ {since}].[ {facts}.]",
		"Does not apply as the case stood[ on {since}].[ {facts}.]", "Gælder ikke, som sagen stod[ den {since}].[ {facts}.]"),
	{BecauseBirthday, NotApplicable}: in4("Falt bort da eleven fylte 18 år.", "Fall bort då eleven fylte 18 år.",
		"No longer owed once the student turned 18.", "Bortfaldt, da eleven fyldte 18 år."),
	{BecauseBirthday, Violated}: in4("Ikke gjort før eleven fylte 18 år. Da var fristen[, {due},] allerede ute.",
		"Ikkje gjort før eleven fylte 18 år. Då var fristen[, {due},] alt ute.",
		"Not done before the student turned 18. The deadline[, {due},] had already passed.",
		"Ikke gjort, før eleven fyldte 18 år. Da var fristen[, den {due},] allerede udløbet."),
	{BecauseGone, NotApplicable}: in4("Falt bort da eleven ikke lenger gikk på skolen[, {day}].", "Fall bort då eleven ikkje lenger gjekk på skulen[, {day}].",
		"No longer owed once the student was no longer at the school[, from {day}].", "Bortfaldt, da eleven ikke længere gik på skolen[, den {day}]."),
	{BecauseGone, Violated}: in4("Ikke gjort mens eleven gikk på skolen. Fristen[, {due},] var ute da eleven ble borte derfra[ {day}].",
		"Ikkje gjort medan eleven gjekk på skulen. Fristen[, {due},] var ute då eleven ikkje lenger gjekk der[ {day}].",
		"Not done while the student was at the school. The deadline[, {due},] had passed when the student was no longer there[, on {day}].",
		"Ikke gjort, mens eleven gik på skolen. Fristen[, den {due},] var udløbet, da eleven ikke længere gik der[ den {day}]."),
	{BecauseMoved, NotApplicable}: in4("Falt bort da saken gikk over til et annet alternativ[, {day}].", "Fall bort då saka gjekk over til eit anna alternativ[, {day}].",
		"No longer owed once the case moved to another scenario[, on {day}].", "Bortfaldt, da sagen skiftede til et andet alternativ[, den {day}]."),
	{BecauseFreed, NotApplicable}: in4("Falt bort[ {day}], slik rutinen selv sier.", "Fall bort[ {day}], slik rutinen sjølv seier.",
		"No longer owed[ from {day}], as the routine itself says.", "Bortfaldt[ den {day}], som rutinen selv siger."),
	{BecauseNoConsent, NotApplicable}: in4("Gjelder ikke: Eleven er 18 år eller eldre og har ikke samtykket til kontakt med foresatte.",
		"Gjeld ikkje: Eleven er 18 år eller eldre og har ikkje samtykt til kontakt med føresette.",
		"Does not apply: the student is 18 or older and has not consented to contact with guardians.",
		"Gælder ikke: Eleven er 18 år eller derover og har ikke samtykket i kontakt med forældrene."),
	{BecauseVoided, NotApplicable}: in4("Gjelder ikke: Saken ble annullert[ {day}].", "Gjeld ikkje: Saka blei annullert[ {day}].",
		"Does not apply: the case was voided[ on {day}].", "Gælder ikke: Sagen blev annulleret[ den {day}]."),
	{BecauseMerged, NotApplicable}: in4("Gjelder ikke: Saken ble slått sammen med en annen[ {day}].", "Gjeld ikkje: Saka blei slått saman med ei anna[ {day}].",
		"Does not apply: the case was merged with another[ on {day}].", "Gælder ikke: Sagen blev lagt sammen med en anden[ den {day}]."),
}

// sentencesFor are those that the form of a finding asks for instead.
var sentencesFor = map[string]map[sentenceKey]routine.Text{
	"suspended": {
		{BecauseAsked, Pending}: in4("Kontakt med foresatte er stanset inntil videre. Så lenge løper ingen frist.",
			"Kontakt med føresette er stansa inntil vidare. Så lenge går det ingen frist.",
			"Contact with the guardians is on hold. Until that is settled, no deadline runs.",
			"Kontakt med forældrene er sat på pause. Så længe løber der ingen frist."),
	},
	"overdue": {
		{BecauseAsked, Pending}: in4("Ikke gjort ennå. Fristen gikk ut[ {due}][, for {by} siden].", "Ikkje gjort enno. Fristen gjekk ut[ {due}][, for {by} sidan].",
			"Not done yet. The deadline passed[ on {due}][, {by} ago].", "Ikke gjort endnu. Fristen udløb[ den {due}][, for {by} siden]."),
	},
	"open-ended": {
		{BecauseMet, Satisfied}: in4("Gjort[ {day}].", "Gjort[ {day}].", "Done[ on {day}].", "Gjort[ den {day}]."),
		{BecauseAsked, Pending}: in4("Ikke gjort ennå. Det er ikke satt noen frist.", "Ikkje gjort enno. Det er ikkje sett nokon frist.",
			"Not done yet. No deadline is set.", "Ikke gjort endnu. Der er ikke sat nogen frist."),
	},
	"consider": {
		{BecauseMet, Satisfied}: in4("Vurdert[ {day}], med begrunnelse.", "Vurdert[ {day}], med grunngiving.", "Considered[ on {day}], with a reason given.",
			"Overvejet[ den {day}], med begrundelse."),
		{BecauseMet, Late}: in4("Vurdert[ {by}] for sent[: fristen var {due}, det ble gjort {day}].", "Vurdert[ {by}] for seint[: fristen var {due}, det blei gjort {day}].",
			"Considered[ {by}] late[: the deadline was {due}, and it was done on {day}].", "Overvejet[ {by}] for sent[: fristen var den {due}, og det blev gjort den {day}]."),
		{BecauseLeft, Violated}: in4("Ikke vurdert da saken ble lukket[ {day}].", "Ikkje vurdert då saka blei lukka[ {day}].",
			"Not considered when the case was closed[ on {day}].", "Ikke overvejet, da sagen blev lukket[ den {day}]."),
	},
	"forbidden": {
		{BecauseForbidden, Violated}: in4("Skjedde[ {day}], selv om rutinen sier at det ikke skal skje.", "Skjedde[ {day}], sjølv om rutinen seier at det ikkje skal skje.",
			"It happened[ on {day}], although the routine says that it must not.", "Skete[ den {day}], selv om rutinen siger, at det ikke må ske."),
		{BecauseMet, Satisfied}: in4("Det som ble gjort[ {day}], var lov.", "Det som blei gjort[ {day}], var lov.", "What was done[ on {day}] was allowed.",
			"Det, der blev gjort[ den {day}], var tilladt."),
	},
	"order": {
		{BecauseMet, Satisfied}: in4("Gjort i riktig rekkefølge[, {day}].", "Gjort i rett rekkjefølgje[, {day}].", "Done in the right order[, on {day}].",
			"Gjort i den rigtige rækkefølge[, den {day}]."),
		{BecauseForbidden, Violated}: in4("Gjort for tidlig[, {day}]: Det som skulle komme først, manglet.", "Gjort for tidleg[, {day}]: Det som skulle kome først, mangla.",
			"Done too early[, on {day}]: what had to come first was missing.", "Gjort for tidligt[, den {day}]: Det, der skulle komme først, manglede."),
	},
	"may": {
		{BecauseNever, NotApplicable}: in4("Muligheten ble ikke brukt. Det er i orden.", "Høvet blei ikkje brukt. Det er i orden.",
			"This option was not used. That is fine.", "Muligheden blev ikke brugt. Det er i orden."),
	},
}

// becauseWords is a reason by itself, for a verdict that it does not usually lead to.
var becauseWords = map[string]routine.Text{
	BecauseMet:       in4("det er gjort[ {day}]", "det er gjort[ {day}]", "it was done[ on {day}]", "det er gjort[ den {day}]"),
	BecauseAsked:     in4("det er ikke gjort", "det er ikkje gjort", "it has not been done", "det er ikke gjort"),
	BecauseLeft:      in4("det var ikke gjort da saken ble lukket[ {day}]", "det var ikkje gjort då saka blei lukka[ {day}]", "it was not done when the case was closed[ on {day}]", "det var ikke gjort, da sagen blev lukket[ den {day}]"),
	BecauseForbidden: in4("det skjedde[ {day}], selv om det ikke skal skje", "det skjedde[ {day}], sjølv om det ikkje skal skje", "it happened[ on {day}], although it must not", "det skete[ den {day}], selv om det ikke må ske"),
	BecauseBreach:    in4("det er meldt som avvik[ {day}]", "det er meldt som avvik[ {day}]", "it is reported as a breach[ on {day}]", "det er meldt som afvigelse[ den {day}]"),
	BecauseWaiver:    in4("det er gjort unntak[ {day}]", "det er gjort unntak[ {day}]", "an exception was made[ on {day}]", "der er gjort en undtagelse[ den {day}]"),
	BecauseDanger:    in4("kontakt kunne sette eleven i fare", "kontakt kunne setje eleven i fare", "contact could put the student in danger", "kontakt kunne bringe eleven i fare"),
	BecauseKept:      in4("det som ikke skal skje, har ikke skjedd", "det som ikkje skal skje, har ikkje skjedd", "what must not happen has not happened", "det, der ikke må ske, er ikke sket"),
	BecauseUsed:      in4("muligheten ble brukt[ {day}]", "høvet blei brukt[ {day}]", "the option was used[ on {day}]", "muligheden blev brugt[ den {day}]"),
	BecauseNever:     in4("det ble ikke aktuelt", "det blei ikkje aktuelt", "it did not come up", "det blev ikke aktuelt"),
	BecauseFacts:     in4("slik saken sto[ {since}][ ({facts})]", "slik saka stod[ {since}][ ({facts})]", "as the case stood[ on {since}][ ({facts})]", "som sagen stod[ den {since}][ ({facts})]"),
	BecauseBirthday:  in4("eleven fylte 18 år", "eleven fylte 18 år", "the student turned 18", "eleven fyldte 18 år"),
	BecauseGone:      in4("eleven går ikke lenger på skolen", "eleven går ikkje lenger på skulen", "the student is no longer at the school", "eleven går ikke længere på skolen"),
	BecauseMoved:     in4("saken gikk over til et annet alternativ[ {day}]", "saka gjekk over til eit anna alternativ[ {day}]", "the case moved to another scenario[ on {day}]", "sagen skiftede til et andet alternativ[ den {day}]"),
	BecauseFreed:     in4("rutinen sier selv at det faller bort", "rutinen seier sjølv at det fell bort", "the routine itself says that it lapses", "rutinen siger selv, at det bortfalder"),
	BecauseNoConsent: in4("eleven har ikke samtykket til kontakt med foresatte", "eleven har ikkje samtykt til kontakt med føresette", "the student has not consented to contact with guardians", "eleven har ikke samtykket i kontakt med forældrene"),
	BecauseVoided:    in4("saken ble annullert[ {day}]", "saka blei annullert[ {day}]", "the case was voided[ on {day}]", "sagen blev annulleret[ den {day}]"),
	BecauseMerged:    in4("saken ble slått sammen med en annen[ {day}]", "saka blei slått saman med ei anna[ {day}]", "the case was merged with another[ on {day}]", "sagen blev lagt sammen med en anden[ den {day}]"),
}

// plainSentence puts a reason behind the verdict.
func plainSentence(j Judgement, code string) routine.Text {
	out := routine.Text{}
	for _, lang := range routine.Langs {
		words := j.Title().In(lang)
		if because := becauseWords[code].In(lang); because != "" {
			words += ": " + because
		}
		out = out.With(lang, words+".")
	}
	return out
}

var (
	leadershipWord  = in4("ledelsen", "leiinga", "leadership", "ledelsen")
	stillOwed       = in4("Dette manglet: {what}.", "Dette mangla: {what}.", "This was missing: {what}.", "Dette manglede: {what}.")
	concerned       = in4("Det gjaldt: {what}.", "Det galdt: {what}.", "It concerned: {what}.", "Det gjaldt: {what}.")
	acknowledged    = in4("{who} har tatt stilling til det.", "{who} har teke stilling til det.", "{who} has responded to it.", "{who} har taget stilling til det.")
	notAcknowledged = in4("Ledelsen har ikke tatt stilling til det ennå.", "Leiinga har ikkje teke stilling til det enno.",
		"Leadership has not responded to it yet.", "Ledelsen har endnu ikke taget stilling til det.")
)

// detailWords says what is found beside the reason, by code.
var detailWords = map[string]routine.Text{
	"state": in4("Saken var ikke kommet dit hvor dette kan gjøres.", "Saka var ikkje komen dit der dette kan gjerast.",
		"The case had not come to where this can be done.", "Sagen var ikke nået dertil, hvor dette kan gøres."),
	"recorded_after": in4("Samtykket ble skrevet inn etter kontakten.", "Samtykket blei skrive inn etter kontakten.",
		"The consent was recorded after the contact.", "Samtykket blev noteret efter kontakten."),
	NotWaivable:  waiverFaults[NotWaivable],
	NotLeader:    waiverFaults[NotLeader],
	NoReason:     waiverFaults[NoReason],
	NoAttempts:   waiverFaults[NoAttempts],
	NotConfirmed: waiverFaults[NotConfirmed],
}

// WaiverFault says why the routine does not allow an exception, by code.
func WaiverFault(code string) routine.Text {
	if words, ok := waiverFaults[code]; ok {
		return words
	}
	return in4("Rutinen åpner ikke for det.", "Rutinen opnar ikkje for det.", "The routine does not allow for it.", "Rutinen åbner ikke for det.")
}

var waiverFaults = map[string]routine.Text{
	NotWaivable: in4("Det går ikke an å gjøre unntak fra dette kravet.", "Det går ikkje an å gjere unntak frå dette kravet.",
		"No exception can be made to this requirement.", "Der kan ikke gøres undtagelse fra dette krav."),
	NotLeader: in4("Den som gjorde unntaket, kunne ikke handle som ledelse i saken.", "Den som gjorde unntaket, kunne ikkje handle som leiing i saka.",
		"Whoever made the exception could not act as leadership in the case.", "Den, der gjorde undtagelsen, kunne ikke handle som ledelse i sagen."),
	NoReason:   in4("Begrunnelsen mangler.", "Grunngivinga manglar.", "The reason is missing.", "Begrundelsen mangler."),
	NoAttempts: in4("Ingen forsøk var skrevet inn.", "Ingen forsøk var skrivne inn.", "No attempts had been recorded.", "Der var ikke noteret nogen forsøg."),
	NotConfirmed: in4("Ledelsen hadde ikke bekreftet faren og vurdert barnevernet.", "Leiinga hadde ikkje stadfesta faren og vurdert barnevernet.",
		"Leadership had not confirmed the danger and assessed child welfare.", "Ledelsen havde ikke bekræftet faren og vurderet en underretning."),
}
