package main

import "kjentvei/workflow/routine"

// serveTexts is what serve says of how it is reached.
var serveTexts = struct {
	CertFlag, KeyFlag, ProxyFlag, PublicFlag routine.Text
	LoginFlag, BadLogin, PlainLook           routine.Text
	NotEncrypted, DemoAlone, BadCertificate  routine.Text
}{
	CertFlag: t("TLS: filen med sertifikatet og kjeden (PEM); leses på nytt når den endres", "TLS: fila med sertifikatet og kjeda (PEM); blir lesen på nytt når ho blir endra",
		"TLS: the file with the certificate and its chain (PEM); read again when it changes", "TLS: filen med certifikatet og kæden (PEM); læses igen, når den ændres"),
	KeyFlag: t("TLS: filen med nøkkelen (PEM)", "TLS: fila med nøkkelen (PEM)", "TLS: the file with its key (PEM)", "TLS: filen med nøglen (PEM)"),
	ProxyFlag: t("adressene til proxyene foran, som 10.0.0.5 eller 10.0.0.0/28, med komma mellom; bare de blir trodd på hvem andre er",
		"adressene til proxyane framfor, som 10.0.0.5 eller 10.0.0.0/28, med komma mellom; berre dei blir trudde på kven andre er",
		"addresses of the proxies in front, such as 10.0.0.5 or 10.0.0.0/28, with commas between; only they are believed on who others are",
		"adresserne på proxyerne foran, som 10.0.0.5 eller 10.0.0.0/28, med komma imellem; kun de bliver troet på, hvem andre er"),
	PublicFlag: t("adressen folk skriver, som https://kjentvei.fylke.no; andre vertsnavn blir avvist", "adressa folk skriv, som https://kjentvei.fylke.no; andre vertsnamn blir avviste",
		"the address that people type, such as https://kjentvei.fylke.no; other host names are turned away", "adressen, folk skriver, som https://kjentvei.fylke.no; andre værtsnavne afvises"),
	LoginFlag: t("filen som sier hvem folk kan logge inn med, som Feide; se README", "fila som seier kven folk kan logge inn med, som Feide; sjå README",
		"the file that says whom people can log in with, such as Feide; see the README", "filen, der siger, hvem folk kan logge ind med, som Feide; se README"),
	BadLogin: t("filen «{1}» med innloggingstjenester kan ikke brukes: {2}", "fila «{1}» med innloggingstenester kan ikkje brukast: {2}",
		"the file ‘{1}’ of login providers cannot be used: {2}", "filen »{1}« med logintjenester kan ikke bruges: {2}"),
	PlainLook: t("Sidene ser enklere ut enn de skal: programmet er bygd uten designsystemet. «make build» tar det med.", "Sidene ser enklare ut enn dei skal: programmet er bygd utan designsystemet. «make build» tek det med.",
		"The pages look plainer than they should: the program was built without the design system. ‘make build’ includes it.", "Siderne ser enklere ud, end de skal: programmet er bygget uden designsystemet. »make build« tager det med."),
	NotEncrypted: t("«{1}» kan nås fra andre maskiner, og uten kryptering kan andre lese det som sendes. Bruk --tls-cert og --tls-key, eller --behind-proxy med adressen til en proxy som krypterer. Uten dem: --addr 127.0.0.1:8080, bare for denne maskinen.",
		"«{1}» kan nåast frå andre maskiner, og utan kryptering kan andre lese det som blir sendt. Bruk --tls-cert og --tls-key, eller --behind-proxy med adressa til ein proxy som krypterer. Utan dei: --addr 127.0.0.1:8080, berre for denne maskina.",
		"‘{1}’ can be reached from other machines, and without encryption others can read what is sent. Use --tls-cert and --tls-key, or --behind-proxy with the address of a proxy that encrypts. Without them: --addr 127.0.0.1:8080, for this machine alone.",
		"»{1}« kan nås fra andre maskiner, og uden kryptering kan andre læse det, der sendes. Brug --tls-cert og --tls-key eller --behind-proxy med adressen på en proxy, der krypterer. Uden dem: --addr 127.0.0.1:8080, kun til denne maskine."),
	DemoAlone: t("demoen er bare for denne maskinen, siden passordene vises på skjermen: den går ikke sammen med «{1}». Bruk --addr 127.0.0.1:8080.",
		"demoen er berre for denne maskina, sidan passorda blir viste på skjermen: han går ikkje saman med «{1}». Bruk --addr 127.0.0.1:8080.",
		"the demo is for this machine alone, as its passwords are shown on the screen: it does not go with ‘{1}’. Use --addr 127.0.0.1:8080.",
		"demoen er kun til denne maskine, da adgangskoderne vises på skærmen: den går ikke sammen med »{1}«. Brug --addr 127.0.0.1:8080."),
	BadCertificate: t("sertifikatet i «{1}» med nøkkelen i «{2}» kan ikke brukes: {3}", "sertifikatet i «{1}» med nøkkelen i «{2}» kan ikkje brukast: {3}",
		"the certificate in ‘{1}’ with the key in ‘{2}’ cannot be used: {3}", "certifikatet i »{1}« med nøglen i »{2}« kan ikke bruges: {3}"),
}
