// What a page asks of people and of the network, counted and bounded.
import assert from 'node:assert/strict';
import { desktop, journey, minor, phone, withoutScripts } from './school.mjs';
import { play } from './stage.mjs';

const acute = 'Eleven er påvirket på skolen';

// counting is what somebody's hands did while they did something.
async function counting(person, act) {
  const { presses, words } = person.hands;
  await act();
  return { presses: person.hands.presses - presses, words: person.hands.words - words };
}

// pressesAll says of everything in the list that it is done, one after the other.
async function pressesAll(school) {
  const teacher = await school.as('contact_teacher');
  await teacher.opens(acute, await minor());
  const { page } = teacher;
  const press = page.locator('.checklist form.press button');
  const all = await press.count();
  assert.equal(all, await page.locator('.checklist > li').count(), 'each has its press');
  assert.ok(all >= 12, `${all} things to do`);
  assert.ok(await page.locator('a[href^="tel:"]').filter({ visible: true }).count() >= 4, 'the numbers stand there, to be rung');
  for (let left = all; left > 0; left--) {
    const first = press.first();
    const said = (await first.getAttribute('aria-label')).replace(/^.*: /, '');
    const took = await counting(teacher, () => teacher.onward(() => teacher.hands.press(first)));
    assert.deepEqual(took, { presses: 1, words: 0 }, said);
    await page.locator('.checklist > li').filter({ hasText: said }).getByText(/Gjort kl\. \d\d\.\d\d\. Skriv resten/).first().waitFor();
    assert.equal(await press.count(), left - 1, said);
  }
}

await play({
  'an acute case is open after three presses and one word': journey(phone, async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    const main = teacher.page.getByRole('main');
    const took = await counting(teacher, async () => {
      await teacher.presses(acute, main);
      await teacher.hands.write(teacher.page.getByRole('textbox', { name: 'Finn eleven' }), student.name.split(' ').at(-1));
      await teacher.hands.press(teacher.page.getByRole('radio', { name: student.name })); // found while typing
      await teacher.presses('Ingenting tyder på det', main);
    });
    await teacher.isSaved();
    await teacher.sees('Gjør dette nå');
    assert.deepEqual(took, { presses: 3, words: 1 });
  }),

  'an acute case is open after three presses without scripts': journey(withoutScripts, async (school) => {
    const student = await minor();
    const teacher = await school.as('contact_teacher');
    const main = teacher.page.getByRole('main');
    const took = await counting(teacher, async () => {
      await teacher.presses(acute, main);
      await teacher.findsStudent(student);
      await teacher.presses('Ingenting tyder på det', main);
    });
    await teacher.isSaved();
    assert.equal(took.presses, 3);
  }),

  'a concern has at most five fields that must be filled in': journey(desktop, async (school) => {
    const teacher = await school.as('contact_teacher');
    for (const scenario of ['third_party_concern', 'self_referral', 'anonymous_consultation']) {
      await teacher.page.goto(`${teacher.page.url().replace(/\/(cases.*)?$/, '')}/cases/new/${scenario}`);
      const must = await teacher.page.locator('main form').evaluate((form) => [...form.querySelectorAll('.ds-field, fieldset')]
        .filter((f) => f.checkVisibility() && !f.querySelector(':scope > label .hint, :scope > legend .hint')).map((f) => f.querySelector('label, legend').textContent.trim()));
      assert.ok(must.length >= 1 && must.length <= 5, `${scenario} asks for ${must.join(' · ')}`);
    }
  }),

  'the next step is recorded with two presses': journey(phone, async (school) => {
    const teacher = await school.as('contact_teacher');
    await teacher.opens(acute, await minor());
    for (const [step, answers] of [['Si fra til en kollega', { 'Hvem har fått beskjed?': 'Avdis Øvelund' }], ['Ta eleven med ut av timen', { 'Hva skjedde?': 'Eleven ble med ut' }]]) {
      const took = await counting(teacher, () => teacher.takes(step, answers));
      assert.ok(took.presses <= 2, `${step}: ${took.presses} presses`);
    }
  }),

  'each thing to do now is said done with one press, and no word': journey(phone, pressesAll),
  'each thing to do now is said done with one press, and no word, without scripts': journey(withoutScripts, pressesAll),

  'a case is light, and is there after two round trips': journey(desktop, async (school) => {
    const teacher = await school.as('contact_teacher');
    await teacher.opens(acute, await minor());
    const context = await school.browser.newContext({ storageState: await teacher.page.context().storageState() });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    const kinds = new Map();
    let bytes = 0;
    network.on('Network.responseReceived', (r) => kinds.set(r.requestId, r.type));
    network.on('Network.loadingFinished', (r) => { if (kinds.get(r.requestId) !== 'Font') bytes += r.encodedDataLength; });
    await page.goto(teacher.case, { waitUntil: 'networkidle' });
    const files = await page.evaluate(() => performance.getEntriesByType('resource').map((r) => ({ name: r.name, from: r.initiatorType, blocks: r.renderBlockingStatus === 'blocking' })));
    await context.close();
    console.error(`a case: ${Math.round(bytes / 1024)} KiB over the wire, of ${kinds.size} files`);
    assert.ok(kinds.size >= 3 && bytes > 10_000, 'something was counted');
    assert.ok(bytes <= 100_000, `${bytes} bytes`);
    const blocking = files.filter((f) => f.blocks);
    assert.ok(blocking.length >= 1, JSON.stringify(files));
    assert.deepEqual(blocking.filter((f) => f.from !== 'link'), [], 'what the first paint waits for is named in the page itself');
    assert.deepEqual(files.filter((f) => f.from === 'css' && !/\.woff2$/.test(f.name)), [], 'and names nothing more');
  }),
});
