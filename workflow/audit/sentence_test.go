package audit_test

import (
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

func kjentmann(t *testing.T) *routine.Routine {
	t.Helper()
	r, ok := routine.Find("kjentmann")
	if !ok {
		t.Fatal("no routine kjentmann")
	}
	return r
}

func oslo(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, calendar.Oslo)
}

var (
	monday    = oslo(2026, time.November, 2, 10, 15)
	wednesday = oslo(2026, time.November, 4, 14, 0)
	due       = calendar.On(2026, time.November, 3)
)

// Each row is a finding and how it is told.
func TestSentence(t *testing.T) {
	at := func(f audit.Finding) audit.Finding {
		if f.Since.IsZero() {
			f.Since = monday
		}
		return f
	}
	because := func(code string) audit.Reasoning { return audit.Reasoning{Code: code} }
	for _, tt := range []struct {
		name           string
		requirement    string
		finding        audit.Finding
		nb, nn, en, da string
	}{
		{"in time", "KJ-1.1", audit.Finding{Judgement: audit.Satisfied, DueOn: due, SettledAt: monday, Reason: because(audit.BecauseMet)},
			"Gjort i tide, 2. november.", "Gjort i tide, 2. november.", "Done in time, on 2 November.", "Gjort i tide, den 2. november."},
		{"one day late", "KJ-1.1", audit.Finding{Judgement: audit.Late, DueOn: due, SettledAt: wednesday, LateBy: audit.Lateness{Amount: 1, Unit: audit.SchoolDays}, Reason: because(audit.BecauseMet)},
			"Gjort 1 skoledag for sent: fristen var 3. november, det ble gjort 4. november.",
			"Gjort 1 skuledag for seint: fristen var 3. november, det blei gjort 4. november.",
			"Done 1 school day late: the deadline was 3 November, and it was done on 4 November.",
			"Gjort 1 skoledag for sent: fristen var den 3. november, og det blev gjort den 4. november."},
		{"days late, after New Year", "KJ-1.1", audit.Finding{Judgement: audit.Late, DueOn: due, SettledAt: oslo(2027, time.January, 8, 9, 0), LateBy: audit.Lateness{Amount: 39, Unit: audit.SchoolDays}, Reason: because(audit.BecauseMet)},
			"Gjort 39 skoledager for sent: fristen var 3. november, det ble gjort 8. januar 2027.",
			"Gjort 39 skuledagar for seint: fristen var 3. november, det blei gjort 8. januar 2027.",
			"Done 39 school days late: the deadline was 3 November, and it was done on 8 January 2027.",
			"Gjort 39 skoledage for sent: fristen var den 3. november, og det blev gjort den 8. januar 2027."},
		{"minutes late", "KJ-3.2", audit.Finding{Judgement: audit.Late, DueAt: monday, DueOn: due - 1, SettledAt: monday.Add(17*time.Minute + time.Second), LateBy: audit.Lateness{Amount: .3, Unit: audit.Hours}, Reason: because(audit.BecauseMet)},
			"Gjort 18 minutter for sent: fristen var 2. november kl. 10.15, det ble gjort 2. november kl. 10.32.",
			"Gjort 18 minutt for seint: fristen var 2. november kl. 10.15, det blei gjort 2. november kl. 10.32.",
			"Done 18 minutes late: the deadline was 2 November at 10:15, and it was done on 2 November at 10:32.",
			"Gjort 18 minutter for sent: fristen var den 2. november kl. 10.15, og det blev gjort den 2. november kl. 10.32."},
		{"hours late", "KJ-3.2", audit.Finding{Judgement: audit.Late, DueAt: monday, SettledAt: wednesday, LateBy: audit.Lateness{Amount: 51.8, Unit: audit.Hours}, Reason: because(audit.BecauseMet)},
			"Gjort 51,8 timer for sent: fristen var 2. november kl. 10.15, det ble gjort 4. november kl. 14.00.",
			"Gjort 51,8 timar for seint: fristen var 2. november kl. 10.15, det blei gjort 4. november kl. 14.00.",
			"Done 51.8 hours late: the deadline was 2 November at 10:15, and it was done on 4 November at 14:00.",
			"Gjort 51,8 timer for sent: fristen var den 2. november kl. 10.15, og det blev gjort den 4. november kl. 14.00."},
		{"considered", "KJ-3.8", audit.Finding{Judgement: audit.Satisfied, DueOn: due, SettledAt: monday, Reason: because(audit.BecauseMet)},
			"Vurdert 2. november, med begrunnelse.", "Vurdert 2. november, med grunngiving.", "Considered on 2 November, with a reason given.", "Overvejet den 2. november, med begrundelse."},
		{"waiting", "KJ-1.1", audit.Finding{Judgement: audit.Pending, DueOn: due, Reason: because(audit.BecauseAsked)},
			"Ikke gjort ennå. Fristen er 3. november.", "Ikkje gjort enno. Fristen er 3. november.", "Not done yet. The deadline is 3 November.", "Ikke gjort endnu. Fristen er den 3. november."},
		{"waiting without a deadline", "KJ-1.1", audit.Finding{Judgement: audit.Pending, Reason: because(audit.BecauseAsked)},
			"Ikke gjort ennå. Det er ikke satt noen frist.", "Ikkje gjort enno. Det er ikkje sett nokon frist.", "Not done yet. No deadline is set.", "Ikke gjort endnu. Der er ikke sat nogen frist."},
		{"overdue", "KJ-1.1", audit.Finding{Judgement: audit.Pending, DueOn: due, Overdue: true, Reason: because(audit.BecauseAsked)},
			"Ikke gjort ennå. Fristen gikk ut 3. november.", "Ikkje gjort enno. Fristen gjekk ut 3. november.", "Not done yet. The deadline passed on 3 November.", "Ikke gjort endnu. Fristen udløb den 3. november."},
		{"suspended", "KJ-1.4", audit.Finding{Judgement: audit.Pending, DueOn: due, Suspended: true, Reason: because(audit.BecauseAsked)},
			"Kontakt med foresatte er stanset inntil videre. Så lenge løper ingen frist.", "Kontakt med føresette er stansa inntil vidare. Så lenge går det ingen frist.",
			"Contact with the guardians is on hold. Until that is settled, no deadline runs.", "Kontakt med forældrene er sat på pause. Så længe løber der ingen frist."},
		{"waived", "KJ-1.4", audit.Finding{Judgement: audit.Waived, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseWaiver, Detail: []string{"one_adult"}, By: "department_head"}},
			"Avdelingsleder gjorde unntak 4. november. Grunn: Bare én voksen igjen i bygget.", "Avdelingsleiar gjorde unntak 4. november. Grunn: Berre éin vaksen att i bygget.",
			"The department head made an exception on 4 November. Reason: Only one adult left in the building.",
			"Afdelingsleder gjorde en undtagelse den 4. november. Grund: Kun én voksen tilbage i bygningen."},
		{"breach", "KJ-1.1", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: because(audit.BecauseBreach)},
			"Meldt som avvik 4. november. Ledelsen har ikke tatt stilling til det ennå.", "Meldt som avvik 4. november. Leiinga har ikkje teke stilling til det enno.",
			"Reported as a breach on 4 November. Leadership has not responded to it yet.", "Meldt som afvigelse den 4. november. Ledelsen har endnu ikke taget stilling til det."},
		{"breach acknowledged", "KJ-1.1", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Acknowledged: true, Reason: audit.Reasoning{Code: audit.BecauseBreach, By: "principal"}},
			"Meldt som avvik 4. november. Rektor har tatt stilling til det.", "Meldt som avvik 4. november. Rektor har teke stilling til det.",
			"Reported as a breach on 4 November. The principal has responded to it.", "Meldt som afvigelse den 4. november. Rektor har taget stilling til det."},
		{"closed too early", "DV-4", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseForbidden, Detail: []string{"KJ-1.4"}}},
			"Skjedde 4. november, selv om rutinen sier at det ikke skal skje. Dette manglet: Informer foresatte (KJ-1.4).",
			"Skjedde 4. november, sjølv om rutinen seier at det ikkje skal skje. Dette mangla: Informer dei føresette (KJ-1.4).",
			"It happened on 4 November, although the routine says that it must not. This was missing: Inform the guardians (KJ-1.4).",
			"Skete den 4. november, selv om rutinen siger, at det ikke må ske. Dette manglede: Informér forældrene (KJ-1.4)."},
		{"not allowed there", "DV-13", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseForbidden, Detail: []string{"state"}}},
			"Skjedde 4. november, selv om rutinen sier at det ikke skal skje. Saken var ikke kommet dit hvor dette kan gjøres.",
			"Skjedde 4. november, sjølv om rutinen seier at det ikkje skal skje. Saka var ikkje komen dit der dette kan gjerast.",
			"It happened on 4 November, although the routine says that it must not. The case had not come to where this can be done.",
			"Skete den 4. november, selv om rutinen siger, at det ikke må ske. Sagen var ikke nået dertil, hvor dette kan gøres."},
		{"a step that broke something", "DV-13", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseBreach, Detail: []string{"P6", "KJ-1.4", ""}}},
			"Meldt som avvik 4. november. Det gjaldt: Ingen under 18 år går hjem alene (P6); Informer foresatte (KJ-1.4). Ledelsen har ikke tatt stilling til det ennå.",
			"Meldt som avvik 4. november. Det galdt: Ingen under 18 år går heim åleine (P6); Informer dei føresette (KJ-1.4). Leiinga har ikkje teke stilling til det enno.",
			"Reported as a breach on 4 November. It concerned: Nobody under 18 goes home alone (P6); Inform the guardians (KJ-1.4). Leadership has not responded to it yet.",
			"Meldt som afvigelse den 4. november. Det gjaldt: Ingen under 18 år går hjem alene (P6); Informér forældrene (KJ-1.4). Ledelsen har endnu ikke taget stilling til det."},
		{"consent recorded afterwards", "DV-1", audit.Finding{Judgement: audit.Satisfied, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseMet, Detail: []string{"recorded_after"}}},
			"Det som ble gjort 4. november, var lov. Samtykket ble skrevet inn etter kontakten.", "Det som blei gjort 4. november, var lov. Samtykket blei skrive inn etter kontakten.",
			"What was done on 4 November was allowed. The consent was recorded after the contact.", "Det, der blev gjort den 4. november, var tilladt. Samtykket blev noteret efter kontakten."},
		{"an exception that may not be made", "DV-5", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: audit.Reasoning{Code: audit.BecauseForbidden, Detail: []string{audit.NoAttempts}}},
			"Gjort 4. november, men ikke slik rutinen krever. Ingen forsøk var skrevet inn.",
			"Gjort 4. november, men ikkje slik rutinen krev. Ingen forsøk var skrivne inn.",
			"Done on 4 November, but not as the routine demands. No attempts had been recorded.",
			"Gjort den 4. november, men ikke som rutinen kræver. Der var ikke noteret nogen forsøg."},
		{"too early", "DV-2", audit.Finding{Judgement: audit.Violated, SettledAt: wednesday, Reason: because(audit.BecauseForbidden)},
			"Gjort for tidlig, 4. november: Det som skulle komme først, manglet.", "Gjort for tidleg, 4. november: Det som skulle kome først, mangla.",
			"Done too early, on 4 November: what had to come first was missing.", "Gjort for tidligt, den 4. november: Det, der skulle komme først, manglede."},
		{"allowed", "DV-1", audit.Finding{Judgement: audit.Satisfied, SettledAt: wednesday, Reason: because(audit.BecauseMet)},
			"Det som ble gjort 4. november, var lov.", "Det som blei gjort 4. november, var lov.", "What was done on 4 November was allowed.", "Det, der blev gjort den 4. november, var tilladt."},
		{"the facts", "KJ-1.4", audit.Finding{Judgement: audit.NotApplicable, Reason: audit.Reasoning{Code: audit.BecauseFacts, Detail: []string{"age=adult"}}},
			"Gjelder ikke slik saken sto 2. november. Elevens alder den dagen: 18 år eller eldre.", "Gjeld ikkje slik saka stod 2. november. Alderen til eleven den dagen: 18 år eller eldre.",
			"Does not apply as the case stood on 2 November. The student’s age on the day: 18 or older.", "Gælder ikke, som sagen stod den 2. november. Elevens alder på dagen: 18 år eller derover."},
		{"a birthday too late", "KJ-1.4", audit.Finding{Judgement: audit.Violated, DueOn: due, SettledAt: wednesday, Reason: because(audit.BecauseBirthday)},
			"Ikke gjort før eleven fylte 18 år. Da var fristen, 3. november, allerede ute.", "Ikkje gjort før eleven fylte 18 år. Då var fristen, 3. november, alt ute.",
			"Not done before the student turned 18. The deadline, 3 November, had already passed.", "Ikke gjort, før eleven fyldte 18 år. Da var fristen, den 3. november, allerede udløbet."},
		{"a permission not used", "KJ-1.5", audit.Finding{Judgement: audit.NotApplicable, Reason: because(audit.BecauseNever)},
			"Muligheten ble ikke brukt. Det er i orden.", "Høvet blei ikkje brukt. Det er i orden.", "This option was not used. That is fine.", "Muligheden blev ikke brugt. Det er i orden."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := kjentmann(t)
			q, ok := r.Requirement(tt.requirement)
			if !ok {
				t.Fatal("no requirement", tt.requirement)
			}
			f := at(tt.finding)
			v := &audit.Verdict{Requirement: q, Finding: f}
			for lang, want := range map[routine.Lang]string{routine.Bokmal: tt.nb, routine.Nynorsk: tt.nn, routine.English: tt.en, routine.Danish: tt.da} {
				if got := audit.Sentence(r, v, &f, lang); got != want {
					t.Errorf("%s:\n got %s\nwant %s", lang, got, want)
				}
			}
		})
	}
}

