// Every page in every state that looks different: in four languages, light and dark. On
// each day another of those is looked at, and each template at least once; whoever has
// time looks at all.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { inspect } from './inspect.mjs';
import { api } from './school.mjs';
import { options, playBare } from './stage.mjs';

const { app, passwords, templates, issuer, turn, torture } = options;

// caseIn finds one of the demo's cases.
const cases = (await api('/cases?limit=100')).items.concat((await api('/cases?limit=100&closed=true')).items);
function caseIn(state, scenario) {
  const found = cases.find((c) => c.state === state && (!scenario || c.scenario === scenario));
  assert.ok(found, `the demo has no case ${state}`);
  return `/cases/${found.id}`;
}

const at = (path) => (page) => page.goto(app + path);

// sends fills in fields by name, and sends the form that is at an address.
function sends(path, action, fields, submit = 'button:not([value=find])') {
  return async (page) => {
    await page.goto(app + path);
    const form = page.locator(`form[action="${action}"]`).first();
    await form.evaluate((f, sent) => {
      f.noValidate = true; // what a browser would not send, others do
      for (const [name, value] of Object.entries(sent)) for (const field of f.querySelectorAll(`[name="${name}"]`)) field.value = value;
      f.querySelectorAll('details').forEach((d) => { d.open = true; });
    }, fields);
    await press(form.locator(submit).last());
  };
}

// press presses a button that leads to another page.
async function press(button) {
  await button.evaluate((b) => b.closest('details')?.setAttribute('open', ''));
  await Promise.all([button.page().waitForEvent('domcontentloaded'), button.click()]);
}

const opening = (scenario, fields, submit) => sends(`/cases/new/${scenario}`, `/cases/new/${scenario}`, fields, submit);
const step = (address, id, fields) => sends(`${address}/steps/${id}`, `${address}/steps/${id}`, fields);

async function atProvider(page, user, factor) {
  await page.goto(`${app}/login`);
  await press(page.locator('a[href^="/login/with/"]').first());
  assert.ok(page.url().startsWith(issuer));
  await page.getByLabel('User').fill(user);
  await press(page.getByRole('button', { name: factor }));
}

// logsOutOfBoth sees where a browser is led on from at once, unless there is nothing to go to.
async function logsOutOfBoth(page) {
  await page.route(`${issuer}/session/end**`, (route) => route.fulfill({ status: 204 }));
  await atProvider(page, 'tone', 'With two factors');
  await press(page.locator('header form[action="/logout"] button'));
}

// Each of these sets up an app that makes codes (RFC 6238), once.
const enrolling = ['student_services', 'contact_teacher_2', 'social_counsellor', 'department_head_2', 'outsider', 'observer', 'auditor', 'administrator'];

async function enrols(page) {
  await logIn(page, enrolling.shift());
  await page.goto(`${app}/enrol`);
  const secret = (await page.locator('main code').first().textContent()).replace(/^.*: */, '').replace(/[^A-Z2-7]/g, '');
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))).update(counter).digest();
  const code = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000;
  await page.locator('#code').fill(String(code).padStart(6, '0'));
  await press(page.locator('form[action="/enrol/code"] button'));
}

// showsAgain asks for what the demo asks nobody for: a second factor in between.
async function showsAgain(page) {
  await page.goto(`${app}/account`);
  await page.locator('form[action="/hide"]').evaluate((form) => {
    form.action = '/login/again';
    form.insertAdjacentHTML('beforeend', '<input name="again.code" value="000000">');
  });
  await press(page.locator('#hide button'));
}

const late = caseIn('admitted');
const now = caseIn('at_school');

