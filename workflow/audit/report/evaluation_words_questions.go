package report

import "kjentvei/workflow/routine"

// topicWords is what the rules ask; {1} is filled in.
var topicWords = struct {
	NotFollowed, NotAllowed, NotAllowedSeen, Overdue, Most, Late, LateFixed, TypicallyLate, Waived routine.Text
	ReasonSeen, Refused, Waiting, Unanswered, Unreported, Worse, NowAndThen, YearAndBefore         routine.Text
	NeverAsked, NeverAskedSeen, Acute, Crowded, NeverCalled, OneNeverCalled, SomeNeverCalled       routine.Text
}{
	NotFollowed: t("Hva hindret oss i å følge {1}?", "Kva hindra oss i å følgje {1}?", "What kept us from following {1}?", "Hvad forhindrede os i at følge {1}?"),
	NotAllowed: t("Hva måtte noen gjøre som rutinen ikke har et trinn for? Bør den få det?", "Kva måtte nokon gjere som rutinen ikkje har eit trinn for? Bør han få det?",
		"What did somebody have to do that the routine has no step for? Should it have one?", "Hvad måtte nogen gøre, som rutinen ikke har et trin til? Bør den få det?"),
	NotAllowedSeen: t("Gjort utenom rutinen", "Gjort utanom rutinen", "Done outside the routine", "Gjort uden om rutinen"),
	Overdue: t("Hvem tar tak i det som er over fristen, og når?", "Kven tek tak i det som er over fristen, og når?",
		"Who takes on what is past its deadline, and when?", "Hvem tager fat på det, der er over fristen, og hvornår?"),
	Most: t("Oftest", "Oftast", "Most often", "Oftest"),
	Late: t("Er fristen for {1} realistisk, eller trenger noen hjelp til å rekke den?", "Er fristen for {1} realistisk, eller treng nokon hjelp til å rekke han?",
		"Is the deadline for {1} realistic, or does somebody need help to meet it?", "Er fristen for {1} realistisk, eller har nogen brug for hjælp til at nå den?"),
	LateFixed: t("Fristen for {1} står i kilden og er ikke vår å flytte. Hva må til for at vi rekker den?", "Fristen for {1} står i kjelda og er ikkje vår å flytte. Kva må til for at vi rekk han?",
		"The deadline for {1} stands in the source and is not ours to move. What would it take to meet it?", "Fristen for {1} står i kilden og er ikke vores at flytte. Hvad skal der til, for at vi når den?"),
	TypicallyLate: t("Typisk forsinkelse", "Typisk forseinking", "Typical delay", "Typisk forsinkelse"),
	Waived: t("Bør {1} endres, siden det så ofte blir unntak?", "Bør {1} endrast, sidan det så ofte blir unntak?",
		"Should {1} be changed, as exceptions are so common?", "Bør {1} ændres, når det så ofte bliver undtaget?"),
	ReasonSeen: t("Unntak med grunnen «{1}»", "Unntak med grunnen «{1}»", "Exceptions for the reason “{1}”", "Undtagelser med grunden »{1}«"),
	Refused:    t("Bør vi øve på {1}?", "Bør vi øve på {1}?", "Should we practise {1}?", "Bør vi øve {1}?"),
	Waiting: t("Er det slik vi vil ha det at saker blir stående i {1}?", "Er det slik vi vil ha det at saker blir ståande i {1}?",
		"Is it as we want it that cases stay in {1}?", "Er det sådan, vi vil have det, at sager bliver stående i {1}?"),
	Unanswered: t("Hvem svarer på avvikene som ledelsen ikke har tatt stilling til?", "Kven svarar på avvika som leiinga ikkje har teke stilling til?",
		"Who answers the breaches that leadership has not responded to?", "Hvem svarer på de afvigelser, ledelsen ikke har taget stilling til?"),
	Unreported: t("Krav ble brutt, men ingen meldte avvik. Er det lett nok og trygt nok å melde fra?", "Krav blei brotne, men ingen melde avvik. Er det lett nok og trygt nok å melde frå?",
		"Requirements were broken, but nobody reported a breach. Is it easy and safe enough to do so?", "Krav blev brudt, men ingen meldte afvigelser. Er det let nok og trygt nok at sige til?"),
	Worse: t("Hva er endret siden {1} nå blir fulgt sjeldnere?", "Kva er endra sidan {1} no blir følgt sjeldnare?",
		"What has changed, as {1} is now followed less often?", "Hvad er ændret, siden {1} nu bliver fulgt sjældnere?"),
	NowAndThen:    t("I tide i år: {1}. Året før: {2}.", "I tide i år: {1}. Året før: {2}.", "In time this year: {1}. The year before: {2}.", "I tide i år: {1}. Året før: {2}."),
	YearAndBefore: t("{1} (året før: {2})", "{1} (året før: {2})", "{1} (the year before: {2})", "{1} (året før: {2})"),
	NeverAsked: t("Vet elevene at de kan be om hjelp selv, og hvem de kan gå til?", "Veit elevane at dei kan be om hjelp sjølve, og kven dei kan gå til?",
		"Do students know that they can ask for help themselves, and whom to go to?", "Ved eleverne, at de selv kan bede om hjælp, og hvem de kan gå til?"),
	NeverAskedSeen: t("Saker der eleven selv ba om hjelp", "Saker der eleven sjølv bad om hjelp", "Cases in which the student asked for help", "Sager, hvor eleven selv bad om hjælp"),
	Acute: t("Kommer bekymringene for sent fram, når så mange saker begynner med at eleven er påvirket?", "Kjem bekymringane for seint fram, når så mange saker byrjar med at eleven er påverka?",
		"Do concerns come to light too late, as so many cases begin with the student intoxicated?", "Kommer bekymringerne for sent frem, når så mange sager begynder med, at eleven er påvirket?"),
	Crowded: t("Hva skjedde i {1}, og hvordan kan vi være forberedt neste gang?", "Kva skjedde i {1}, og korleis kan vi vere førebudde neste gong?",
		"What happened in {1}, and how can we be ready next time?", "Hvad skete der i {1}, og hvordan kan vi være forberedt næste gang?"),
	NeverCalled: t("Trenger vi alle kravene, eller er det noe vi ikke oppdager?", "Treng vi alle krava, eller er det noko vi ikkje oppdagar?",
		"Do we need all the requirements, or is there something that we do not see?", "Har vi brug for alle kravene, eller er der noget, vi ikke opdager?"),
	OneNeverCalled:  t("Ett krav kom aldri opp", "Eitt krav kom aldri opp", "One requirement never came up", "Ét krav kom aldrig op"),
	SomeNeverCalled: t("{1} krav kom aldri opp", "{1} krav kom aldri opp", "{1} requirements never came up", "{1} krav kom aldrig op"),
}

