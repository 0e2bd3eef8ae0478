package web

import "kjentvei/workflow/routine"

// setupTexts is the way from nothing to a school that is ready, and its checklist.
type setupTexts struct {
	Way, Title, Intro, Progress, Ready, Schools, Done, NotDone, Saved, Back                          routine.Text
	School, SchoolHint, SchoolCode, SchoolName, Lang, LangHint, LangNone, Save                       routine.Text
	People, PeopleStatus, PeopleNoLogin, PeopleMissing, Roster, RosterNone, RosterStatus, RosterWhen routine.Text
	Days, DaysStatus, Routine, RoutineNone, Resources, ResourcesNone, ConfirmedBy, Confirm, GoTo     routine.Text
}

var setupWords = setupTexts{
	Way:      text("Oppsett", "Oppsett", "Set-up", "Opsætning"),
	Title:    text("Sett opp {1}", "Set opp {1}", "Set up {1}", "Sæt {1} op"),
	Intro:    text("Gå gjennom listen ovenfra. Du kan komme tilbake når som helst.", "Gå gjennom lista ovanfrå. Du kan kome tilbake når som helst.", "Go through the list from the top. You can come back at any time.", "Gå listen igennem oppefra. Du kan komme tilbage når som helst."),
	Progress: text("{1} av {2} er gjort.", "{1} av {2} er gjort.", "{1} of {2} are done.", "{1} af {2} er gjort."),
	Ready:    text("Skolen er klar til bruk.", "Skulen er klar til bruk.", "The school is ready for use.", "Skolen er klar til brug."),
	Schools:  text("Du setter også opp:", "Du set også opp:", "You also set up:", "Du sætter også op:"),
	Done:     text("Gjort", "Gjort", "Done", "Gjort"),
	NotDone:  text("Ikke gjort", "Ikkje gjort", "Not done", "Ikke gjort"),
	Saved:    text("Det er lagret.", "Det er lagra.", "It is saved.", "Det er gemt."),
	Back:     text("Til oppsettet", "Til oppsettet", "To the set-up", "Til opsætningen"),
	School:   text("Skolen", "Skulen", "The school", "Skolen"),
	SchoolHint: text("Navnet vises for dem som arbeider her. Koden ble valgt da du fikk rollen din, og endres ikke.", "Namnet blir vist for dei som arbeider her. Koden blei vald då du fekk rolla di, og blir ikkje endra.",
		"The name is shown to those who work here. The code was chosen when you were given your role, and does not change.", "Navnet vises for dem, der arbejder her. Koden blev valgt, da du fik din rolle, og ændres ikke."),
	SchoolCode: text("Skolens kode: {1}", "Koden til skulen: {1}", "The school's code: {1}", "Skolens kode: {1}"),
	SchoolName: text("Skolens navn", "Namnet på skulen", "The school's name", "Skolens navn"),
	Lang:       text("Skolens språk", "Språket på skulen", "The school's language", "Skolens sprog"),
	LangHint: text("Hver og en kan velge sitt eget. Dette brukes for den som ikke har valgt, og der nettleseren ikke ber om noen av disse.", "Kvar og ein kan velje sitt eige. Dette blir brukt for den som ikkje har valt, og der nettlesaren ikkje ber om nokon av desse.",
		"Everybody can choose their own. This is for those who have not, and whose browser asks for none of these.", "Enhver kan vælge sit eget. Det her bruges for den, der ikke har valgt, og hvor browseren ikke beder om nogen af disse."),
	LangNone: text("Ikke bestemt: {1}", "Ikkje bestemt: {1}", "Not decided: {1}", "Ikke bestemt: {1}"),
	Save:     text("Lagre", "Lagre", "Save", "Gem"),
	People:   text("Folk og roller", "Folk og roller", "People and roles", "Folk og roller"),
	PeopleStatus: text("I ledelsen: {1}. Kjentmann eller sosialrådgiver: {2}. Andre: {3}.", "I leiinga: {1}. Kjentmann eller sosialrådgivar: {2}. Andre: {3}.",
		"In the leadership: {1}. Kjentmann or social counsellor: {2}. Others: {3}.", "I ledelsen: {1}. Kjentmann eller socialrådgiver: {2}. Andre: {3}."),
	PeopleNoLogin: text("Uten passord ennå: {1}.", "Utan passord enno: {1}.", "Without a password yet: {1}.", "Uden adgangskode endnu: {1}."),
	PeopleMissing: text("Det må være minst én i ledelsen, og minst én som kan ta saker.", "Det må vere minst éin i leiinga, og minst éin som kan ta saker.", "There must be at least one of the leadership, and one who can take cases.", "Der skal være mindst én i ledelsen og mindst én, der kan tage sager."),
	Roster:        text("Elever og klasser", "Elevar og klassar", "Students and classes", "Elever og klasser"),
	RosterNone:    text("Ingen elever ennå. De kan skrives inn for hånd i en sak, men det går fortere når listen er hentet inn.", "Ingen elevar enno. Dei kan skrivast inn for hand i ei sak, men det går fortare når lista er henta inn.", "No students yet. They can be typed into a case by hand, but it is quicker once the list is here.", "Ingen elever endnu. De kan skrives ind i hånden i en sag, men det går hurtigere, når listen er hentet ind."),
	RosterStatus:  text("Antall elever: {1}.", "Talet på elevar: {1}.", "Number of students: {1}.", "Antal elever: {1}."),
	RosterWhen:    text("Sist hentet {1}.", "Sist henta {1}.", "Last brought in {1}.", "Sidst hentet {1}."),
	Days:          text("Fridager", "Fridagar", "Free days", "Fridage"),
	DaysStatus:    text("Perioder lagt inn for {2}: {1}. Helger og helligdager er kjent.", "Periodar lagde inn for {2}: {1}. Helger og heilagdagar er kjende.", "Periods entered for {2}: {1}. Weekends and public holidays are known.", "Perioder lagt ind for {2}: {1}. Weekender og helligdage er kendt."),
	Routine:       text("Skolens egne valg i rutinen", "Eigne val i rutinen", "The school's own choices in the routine", "Skolens egne valg i rutinen"),
	RoutineNone:   text("Frister og hvem som gjør hva er slik de kom. Se om de passer for dere.", "Fristar og kven som gjer kva er slik dei kom. Sjå om dei passar for dykk.", "Deadlines and who does what are as they came. See whether they suit you.", "Frister og hvem der gør hvad er, som de kom. Se, om de passer jer."),
	Resources:     text("Steder å få hjelp", "Stader å få hjelp", "Places to get help", "Steder at få hjælp"),
	ResourcesNone: text("Se om stedene er de dere bruker.", "Sjå om stadene er dei de bruker.", "See whether the places are those that you use.", "Se, om stederne er dem, I bruger."),
	ConfirmedBy:   text("{1} har sett over dette, {2}.", "{1} har sett over dette, {2}.", "{1} has looked through this, {2}.", "{1} har set dette igennem, {2}."),
	Confirm:       text("Dette stemmer for oss", "Dette stemmer for oss", "This is right for us", "Det passer for os"),
	GoTo:          text("Åpne", "Opne", "Open", "Åbn"),
}

