// Whole cases that the plan alone does not lead through: somebody has to step aside,
// something was broken, cannot be met, turns out worse or was done twice. From opening
// to closing, and what comes after that.
import assert from 'node:assert/strict';
import { acute, adult, asks, closes, colleaguesChild, contact, days, eitherWay, minor, nextSchoolDay, signsAndCloses, worried } from './school.mjs';
import { play } from './stage.mjs';

const asideOf = 'Si fra om at noen er inhabil';

/** passesOn brings a concern to the kjentmann, and comes there as that. */
async function passesOn(school, teacher) {
  await teacher.takes('Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer' });
  await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
  const kjentmann = await school.as('kjentmann');
  await kjentmann.comesTo(teacher.case);
  return kjentmann;
}

/** settledAsUnfounded is a case that waits to be signed. */
async function settledAsUnfounded(teacher, student) {
  await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En foresatt', 'Hva gjelder bekymringen?': 'Hjemmet ringte' });
  await teacher.takes('Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer' });
  await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
  await teacher.takes('Bekymringen var grunnløs', { 'Hvorfor?': 'Var en misforståelse' });
  return teacher.case;
}

/** namesNobody: neither the whole name nor the family's. */
async function namesNobody(person, student) {
  for (const name of [student.name, ...student.name.split(' ').slice(1)]) await person.seesNot(new RegExp(name));
}