// asking is a question for what has one of some codes so many times.
type asking struct {
	codes    []string
	from     int
	question routine.Text
}

// waiverQuestions are what a reason for exceptions asks, once it is given so often.
var waiverQuestions = []asking{
	{[]string{"one_adult"}, 2, t("Er det nok voksne til stede til at rutinen kan følges hele dagen?", "Er det nok vaksne til stades til at rutinen kan følgjast heile dagen?",
		"Are enough adults present for the routine to be followed all day?", "Er der voksne nok til stede til, at rutinen kan følges hele dagen?")},
	{[]string{"nobody_reached"}, 2, t("Har vi telefonnumre til foresatte som virker, og mer enn ett per elev?", "Har vi telefonnummer til føresette som verkar, og meir enn eitt per elev?",
		"Do we have numbers for guardians that work, and more than one for each student?", "Har vi telefonnumre til forældrene, som virker, og mere end ét pr. elev?")},
	{[]string{"student_refuses"}, 2, t("Hva kan gjøre det lettere for elever å si ja?", "Kva kan gjere det lettare for elevar å seie ja?",
		"What could make it easier for students to say yes?", "Hvad kan gøre det lettere for elever at sige ja?")},
	{[]string{"contact_may_harm", "danger"}, 1, t("Vet alle hva de gjør når kontakt med hjemmet kan være farlig?", "Veit alle kva dei gjer når kontakt med heimen kan vere farleg?",
		"Does everyone know what to do when contact with the home could be dangerous?", "Ved alle, hvad de gør, når kontakt med hjemmet kan være farlig?")},
	{[]string{"not_possible"}, 2, t("Hva var det som ikke lot seg gjøre? Er det rutinen eller rammene som må endres?", "Kva var det som ikkje lét seg gjere? Er det rutinen eller rammene som må endrast?",
		"What could not be done? Is it the routine or the means that must change?", "Hvad var det, der ikke lod sig gøre? Er det rutinen eller rammerne, der må ændres?")},
	{[]string{"individual_need"}, 2, t("Hvilke hensyn tar vi til enkeltelever som rutinen burde ta til alle?", "Kva omsyn tek vi til enkeltelevar som rutinen burde ta til alle?",
		"Which allowances do we make for single students that the routine should make for all?", "Hvilke hensyn tager vi til enkelte elever, som rutinen burde tage til alle?")},
}

