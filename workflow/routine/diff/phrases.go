package diff

import "kjentvei/workflow/routine"

// t is one text in the four languages.
func t(nb, nn, en, da string) routine.Text {
	return routine.Text{NB: nb, NN: nn, EN: en, DA: da}
}

// phrases is what is said of changes; {1}, {2} … are filled in.
var phrases = struct {
	Title, Same, SameInMeaning, New, Gone, Renamed, Also, NoLonger, Changed, Reworded, Nothing, All, Count routine.Text
	About, Guidance, Say, Avoid, Links, Labels, Questions, Reasons, Strict, MetWhen                        routine.Text

	Flags   map[bool]routine.Text
	Parts   map[Part]routine.Text
	Advice  map[string]routine.Text
	Aspects map[string]routine.Text
}{
	Title: t("Fra {1} til {2}", "Frå {1} til {2}", "From {1} to {2}", "Fra {1} til {2}"),
	Same:  t("De to er like.", "Dei to er like.", "The two are the same.", "De to er ens."),
	SameInMeaning: t("De to betyr det samme: bare rekkefølgen eller skrivemåten er en annen.",
		"Dei to tyder det same: berre rekkjefølgja eller skrivemåten er ein annan.",
		"The two mean the same: only the order or the way of writing differs.",
		"De to betyder det samme: kun rækkefølgen eller skrivemåden er en anden."),
	New:      t("Ny.", "Ny.", "New.", "Ny."),
	Gone:     t("Finnes ikke lenger.", "Finst ikkje lenger.", "Is there no longer.", "Findes ikke længere."),
	Renamed:  t("Het før «{1}».", "Heitte før «{1}».", "Was called “{1}” before.", "Hed før »{1}«."),
	Also:     t("{1}: nå også {2}", "{1}: no også {2}", "{1}: now also {2}", "{1}: nu også {2}"),
	NoLonger: t("{1}: ikke lenger {2}", "{1}: ikkje lenger {2}", "{1}: no longer {2}", "{1}: ikke længere {2}"),
	Changed:  t("{1}: nå {2} – før {3}", "{1}: no {2} – før {3}", "{1}: now {2} – before {3}", "{1}: nu {2} – før {3}"),
	Reworded: t("Andre ord i: {1}", "Andre ord i: {1}", "Other words in: {1}", "Andre ord i: {1}"),
	Nothing:  t("ingenting", "ingenting", "nothing", "ingenting"),
	All:      t("alle", "alle", "all", "alle"),
	Count:    t("{1} nye, {2} borte", "{1} nye, {2} borte", "{1} new, {2} gone", "{1} nye, {2} væk"),

	About:     t("omtalen", "omtalen", "the description", "omtalen"),
	Guidance:  t("rådet", "rådet", "the guidance", "rådet"),
	Say:       t("hva man kan si", "kva ein kan seie", "what to say", "hvad man kan sige"),
	Avoid:     t("hva man bør unngå", "kva ein bør unngå", "what to avoid", "hvad man bør undgå"),
	Links:     t("lenkene", "lenkjene", "the links", "linkene"),
	Labels:    t("navnene på verdiene", "namna på verdiane", "the names of the values", "navnene på værdierne"),
	Questions: t("spørsmålene", "spørsmåla", "the questions", "spørgsmålene"),
	Reasons:   t("begrunnelsen for et vilkår", "grunngivinga for eit vilkår", "the reason for a condition", "begrundelsen for en betingelse"),
	Strict:    t("Uten unntak.", "Utan unntak.", "Without exception.", "Uden undtagelse."),
	MetWhen:   t("Oppfylt når", "Oppfylt når", "Met when", "Opfyldt når"),

	Flags: map[bool]routine.Text{
		true:  t("ja", "ja", "yes", "ja"),
		false: t("nei", "nei", "no", "nej"),
	},
	Parts: map[Part]routine.Text{
		Head:        t("Rutinen", "Rutinen", "The routine", "Rutinen"),
		Role:        t("Roller", "Roller", "Roles", "Roller"),
		Parameter:   t("Innstillinger", "Innstillingar", "Settings", "Indstillinger"),
		Scenario:    t("Slik kan det begynne", "Slik kan det byrje", "How it can begin", "Sådan kan det begynde"),
		State:       t("Tilstander", "Tilstandar", "States", "Tilstande"),
		Step:        t("Trinn", "Steg", "Steps", "Trin"),
		Requirement: t("Krav", "Krav", "Requirements", "Krav"),
		Fact:        t("Opplysninger", "Opplysningar", "Facts", "Oplysninger"),
		Advice:      t("Råd og kilder", "Råd og kjelder", "Advice and sources", "Råd og kilder"),
	},
	Advice: map[string]routine.Text{
		"signs":     t("Tegn å se etter", "Teikn å sjå etter", "Signs to look for", "Tegn at se efter"),
		"say":       t("Hva man kan si", "Kva ein kan seie", "What to say", "Hvad man kan sige"),
		"avoid":     t("Hva man bør unngå", "Kva ein bør unngå", "What to avoid", "Hvad man bør undgå"),
		"resources": t("Her finnes det hjelp", "Her finst det hjelp", "Where to find help", "Her er der hjælp at få"),
		"laws":      t("Hva loven sier", "Kva lova seier", "What the law says", "Hvad loven siger"),
		"notes":     t("Valg som er tatt", "Val som er tekne", "Choices that were made", "Valg, der er truffet"),
	},
	Aspects: map[string]routine.Text{
		"id":          t("Navnet for programmer", "Namnet for program", "The name for programs", "Navnet for programmer"),
		"owner":       t("Eier", "Eigar", "Owner", "Ejer"),
		"review_by":   t("Gjennomgås innen", "Blir gått gjennom innan", "To be reviewed by", "Gennemgås inden"),
		"source":      t("Kilde", "Kjelde", "Source", "Kilde"),
		"value":       t("Verdi", "Verdi", "Value", "Værdi"),
		"allowed":     t("Kan være", "Kan vere", "Can be", "Kan være"),
		"start":       t("Begynner i", "Byrjar i", "Begins in", "Begynder i"),
		"who_opens":   t("Åpnes av", "Blir opna av", "Opened by", "Åbnes af"),
		"anonymous":   t("Uten navn", "Utan namn", "Without a name", "Uden navn"),
		"final":       t("Saken kan lukkes herfra", "Saka kan lukkast herifrå", "The case can be closed from here", "Sagen kan lukkes herfra"),
		"who":         t("Hvem", "Kven", "Who", "Hvem"),
		"from":        t("Kan gjøres i", "Kan gjerast i", "Can be done in", "Kan gøres i"),
		"to":          t("Fører til", "Fører til", "Leads to", "Fører til"),
		"guard":       t("Vilkår", "Vilkår", "Condition", "Betingelse"),
		"field":       t("Spør om", "Spør om", "Asks for", "Spørger om"),
		"sets":        t("Fører med seg", "Fører med seg", "Brings about", "Medfører"),
		"where_owed":  t("Også for hånden overalt der det gjenstår", "Også for handa overalt der det står att", "Also at hand wherever it is still owed", "Også ved hånden overalt, hvor det mangler"),
		"shares":      t("Deler noe fortrolig", "Deler noko fortruleg", "Shares something confidential", "Deler noget fortroligt"),
		"modality":    t("Hvor bindende", "Kor bindande", "How binding", "Hvor bindende"),
		"actor":       t("Hvem", "Kven", "Who", "Hvem"),
		"deadline":    t("Frist", "Frist", "Deadline", "Frist"),
		"scenarios":   t("Gjelder", "Gjeld", "Belongs to", "Gælder"),
		"activation":  t("Gjelder fra", "Gjeld frå", "Owed from", "Gælder fra"),
		"applies":     t("Bare når", "Berre når", "Only when", "Kun når"),
		"target":      t("Oppfylt når", "Oppfylt når", "Met when", "Opfyldt når"),
		"ends":        t("Faller bort når", "Fell bort når", "Ends when", "Bortfalder når"),
		"template":    t("Kravform", "Kravform", "Form of requirement", "Kravform"),
		"unwaivable":  t("Kan aldri fravikes", "Kan aldri fråvikast", "Can never be waived", "Kan aldrig fraviges"),
		"cite":        t("Kilde", "Kjelde", "Source", "Kilde"),
		"values":      t("Verdier", "Verdiar", "Values", "Værdier"),
		"first_value": t("Begynner som", "Byrjar som", "Begins as", "Begynder som"),
		"resets":      t("Begynner forfra når den settes", "Byrjar på nytt når ho blir sett", "Begin anew when it is set", "Begynder forfra, når den sættes"),
		"contact":     t("Er kontakt med foresatte", "Er kontakt med føresette", "Is contact with guardians", "Er kontakt med forældre"),
		"survives":    t("Gjenstår også når eleven har sluttet", "Står att også når eleven har slutta", "Stays owed when the student has left", "Mangler også, når eleven er gået ud"),
	},
}