const cases = {
  'two step aside, others take it on, and what cannot be met is waived': async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(asks, student, { 'Hva sa eleven?': 'Kan noen hjelpe meg?' });
    await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
    const kjentmann = await school.as('kjentmann');
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Velg saksansvarlig', { Saksansvarlig: 'Kjenta Prøvdal' });
    await kjentmann.submits(await kjentmann.formOf(asideOf), { 'Hvem er inhabil?': 'Kjenta Prøvdal', 'Hvorfor?': 'I familie med eleven' });
    await kjentmann.sees('Du ser ikke saken lenger');
    await kjentmann.findsNothing(student);
    await kjentmann.isNobodyToIt(teacher.case);

    const head = await school.as('department_head_2');
    await head.comesTo(teacher.case);
    await head.takes(asideOf, { 'Hvem er inhabil?': 'Avdis Øvelund', 'Hvorfor?': 'Saken gjelder noe denne personen kan ha gjort' });
    const other = await school.as('department_head');
    await other.findsNothing(student);
    await other.isNobodyToIt(teacher.case);

    await head.takes('Velg saksansvarlig', { Saksansvarlig: 'Sosia Testvik' });
    const counsellor = await school.as('social_counsellor');
    await counsellor.finds(student);
    await counsellor.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk' });
    for (const note of ['Ringte i lunsjen', 'Ringte etter skoletid']) {
      await counsellor.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'Ingen svarte', 'Hva ble sagt?': note });
    }
    await counsellor.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Prat hver uke' });
    await head.reads('Godkjenn saken', /Informer foresatte/);
    await head.takes('Gjør unntak fra et krav', { 'Hvilket krav?': 'Informer foresatte', 'Hvorfor?': 'Ingen svarte', Forklar: 'Ringt tre dager på rad' });
    await signsAndCloses(head, counsellor);
  },

  'told on Tuesday of Friday, and two cases become one': async (school) => {
    const student = await minor();
    const friday = (time) => ({ 'Når skjedde det?': `2026-08-28T${time}` });
    const teacher = await school.as('contact_teacher');
    await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En ansatt', 'Hva gjelder bekymringen?': 'Sov i timen', 'Når var det?': '2026-08-28T09:15' });
    await teacher.recounts(
      ['Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal', ...friday('12:00') }],
      ['Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer', ...friday('10:30') }],
      ['Drøft med kjentmann', { 'Hva kom dere fram til?': 'Spør på tomannshånd', ...friday('13:00') }],
    );
    await teacher.sees('Gitt videre');
    const second = await school.as('contact_teacher_2');
    await second.opens(asks, student, { 'Hva sa eleven?': 'Jeg trenger noen å snakke med' });
    await second.seesNot('Sov i timen');
    await second.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });

    const principal = await school.as('principal');
    await principal.comesTo(second.case);
    const merge = 'Slå sammen med en annen sak';
    await principal.isRefused(merge, { 'Hvilken sak?': await teacher.reference(), 'Hvorfor?': 'Samme elev' }, /Informer foresatte/);
    await principal.comesTo(teacher.case);
    await principal.takes(merge, { 'Hvilken sak?': await second.reference(), 'Hvorfor?': 'Samme elev' });
    await teacher.comesTo(teacher.case);
    await teacher.sees('Slått sammen med en annen sak');
    await teacher.seesNot(await second.reference());

    const kjentmann = await school.as('kjentmann');
    await kjentmann.finds(student); // there is but one now
    await kjentmann.presses(await teacher.reference());
    await kjentmann.sees('Sov i timen');
    await kjentmann.presses(await second.reference());
    await kjentmann.takes('Velg saksansvarlig', { Saksansvarlig: 'Kjenta Prøvdal' });
    await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert' });
    await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk' });
    await kjentmann.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Prat hver uke' });
    await signsAndCloses(principal, kjentmann);
  },

  'a concern becomes an emergency, a wrong answer is put right, and it was illness': async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En medelev' });
    const kjentmann = await passesOn(school, teacher);
    await kjentmann.takes('Gå over til et annet alternativ', { 'Hva gjelder det nå?': acute, 'Hva har skjedd?': 'Lå ved skapene' });
    await kjentmann.sees('Gjør dette nå');
    await kjentmann.canCall('113');
    const emergency = await kjentmann.formOf('Nødsituasjon: ring 113');
    await kjentmann.canCall('113', emergency);
    await kjentmann.canCall('22591300', emergency);
    await kjentmann.takes('Nødsituasjon: ring 113', { 'Hva gjorde dere?': ['Ringte 113', 'Helsepersonell tok over'], 'Hva var det som var farlig?': 'Ikke kontakt' });
    await kjentmann.takes('Ta eleven med ut av timen', { 'Hva skjedde?': 'Eleven ble med ut' });
    await kjentmann.putsRight('Ta eleven med ut av timen', { 'Hva skjedde?': 'Eleven var ikke i en time', 'Hvorfor?': 'Trykket feil' });
    await kjentmann.takes('Si fra til en kollega', { 'Hvem har fått beskjed?': 'Avdis Øvelund' });
    await kjentmann.takes('Vurder tilstanden sammen', { 'Hvem var med?': ['Kjenta Prøvdal', 'Avdis Øvelund'], 'Hva kom dere fram til?': 'Uavklart, og hos helsepersonell' });
    await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert' });
    const head = await school.as('department_head');
    await head.comesTo(teacher.case);
    await head.takes('Vurder melding til barnevernet', { 'Hva kom du fram til?': 'Vurdert, men ikke meldt nå', 'Hvorfor?': 'Foresatte tar det på alvor' });
    await head.takes('Vurder å kontakte politiet', { 'Hva ble vurderingen?': 'Vurdert, ikke kontaktet', 'Hvorfor?': 'Ingen andre innblandet' });
    await head.takes('Gå gjennom nødsituasjonen', { 'Hva mener ledelsen': 'Riktig og raskt' });

    await nextSchoolDay();
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Eleven er tilbake');
    await kjentmann.talks('Hold oppfølgingssamtalen', { 'Hva snakket dere om?': ['Det som skjedde', 'Skolens regler om rus'] });
    await kjentmann.talks('Hold oppfølgingssamtalen', { 'Hva snakket dere om?': 'Oppmuntret eleven' }, 'Dette gjenstår av samtalen');
    await kjentmann.takes('Vurder på nytt om eleven var påvirket', { 'Hva er vurderingen nå?': 'Syk', 'Hva bygger du det på?': 'Legen har ringt' });
    await kjentmann.reads('Lukk saken', /Rett opp det som ble sagt feil/);
    await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De har fått vite at noe vi sa, var feil' });
    await signsAndCloses(await school.as('principal'), teacher);
  },

  'a parent who works here is told nothing': async (school) => {
    const student = await colleaguesChild();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En medelev', 'Hva gjelder bekymringen?': 'Sover lite' });
    const parent = await school.as('contact_teacher_2');
    const shutOut = async () => {
      await parent.findsNothing(student);
      await parent.isNobodyToIt(teacher.case);
    };
    await shutOut();
    await parent.cannotOpen(worried, student, { 'Hvem er bekymret?': 'En foresatt', 'Hva gjelder bekymringen?': 'Mitt eget barn' }, /Gå til en kollega/);
    await teacher.doesNotOffer('Be en annen ta over', 'Hvem skal ta over?', 'Øve Prøvesen');
    await teacher.doesNotOffer('Ta med noen i saken', 'Hvem', 'Øve Prøvesen');

    const kjentmann = await passesOn(school, teacher);
    await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven sier nei' });
    await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvem var dere i kontakt med?': 'Regn Prøvesen', 'Hvordan gikk det?': 'De er informert' });
    await shutOut(); // also when the other guardian knows
    await teacher.comesTo(teacher.case);
    await teacher.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Ny prat om to uker' });
    await signsAndCloses(await school.as('principal'), teacher);
    await shutOut();
  },

  'broken and answered for, and read after a month': async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(acute, student);
    await teacher.takes('Ta eleven med ut av timen', { 'Hva skjedde?': 'Eleven ble med ut' });
    await teacher.takes('Eleven gikk før dere var ferdige', { 'Fikk noen snakket med eleven?': 'Nei' });
    await teacher.comesTo(teacher.case);
    await teacher.putsRight('Eleven gikk før dere var ferdige', { 'Fikk noen snakket med eleven?': 'Ja', 'Hvorfor?': 'Vi fikk snakket litt' });
    await teacher.takesAbout('Meld et avvik', ['Hva ble ikke fulgt?', 'Ring foresatte nå'], { 'Hva skjedde?': 'Ingen ringte' });
    await teacher.takes('Si fra til en kollega', { 'Hvem har fått beskjed?': 'Kjenta Prøvdal' });
    const principal = await school.as('principal');
    await principal.comesTo(teacher.case);
    await principal.takes('Vurder tilstanden sammen', { 'Hvem var med?': 'Rekta Eksempelmo', 'Hva kom dere fram til?': 'Eleven er ikke påvirket' });
    await nextSchoolDay();
    await teacher.comesTo(teacher.case);
    await teacher.takes('Eleven er tilbake');
    await teacher.takes('Hold oppfølgingssamtalen', {
      'Hva snakket dere om?': ['Det som skjedde', 'Skolens regler om rus', 'Oppmuntret eleven'], 'Hvem var med?': 'Test Kontaktlærer',
    });
    await principal.reads('Godkjenn saken', /avvik/);
    await principal.takes('Ta stilling til et avvik', { 'Hva gjør skolen med det?': 'Telefonlista henger nå i klasserommet' });
    await signsAndCloses(principal, teacher);

    await days(31);
    const head = await school.as('department_head_2');
    await head.comesTo(teacher.case);
    await head.sees('Saken hviler');
    await head.seesNot('Ingen ringte');
    const why = 'Eleven er tilbake med samme vanske, og vi må vite hva som ble gjort';
    await head.fillsIn({ 'Hvorfor må du lese saken?': why }, 'Les saken i en time');
    await head.sees('Ingen ringte');
    await teacher.starts();
    await teacher.presses('Se hvorfor');
    await teacher.sees(why);
    await principal.starts();
    await principal.presses('Se på det');
    await principal.fillsIn({ 'Var det grunn til å lese?': 'Ja', 'Skriv kort hva du har sett på': 'Snakket med den som leste' }, 'Lagre');
    await teacher.page.reload();
    await teacher.sees('Rekta Eksempelmo har sett på det');
  },

  'signed one after the other, audited without a name, and given to the student': async (school) => {
    const teacher = await school.as('contact_teacher');
    const [one, other] = [await minor(), await adult()];
    const first = await settledAsUnfounded(teacher, one);
    const second = await settledAsUnfounded(teacher, other);
    const principal = await school.as('principal');
    await principal.starts();
    await principal.presses('Godkjenn (');
    await principal.presses(one.name);
    await principal.decides('Godkjenn saken');
    await principal.sees('Lagret. Her er den neste.');
    assert.match(await principal.head(), new RegExp(other.name));
    await principal.decides('Send saken tilbake', { 'Hva mangler?': 'Hva sa hjemmet?' });
    await teacher.comesTo(second);
    await teacher.sees('Hva sa hjemmet?');
    await teacher.takes('Legg til et notat', { Notat: 'Hjemmet hadde hørt feil' });
    await principal.starts();
    await principal.presses('Godkjenn (');
    await principal.presses(other.name);
    await principal.decides('Godkjenn saken');
    for (const each of [first, second]) {
      await teacher.comesTo(each);
      await closes(teacher);
    }

    const reference = await teacher.reference();
    const auditor = await school.as('auditor');
    await namesNobody(auditor, other);
    await auditor.presses('Vis tallene');
    await namesNobody(auditor, other);
    await auditor.presses('Se sakene');
    await namesNobody(auditor, other);
    await auditor.looksFor(other.name, true);
    await auditor.seesNot(reference);
    await auditor.looksFor(reference, true);
    await auditor.presses(reference);
    await auditor.sees('Er rutinen fulgt?');
    await namesNobody(auditor, other);

    await teacher.comesTo(second);
    await teacher.presses('Skriv ut saken');
    await teacher.sees('En foresatt');
    await teacher.presses('Elevens egen kopi');
    await teacher.sees(other.name);
    await teacher.sees('Hjemmet hadde hørt feil');
    await teacher.seesNot('En foresatt');
  },
};

await play(eitherWay(cases));
