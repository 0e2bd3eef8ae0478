package report

import "kjentvei/workflow/routine"

// t is one text in the four languages.
func t(nb, nn, en, da string) routine.Text {
	return routine.Text{NB: nb, NN: nn, EN: en, DA: da}
}

// phrases is what every report says; {1} is filled in.
var phrases = struct {
	Contents, Hidden, School, Schools, Judged, AllTime, UntilDay, SinceDay, FromTo, RestsOn, None     routine.Text
	Requirement, Verdict, Cases, Who, When, What, Why, Version, Number                                routine.Text
	OverDeadline, NoNames, Yes                                                                        routine.Text
	Guard, State, Role, Relation, ContactSuspended, ConsentMissing, SignOffMissing, RequirementOpen   routine.Text
	CaseTitle, Student, Routine, Scenario, CaseState, Opened, Verdicts, VerdictsAbout                 routine.Text
	Happened, Times, Timeline, TimelineAbout, Event, Refused, Corrected, Retracted, OutOfOrder        routine.Text
	NowAt, Present, EvidenceFor, Person, Automatic                                                    routine.Text
	Waivers, NoWaivers, Reason, Allowed, NotAllowed                                                   routine.Text
	Breaches, NoBreaches, Broke, Acknowledgment, AcknowledgedBy, NotAcknowledged, RetractedBreach     routine.Text
	Participation, ParticipationAbout, Did, TookPart                                                  routine.Text
	AllFollowed, SoFar, OneLate, SomeLate, OneOverdue, SomeOverdue, OneViolated, SomeViolated, Undone routine.Text
	OneWaiting, SomeWaiting, NeverCalled, NeverCalledAbout, Binding                                   routine.Text
}{
	Contents: t("Innhold", "Innhald", "Contents", "Indhold"),
	Hidden:   t("vises ikke", "blir ikkje vist", "not shown", "vises ikke"),
	School:   t("Skole", "Skule", "School", "Skole"),
	Schools:  t("Skoler", "Skular", "Schools", "Skoler"),
	Judged:   t("Vurdert", "Vurdert", "Judged", "Vurderet"),
	AllTime:  t("Alle saker", "Alle saker", "All cases", "Alle sager"),
	UntilDay: t("Til og med {1}", "Til og med {1}", "Up to and including {1}", "Til og med {1}"),
	SinceDay: t("Fra og med {1}", "Frå og med {1}", "From {1}", "Fra og med {1}"),
	FromTo:   t("{1} – {2}", "{1} – {2}", "{1} – {2}", "{1} – {2}"),
	RestsOn:  t("Bygger på", "Byggjer på", "Rests on", "Bygger på"),
	None:     t("Ingen.", "Ingen.", "None.", "Ingen."),

	Requirement: t("Krav", "Krav", "Requirement", "Krav"),
	Verdict:     t("Resultat", "Resultat", "Verdict", "Resultat"),
	Cases:       t("Saker", "Saker", "Cases", "Sager"),
	Who:         t("Hvem", "Kven", "Who", "Hvem"),
	When:        t("Når", "Når", "When", "Hvornår"),
	What:        t("Hva", "Kva", "What", "Hvad"),
	Why:         t("Hvorfor", "Kvifor", "Why", "Hvorfor"),
	Version:     t("versjon {1}", "versjon {1}", "version {1}", "version {1}"),
	Number:      t("Antall", "Tal", "Number", "Antal"),

	OverDeadline: t("Over fristen", "Over fristen", "Past the deadline", "Over fristen"),
	NoNames: t("Rapporten er laget av det som er registrert i saken, og av ikke noe annet. Den nevner roller, aldri navn.",
		"Rapporten er laga av det som er registrert i saka, og av ikkje noko anna. Han nemner roller, aldri namn.",
		"This report is made from what was recorded in the case and from nothing else. It speaks of roles, never of names.",
		"Rapporten er lavet af det, der er registreret i sagen, og af intet andet. Den nævner roller, aldrig navne."),
	Yes: t("Ja", "Ja", "Yes", "Ja"),

	Guard:            t("Et vilkår i rutinen var ikke oppfylt", "Eit vilkår i rutinen var ikkje oppfylt", "A condition of the routine was not met", "En betingelse i rutinen var ikke opfyldt"),
	State:            t("Saken var ikke kommet dit", "Saka var ikkje komen dit", "The case had not come that far", "Sagen var ikke nået dertil"),
	Role:             t("Rollen gir ikke rett til dette", "Rolla gir ikkje rett til dette", "The role does not allow it", "Rollen giver ikke ret til dette"),
	Relation:         t("Tilknytningen til saken er ikke slik den må være", "Tilknytinga til saka er ikkje slik ho må vere", "Not for someone with this part in the case", "Tilknytningen til sagen er ikke, som den skal være"),
	ContactSuspended: t("Kontakt med foresatte var stanset", "Kontakt med føresette var stansa", "Contact with the guardians was on hold", "Kontakt med forældrene var sat på pause"),
	ConsentMissing:   t("Samtykke manglet", "Samtykke mangla", "Consent was missing", "Samtykke manglede"),
	SignOffMissing:   t("Godkjenning fra ledelsen manglet", "Godkjenning frå leiinga mangla", "Leadership’s sign-off was missing", "Ledelsens godkendelse manglede"),
	RequirementOpen:  t("Noe gjensto", "Noko stod att", "Something remained to be done", "Noget manglede"),

	CaseTitle: t("Ble rutinen fulgt? Sak {1}", "Blei rutinen følgd? Sak {1}", "Was the routine followed? Case {1}", "Blev rutinen fulgt? Sag {1}"),
	Student:   t("Elev", "Elev", "Student", "Elev"),
	Routine:   t("Rutine", "Rutine", "Routine", "Rutine"),
	Scenario:  t("Alternativ", "Alternativ", "Scenario", "Alternativ"),
	CaseState: t("Saken nå", "Saka no", "The case now", "Sagen nu"),
	Opened:    t("Bekymringen oppsto", "Bekymringa oppstod", "The concern arose", "Bekymringen opstod"),
	Verdicts:  t("Kravene, i rutinens rekkefølge", "Krava, i rekkjefølgja til rutinen", "The requirements, in the order of the routine", "Kravene, i rutinens rækkefølge"),
	VerdictsAbout: t("Hvert krav har fått ett resultat. Numrene viser til tidslinjen, så alle kan se hva det bygger på.",
		"Kvart krav har fått eitt resultat. Nummera viser til tidslinja, så alle kan sjå kva det byggjer på.",
		"Each requirement has one verdict. The numbers point at the timeline, so that anyone can see what it rests on.",
		"Hvert krav har fået ét resultat. Numrene henviser til tidslinjen, så alle kan se, hvad det bygger på."),
	Happened: t("Hva skjedde", "Kva skjedde", "What happened", "Hvad skete"),
	Times:    t("Gang {1}", "Gong {1}", "Time {1}", "Gang {1}"),
	Timeline: t("Tidslinje", "Tidslinje", "Timeline", "Tidslinje"),
	TimelineAbout: t("I den rekkefølgen tingene skjedde, med rettelser.", "I den rekkjefølgja tinga skjedde, med rettingar.",
		"In the order in which things happened, as corrected.", "I den rækkefølge, tingene skete, med rettelser."),
	Event:      t("nr. {1}", "nr. {1}", "no. {1}", "nr. {1}"),
	Refused:    t("Avvist: {1}", "Avvist: {1}", "Refused: {1}", "Afvist: {1}"),
	Corrected:  t("Rettet senere.", "Retta seinare.", "Corrected later.", "Rettet senere."),
	Retracted:  t("Trukket tilbake: Dette skjedde ikke.", "Trekt tilbake: Dette skjedde ikkje.", "Taken back: this did not happen.", "Trukket tilbage: Dette skete ikke."),
	OutOfOrder: t("Skrevet inn etter noe som skjedde senere.", "Skrive inn etter noko som skjedde seinare.", "Recorded after something that happened later.", "Noteret efter noget, der skete senere."),
	NowAt:      t("Saken kom til: {1}", "Saka kom til: {1}", "The case came to: {1}", "Sagen kom til: {1}"),
	Present:    t("Nevnt: {1}", "Nemnt: {1}", "Named: {1}", "Nævnt: {1}"),

	EvidenceFor: t("Viser", "Viser", "Shows", "Viser"),
	Person:      t("{1} (person {2})", "{1} (person {2})", "{1} (person {2})", "{1} (person {2})"),
	Automatic:   t("programmet", "programmet", "the program", "programmet"),

	Waivers:    t("Unntak", "Unntak", "Exceptions", "Undtagelser"),
	NoWaivers:  t("Det ble ikke gjort unntak i saken.", "Det blei ikkje gjort unntak i saka.", "No exception was made in the case.", "Der blev ikke gjort undtagelser i sagen."),
	Reason:     t("Grunn", "Grunn", "Reason", "Grund"),
	Allowed:    t("Tillatt", "Tillate", "Allowed", "Tilladt"),
	NotAllowed: t("Nei. {1}", "Nei. {1}", "No. {1}", "Nej. {1}"),

	Breaches:        t("Avvik", "Avvik", "Breaches", "Afvigelser"),
	NoBreaches:      t("Det er ikke meldt avvik i saken.", "Det er ikkje meldt avvik i saka.", "No breach was reported in the case.", "Der er ikke meldt afvigelser i sagen."),
	Broke:           t("Krav som ikke ble fulgt: {1}", "Krav som ikkje blei følgde: {1}", "Requirements not followed: {1}", "Krav, der ikke blev fulgt: {1}"),
	Acknowledgment:  t("Ledelsen", "Leiinga", "Leadership", "Ledelsen"),
	AcknowledgedBy:  t("Har tatt stilling: {1}", "Har teke stilling: {1}", "Has responded: {1}", "Har taget stilling: {1}"),
	NotAcknowledged: t("Har ikke tatt stilling ennå", "Har ikkje teke stilling enno", "Has not responded yet", "Har endnu ikke taget stilling"),
	RetractedBreach: t("Meldt ved en feil, og rettet av ledelsen.", "Meldt ved ein feil, og retta av leiinga.", "Reported by mistake, and corrected by leadership.", "Meldt ved en fejl og rettet af ledelsen."),

	Participation: t("Hvem som var med", "Kven som var med", "Who took part", "Hvem der var med"),
	ParticipationAbout: t("Numrene skiller folk i denne saken fra hverandre, og betyr ingenting utenfor den.",
		"Nummera skil folk i denne saka frå kvarandre, og betyr ingenting utanfor ho.",
		"The numbers tell the people of this case apart, and mean nothing outside it.",
		"Numrene adskiller folk i denne sag fra hinanden og betyder intet uden for den."),
	Did:      t("Skrev inn", "Skreiv inn", "Recorded", "Noterede"),
	TookPart: t("Er nevnt i", "Er nemnd i", "Is named in", "Er nævnt i"),

	AllFollowed:  t("Rutinen ble fulgt.", "Rutinen blei følgd.", "The routine was followed.", "Rutinen blev fulgt."),
	SoFar:        t("Så langt er rutinen fulgt.", "Så langt er rutinen følgd.", "So far the routine has been followed.", "Indtil nu er rutinen fulgt."),
	OneLate:      t("Ett krav ble oppfylt for sent.", "Eitt krav blei oppfylt for seint.", "One requirement was met late.", "Ét krav blev opfyldt for sent."),
	SomeLate:     t("{1} krav ble oppfylt for sent.", "{1} krav blei oppfylte for seint.", "{1} requirements were met late.", "{1} krav blev opfyldt for sent."),
	OneOverdue:   t("Ett krav venter og er over fristen.", "Eitt krav ventar og er over fristen.", "One requirement is waiting and past its deadline.", "Ét krav venter og er over fristen."),
	SomeOverdue:  t("{1} krav venter og er over fristen.", "{1} krav ventar og er over fristen.", "{1} requirements are waiting and past their deadline.", "{1} krav venter og er over fristen."),
	OneViolated:  t("Rutinen ble ikke fulgt: Ett krav ble brutt.", "Rutinen blei ikkje følgd: Eitt krav blei brote.", "The routine was not followed: one requirement was broken.", "Rutinen blev ikke fulgt: Ét krav blev brudt."),
	SomeViolated: t("Rutinen ble ikke fulgt: {1} krav ble brutt.", "Rutinen blei ikkje følgd: {1} krav blei brotne.", "The routine was not followed: {1} requirements were broken.", "Rutinen blev ikke fulgt: {1} krav blev brudt."),
	Undone:       t("Saken regnes ikke med i tallene, for den er annullert eller slått sammen med en annen.", "Saka blir ikkje rekna med i tala, for ho er annullert eller slått saman med ei anna.", "The case is not counted in the figures, because it was voided or merged with another.", "Sagen tælles ikke med i tallene, for den er annulleret eller lagt sammen med en anden."),
	OneWaiting:   t("Ett krav venter, men er ikke over fristen.", "Eitt krav ventar, men er ikkje over fristen.", "One requirement is waiting, within its time.", "Ét krav venter, men er ikke over fristen."),
	SomeWaiting:  t("{1} krav venter, men er ikke over fristen.", "{1} krav ventar, men er ikkje over fristen.", "{1} requirements are waiting, within their time.", "{1} krav venter, men er ikke over fristen."),
	NeverCalled:  t("Krav som ikke kom opp", "Krav som ikkje kom opp", "Requirements that did not come up", "Krav, der ikke kom op"),
	NeverCalledAbout: t("Ingenting i saken utløste disse kravene. De gjelder derfor ikke her.", "Ingenting i saka utløyste desse krava. Dei gjeld derfor ikkje her.",
		"Nothing in the case called for these. They therefore do not apply here.", "Intet i sagen udløste disse krav. De gælder derfor ikke her."),
	Binding: t("Hvor bindende", "Kor bindande", "How binding", "Hvor bindende"),
}