var codes = []string{
	audit.BecauseMet, audit.BecauseAsked, audit.BecauseLeft, audit.BecauseForbidden, audit.BecauseBreach, audit.BecauseWaiver,
	audit.BecauseDanger, audit.BecauseKept, audit.BecauseUsed, audit.BecauseNever, audit.BecauseFacts, audit.BecauseBirthday,
	audit.BecauseGone, audit.BecauseMoved, audit.BecauseFreed, audit.BecauseNoConsent, audit.BecauseVoided, audit.BecauseMerged,
}

// Whatever the audit finds, of any requirement, with all or nothing known, there
// is a sentence for it in each language, with nothing left to be filled in.
func TestSentenceForEverything(t *testing.T) {
	r := kjentmann(t)
	bare, full := audit.Finding{}, audit.Finding{
		Since: monday, DueOn: due, DueAt: monday, SettledAt: wednesday, LateBy: audit.Lateness{Amount: 2, Unit: audit.SchoolDays}, Acknowledged: true,
	}
	for _, q := range r.Demands() {
		for j := audit.NotApplicable; j <= audit.Violated; j++ {
			for _, code := range codes {
				for name, f := range map[string]audit.Finding{"bare": bare, "full": full} {
					f.Judgement, f.Reason = j, audit.Reasoning{Code: code}
					v := &audit.Verdict{Requirement: q, Finding: f}
					for _, lang := range routine.Langs {
						s := audit.Sentence(r, v, &f, lang)
						if len(s) < 5 || !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "[]{}") || strings.Contains(s, "  ") || strings.Contains(s, " .") || strings.Contains(s, " ,") {
							t.Fatalf("%s %s/%s %s in %s: %q", q.ID, j, code, name, lang, s)
						}
					}
				}
			}
		}
	}
}

// What somebody wrote into a routine is not read as something to fill in.
func TestSentenceFillsInOnce(t *testing.T) {
	r := kjentmann(t)
	q, _ := r.Requirement("KJ-1.4")
	f := audit.Finding{Judgement: audit.NotApplicable, Reason: audit.Reasoning{Code: audit.BecauseFacts, Detail: []string{"[x]={day}"}}}
	got := audit.Sentence(r, &audit.Verdict{Requirement: q, Finding: f}, &f, routine.English)
	if want := "Does not apply as the case stood. [x]: {day}."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDaysAreOslosOwn(t *testing.T) {
	late := time.Date(2026, time.November, 2, 23, 30, 0, 0, time.UTC) // 00.30 on the 3rd in Oslo
	if got, want := audit.Moment(late, routine.Bokmal), "3. november 2026 kl. 00.30"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := audit.Moment(late, routine.English), "3 November 2026 at 00:30"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
