// Whole cases, from opening to closing, led by the staff of the demo school in the
// roles that they have: each scenario, both ages, every way that consent can go.
import assert from 'node:assert/strict';
import { acute, adult, asks, contact, days, eitherWay, journey, keyboardAlone, minor, nextSchoolDay, phone, signsAndCloses, soonOfAge, today, withoutScripts, worried } from './school.mjs';
import { options, play } from './stage.mjs';

/** figuresFold: what needs attention stands open, the rest one press away; paper has it all. */
async function figuresFold(school) {
  const principal = await school.as('principal');
  const { page } = principal;
  await page.goto(new URL('/figures', page.url()).href);
  const tables = page.locator('.report section table');
  const seen = async () => (await tables.evaluateAll((list) => list.map((t) => t.checkVisibility()))).filter(Boolean).length;
  const all = await tables.count();
  assert.ok(all > 8 && await seen() === 1, `${await seen()} of ${all} tables stand open`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it is as wide as the screen');
  await principal.hands.press(page.getByRole('navigation', { name: 'Innhold' }).getByRole('link', { name: 'Over tid' }));
  await page.locator('#trend').getByRole('heading', { name: 'Måned for måned' }).waitFor();
  await principal.hands.press(page.locator('.report .refs a').first());
  await page.locator('tr:target').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await seen(), all, 'paper has every table');
}

/** intoxicated is the whole of a day that begins badly, and of the day after. */
async function intoxicated(school) {
  const student = await minor();
  const teacher = await school.as('contact_teacher');
  await teacher.opens(acute, student);
  await teacher.sees('Gjør dette nå');
  await teacher.takes('Ta eleven med ut av timen', { 'Hva skjedde?': 'Eleven ble med ut' });
  await teacher.takes('Si fra til en kollega', { 'Hvem har fått beskjed?': ['Kjenta Prøvdal', 'Avdis Øvelund'] });

  const kjentmann = await school.as('kjentmann');
  await kjentmann.finds(student);
  await kjentmann.takes('Vurder tilstanden sammen', { 'Hvem var med?': ['Kjenta Prøvdal', 'Avdis Øvelund'], 'Hva kom dere fram til?': 'Eleven er påvirket' });
  const head = await school.as('department_head');
  await head.comesTo(teacher.case);
  await head.reads('Send eleven hjem for resten av dagen', /skal ikke gå alene/);
  await head.reads('Send eleven hjem for resten av dagen', /Snakk med eleven først/);

  await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert og kommer og henter' });
  await kjentmann.takes('Hør hva eleven selv sier', { 'Hva skjedde?': 'Eleven fikk si sitt' });
  await kjentmann.takes('Vurder om det er trygt at eleven går', { 'Er det trygt?': 'Nei', 'Hva bygger det på?': 'Ustø på beina' });
  await kjentmann.takes('Snakk med eleven om å gå hjem for dagen', { 'Hvem var med?': 'Kjenta Prøvdal' });
  await kjentmann.takes('En voksen henter eleven');
  await head.takes('Send eleven hjem for resten av dagen');
  await head.sees('Eleven er gått for dagen');
  await head.takes('Vurder melding til barnevernet', { 'Hva kom du fram til?': 'Vurdert, men ikke meldt nå', 'Hvorfor?': 'Første gang, og trygt hjemme' });
  await head.takes('Vurder å kontakte politiet', { 'Hva ble vurderingen?': 'Vurdert, ikke kontaktet', 'Hvorfor?': 'Ingen andre innblandet' });

  await nextSchoolDay();
  await teacher.comesTo(teacher.case);
  await teacher.reads('Godkjenn saken', /oppfølgingssamtale/i);
  await teacher.takes('Eleven er tilbake');
  await teacher.takes('Hold oppfølgingssamtalen', {
    'Hva snakket dere om?': ['Det som skjedde', 'Skolens regler om rus', 'Oppmuntret eleven'], 'Hvem var med?': 'Test Kontaktlærer',
  });
  await teacher.sees('Fulgt opp etter hendelsen');
  await signsAndCloses(await school.as('principal'), teacher);
}

