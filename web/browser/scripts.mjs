// What scripts add to the pages, as people meet it. options: "app", and "password",
// which everybody has.
import assert from 'node:assert/strict';
import { options, play } from './stage.mjs';

const { app, password } = options;
const note = (step) => `form[action$="/steps/${step}"]`;

async function logIn(page, user) {
  await page.goto(`${app}/login`);
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(password);
  await page.locator('form[action="/login"] button').click();
  await page.waitForURL(`${app}/`);
}

// chosen is the form of an acute case, and who it is about is chosen in it.
async function chosen(page, student, nth = 0) {
  await page.goto(`${app}/cases/new/intoxicated_at_school`);
  await page.locator('#q').fill(student);
  await page.locator('#results input[type=radio]').nth(nth).check();
  return page.url();
}

// open opens an acute case, and gives its address.
async function open(page, student) {
  await chosen(page, student);
  await page.locator('.answers button').first().click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  return page.url();
}

const revision = (page) => page.locator('[data-revision]').getAttribute('data-revision');
const unfold = async (page, step) => {
  const folded = page.locator(`details.step:has(${note(step)})`);
  if (await folded.getAttribute('open') === null) await folded.locator('> summary').click();
  await folded.evaluate((d) => Promise.all(d.getAnimations({ subtree: true }).map((a) => a.finished)));
};

// takenOut is one of the answers that record a step.
const takenOut = (page) => page.locator(`${note('take_out')} .answers button`).first();