// peopleTexts is who has which role.
type peopleTexts struct {
	Title, Hint, Only, Add, AddHint, User, UserHint, Name, Role, RolesTitle                                                                                                 routine.Text
	AboutStaff, AboutCounsellor, AboutLeader, AboutAuditor, AboutObserver, AboutAdministrator                                                                               routine.Text
	Disabled, Invited, Login, NoLogin, Ended, Ends, None, Link                                                                                                              routine.Text
	Changes, ChangesHint, NoChanges, Operator, ChangedRole, ChangedAccount, ChangedEnd, ChangedInvite, ChangedDisable, ChangedForget                                        routine.Text
	Invite, InviteHint, Code, CodeHint, CannotInvite, Give, GiveHint, End, EndHint, Which, From, Forget, ForgetHint, Shut, ShutHint, You, More, Phone, PhoneHint, PhoneSave routine.Text
}

var peopleWords = peopleTexts{
	Title: text("Folk og roller", "Folk og roller", "People and roles", "Folk og roller"),
	Hint: text("Alle som har en rolle ved {1}. Rollen avgjør hva de ser.", "Alle som har ei rolle ved {1}. Rolla avgjer kva dei ser.",
		"Everybody who has a role at {1}. The role decides what they see.", "Alle, der har en rolle på {1}. Rollen afgør, hvad de ser."),
	Only: text("Du er i ledelsen og ser hvem som har fått tilgang, og av hvem. Den som administrerer skolen, endrer det.", "Du er i leiinga og ser kven som har fått tilgang, og av kven. Den som administrerer skulen, endrar det.",
		"You are of the leadership and see who was given access, and by whom. The school's administrator changes it.", "Du er i ledelsen og ser, hvem der har fået adgang, og af hvem. Den, der administrerer skolen, ændrer det."),
	Add:        text("Legg til noen", "Legg til nokon", "Add somebody", "Tilføj nogen"),
	AddHint:    text("Du kan ikke gi deg selv en rolle. Ledelsen ser hvem du legger til.", "Du kan ikkje gi deg sjølv ei rolle. Leiinga ser kven du legg til.", "You cannot give yourself a role. The leadership sees whom you add.", "Du kan ikke give dig selv en rolle. Ledelsen ser, hvem du tilføjer."),
	User:       text("Brukernavn", "Brukarnamn", "User name", "Brugernavn"),
	UserHint:   text("Det de logger inn med. Med Feide: navn@skole.no.", "Det dei loggar inn med. Med Feide: namn@skole.no.", "What they log in with. With Feide: name@school.no.", "Det, de logger ind med. Med Feide: navn@skole.no."),
	Name:       text("Navn", "Namn", "Name", "Navn"),
	Role:       text("Rolle", "Rolle", "Role", "Rolle"),
	RolesTitle: text("Hva ser de ulike rollene?", "Kva ser dei ulike rollene?", "What do the roles see?", "Hvad ser de forskellige roller?"),
	AboutStaff: text("Åpner saker, og ser dem de selv har åpnet eller er bedt inn i.", "Opnar saker, og ser dei som dei sjølve har opna eller er bedne inn i.",
		"Opens cases, and sees those that they opened or were asked into.", "Åbner sager og ser dem, de selv har åbnet eller er bedt ind i."),
	AboutCounsellor: text("Tar saker, og ser alle åpne saker ved skolen.", "Tek saker, og ser alle opne saker ved skulen.", "Takes cases, and sees every open case at the school.", "Tager sager og ser alle åbne sager på skolen."),
	AboutLeader: text("Ser alle åpne saker, signerer dem, og fordeler ansvar.", "Ser alle opne saker, signerer dei, og fordeler ansvar.",
		"Sees every open case, signs them off, and says who is responsible.", "Ser alle åbne sager, underskriver dem og fordeler ansvar."),
	AboutAuditor:       text("Ser om rutinen er fulgt, uten navn på elever.", "Ser om rutinen er følgd, utan namn på elevar.", "Sees whether the routine was followed, without students' names.", "Ser, om rutinen er fulgt, uden elevers navne."),
	AboutObserver:      text("Ser tall for skolen, ingen saker.", "Ser tal for skulen, ingen saker.", "Sees figures for the school, no cases.", "Ser tal for skolen, ingen sager."),
	AboutAdministrator: text("Setter opp skolen, og ser ingen saker.", "Set opp skulen, og ser ingen saker.", "Sets the school up, and sees no cases.", "Sætter skolen op og ser ingen sager."),
	Disabled:           text("stengt ute", "stengd ute", "shut out", "lukket ude"),
	Invited:            text("invitert", "invitert", "invited", "inviteret"),
	Login:              text("kan logge inn", "kan logge inn", "can log in", "kan logge ind"),
	NoLogin:            text("uten passord", "utan passord", "no password", "uden adgangskode"),
	Ended:              text("{1} (til {2})", "{1} (til {2})", "{1} (until {2})", "{1} (til {2})"),
	Ends:               text("{1}, siste dag {2}", "{1}, siste dag {2}", "{1}, last day {2}", "{1}, sidste dag {2}"),
	None:               text("Ingen har en rolle her ennå.", "Ingen har ei rolle her enno.", "Nobody has a role here yet.", "Ingen har en rolle her endnu."),
	Link:               text("Hvem har tilgang, og hvem ga den", "Kven har tilgang, og kven gav han", "Who has access, and who gave it", "Hvem har adgang, og hvem gav den"),
	Changes:            text("Hvem har fått tilgang i det siste", "Kven har fått tilgang i det siste", "Who was given access of late", "Hvem har fået adgang på det seneste"),
	ChangesHint:        text("De siste 90 dagene. Dette ser ledelsen og den som administrerer skolen.", "Dei siste 90 dagane. Dette ser leiinga og den som administrerer skulen.", "The last 90 days. The leadership and the administrator see this.", "De seneste 90 dage. Det ser ledelsen og den, der administrerer skolen."),
	NoChanges:          text("Ingen endringer.", "Ingen endringar.", "No changes.", "Ingen ændringer."),
	Operator:           text("driften ({1})", "drifta ({1})", "an operator ({1})", "driften ({1})"),
	ChangedRole:        text("{1}: {2} ga {3} rollen {4}.", "{1}: {2} gav {3} rolla {4}.", "{1}: {2} gave {3} the role {4}.", "{1}: {2} gav {3} rollen {4}."),
	ChangedAccount:     text("{1}: {2} ga {3} tilgang.{4}", "{1}: {2} gav {3} tilgang.{4}", "{1}: {2} gave {3} access.{4}", "{1}: {2} gav {3} adgang.{4}"),
	ChangedEnd:         text("{1}: {2} avsluttet rollen {4} for {3}.", "{1}: {2} avslutta rolla {4} for {3}.", "{1}: {2} ended the role {4} of {3}.", "{1}: {2} afsluttede rollen {4} for {3}."),
	ChangedInvite:      text("{1}: {2} laget en invitasjon til {3}.{4}", "{1}: {2} laga ein invitasjon til {3}.{4}", "{1}: {2} made an invitation for {3}.{4}", "{1}: {2} lavede en invitation til {3}.{4}"),
	ChangedDisable:     text("{1}: {2} stengte {3} ute.{4}", "{1}: {2} stengde {3} ute.{4}", "{1}: {2} shut {3} out.{4}", "{1}: {2} lukkede {3} ude.{4}"),
	ChangedForget:      text("{1}: {2} lot {3} logge inn med en ny konto.{4}", "{1}: {2} lét {3} logge inn med ein ny konto.{4}", "{1}: {2} let {3} log in with a new account.{4}", "{1}: {2} lod {3} logge ind med en ny konto.{4}"),
	Invite:             text("Lag en invitasjon", "Lag ein invitasjon", "Make an invitation", "Lav en invitation"),
	InviteHint: text("Gi koden til personen selv. Med den lager de passord og setter opp innloggingen. En ny invitasjon erstatter den forrige.", "Gi koden til personen sjølv. Med han lagar dei passord og set opp innlogginga. Ein ny invitasjon erstattar den førre.",
		"Hand the code to the person themselves. With it they make a password and set up their login. A new invitation replaces the one before.", "Giv koden til personen selv. Med den laver de en adgangskode og sætter deres login op. En ny invitation erstatter den forrige."),
	Code: text("Koden til {1}", "Koden til {1}", "The code for {1}", "Koden til {1}"),
	CodeHint: text("Skriv den ned nå, den vises ikke igjen. Den virker én gang, til {1}. Koden skrives inn under «Har du fått en invitasjonskode?» på innloggingssiden.", "Skriv han ned no, han blir ikkje vist igjen. Han verkar éin gong, til {1}. Koden blir skriven inn under «Har du fått ein invitasjonskode?» på innloggingssida.",
		"Write it down now; it is not shown again. It works once, until {1}. It is typed in under “Have you been given an invitation code?” on the login page.", "Skriv den ned nu, den vises ikke igen. Den virker én gang, til {1}. Koden skrives ind under »Har du fået en invitationskode?« på loginsiden."),
	CannotInvite: text("Denne personen er stengt ute eller har ikke noe brukernavn. Gi dem en rolle først.", "Denne personen er stengd ute eller har ikkje noko brukarnamn. Gi dei ei rolle først.", "This person is shut out or has no user name. Give them a role first.", "Denne person er lukket ude eller har ikke noget brugernavn. Giv dem en rolle først."),
	Give:         text("Gi en rolle til", "Gi ei rolle til", "Give one more role", "Giv en rolle til"),
	GiveHint:     text("Den som er stengt ute, slipper inn igjen når de får en rolle.", "Den som er stengd ute, slepp inn igjen når dei får ei rolle.", "Somebody who is shut out is let in again when given a role.", "Den, der er lukket ude, lukkes ind igen, når de får en rolle."),
	End:          text("Avslutt en rolle", "Avslutt ei rolle", "End a role", "Afslut en rolle"),
	EndHint:      text("Fra den dagen ser de ikke lenger det rollen ga. Ledelsen blir bedt om å fordele det de hadde ansvar for.", "Frå den dagen ser dei ikkje lenger det rolla gav. Leiinga blir beden om å fordele det dei hadde ansvar for.", "From that day they no longer see what the role gave. The leadership is asked to hand on what they were responsible for.", "Fra den dag ser de ikke længere det, rollen gav. Ledelsen bliver bedt om at fordele det, de havde ansvar for."),
	Which:        text("Hvilken rolle?", "Kva rolle?", "Which role?", "Hvilken rolle?"),
	From:         text("Fra og med", "Frå og med", "From", "Fra og med"),
	Phone:        text("Telefon", "Telefon", "Telephone", "Telefon"),
	PhoneHint:    text("Kolleger som skal si fra i en sak, kan ringe dette nummeret. Det står ikke andre steder.", "Kollegaer som skal seie frå i ei sak, kan ringje dette nummeret. Det står ikkje andre stader.", "Colleagues who are to tell somebody of a case can ring this number. It stands nowhere else.", "Kolleger, der skal give besked i en sag, kan ringe til dette nummer. Det står ikke andre steder."),
	PhoneSave:    text("Lagre nummeret", "Lagre nummeret", "Save the number", "Gem nummeret"),
	Forget:       text("Ny konto hos Feide eller en annen", "Ny konto hos Feide eller ein annan", "A new account at Feide or another", "Ny konto hos Feide eller en anden"),
	ForgetHint: text("Når noen har fått en ny konto der, teller brukernavnet igjen ved neste innlogging.", "Når nokon har fått ein ny konto der, tel brukarnamnet igjen ved neste innlogging.",
		"When somebody has a new account there, the user name counts once more at the next login.", "Når nogen har fået en ny konto der, tæller brugernavnet igen ved næste login."),
	Shut:     text("Steng ute nå", "Steng ute no", "Shut out now", "Luk ude nu"),
	ShutHint: text("De blir logget ut med en gang og kommer ikke inn igjen før noen gir dem en rolle. Det de har skrevet, blir.", "Dei blir logga ut med ein gong og kjem ikkje inn igjen før nokon gir dei ei rolle. Det dei har skrive, blir.", "They are logged out at once and do not get in again until somebody gives them a role. What they have written stays.", "De bliver logget ud med det samme og kommer ikke ind igen, før nogen giver dem en rolle. Det, de har skrevet, bliver."),
	You:      text("Dette er deg. Andre må endre det som gjelder deg selv.", "Dette er deg. Andre må endre det som gjeld deg sjølv.", "This is you. What is about yourself is changed by others.", "Det er dig. Andre skal ændre det, der gælder dig selv."),
	More:     text("Flere valg", "Fleire val", "More", "Flere valg"),
}