/** worriedMinor is told of by somebody else, admits, and is met with the guardians. */
async function worriedMinor(school) {
  const student = await minor();
  const teacher = await school.as('contact_teacher');
  await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En ansatt', 'Hva gjelder bekymringen?': 'Borte hver fredag' });
  await teacher.reads('Gi saken videre', /Snakk med den som skal få vite det først/);
  await teacher.takes('Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer' });
  await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
  const kjentmann = await school.as('kjentmann');
  await kjentmann.comesTo(teacher.case);
  await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk', 'Hva ble sagt?': 'Har prøvd i helgene' });
  await kjentmann.sees('Eleven forteller om bruk');
  await kjentmann.reads('Kall inn til møte', /Ledelsen må vite/);
  await kjentmann.takes('Ta saken til ledelsen', { 'Hvem i ledelsen?': 'Avdis Øvelund' });
  await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert og invitert' });
  const head = await school.as('department_head');
  await head.comesTo(teacher.case);
  await head.takes('Kall inn til møte');
  await head.takes('Hold møtet', { 'Hvem var med?': ['Avdis Øvelund', student.name], 'Hva ble dere enige om?': 'Prat hver fredag' });
  await teacher.comesTo(teacher.case);
  await teacher.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Avtalen holder' });
  await signsAndCloses(await school.as('principal'), teacher);
}

/** turned18: days pass, and from then on the student decides. */
async function turned18(school) {
  const student = await soonOfAge();
  const kjentmann = await school.as('kjentmann');
  await kjentmann.finds(student);
  await kjentmann.sees(/Eleven fyller 18 år/);
  await kjentmann.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'Ingen svarte' });
  await days(4);
  await kjentmann.comesTo(kjentmann.case);
  await kjentmann.sees(/Eleven er myndig siden/);
  await kjentmann.isRefused(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert' }, /når eleven har sagt ja/);
  await kjentmann.comesTo(kjentmann.case);
  await kjentmann.takes('Skriv inn hva eleven svarte om samtykke', { 'Hvem vil skolen snakke med?': 'Foresatte', 'Hva svarte eleven?': 'Nei' });
  await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk' });
  await kjentmann.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Time hos helsesykepleier' });
  await signsAndCloses(await school.as('principal'), kjentmann);
}

/** unfounded is a whole case in few steps. */
async function unfounded(school) {
  const teacher = await school.as('contact_teacher');
  await teacher.opens(worried, await minor(), { 'Hvem er bekymret?': 'En foresatt', 'Hva gjelder bekymringen?': 'Hjemmet ringte' });
  await teacher.takes('Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer' });
  await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
  await teacher.takes('Bekymringen var grunnløs', { 'Hvorfor?': 'Var en misforståelse' });
  await signsAndCloses(await school.as('principal'), teacher);
}