const scenes = {
  async 'a search finds while one types'(page) {
    await logIn(page, 'dina');
    await page.goto(`${app}/cases/new/self_referral`);
    const sent = [];
    page.on('request', (r) => { if (r.method() === 'POST') sent.push(r.url()); });
    await page.locator('#q').pressSequentially('lin', { delay: 20 });
    await page.getByText('Treff: 2').waitFor();
    assert.equal(await page.locator('#results input[type=radio]').count(), 2);
    assert.equal(sent.length, 1, 'it waits until one stops typing');
    assert.ok(!sent[0].includes('lin') && !page.url().includes('lin'));
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'student');
    await page.locator('#q').fill('linus');
    await page.getByText('Treff: 1').waitFor();
    await page.locator('#q').fill('ingen heter dette');
    await page.getByText('Treff: 0').waitFor();
  },

  async 'an old answer does not take the place of a newer one'(page) {
    await logIn(page, 'dina');
    await page.goto(`${app}/cases/new/self_referral`);
    let first;
    await page.route('**/cases/new/**', async (route) => {
      if (first) return route.continue();
      first = route; // the answer to it is slow
      setTimeout(() => route.continue().catch(() => {}), 1200);
    });
    await page.locator('#q').fill('ask');
    await page.waitForTimeout(400);
    await page.locator('#q').fill('linus');
    await page.getByText('Linus Dal').waitFor();
    await page.waitForTimeout(1500);
    assert.equal(await page.getByText('Ask Lund').count(), 0);
    assert.equal(await page.getByText('Linus Dal').count(), 1);
  },

  async 'what was typed comes back, to who typed it'(page, context) {
    await logIn(page, 'dina');
    const at = await open(page, 'linus');
    const form = `${at}/steps/add_note`;
    await page.goto(form);
    const text = page.locator('textarea[name="f.text"]');
    await text.fill('Sto lenge ved skapet');
    await page.goto(at);
    await page.goto(form);
    await page.getByText('hentet fram igjen').waitFor();
    assert.equal(await text.inputValue(), 'Sto lenge ved skapet');

    await page.keyboard.press('Escape'); // hides it, and does not ask first
    await page.keyboard.press('Escape');
    await page.waitForURL(`${app}/login/second`);
    assert.equal(await page.getByText('Sto lenge').count(), 0);
    await page.locator('#password').fill(password);
    await page.locator('form[action="/login/password"] button').click();
    await page.waitForURL(form);
    assert.equal(await text.inputValue(), 'Sto lenge ved skapet');

    const alive = (await context.cookies(app)).find((c) => c.name === '__Host-kjentvei');
    await context.addCookies([{ ...alive, value: 'utlopt' }]);
    await page.reload();
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Du er logget ut');
    await logIn(page, 'dina');
    await page.goto(form);
    assert.equal(await text.inputValue(), 'Sto lenge ved skapet');

    await page.locator(`${note('add_note')} button:not([type])`).last().click(); // saved, and gone
    await page.waitForURL(/saved=1/);
    await page.goto(form);
    assert.equal(await text.inputValue(), '');

    await text.fill('Noe mer');
    await page.goto(form);
    await page.getByRole('button', { name: 'Ta det bort' }).click();
    assert.equal(await text.inputValue(), '');
    await page.goto(form);
    assert.equal(await text.inputValue(), '');

    await text.fill('Noe som ble glemt');
    await page.locator('header form[action="/logout"] button').click();
    await page.waitForURL(`${app}/login`);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await logIn(page, 'per');
    await page.goto(form);
    assert.equal(await text.inputValue(), '');
  },

  async 'what is kept in the tab cannot be read'(page, context) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await page.goto(`${at}/steps/add_note`);
    await page.locator('textarea[name="f.text"]').fill('Sto lenge ved skapet');
    await page.waitForFunction(() => sessionStorage.length > 0);
    await context.setOffline(true);
    const kept = () => page.evaluate(() => JSON.stringify([...Object.entries(sessionStorage), ...Object.entries(localStorage)]));
    const draft = await kept();
    await page.locator(`${note('add_note')} button:not([type])`).last().click();
    await page.getByText('Venter på nett (1)').waitFor();
    await page.waitForFunction(() => sessionStorage.getItem('queue'));
    for (const text of [draft, await kept()]) {
      assert.ok(text.length > 200, text);
      const bytes = JSON.parse(text).map(([, item]) => Buffer.from(JSON.parse(item).data ?? []).toString());
      for (const said of [text, ...bytes]) assert.ok(!/lenge|skapet|f\.text/.test(said), said);
    }
    assert.equal(await page.evaluate(() => document.cookie), '');
  },

  async 'leaving with text unsaved is asked about, with text saved it is not'(page) {
    await logIn(page, 'dina');
    const at = await open(page, 'ask');
    await page.goto(`${at}/steps/add_note`);
    let asked = 0;
    page.on('dialog', (dialog) => { asked++; dialog.accept(); });
    await page.locator('textarea[name="f.text"]').pressSequentially('Noe');
    await page.goto(at);
    assert.equal(asked, 1);
    await page.goto(`${at}/steps/add_note`);
    await page.locator('textarea[name="f.text"]').pressSequentially('!');
    await page.locator(`${note('add_note')} button:not([type])`).last().click();
    await page.waitForURL(/saved=1/);
    await page.goto(at);
    assert.equal(asked, 1);
  },

  async 'something new in an open case'(page, context) {
    await page.clock.install();
    await logIn(page, 'dina');
    const at = await open(page, 'ask');
    const other = await (await context.browser().newContext({ locale: 'nb-NO' })).newPage();
    await logIn(other, 'per');
    await other.goto(`${at}/steps/add_note`);
    await other.locator('textarea[name="f.text"]').fill('Ringer hjem');
    await page.clock.runFor(31_000);
    assert.equal(await page.getByText('Noe nytt er registrert').isVisible(), false);
    await other.locator(`${note('add_note')} button:not([type])`).last().click();
    await other.waitForURL(/saved=1/);
    await other.context().close();
    await page.clock.runFor(31_000);
    await page.getByRole('link', { name: 'Se hva som er nytt' }).click();
    await page.waitForURL(/since=1/);
    const fresh = page.locator('.timeline li:has-text("Nytt")');
    assert.equal(await fresh.count(), 1);
    assert.match(await fresh.textContent(), /Ringer hjem/);
  },

  async 'presses without a connection'(page, context) {
    await logIn(page, 'dina');
    await open(page, 'lin');
    await context.setOffline(true);
    const before = Date.now();
    await unfold(page, 'take_out');
    await takenOut(page).click();
    await page.getByText('Venter på nett (1)').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'queue', 'the button is folded away');
    await unfold(page, 'alert_staff');
    await page.locator(`${note('alert_staff')} input[type=checkbox]`).first().check();
    await page.locator(`${note('alert_staff')} button:not([type])`).last().click();
    await page.getByText('Venter på nett (2)').waitFor();
    assert.equal(await page.locator('#queue li').count(), 2);

    const posts = [];
    page.on('request', (r) => { if (r.method() === 'POST') posts.push(new URLSearchParams(r.postData())); });
    await page.waitForTimeout(1100);
    await context.setOffline(false);
    await page.waitForURL(/saved=1/);
    assert.deepEqual(posts.map((p) => p.get('revision')), ['1', '2']);
    assert.ok(posts.every((p) => Date.parse(p.get('occurred_at')) - before < 60_000 && p.get('key')));
    assert.equal(await revision(page), '3');
    assert.equal(await page.locator('#queue').count(), 0);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('queue')), null);
  },

  // Somebody else records something meanwhile: what was done was done all the same.
  async 'done now without a connection, written down when there is time'(page, context) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await context.setOffline(true);
    const press = (step) => page.locator(`form.press button[value="${step}"]`);
    await press('take_out').click();
    await page.getByText('Venter på nett (1)').waitFor();
    await press('record_contact').click();
    await page.getByText('Venter på nett (2)').waitFor();
    const other = await (await context.browser().newContext({ locale: 'nb-NO' })).newPage();
    await logIn(other, 'per');
    await other.goto(`${at}/steps/add_note`);
    await other.locator('textarea[name="f.text"]').fill('Ringer hjem');
    await other.locator(`${note('add_note')} button:not([type])`).last().click();
    await other.waitForURL(/saved=1/);
    const pressed = await page.locator('#queue li').allTextContents();
    await context.setOffline(false);
    await page.waitForURL(/saved=1/);
    assert.equal(await revision(page), '4');
    assert.equal(await press('take_out').count() + await press('record_contact').count(), 0);
    const when = page.locator(`${note('take_out')} input[name=occurred_at]`);
    const clock = (await when.inputValue()).slice(11, 16).replace(':', '.');
    assert.ok(pressed[0].endsWith(clock.replace('.', ':')) || pressed[0].endsWith(clock), `${pressed[0]}, ${clock}`);
    await unfold(page, 'take_out');
    await takenOut(page).click();
    await page.locator('[data-revision="5"]').waitFor({ state: 'attached' });
    await page.locator('.timeline li', { hasText: 'Ta eleven med ut av timen' }).filter({ hasText: `kl. ${clock}` }).first().waitFor();
    assert.equal(await page.locator('.checklist .ds-tag', { hasText: 'Skriv resten' }).count(), 1, 'the call is still to be written down');
  },

  async 'an answer that was lost is asked for again, and nothing is recorded twice'(page, context) {
    await logIn(page, 'dina');
    await open(page, 'lin');
    await context.setOffline(true);
    await unfold(page, 'take_out');
    await takenOut(page).click();
    await page.getByText('Venter på nett (1)').waitFor();
    let lost = 0;
    await page.route('**/steps/take_out', async (route) => {
      if (lost++) return route.continue();
      await route.fetch({ maxRedirects: 0 }); // the server hears it
      await route.abort();
    });
    await context.setOffline(false);
    await page.waitForFunction(() => !navigator.onLine || document.getElementById('queue'));
    await page.getByRole('button', { name: 'Prøv å sende nå' }).click();
    await page.waitForURL(/saved=1/);
    assert.equal(lost, 2);
    assert.equal(await revision(page), '2');
  },

  // The tab is loaded again with a press that waits, and the session has ended when it is
  // sent: the page that asks who it is has it, and after that it is sent as it was.
  async 'a press waits through a reload and a session that has ended'(page, context) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await unfold(page, 'take_out');
    await page.route('**/healthz', (route) => route.abort());
    await page.route('**/steps/take_out', (route) => route.abort());
    await takenOut(page).click();
    await page.getByText('Venter på nett (1)').waitFor();
    let asked = 0;
    page.on('dialog', (dialog) => { asked++; dialog.accept(); });
    await page.goto(`${app}/cases`);
    assert.equal(asked, 1);
    await page.goto(at);
    await page.getByText('Venter på nett (1)').waitFor();
    const alive = (await context.cookies(app)).find((c) => c.name === '__Host-kjentvei');
    await context.addCookies([{ ...alive, value: 'utlopt' }]);
    await page.unroute('**/steps/take_out');
    await page.getByRole('button', { name: 'Prøv å sende nå' }).click();
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    await page.locator('#user').fill('dina');
    await page.locator('#password').fill(password);
    await page.locator('form[action="/login"] button').click();
    await page.getByRole('button', { name: 'Vis det jeg skrev' }).click();
    assert.match(await takenOut(page).textContent(), /svaret ditt/);
    assert.match(await page.locator('[name=occurred_at]').first().inputValue(), /T\d\d:\d\d:\d\d/);
    await page.unroute('**/healthz');
    await takenOut(page).click();
    await page.waitForURL(/saved=1/);
    assert.equal(await revision(page), '2');
  },

  async 'a deadline counts down'(page) {
    await page.clock.install();
    await logIn(page, 'dina');
    await open(page, 'lin');
    const left = page.locator('time[data-due] .left').first();
    const minutes = Number((await left.textContent()).match(/om (\d+) min/)[1]);
    await page.clock.runFor(2 * 60_000);
    assert.equal(await left.textContent(), `(om ${minutes - 2} min)`);
    await page.clock.runFor(minutes * 60_000);
    assert.equal(await left.textContent(), '(fristen er ute)');
  },

  async 'what was typed is forgotten after half an hour'(page) {
    await page.clock.install();
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await page.goto(`${at}/steps/add_note`);
    await page.locator('textarea[name="f.text"]').fill('Lenge siden');
    await page.clock.runFor(29 * 60_000);
    assert.ok(await page.evaluate(() => Object.keys(sessionStorage).length));
    await page.clock.runFor(3 * 60_000);
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).length), 0);
  },

  async 'somebody else was there meanwhile'(page, context) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await context.setOffline(true);
    await unfold(page, 'take_out');
    await takenOut(page).click();
    await page.getByText('Venter på nett (1)').waitFor();
    const other = await (await context.browser().newContext({ locale: 'nb-NO' })).newPage();
    await logIn(other, 'per');
    await other.goto(`${at}/steps/add_note`);
    await other.locator('textarea[name="f.text"]').fill('Er på vei');
    await other.locator(`${note('add_note')} button:not([type])`).last().click();
    await other.waitForURL(/saved=1/);
    await other.context().close();
    await context.setOffline(false);
    await page.getByText('Noen registrerte noe mens du skrev').waitFor();
    await page.getByText('Er på vei').waitFor();
    assert.match(await takenOut(page).textContent(), /svaret ditt/);
    assert.equal(await page.locator('#queue').count(), 0);
    await takenOut(page).click();
    await page.waitForURL(/saved=1/);
    assert.equal(await revision(page), '3');
  },

  async 'what is told of several things comes back'(page) {
    await logIn(page, 'dina');
    const at = (await open(page, 'lin')).split('?')[0];
    const begin = async () => {
      await page.goto(`${at}/late`);
      await page.getByLabel('Hva ble gjort?').selectOption('add_note');
      await page.getByRole('button', { name: 'Gå videre' }).last().click();
    };
    await begin();
    await page.locator('textarea').fill('Ringte hjem fredag');
    await page.waitForTimeout(200); // it is kept
    page.on('dialog', (dialog) => dialog.accept()); // the browser asks before it leaves
    await page.goto(at);
    await page.goto(`${at}/late`);
    await page.getByText('Det du skrev, er hentet fram igjen.').waitFor();
    assert.equal(await page.getByLabel('Hva ble gjort?').inputValue(), 'add_note');
    await page.getByRole('button', { name: 'Gå videre' }).last().click();
    await page.getByText('Det du skrev, er hentet fram igjen.').waitFor();
    assert.equal(await page.locator('textarea').inputValue(), 'Ringte hjem fredag');
    await page.getByRole('button', { name: 'Lagre alt' }).click();
    await page.waitForURL(/saved=1/);
    await begin();
    assert.equal(await page.locator('textarea').inputValue(), '', 'what was saved is not kept');
  },

  async 'an opening without a connection keeps its time'(page, context) {
    await logIn(page, 'dina');
    const form = await chosen(page, 'lin');
    await context.setOffline(true);
    const before = Date.now();
    for (let press = 0; press < 2; press++) await page.locator('.answers button').first().click();
    await page.getByText('Venter på nett (1)').waitFor();
    assert.equal(page.url(), form);
    await page.waitForTimeout(1100);
    const posts = [];
    page.on('request', (r) => { if (r.method() === 'POST') posts.push(new URLSearchParams(r.postData())); });
    const back = Date.now();
    await context.setOffline(false);
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    assert.equal(posts.length, 1);
    const at = Date.parse(posts[0].get('occurred_at'));
    assert.ok(before - 1000 <= at && at < back - 1000, 'it was opened when it was pressed');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('queue')), null);
  },

  // The line is dead, and the browser takes it for one that is there.
  async 'an opening on a dead line keeps its time'(page, context) {
    await logIn(page, 'dina');
    const form = await chosen(page, 'lin');
    const posts = [];
    page.on('request', (r) => { if (r.method() === 'POST') posts.push(r.postData()); });
    let heard;
    await context.route('**/*', async (route) => {
      if (route.request().method() !== 'POST') return route.abort();
      heard ??= (await route.fetch({ maxRedirects: 0 })).headers().location; // and its answer is lost
      await route.abort();
    });
    await page.locator('.answers button').first().click();
    await page.getByText('Venter på nett (1)').waitFor();
    assert.equal(page.url(), form);
    assert.equal(await page.evaluate(() => navigator.onLine), true);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'queue');
    assert.match(await page.locator('#queue li').textContent(), /trykket \d\d[:.]\d\d/);
    await context.unroute('**/*');
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    assert.ok(posts.length > 1 && posts.every((post) => post === posts[0] && post.includes('occurred_at=2')));
    assert.equal(new URL(page.url()).pathname, heard, 'one case, however often it was sent');
  },

  async 'an opening that waits is seen to wait, and a session may end meanwhile'(page, context) {
    await logIn(page, 'dina');
    const form = await chosen(page, 'lin');
    let slow;
    await page.route('**/cases/new/**', (route) => { slow = route; });
    await page.locator('.answers button').first().click();
    await page.getByText('Venter på nett (1)').waitFor(); // for an answer that does not come
    const alive = (await context.cookies(app)).find((c) => c.name === '__Host-kjentvei');
    await context.addCookies([{ ...alive, value: 'utlopt' }]);
    await slow.abort();
    await page.unroute('**/cases/new/**');
    await page.getByRole('button', { name: 'Prøv å sende nå' }).click();
    await page.getByRole('heading', { name: 'Du er logget ut' }).waitFor();
    await page.locator('#user').fill('dina');
    await page.locator('#password').fill(password);
    await page.locator('form[action="/login"] button').click();
    await page.getByRole('button', { name: 'Vis det jeg skrev' }).click();
    assert.equal(page.url(), form);
    assert.equal(await page.locator('input[name=student]:checked').count(), 1);
    assert.match(await page.locator('[name=occurred_at]').inputValue(), /T\d\d:\d\d:\d\d/);
    assert.match(await page.locator('.answers button').first().textContent(), /svaret ditt/);
    await page.locator('.answers button').first().click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
  },

  async 'what was typed outlives a mistake, and a page that is loaded again'(page) {
    await logIn(page, 'dina');
    await page.goto(`${app}/cases/new/self_referral`);
    const text = page.locator('textarea').first();
    await text.fill('Vil snakke med noen');
    await page.getByRole('button', { name: 'Åpne saken' }).click();
    await page.locator('#mistakes').waitFor();
    assert.equal(await text.inputValue(), 'Vil snakke med noen');
    await page.waitForTimeout(200); // it is kept
    await page.reload();
    await page.getByText('hentet fram igjen').waitFor();
    assert.equal(await text.inputValue(), 'Vil snakke med noen');
  },

  async 'what cannot wait stays on the page when the line is dead'(page, context) {
    await logIn(page, 'dina');
    const at = (await open(page, 'lin')).split('?')[0];
    await page.goto(`${at}/late`);
    await page.getByLabel('Hva ble gjort?').selectOption('add_note');
    await page.getByRole('button', { name: 'Gå videre' }).last().click();
    await page.locator('textarea').fill('Ringte hjem fredag');
    const form = page.url();
    for (const cut of [() => context.setOffline(true), () => context.route('**/*', (route) => route.abort())]) {
      await cut();
      for (let press = 0; press < 2; press++) await page.getByRole('button', { name: 'Lagre alt' }).click();
      assert.match(await page.getByRole('alert').textContent(), /ikke nett akkurat nå/);
      assert.equal(page.url(), form);
      await context.setOffline(false);
    }
    await context.unroute('**/*');
    assert.equal(await page.locator('textarea').inputValue(), 'Ringte hjem fredag');
    await page.getByRole('button', { name: 'Lagre alt' }).click();
    await page.waitForURL(/saved=1/);
  },

  async 'the student who was chosen comes back with what was typed'(page) {
    await logIn(page, 'dina');
    await chosen(page, 'lin', 1);
    const who = await page.locator('input[name=student]:checked').getAttribute('value');
    await page.locator('details.minor > summary').first().click();
    await page.locator('textarea').first().fill('Sjangler');
    page.on('dialog', (dialog) => dialog.accept());
    await page.waitForTimeout(200); // it is kept
    for (let time = 0; time < 2; time++) {
      await page.goto(`${app}/cases`);
      await page.goto(`${app}/cases/new/intoxicated_at_school`);
      await page.getByText('hentet fram igjen').waitFor();
      await page.getByText('Treff: 2').waitFor();
      assert.equal(await page.locator('input[name=student]:checked').getAttribute('value'), who);
      assert.equal(await page.locator('textarea').first().inputValue(), 'Sjangler');
    }
  },

  async 'who stops a slow page can send the form again'(page, context) {
    await page.clock.install();
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await page.goto(`${at}/steps/add_note`);
    let posts = 0;
    await page.route('**/steps/add_note', (route) => {
      if (route.request().method() === 'POST' && !posts++) return; // it never arrives
      return route.continue();
    });
    await page.locator('textarea[name="f.text"]').fill('Sendt igjen');
    const press = () => page.locator(`${note('add_note')} button:not([type])`).last().evaluate((button) => button.click());
    await press();
    while (!posts) await new Promise((r) => setTimeout(r, 100));
    await (await context.newCDPSession(page)).send('Page.stopLoading');
    await page.clock.runFor(10_000);
    await press();
    await page.waitForURL(/saved=1/);
    assert.equal(posts, 2);
  },

  async 'after a mistake the keyboard is where it is told'(page) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await page.goto(`${at}/steps/add_note`);
    await page.locator(`${note('add_note')} button:not([type])`).last().click();
    await page.locator('#mistakes').waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'mistakes');
    await page.goto(`${app}/cases/new/self_referral`);
    await page.getByRole('button', { name: 'Åpne saken' }).click();
    await page.waitForFunction(() => document.activeElement.id === 'mistakes'); // not in the field for the search
  },

  async 'an impatient finger, and going back afterwards'(page) {
    await logIn(page, 'dina');
    const at = await open(page, 'lin');
    await page.goto(`${at}/steps/add_note`);
    let posts = 0;
    await page.route('**/steps/add_note', async (route) => {
      if (route.request().method() === 'POST') { posts++; await new Promise((r) => setTimeout(r, 600)); }
      await route.continue();
    });
    await page.locator('textarea[name="f.text"]').fill('Bare en gang');
    const button = page.locator(`${note('add_note')} button:not([type])`).last();
    await button.dblclick();
    await page.waitForURL(/saved=1/);
    assert.equal(posts, 1);
    const recorded = await revision(page);
    await page.goBack();
    await page.goto(at);
    assert.equal(await revision(page), recorded);
    assert.equal(await page.getByText('Bare en gang').count(), 1);
  },
};

