package report

import "kjentvei/workflow/routine"

// figureWords is what reports of figures say besides; {1} is filled in.
var figureWords = struct {
	Title, Period, CountedBy, CountedByAbout, Open, Closed, Apart, ApartAbout, Small, SmallNone    routine.Text
	Headline, NothingAsked, Attention, AttentionAbout, Calm, CalmAbout, NotAllShown, ViolatedIn    routine.Text
	OverdueIn, LateIn, Requirements, RequirementsAbout, RequirementBars, Delay, DelayOf, EveryCase routine.Text
	ByMonth, ByYear, ByScenario, BySchool, Trend, GroupBars, MonthPillars, ChartAbout, Month, Year routine.Text
	Waiting, WaitingAbout, WaitingChart, WaitState, Stays, Now, Median, Worst, WaitOf, NoWaits     routine.Text
	Versions, VersionsAbout, VersionCases, VersionColumn, Routine, NoVersions, NothingCalled       routine.Text
	Refusals, RefusalsAbout, NoRefusals, Waivers, WaiversAbout, NoWaivers, Breaches, BreachesAbout routine.Text
	NoBreaches, BreachesOf, OfThem, Cleared, Parts                                                 routine.Text
}{
	Title:     t("Blir rutinen fulgt?", "Blir rutinen følgd?", "Is the routine followed?", "Bliver rutinen fulgt?"),
	Period:    t("Periode", "Periode", "Period", "Periode"),
	CountedBy: t("Regnet etter", "Rekna etter", "Counted by", "Regnet efter"),
	CountedByAbout: t("dagen bekymringen oppsto", "dagen bekymringa oppstod", "the day on which the concern arose",
		"den dag, bekymringen opstod"),
	Open:   t("Åpne", "Opne", "Open", "Åbne"),
	Closed: t("Lukket", "Lukka", "Closed", "Lukket"),
	Apart:  t("Regnes ikke med", "Blir ikkje rekna med", "Not counted", "Tælles ikke med"),
	ApartAbout: t("annullert: {1}, slått sammen med en annen: {2}", "annullert: {1}, slått saman med ei anna: {2}",
		"voided: {1}, merged with another: {2}", "annulleret: {1}, lagt sammen med en anden: {2}"),
	Small: t("Av hensyn til elevene vises ikke tall som er mindre enn {1}, og heller ikke tall som ville røpe dem. Der står det «–».",
		"Av omsyn til elevane blir ikkje tal som er mindre enn {1}, viste, og heller ikkje tal som ville røpe dei. Der står det «–».",
		"To protect the students, numbers smaller than {1} are not shown, nor numbers that would give them away. They read “–”.",
		"Af hensyn til eleverne vises tal under {1} ikke, og heller ikke tal, der ville røbe dem. Der står »–«."),
	SmallNone: t("Alle tall vises, også de små. Pass på hvem som får se rapporten.", "Alle tal blir viste, også dei små. Pass på kven som får sjå rapporten.",
		"All numbers are shown, the small ones too. Take care who sees this report.", "Alle tal vises, også de små. Pas på, hvem der ser rapporten."),
	Headline: t("Krav kom til sammen opp {1} ganger. {2} ganger ({3} %) ble de fulgt i tide.", "Krav kom til saman opp {1} gonger. {2} gonger ({3} %) blei dei følgde i tide.",
		"Requirements came up {1} times in all. {2} times ({3}%) they were followed in time.", "Krav kom i alt op {1} gange. {2} gange ({3} %) blev de fulgt i tide."),
	NothingAsked: t("Ingen krav kom opp i disse sakene.", "Ingen krav kom opp i desse sakene.", "No requirement came up in these cases.", "Ingen krav kom op i disse sager."),
	Attention:    t("Dette bør dere se på", "Dette bør de sjå på", "What to look at", "Det bør I se på"),
	AttentionAbout: t("Kravene som oftest ikke ble fulgt, er over fristen eller ble oppfylt for sent.", "Krava som oftast ikkje blei følgde, er over fristen eller blei oppfylte for seint.",
		"The requirements that most often were not followed, are past their deadline, or were met late.", "De krav, der oftest ikke blev fulgt, er over fristen eller blev opfyldt for sent."),
	Calm: t("Her er det ingenting å se på: Alle krav ble fulgt i tide.", "Her er det ingenting å sjå på: Alle krav blei følgde i tide.",
		"There is nothing to look at: every requirement was followed in time.", "Her er intet at se på: Alle krav blev fulgt i tide."),
	CalmAbout: t("Ingen av tallene som vises, peker på noe å se på.", "Ingen av tala som blir viste, peikar på noko å sjå på.",
		"None of the numbers that are shown points at anything.", "Ingen af de tal, der vises, peger på noget."),
	NotAllShown: t("Tall som ikke vises, er ikke regnet med her.", "Tal som ikkje blir viste, er ikkje rekna med her.",
		"Numbers that are not shown are left out here.", "Tal, der ikke vises, er ikke regnet med her."),
	ViolatedIn: t("ikke fulgt: {1}", "ikkje følgt: {1}", "not followed: {1}", "ikke fulgt: {1}"),
	OverdueIn:  t("over fristen nå: {1}", "over fristen no: {1}", "past the deadline now: {1}", "over fristen nu: {1}"),
	LateIn:     t("for sent: {1}", "for seint: {1}", "late: {1}", "for sent: {1}"),

	Requirements: t("Krav for krav", "Krav for krav", "Requirement by requirement", "Krav for krav"),
	RequirementsAbout: t("I hver sak har hvert krav fått ett resultat. Søylene viser bare saker der kravet kom opp.",
		"I kvar sak har kvart krav fått eitt resultat. Søylene viser berre saker der kravet kom opp.",
		"In each case each requirement has one verdict. The bars show only the cases in which it came up.",
		"I hver sag har hvert krav fået ét resultat. Søjlerne viser kun sager, hvor kravet kom op."),
	RequirementBars: t("Hvor ofte hvert krav ble fulgt", "Kor ofte kvart krav blei følgt", "How often each requirement was followed", "Hvor ofte hvert krav blev fulgt"),
	EveryCase:       t("Det hver sak skal ha, uansett rutine", "Det kvar sak skal ha, uansett rutine", "What every case owes, whatever its routine", "Det, hver sag skal have, uanset rutine"),
	Delay:           t("Forsinket: median / mest", "Forseinka: median / mest", "Delay: median / worst", "Forsinket: median / mest"),
	DelayOf:         t("{1} / {2}", "{1} / {2}", "{1} / {2}", "{1} / {2}"),

	ByMonth:    t("Måned for måned", "Månad for månad", "Month by month", "Måned for måned"),
	ByYear:     t("Skoleår for skoleår", "Skuleår for skuleår", "School year by school year", "Skoleår for skoleår"),
	ByScenario: t("Etter hvordan bekymringen begynte", "Etter korleis bekymringa byrja", "By how the concern began", "Efter hvordan bekymringen begyndte"),
	BySchool:   t("Skole for skole", "Skule for skule", "School by school", "Skole for skole"),
	Trend:      t("Over tid", "Over tid", "Over time", "Over tid"),
	GroupBars:  t("Hvor ofte kravene ble fulgt", "Kor ofte krava blei følgde", "How often the requirements were followed", "Hvor ofte kravene blev fulgt"),
	MonthPillars: t("Krav som kom opp, etter måneden bekymringen oppsto", "Krav som kom opp, etter månaden bekymringa oppstod",
		"Requirements that came up, by the month in which the concern arose", "Krav, der kom op, efter den måned bekymringen opstod"),
	ChartAbout: t("De samme tallene står i tabellen under.", "Dei same tala står i tabellen under.", "The same numbers are in the table below.", "De samme tal står i tabellen nedenfor."),
	Month:      t("Måned", "Månad", "Month", "Måned"),
	Year:       t("Skoleår", "Skuleår", "School year", "Skoleår"),

	Waiting: t("Hvor sakene venter lengst", "Kor sakene ventar lengst", "Where cases wait longest", "Hvor sagerne venter længst"),
	WaitingAbout: t("Skoledager fra saken kom til en tilstand til den gikk videre.", "Skuledagar frå saka kom til ein tilstand til ho gjekk vidare.",
		"School days from when the case came to a state until it went on.", "Skoledage fra sagen kom til en tilstand, til den gik videre."),
	WaitingChart: t("Ventetid i skoledager: Den brede søylen er medianen, streken den lengste", "Ventetid i skuledagar: Den breie søyla er medianen, streken den lengste",
		"Waiting time in school days: the broad bar is the median, the thin one the longest", "Ventetid i skoledage: Den brede søjle er medianen, den smalle den længste"),
	WaitState: t("Tilstand", "Tilstand", "State", "Tilstand"),
	Stays:     t("Opphold", "Opphald", "Stays", "Ophold"),
	Now:       t("Der nå", "Der no", "There now", "Der nu"),
	Median:    t("Median", "Median", "Median", "Median"),
	Worst:     t("Lengst", "Lengst", "Longest", "Længst"),
	WaitOf:    t("{1}, lengst {2}", "{1}, lengst {2}", "{1}, longest {2}", "{1}, længst {2}"),
	NoWaits:   t("Ingen saker har ventet.", "Ingen saker har venta.", "No case has waited.", "Ingen sager har ventet."),

	Versions: t("Versjonene av rutinen", "Versjonane av rutinen", "The versions of the routine", "Rutinens versioner"),
	VersionsAbout: t("Hver sak er vurdert etter den versjonen den følger.", "Kvar sak er vurdert etter den versjonen ho følgjer.",
		"Each case is judged by the version that it follows.", "Hver sag er vurderet efter den version, den følger."),
	VersionCases:  t("Saker som følger hver versjon", "Saker som følgjer kvar versjon", "Cases that follow each version", "Sager, der følger hver version"),
	VersionColumn: t("Versjon {1}: fulgt i tide", "Versjon {1}: følgt i tide", "Version {1}: followed in time", "Version {1}: fulgt i tide"),
	Routine:       t("Rutine", "Rutine", "Routine", "Rutine"),
	NoVersions:    t("Ingen saker i perioden.", "Ingen saker i perioden.", "No cases in the period.", "Ingen sager i perioden."),
	NothingCalled: t("Ingen krav kom opp.", "Ingen krav kom opp.", "No requirement came up.", "Ingen krav kom op."),

	Refusals: t("Avviste forsøk", "Avviste forsøk", "Refused attempts", "Afviste forsøg"),
	RefusalsAbout: t("Her stanset programmet noe før det skjedde, og sa hvorfor.", "Her stansa programmet noko før det skjedde, og sa kvifor.",
		"Here the program stopped something before it happened, and said why.", "Her standsede programmet noget, før det skete, og sagde hvorfor."),
	NoRefusals: t("Ingen forsøk ble avvist.", "Ingen forsøk blei avviste.", "No attempt was refused.", "Ingen forsøg blev afvist."),
	Waivers:    t("Unntak", "Unntak", "Exceptions", "Undtagelser"),
	WaiversAbout: t("Hvorfor ledelsen gjorde unntak.", "Kvifor leiinga gjorde unntak.", "Why leadership made exceptions.",
		"Hvorfor ledelsen gjorde undtagelser."),
	NoWaivers: t("Det ble ikke gjort unntak.", "Det blei ikkje gjort unntak.", "No exception was made.", "Der blev ikke gjort undtagelser."),
	Breaches:  t("Avvik", "Avvik", "Breaches", "Afvigelser"),
	BreachesAbout: t("Et avvik er ikke kritikk av noen. Det er slik skolen lærer.", "Eit avvik er ikkje kritikk av nokon. Det er slik skulen lærer.",
		"Reporting a breach is not an attack on anyone. It is how the school learns.", "En afvigelse er ikke kritik af nogen. Det er sådan, skolen lærer."),
	NoBreaches: t("Ingen avvik er meldt.", "Ingen avvik er melde.", "No breach was reported.", "Ingen afvigelser er meldt."),
	BreachesOf: t("Meldt: {1}. Ledelsen har tatt stilling til: {2}.", "Melde: {1}. Leiinga har teke stilling til: {2}.",
		"Reported: {1}. Leadership has responded to: {2}.", "Meldt: {1}. Ledelsen har taget stilling til: {2}."),
	OfThem:  t("{1} av {2}", "{1} av {2}", "{1} of {2}", "{1} af {2}"),
	Cleared: t("Det viste seg ikke å være rus", "Det viste seg ikkje å vere rus", "It turned out not to be intoxication", "Det viste sig ikke at være rus"),
	Parts:   t("{1} ({2} av {3})", "{1} ({2} av {3})", "{1} ({2} of {3})", "{1} ({2} af {3})"),
}