// places are the pages: whose template it is, what is special, who looks, and how they get there.
const places = [
  ...['contact_teacher', 'kjentmann', 'principal', 'student_services', 'auditor', 'observer', 'administrator'].map((who) => ['home', who, who, at('/')]),
  ['new', '', 'contact_teacher', at('/cases/new')],
  ...['intoxicated_at_school', 'third_party_concern', 'self_referral', 'anonymous_consultation'].map((id) => ['opening', id, 'contact_teacher', at(`/cases/new/${id}`)]),
  ['opening', 'with students found', 'contact_teacher', opening('self_referral', { q: 'ask' }, '[value=find]')],
  ['opening', 'with nobody found', 'contact_teacher', opening('intoxicated_at_school', { q: 'xyzzy' }, '[value=find]')],
  ['opening', 'with mistakes', 'contact_teacher', opening('third_party_concern', { name: 'Ny Elev', birth_date: '', occurred_at: '2030-01-01T10:00' }, '[value=open]')],
  ['cases', '', 'kjentmann', at('/cases')],
  ['cases', 'with nothing found', 'auditor', sends('/cases', '/cases', { q: 'xyzzy' })],
  ['case', 'of a student who is here now', 'contact_teacher', at(now)],
  ['case', 'of a student who is here now, for the leadership', 'department_head', at(now)],
  ...['received', 'passed', 'admitted', 'watching', 'meeting_called', 'following_up', 'settled', 'away', 'returned', 'after', 'consulting', 'closed', 'voided']
    .map((state) => ['case', state, 'kjentmann', at(caseIn(state))]),
  ['case', 'for the auditor', 'auditor', at(caseIn('settled'))],
  ['case', 'for the principal', 'principal', at(caseIn('settled'))],
  ['case', 'of which something was just saved', 'kjentmann', at(`${late}?saved=1`)],
  ['step', 'a note', 'kjentmann', at(`${late}/steps/add_note`)],
  ['step', 'contact', 'kjentmann', at(`${caseIn('passed')}/steps/record_contact`)],
  ['step', 'a correction', 'kjentmann', at(`${late}/steps/correct`)],
  ['step', 'a breach', 'kjentmann', at(`${late}/steps/record_breach`)],
  ['step', 'with mistakes', 'kjentmann', step(late, 'add_note', { 'f.text': '', occurred_at: '2030-01-01T10:00' })],
  ['step', 'on which others were quicker', 'kjentmann', step(late, 'add_note', { 'f.text': 'Et notat', revision: '1' })],
  ['step', 'that is refused', 'kjentmann', at(`${late}/steps/close`)],
  ['late', '', 'kjentmann', at(`${late}/late`)],
  ['late', 'with mistakes', 'kjentmann', sends(`${late}/late`, `${late}/late`, { occurred_at: '2030-01-01T10:00' })],
  ['followup', '', 'kjentmann', at(`${caseIn('returned')}/follow-up`)],
  ['sign', '', 'principal', at('/sign')],
  ['signing', '', 'principal', at(`${caseIn('settled')}/sign`)],
  ['verdicts', '', 'principal', at(`${caseIn('settled')}/verdicts`)],
  ['print', '', 'principal', at(`${caseIn('settled')}/print`)],
  ['print', 'for the student', 'principal', at(`${caseIn('settled')}/print?copy=student`)],
  ['figures', '', 'principal', at('/figures')],
  ['behind', 'a number of the figures', 'auditor', async (page) => { await page.goto(`${app}/figures`); await page.goto(new URL(await page.locator('a.behind').first().getAttribute('href'), app).href); }],
  ['behind', 'a number that counts nothing', 'principal', at('/figures/cases?requirement=DV-13&verdict=overdue&scenario=none&from=2001-08-01&to=2002-07-31')],
  ['routines', '', 'observer', at('/routines')],
  ['routine', '', 'contact_teacher', at('/routines/kjentmann')],
  ['routine', 'with all of it open', 'contact_teacher', async (page) => { await page.goto(`${app}/routines/social-counsellor`); await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; })); }],
  ['difference', '', 'contact_teacher', at('/routines/kjentmann/diff')],
  ['whereabouts', '', 'kjentmann', at(`${caseIn('following_up')}/routine`)],
  ['whereabouts', 'for the auditor', 'auditor', at(`${caseIn('settled')}/routine`)],
  ['help', '', 'contact_teacher', at('/help')],
  ['helpedit', '', 'principal', at('/help/edit')],
  ['setup', '', 'administrator', at('/setup')],
  ['people', '', 'administrator', at('/setup/people')],
  ['person', '', 'administrator', async (page) => { await page.goto(`${app}/setup/people`); await Promise.all([page.waitForURL(/people\/./), page.locator('.people a').first().click()]); }],
  ['roster', '', 'administrator', at('/setup/roster')],
  ['days', '', 'administrator', at('/setup/days')],
  ['values', '', 'administrator', at('/setup/routine')],
  ['helpedit', 'for the administrator', 'administrator', at('/help/edit')],
  ['clock', 'with a mistake', 'observer', async (page) => { await page.goto(`${app}/`); await page.locator('.practise summary').click(); await page.locator('#practise-day').fill('2020-01-01'); await press(page.locator('form[action="/practise/clock"] button').last()); }],
  ['kept', '', 'kjentmann', step(late, 'add_note', { 'f.text': 'Et notat', made_for: 'somebody else' })],
  ['looks', '', 'contact_teacher', at(`${now}/access`)],
  ['reading', '', 'principal', at('/reading')],
  ['glass', '', 'principal', at('/glass')],
  ['account', '', 'kjentmann', at('/account')],
  ['account', 'with mistakes', 'kjentmann', sends('/account', '/account/password', { current: 'wrong', new: 'short' })],
  ['enrol', '', 'kjentmann', at('/enrol')],
  ['vouch', '', 'principal', at('/vouch')],
  ['again', 'with a mistake', 'kjentmann', showsAgain],
  ['proved', '', 'kjentmann', at('/login/proved')],
  ['error', 'nothing is there', 'contact_teacher', at('/nowhere')],
  ['error', 'not theirs', 'outsider', at(now)],
  ['login', '', null, at('/login')],
  ['login', 'with a mistake', null, sends('/login', '/login', { user: 'nobody', password: 'wrong' })],
  ['invite', '', null, at('/invite')],
  ['invite', 'with a mistake', null, sends('/invite', '/invite', { user: 'nobody', code: 'x', new: 'en lang setning med mange ord' })],
  ['refused', '', null, (page) => atProvider(page, 'nils', 'With a password')],
  ['stranger', '', null, (page) => atProvider(page, 'nils', 'With two factors')],
  ['student', '', null, (page) => atProvider(page, 'even', 'With two factors')],
  ['second', 'while the screen is hidden', null, async (page) => { await logIn(page, 'social_counsellor'); await page.goto(`${app}/account`); await press(page.locator('form[action="/hide"] button')); }],
  ['recovery', '', null, enrols],
  ['onward', '', null, logsOutOfBoth],
];

