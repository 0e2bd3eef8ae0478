package web

import "kjentvei/workflow/routine"

// helpTexts is where help is found, and what to look for.
type helpTexts struct {
	Way, Title, Urgent, Here, HereAt, NoneHere, Change, Students, Guardians, Staff, Signs,
	EditTitle, EditHint, List, None, Edit, EditThis, Remove, RemoveThis, Add, Changing, Save, AddOther,
	Name, NameHint, About, Phone, URL, URLHint routine.Text
}

var helpWords = helpTexts{
	Way:      text("Hjelp", "Hjelp", "Help", "Hjælp"),
	Title:    text("Hvor du finner hjelp", "Kvar du finn hjelp", "Where to find help", "Hvor du finder hjælp"),
	Urgent:   text("Ring", "Ring", "Call", "Ring"),
	Here:     text("På skolen vår", "På skulen vår", "At our school", "På vores skole"),
	HereAt:   text("På {1}", "På {1}", "At {1}", "På {1}"),
	NoneHere: text("Skolen har ikke skrevet inn noen egne steder ennå. Ledelsen på skolen vet hvem du kan spørre.", "Skulen har ikkje skrive inn nokon eigne stader enno. Leiinga på skulen veit kven du kan spørje.", "The school has not written down any places of its own yet. Its leadership knows whom to ask.", "Skolen har ikke skrevet egne steder ind endnu. Ledelsen på skolen ved, hvem du kan spørge."),
	Change:   text("Endre skolens liste", "Endre lista til skulen", "Change the school's list", "Ret skolens liste"),

	Students:  text("For elever", "For elevar", "For students", "For elever"),
	Guardians: text("For foresatte", "For føresette", "For guardians", "For forældre"),
	Staff:     text("For ansatte", "For tilsette", "For staff", "For ansatte"),
	Signs:     text("Tegn å se etter", "Teikn å sjå etter", "Signs to look for", "Tegn at se efter"),

	EditTitle:  text("Skolens egne steder å få hjelp", "Skulen sine eigne stader å få hjelp", "The school's own places to find help", "Skolens egne steder at få hjælp"),
	EditHint:   text("De ansatte ser disse øverst på siden Hjelp. Skriv tjenester og kontorer, som helsesykepleieren eller kommunens rustjeneste, aldri noe om en elev.", "Dei tilsette ser desse øvst på sida Hjelp. Skriv tenester og kontor, som helsesjukepleiaren eller rustenesta i kommunen, aldri noko om ein elev.", "Staff see these at the top of the page Help. Write down services and offices, such as the school nurse or the municipality's service for substance problems, never anything about a student.", "De ansatte ser disse øverst på siden Hjælp. Skriv tjenester og kontorer, som sundhedsplejersken eller kommunens misbrugstilbud, aldrig noget om en elev."),
	List:       text("Listen nå", "Lista no", "The list now", "Listen nu"),
	None:       text("Ingen ennå.", "Ingen enno.", "None yet.", "Ingen endnu."),
	Edit:       text("Endre", "Endre", "Change", "Ret"),
	EditThis:   text("Endre {1}", "Endre {1}", "Change {1}", "Ret {1}"),
	Remove:     text("Fjern", "Fjern", "Remove", "Fjern"),
	RemoveThis: text("Fjern {1}", "Fjern {1}", "Remove {1}", "Fjern {1}"),
	Add:        text("Legg til et sted", "Legg til ein stad", "Add a place", "Tilføj et sted"),
	Changing:   text("Endre stedet", "Endre staden", "Change the place", "Ret stedet"),
	Save:       text("Lagre", "Lagre", "Save", "Gem"),
	AddOther:   text("Legg heller til et nytt", "Legg heller til ein ny", "Add another one instead", "Tilføj hellere et nyt"),

	Name:     text("Navn", "Namn", "Name", "Navn"),
	NameHint: text("For eksempel «Helsesykepleieren».", "Til dømes «Helsesjukepleiaren».", "Such as “The school nurse”.", "For eksempel »Sundhedsplejersken«."),
	About:    text("Hva de hjelper med, og hvor de sitter", "Kva dei hjelper med, og kvar dei sit", "What they help with, and where they are", "Hvad de hjælper med, og hvor de sidder"),
	Phone:    text("Telefon", "Telefon", "Telephone", "Telefon"),
	URL:      text("Adresse på nettet", "Adresse på nettet", "Web address", "Adresse på nettet"),
	URLHint:  text("Begynner med https://", "Byrjar med https://", "Begins with https://", "Begynder med https://"),
}

// forStudents is where students can turn beside the helplines.
var forStudents = []helpline{
	{text("BAR: for deg med en mor eller far som drikker eller ruser seg", "BAR: for deg med ei mor eller ein far som drikk eller ruser seg", "BAR: if your mother or father has a problem with alcohol or drugs", "BAR: for dig, hvis mor eller far drikker eller tager stoffer"), "https://www.barnavrus.no/", "barnavrus.no"},
}

// forGuardians is where parents can read and ask.
var forGuardians = []helpline{
	{text("RUSinfo svarer foreldre også, uten å spørre hvem du er", "RUSinfo svarer foreldre også, utan å spørje kven du er", "RUSinfo answers parents too, without asking who you are", "RUSinfo svarer også forældre uden at spørge, hvem du er"), "https://rusinfo.no", "rusinfo.no"},
	{text("Helsenorge: om unge og alkohol", "Helsenorge: om unge og alkohol", "Helsenorge: about young people and alcohol", "Helsenorge: om unge og alkohol"), "https://helsenorge.no/rus-og-avhengighet/alkohol/ungdom-og-alkohol", "helsenorge.no"},
	{text("Psykisk helse: alle hjelpetelefonene på ett sted", "Psykisk helse: alle hjelpetelefonane på éin stad", "Psykisk helse: all helplines in one place", "Psykisk sundhed: alle hjælpetelefoner på ét sted"), "https://psykiskhelse.no/hjelpetelefoner-og-nettsteder", "psykiskhelse.no"},
}