// settled opens talks without a name, and settles them: they wait to be signed.
async function settled(context, count) {
  const [ola, kari] = await Promise.all(['ola', 'kari'].map(async (user) => {
    const page = await (await context.browser().newContext({ locale: 'nb-NO' })).newPage();
    await logIn(page, user);
    return page;
  }));
  const post = (page, path, fields) => page.evaluate(async ([to, body]) => {
    const response = await fetch(to, { method: 'POST', body: new URLSearchParams(body), headers: { Prefer: 'return=minimal' } });
    return response.headers.get('Location');
  }, [path, fields]);
  for (let i = 0; i < count; i++) {
    const at = await post(ola, '/cases/new/anonymous_consultation', { 'f.asked_by': 'staff', 'f.question': 'Hva gjør jeg?' });
    assert.ok(await post(kari, `${at}/steps/give_advice`, { revision: '1', 'f.advice': 'Snakk med eleven', 'f.next': 'again' }));
  }
  await Promise.all([ola, kari].map((page) => page.context().close()));
}

// The button of the next case is where that of the last was: a double click is one
// signature all the same, however fast the line.
for (const javaScriptEnabled of [true, false]) {
  scenes[`a double click signs one case, ${javaScriptEnabled ? 'with' : 'without'} scripts`] = async (_, context) => {
    const lines = [0, 120], pauses = [150, 400];
    await settled(context, lines.length * pauses.length + 2);
    const page = await (await context.browser().newContext({ locale: 'nb-NO', javaScriptEnabled, viewport: { width: 1000, height: 1600 } })).newPage();
    await logIn(page, 'dina');
    const list = await page.context().newPage();
    const waiting = async () => {
      await list.goto(`${app}/sign`);
      return list.locator('ol.cards > li').count();
    };
    await page.goto(`${app}/sign`);
    await page.locator('ol.cards a').first().click();
    const button = page.locator(`${note('sign_off')} button:not([type], [formaction])`).last();
    await button.click();
    await page.waitForURL(/signed=1/); // this page and the next look alike
    const line = await page.context().newCDPSession(page);
    let left = await waiting();
    const told = [];
    for (const latency of lines) {
      await line.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 });
      for (const pause of pauses) {
        await page.bringToFront();
        await button.click({ trial: true }); // somebody reads before they press
        const at = page.url(), { x, y, width, height } = await button.boundingBox();
        for (const clickCount of [1, 2]) {
          const press = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount };
          for (const type of ['mousePressed', 'mouseReleased']) line.send('Input.dispatchMouseEvent', { type, ...press });
          await new Promise((r) => setTimeout(r, pause));
        }
        await page.waitForURL((url) => url.href !== at && url.href.includes('/sign'));
        await page.waitForTimeout(1500);
        const now = await waiting();
        if (left - now !== 1) told.push(`${left - now} signed: ${latency} ms away, ${pause} ms between`);
        left = now;
      }
    }
    assert.deepEqual(told, []);
    await page.context().close();
  };
}

await play(scenes);
