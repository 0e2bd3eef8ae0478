package paper

import (
	"strconv"

	"kjentvei/workflow/routine"
)

func t(nb, nn, en, da string) routine.Text { return routine.Text{NB: nb, NN: nn, EN: en, DA: da} }

// texts are the mistakes and remarks, by key; {1}, {2} … are filled in. What is
// called …_hint says what to do.
var texts = map[string]routine.Text{
	"too_big": t("filen er større enn 10 MB", "fila er større enn 10 MB", "the file is larger than 10 MB", "filen er større end 10 MB"),
	"not_utf8": t("filen er ikke skrevet i UTF-8", "fila er ikkje skriven i UTF-8",
		"the file is not written in UTF-8", "filen er ikke skrevet i UTF-8"),
	"not_utf8_hint": t("lagre den på nytt som «CSV UTF-8»", "lagre ho på nytt som «CSV UTF-8»",
		"save it again as ‘CSV UTF-8’", "gem den igen som »CSV UTF-8«"),
	"empty": t("det står ikke noe i filen", "det står ikkje noko i fila", "there is nothing in the file", "der står ikke noget i filen"),
	"quote": t("et anførselstegn åpner en celle som aldri tar slutt", "eit hermeteikn opnar ei celle som aldri tek slutt",
		"a quotation mark opens a cell that never ends", "et anførselstegn åbner en celle, der aldrig slutter"),
	"many_rows": t("filen har flere enn {1} rader", "fila har fleire enn {1} rader",
		"the file has more than {1} rows", "filen har mere end {1} rækker"),
	"many_rows_hint": t("del den opp, for eksempel etter skoleår", "del ho opp, til dømes etter skuleår",
		"split it, for instance by school year", "del den op, for eksempel efter skoleår"),
	"many_columns": t("raden har flere enn {1} kolonner", "rada har fleire enn {1} kolonnar",
		"the row has more than {1} columns", "rækken har mere end {1} kolonner"),
	"more": t("det er flere feil enn de {1} som er vist", "det er fleire feil enn dei {1} som er viste",
		"there are more mistakes than the {1} shown", "der er flere fejl end de {1}, der vises"),

	"no_column": t("kolonnen «{1}» mangler", "kolonnen «{1}» manglar", "the column ‘{1}’ is missing", "kolonnen »{1}« mangler"),
	"unknown_column": t("«{1}» er verken en kolonne eller et felt i rutinen", "«{1}» er verken ein kolonne eller eit felt i rutinen",
		"‘{1}’ is neither a column nor a field of the routine", "»{1}« er hverken en kolonne eller et felt i rutinen"),
	"column_twice": t("kolonnen «{1}» står to ganger", "kolonnen «{1}» står to gonger",
		"the column ‘{1}’ appears twice", "kolonnen »{1}« står to gange"),
	"pair": t("«{1}» står i en kolonne uten overskrift", "«{1}» står i ein kolonne utan overskrift",
		"‘{1}’ stands in a column without a heading", "»{1}« står i en kolonne uden overskrift"),
	"pair_hint": t("skriv felt=verdi", "skriv felt=verdi", "write field=value", "skriv felt=værdi"),

	"no_case": t("raden sier ikke hvilken sak den hører til", "rada seier ikkje kva sak ho høyrer til",
		"the row does not say which case it belongs to", "rækken siger ikke, hvilken sag den hører til"),
	"bad_case": t("navnet på saken er for langt eller har tegn som ikke kan vises", "namnet på saka er for langt eller har teikn som ikkje kan visast",
		"the label of the case is too long or has characters that cannot be shown", "sagens navn er for langt eller har tegn, der ikke kan vises"),
	"bad_case_hint": t("bruk høyst {1} tegn", "bruk høgst {1} teikn", "use at most {1} characters", "brug højst {1} tegn"),
	"national_id": t("her står det noe som ligner et fødselsnummer", "her står det noko som liknar eit fødselsnummer",
		"this looks like a national identity number", "her står noget, der ligner et fødselsnummer"),
	"national_id_hint": t("fjern det; bruk skolens eget saksnummer", "fjern det; bruk skulen sitt eige saksnummer",
		"remove it; use the school's own case number", "fjern det; brug skolens eget sagsnummer"),
	"person_name": t("saken ser ut til å hete det samme som en person", "saka ser ut til å heite det same som ein person",
		"the case seems to be called by a person's name", "sagen ser ud til at hedde det samme som en person"),
	"person_name_hint": t("bruk et nummer, for eksempel «sak 14»", "bruk eit nummer, til dømes «sak 14»",
		"use a number, for instance ‘case 14’", "brug et nummer, for eksempel »sag 14«"),

	"no_time":  t("det står ikke når dette skjedde", "det står ikkje når dette skjedde", "it does not say when this happened", "der står ikke, hvornår det skete"),
	"bad_time": t("«{1}» er ikke et tidspunkt", "«{1}» er ikkje eit tidspunkt", "‘{1}’ is not a time", "»{1}« er ikke et tidspunkt"),
	"bad_time_hint": t("skriv 2025-10-03 eller 2025-10-03 10:40", "skriv 2025-10-03 eller 2025-10-03 10:40",
		"write 2025-10-03 or 2025-10-03 10:40", "skriv 2025-10-03 eller 2025-10-03 10:40"),
	"in_future": t("dette har ikke skjedd ennå", "dette har ikkje skjedd enno", "this has not happened yet", "det er ikke sket endnu"),
	"recorded_first": t("det ble skrevet ned før det skjedde", "det blei skrive ned før det skjedde",
		"it was written down before it happened", "det blev skrevet ned, før det skete"),
	"before_opening": t("dette skjedde før saken ble åpnet", "dette skjedde før saka blei opna",
		"this happened before the case was opened", "det skete, før sagen blev åbnet"),
	"before_opening_hint": t("saken åpnes da bekymringen oppsto", "saka blir opna då bekymringa oppstod",
		"a case is opened when the concern arose", "en sag åbnes, da bekymringen opstod"),

	"no_step":      t("det står ikke hva som ble gjort", "det står ikkje kva som blei gjort", "it does not say what was done", "der står ikke, hvad der blev gjort"),
	"unknown_step": t("«{1}» er ikke et trinn i rutinen", "«{1}» er ikkje eit steg i rutinen", "‘{1}’ is not a step of the routine", "»{1}« er ikke et trin i rutinen"),
	"not_on_paper": t("«{1}» brukes ikke her", "«{1}» blir ikkje brukt her", "‘{1}’ is not used here", "»{1}« bruges ikke her"),
	"not_on_paper_hint": t("rett heller selve raden", "rett heller sjølve rada",
		"change the row itself instead", "ret i stedet selve rækken"),
	"no_opening": t("saken «{1}» har ingen rad som åpner den", "saka «{1}» har inga rad som opnar ho",
		"the case ‘{1}’ has no row that opens it", "sagen »{1}« har ingen række, der åbner den"),
	"no_opening_hint": t("skriv «open» som trinn der saken begynner", "skriv «open» som steg der saka byrjar",
		"write ‘open’ as the step where the case begins", "skriv »open« som trin, hvor sagen begynder"),
	"opened_twice": t("saken «{1}» åpnes to ganger", "saka «{1}» blir opna to gonger",
		"the case ‘{1}’ is opened twice", "sagen »{1}« åbnes to gange"),

	"no_scenario": t("det står ikke hvilket alternativ saken gjelder", "det står ikkje kva alternativ saka gjeld",
		"it does not say which scenario the case is", "der står ikke, hvilket alternativ sagen gælder"),
	"unknown_scenario": t("«{1}» er ikke et alternativ i rutinen", "«{1}» er ikkje eit alternativ i rutinen",
		"‘{1}’ is not a scenario of the routine", "»{1}« er ikke et alternativ i rutinen"),
	"only_opening": t("«{1}» hører til i raden som åpner saken", "«{1}» høyrer til i rada som opnar saka",
		"‘{1}’ belongs in the row that opens the case", "»{1}« hører til i den række, der åbner sagen"),
	"bad_age": t("«{1}» er ingen alder", "«{1}» er ingen alder", "‘{1}’ is not an age", "»{1}« er ingen alder"),
	"bad_age_hint": t("skriv minor, adult eller datoen da eleven fyller 18 år", "skriv minor, adult eller datoen då eleven fyller 18 år",
		"write minor, adult or the date on which the student turns 18", "skriv minor, adult eller den dato, da eleven fylder 18 år"),
	"no_student": t("en drøfting uten navn har ingen elev", "ei drøfting utan namn har ingen elev",
		"a talk without names has no student", "en drøftelse uden navn har ingen elev"),

	"unknown_role": t("«{1}» er ingen rolle", "«{1}» er inga rolle", "‘{1}’ is not a role", "»{1}« er ingen rolle"),
	"group":        t("«{1}» er flere roller", "«{1}» er fleire roller", "‘{1}’ is several roles", "»{1}« er flere roller"),
	"group_hint":   t("skriv hvilken: {1}", "skriv kva for ei: {1}", "write which: {1}", "skriv hvilken: {1}"),
	"one_person":   t("her skal det stå én ansatt", "her skal det stå éin tilsett", "one member of staff belongs here", "her skal der stå én ansat"),
	"wrong_person": t("«{1}» kan ikke stå i «{2}»", "«{1}» kan ikkje stå i «{2}»", "‘{1}’ cannot stand in ‘{2}’", "»{1}« kan ikke stå i »{2}«"),
	"many_people":  t("«{1}» kan ha høyst {2}", "«{1}» kan ha høgst {2}", "‘{1}’ can have at most {2}", "»{1}« kan have højst {2}"),

	"unknown_field": t("«{1}» hører ikke til «{2}»", "«{1}» høyrer ikkje til «{2}»", "‘{1}’ does not belong to ‘{2}’", "»{1}« hører ikke til »{2}«"),
	"field_twice":   t("«{1}» er fylt ut to ganger", "«{1}» er fylt ut to gonger", "‘{1}’ is filled in twice", "»{1}« er udfyldt to gange"),
	"bad_choice":    t("«{1}» er ikke et svar på «{2}»", "«{1}» er ikkje eit svar på «{2}»", "‘{1}’ is not an answer to ‘{2}’", "»{1}« er ikke et svar på »{2}«"),
	"bad_number":    t("«{1}» er ikke et tall", "«{1}» er ikkje eit tal", "‘{1}’ is not a number", "»{1}« er ikke et tal"),
	"number_range": t("{1} er utenfor det «{2}» kan være", "{1} er utanfor det «{2}» kan vere",
		"{1} is outside what ‘{2}’ can be", "{1} er uden for det, »{2}« kan være"),
	"bad_flag":      t("«{1}» er verken ja eller nei", "«{1}» er verken ja eller nei", "‘{1}’ is neither yes nor no", "»{1}« er hverken ja eller nej"),
	"bad_flag_hint": t("skriv ja eller nei", "skriv ja eller nei", "write yes or no", "skriv ja eller nej"),
	"no_breach": t("det er ikke noe avvik å svare på i denne saken", "det er ikkje noko avvik å svare på i denne saka",
		"there is no breach to answer in this case", "der er ingen afvigelse at svare på i denne sag"),

	"left_out": t("«{2}» sier ikke noe om «{1}»", "«{2}» seier ikkje noko om «{1}»", "‘{2}’ says nothing of ‘{1}’", "»{2}« siger ikke noget om »{1}«"),
	"day_only": t("uten klokkeslett kan det ikke vises at dette ble gjort straks", "utan klokkeslett kan det ikkje visast at dette blei gjort straks",
		"without a time of day it cannot be shown that this was done at once", "uden klokkeslæt kan det ikke vises, at det blev gjort med det samme"),
	"nobody": t("det står ikke hvem som gjorde dette", "det står ikkje kven som gjorde dette",
		"it does not say who did this", "der står ikke, hvem der gjorde det"),
	"no_age": t("det står ikke om eleven var under 18 år", "det står ikkje om eleven var under 18 år",
		"it does not say whether the student was under 18", "der står ikke, om eleven var under 18 år"),
	"example": t("«{1}» er et eksempel fra malen", "«{1}» er eit døme frå malen", "‘{1}’ is an example of the template", "»{1}« er et eksempel fra skabelonen"),

	"did_you_mean": t("mente du «{1}»?", "meinte du «{1}»?", "did you mean ‘{1}’?", "mente du »{1}«?"),
	"one_of":       t("kan være: {1}", "kan vere: {1}", "can be: {1}", "kan være: {1}"),
}

// text is one of the texts with {1}, {2}, … filled in.
func text(key string, words ...string) routine.Text {
	values := map[string]routine.Text{}
	for i, word := range words {
		values[strconv.Itoa(i+1)] = routine.Same(word)
	}
	return texts[key].Fill(values)
}