// refusalQuestions are what refusals of a kind ask; how many it takes is the same for all.
var refusalQuestions = []asking{
	{[]string{"role", "relation"}, 0, t("Vet alle hvem som kan gjøre hva i en sak?", "Veit alle kven som kan gjere kva i ei sak?", "Does everyone know who may do what in a case?", "Ved alle, hvem der må gøre hvad i en sag?")},
	{[]string{"state", "guard"}, 0, t("Er rekkefølgen i rutinen kjent for alle?", "Er rekkjefølgja i rutinen kjend for alle?", "Does everyone know the order of the routine?", "Kender alle rækkefølgen i rutinen?")},
	{[]string{"P2", "consent_missing", "DV-1", "DV-2", "DV-12"}, 0, t("Vet alle at en elev på 18 år eller mer må samtykke først?", "Veit alle at ein elev på 18 år eller meir må samtykkje først?",
		"Does everyone know that a student of 18 or more must consent first?", "Ved alle, at en elev på 18 år eller mere skal samtykke først?")},
	{[]string{"P1", "contact_suspended", "DV-11"}, 0, t("Vet alle når foresatte skal kontaktes, og når de ikke skal det?", "Veit alle når føresette skal kontaktast, og når dei ikkje skal det?",
		"Does everyone know when guardians are to be contacted, and when not?", "Ved alle, hvornår forældrene skal kontaktes, og hvornår de ikke skal?")},
	{[]string{"P6"}, 0, t("Vet alle at en elev under 18 år ikke sendes hjem alene?", "Veit alle at ein elev under 18 år ikkje blir send heim åleine?",
		"Does everyone know that a student under 18 is not sent home alone?", "Ved alle, at en elev under 18 år ikke sendes hjem alene?")},
	{[]string{"P8", "sign_off_missing", "DV-3"}, 0, t("Vet alle at ledelsen godkjenner saken før den lukkes?", "Veit alle at leiinga godkjenner saka før ho blir lukka?",
		"Does everyone know that leadership signs off a case before it is closed?", "Ved alle, at ledelsen godkender sagen, før den lukkes?")},
	{[]string{"P4", "P5", "P7", "requirement_open", "DV-4"}, 0, t("Vet alle hva som må være gjort før en sak kan lukkes?", "Veit alle kva som må vere gjort før ei sak kan lukkast?",
		"Does everyone know what must be done before a case can be closed?", "Ved alle, hvad der skal være gjort, før en sag kan lukkes?")},
}

// planWords are the eight questions, and what is said beside the numbers.
var planWords = struct {
	Who, How, Involve, Purpose, Change, Works, Adds, Evaluate                                           routine.Text
	OwnedNow, Busiest, NothingBefore, AlwaysDone, MostMissed, MostWaived, MostStopped, ThisOne, NextOne routine.Text
}{
	Who: t("Hvem har ansvaret for å skrive planen om?", "Kven har ansvaret for å skrive om planen?", "Who is responsible for rewriting the plan?", "Hvem har ansvaret for at skrive planen om?"),
	How: t("Hvordan og når arbeider vi med den?", "Korleis og når arbeider vi med han?", "How and when do we work on it?", "Hvordan og hvornår arbejder vi med den?"),
	Involve: t("Hvem spør vi til råds, av elever, foresatte, ansatte og andre?", "Kven spør vi til råds, av elevar, føresette, tilsette og andre?",
		"Whose advice do we ask, of students, guardians, staff and others?", "Hvem spørger vi til råds blandt elever, forældre, ansatte og andre?"),
	Purpose: t("Hva skal planen sikre?", "Kva skal planen sikre?", "What is the plan to make sure of?", "Hvad skal planen sikre?"),
	Change: t("Hva skal være annerledes om et år, og hvem skal merke det?", "Kva skal vere annleis om eit år, og kven skal merke det?",
		"What should be different in a year, and who should notice?", "Hvad skal være anderledes om et år, og hvem skal mærke det?"),
	Works:    t("Hva gjør vi alt godt, og vil holde fast ved?", "Kva gjer vi alt godt, og vil halde fast ved?", "What do we already do well, and want to keep?", "Hvad gør vi allerede godt og vil holde fast i?"),
	Adds:     t("Hva mangler: kunnskap, folk, trinn eller øvelse?", "Kva manglar: kunnskap, folk, trinn eller øving?", "What is missing: knowledge, people, steps or practice?", "Hvad mangler: viden, folk, trin eller øvelse?"),
	Evaluate: t("Hvordan og når ser vi etter om det hjalp?", "Korleis og når ser vi etter om det hjelpte?", "How and when do we check whether it helped?", "Hvordan og hvornår ser vi efter, om det hjalp?"),

	OwnedNow:      t("Eier i dag", "Eigar i dag", "Owner today", "Ejer i dag"),
	Busiest:       t("Flest saker", "Flest saker", "Most cases", "Flest sager"),
	NothingBefore: t("Det er ingen saker fra året før å sammenligne med.", "Det er ingen saker frå året før å samanlikne med.", "There are no cases of the year before to compare with.", "Der er ingen sager fra året før at sammenligne med."),
	AlwaysDone:    t("Fulgt i tide hver gang", "Følgt i tide kvar gong", "Followed in time every time", "Fulgt i tide hver gang"),
	MostMissed:    t("Glapp oftest", "Glapp oftast", "Most often missed", "Glippede oftest"),
	MostWaived:    t("Vanligste grunn til unntak", "Vanlegaste grunn til unntak", "Most common reason for exceptions", "Hyppigste grund til undtagelser"),
	MostStopped:   t("Oftest avvist", "Oftast avvist", "Most often refused", "Oftest afvist"),
	ThisOne:       t("Dette utkastet ble laget {1}.", "Dette utkastet blei laga {1}.", "This draft was made on {1}.", "Dette udkast blev lavet den {1}."),
	NextOne:       t("Neste skoleår å se tilbake på", "Neste skuleår å sjå tilbake på", "The next school year to look back on", "Næste skoleår at se tilbage på"),
}