const kept = new Map(); // what the browser of each has kept of logging in
async function logIn(page, who) {
  await page.goto(`${app}/login`);
  await page.locator('#user').fill(who);
  await page.locator('#password').fill(passwords[who]);
  await press(page.locator('form[action="/login"] button'));
}

// looksAt goes to a page as somebody, and inspects it.
async function looksAt(browser, [template, , who, go], lang, colorScheme) {
  const context = await browser.newContext({
    bypassCSP: true, colorScheme, reducedMotion: 'reduce', locale: lang, viewport: { width: 1280, height: 1024 }, storageState: kept.get(who),
  });
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    if (who && !kept.has(who)) {
      await logIn(page, who);
      kept.set(who, await context.storageState());
    }
    let answer;
    page.on('response', (r) => { if (r.request().isNavigationRequest() && ![204, 303].includes(r.status())) answer = r; });
    await go(page);
    assert.equal(await page.locator('body').getAttribute('class'), `page-${template}`, `${page.url()} says ${await page.locator('h1').textContent()}`);
    assert.equal((await page.locator('html').getAttribute('lang')).slice(0, 2), lang.slice(0, 2));
    return await inspect(page, await answer.text());
  } finally {
    await context.close();
  }
}

const langs = ['nb-NO', 'nn-NO', 'en-GB', 'da-DK'];
const lights = ['light', 'dark'];
const looks = langs.flatMap((lang) => lights.map((light) => [lang, light]));

const first = new Set();
const scenes = {};
for (const [i, place] of places.entries()) {
  const isFirst = !first.has(place[0]);
  first.add(place[0]);
  if (!torture && !isFirst && (i + turn) % 5 !== 0) continue;
  const todays = torture ? looks : [looks[(i + turn) % looks.length]];
  scenes[[place[0], place[1]].filter(Boolean).join(', ')] = async (browser) => {
    const wrong = [];
    for (const [lang, light] of todays) {
      for (const w of await looksAt(browser, place, lang, light)) wrong.push(`${lang} ${light}: ${w}`);
    }
    assert.deepEqual(wrong, []);
  };
}

// planted are faults, and what must be said of each.
const planted = [
  ['axe: color-contrast', '<p style="color: #bbb; background: #fff">Grått på hvitt'],
  ['axe: label', '<input name="x">'],
  ['axe: target-size', '<p style="display: flex; gap: 1px"><a href="/a" style="font-size: 8px">a</a><a href="/b" style="font-size: 8px">b</a>'],
  ['focus: is not to be seen', '<style>* { outline: none !important; box-shadow: none !important }</style><a href="/">Hit</a>'],
  ['reflow: ', '<table><tr><td style="min-width: 900px">Bredt</table>'],
  ['html: ', '<p><div>Inne i et avsnitt</div></p>'],
];

await playBare({
  async 'what is planted is noticed'(browser) {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    for (const [said, fault] of planted) {
      const html = `<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Feil</title></head><body><main><h1>Feil</h1>${fault}</main></body></html>`;
      await page.setContent(html);
      const wrong = await inspect(page, html);
      assert.ok(wrong.some((w) => w.startsWith(said)), `${said} is not noticed, but ${JSON.stringify(wrong)}`);
    }
    await page.context().close();
  },
  ...scenes,
  async 'every template'() {
    assert.deepEqual(templates.filter((name) => !first.has(name)), [], 'pages that nobody looks at: add a place above');
  },
});