const cases = {
  'intoxicated, a minor': intoxicated,
  'somebody is worried, a minor': worriedMinor,
  'asks for help, of age, refuses consent, and the leadership sends it back': async (school) => {
    const student = await adult();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(asks, student, { 'Hva sa eleven?': 'Ikke si det hjemme' });
    await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
    const kjentmann = await school.as('kjentmann');
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Velg saksansvarlig', { Saksansvarlig: 'Kjenta Prøvdal' });
    await kjentmann.takes('Skriv inn hva eleven svarte om samtykke', { 'Hvem vil skolen snakke med?': 'Foresatte', 'Hva svarte eleven?': 'Nei' });
    await kjentmann.isRefused(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert' }, /når eleven har sagt ja/);
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven sier nei' });
    await kjentmann.sees('Vi følger med');
    await kjentmann.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Ny prat om to uker' });
    const principal = await school.as('principal');
    await principal.comesTo(teacher.case);
    await principal.takes('Send saken tilbake', { 'Hva mangler?': 'Hvem følger opp?' });
    await kjentmann.comesTo(teacher.case);
    await kjentmann.sees('Hvem følger opp?');
    await kjentmann.takes('Legg til et notat', { Notat: 'Kjentmann følger opp' });
    await kjentmann.comesTo(teacher.case);
    await signsAndCloses(principal, kjentmann);
  },

  'somebody is worried, of age, consents, and takes it back; handed over and taken over': async (school) => {
    const student = await adult();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(worried, student, { 'Hvem er bekymret?': 'En medelev' });
    await teacher.takes('Ta det opp med den som skal få vite det først', { 'Hvem tok du det opp med?': 'Test Kontaktlærer' });
    await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
    await teacher.takes('Be en annen ta over', { 'Hvem skal ta over?': 'Sosia Testvik' });
    const counsellor = await school.as('social_counsellor');
    await counsellor.comesTo(teacher.case);
    await counsellor.takes('Ta over saken');
    await teacher.comesTo(teacher.case);
    await teacher.sees('Sosia Testvik har ansvaret.');
    await counsellor.takes('Skriv inn hva eleven svarte om samtykke', { 'Hvem vil skolen snakke med?': 'Foresatte', 'Hva kan vi snakke om?': 'Bekymringen', 'Hva svarte eleven?': 'Ja' });
    await counsellor.takes(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert', 'Hva gjaldt det?': 'Bekymringen' });
    await counsellor.takes('Eleven trekker samtykket tilbake', { 'Hvem skal skolen ikke lenger snakke med?': 'Foresatte' });
    await counsellor.isRefused(contact, { 'Hvem tok kontakt?': 'Skolen', 'Hvordan gikk det?': 'De er informert' }, /når eleven har sagt ja/);
    await counsellor.comesTo(teacher.case);
    await counsellor.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven ville ikke snakke' });
    await counsellor.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Døra står åpen' });
    await signsAndCloses(await school.as('department_head'), counsellor);
  },

  'contact may be unsafe': async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(asks, student, { 'Kan det være utrygt': 'Jeg er usikker', 'Hvorfor kan det være utrygt?': 'Ble redd' });
    await teacher.sees('Kontakt er stanset');
    await teacher.takes('Gi saken videre', { 'Hvem tar det videre?': 'Kjenta Prøvdal' });
    const kjentmann = await school.as('kjentmann');
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk' });
    const principal = await school.as('principal');
    await principal.comesTo(teacher.case);
    await principal.takes('Bekreft at det er utrygt å kontakte foresatte');
    await principal.takes('Vurder melding til barnevernet', { 'Hva kom du fram til?': 'Meldt til barnevernet', 'Hvorfor?': 'Utrygt hjemme' });
    await kjentmann.takes('Velg saksansvarlig', { Saksansvarlig: 'Kjenta Prøvdal' });
    await kjentmann.takes('Snakk med eleven', { 'Hva skjedde?': 'Eleven forteller om bruk' });
    await kjentmann.takes('Avklar videre oppfølging', { 'Hva har dere avtalt videre?': 'Følges av barnevernet' });
    await signsAndCloses(principal, kjentmann);
  },

  'unsure, and no name': async (school) => {
    const teacher = await school.as('contact_teacher_2');
    await teacher.opens('Jeg er usikker', null, { 'Hvem spør?': 'En ansatt', 'Hva gjelder det?': 'Trøtt hver mandag' });
    const kjentmann = await school.as('kjentmann');
    await kjentmann.comesTo(teacher.case);
    await kjentmann.takes('Skriv inn rådet', { 'Hvilket råd ga du?': 'Spør hvordan det går', 'Hva skjer nå?': 'Ikke noe mer nå' });
    await signsAndCloses(await school.as('principal'), teacher);
  },

  'the wrong student': async (school) => {
    const teacher = await school.as('contact_teacher');
    await teacher.opens(worried, await minor(), { 'Hvem er bekymret?': 'Noen andre' });
    const head = await school.as('department_head');
    await head.comesTo(teacher.case);
    await head.takes('Annuller saken', { 'Hvorfor?': 'Feil elev', 'Hvem andre i ledelsen er enig?': 'Rekta Eksempelmo', 'Forklar': 'To med nesten samme navn' });
    const principal = await school.as('principal');
    await principal.comesTo(teacher.case);
    await principal.takes('Bekreft eller avvis annulleringen', { 'Er du enig': 'Ja' });
    await teacher.comesTo(teacher.case);
    await teacher.sees('Annullert');
  },

  'who has no part in cases sees none': async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    await teacher.opens(asks, student);
    for (const user of ['administrator', 'observer', 'outsider', 'contact_teacher_2']) {
      const person = await school.as(user);
      await person.isNobodyToIt(teacher.case);
      await person.starts();
      await person.seesNot(student.name);
    }
    const auditor = await school.as('auditor');
    await auditor.comesTo(teacher.case);
    await auditor.seesNot(student.name);
    await auditor.seesNot(new RegExp(student.name.split(' ')[1]));
  },
};

const bare = {};
for (const [n, act] of [intoxicated, worriedMinor].entries()) {
  if (options.torture || options.turn % 2 === n) bare[`${act.name}, without scripts`] = journey(withoutScripts, act);
}
await play({
  ...eitherWay(cases),
  ...bare,
  'unfounded, with the keyboard alone': journey(keyboardAlone, unfounded),
  'figures fold, on a phone': journey(phone, figuresFold),
  'turns 18': journey(today, turned18),
});