// checks are what keeps a plan in sight and up to date.
var checks = []routine.Text{
	t("Nyansatte og vikarer får vist rutinen den første uka.", "Nytilsette og vikarar får sjå rutinen den første veka.", "New and temporary staff are shown the routine in their first week.", "Nye ansatte og vikarer får vist rutinen den første uge."),
	t("Navn og telefon til dem man skal ringe, henger der folk ser det.", "Namn og telefon til dei ein skal ringje, heng der folk ser det.", "Names and numbers of whom to ring hang where people see them.", "Navne og numre på dem, man skal ringe til, hænger, hvor folk ser dem."),
	t("Elevene har hørt hvem de kan gå til, og hva som skjer da.", "Elevane har høyrt kven dei kan gå til, og kva som skjer då.", "Students have heard whom they can go to, and what happens then.", "Eleverne har hørt, hvem de kan gå til, og hvad der så sker."),
	t("Foresatte har fått rutinen forklart på et møte.", "Føresette har fått rutinen forklart på eit møte.", "Guardians have had the routine explained at a meeting.", "Forældrene har fået rutinen forklaret på et møde."),
	t("Personalet har øvd på en oppdiktet sak hvert halvår.", "Personalet har øvd på ei oppdikta sak kvart halvår.", "Staff practise on an invented case every half-year.", "Personalet har øvet på en opdigtet sag hvert halvår."),
	t("Numre, lenker og lovhenvisninger i rutinen er kontrollert.", "Nummer, lenkjer og lovtilvisingar i rutinen er kontrollerte.", "Numbers, links and references to the law in the routine are checked.", "Numre, links og lovhenvisninger i rutinen er kontrolleret."),
	t("Det møtet bestemmer, er skrevet inn i en ny versjon og fortalt til alle.", "Det møtet avgjer, er skrive inn i ein ny versjon og fortalt til alle.", "What the meeting decides is written into a new version and told to all.", "Det, mødet beslutter, er skrevet ind i en ny version og fortalt til alle."),
	t("Neste gjennomgang står i kalenderen, med navn.", "Neste gjennomgang står i kalenderen, med namn.", "The next review is in the calendar, with a name.", "Næste gennemgang står i kalenderen med navn."),
}

// meetingLines are what the meeting writes down about itself.
var meetingLines = []routine.Text{
	t("Holdt den, og hvem som var med", "Halde den, og kven som var med", "Held on, and who was there", "Holdt den, og hvem der var med"),
	t("Hvem gjennomgår rutinen, og innen når", "Kven går gjennom rutinen, og innan når", "Who reviews the routine, and by when", "Hvem gennemgår rutinen, og inden hvornår"),
	t("Ledelsens underskrift", "Underskrift frå leiinga", "Signed by leadership", "Ledelsens underskrift"),
}
