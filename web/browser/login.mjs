// Logging in with a provider, as people see it. options: "app", "issuer", and
// "heads": the headings of the pages "home", "login", "expired", "hidden",
// "student", "stranger" and "refused".
import assert from 'node:assert/strict';
import { options, play } from './stage.mjs';

const { app, issuer, heads } = options;

// logIn goes to the provider and says there who it is, and with what.
async function logIn(page, user, factor) {
  await page.goto(`${app}/login`);
  await page.getByRole('link', { name: /Feide/ }).click();
  await page.waitForURL(`${issuer}/who/**`);
  await page.getByLabel('User').fill(user);
  await page.getByRole('button', { name: factor }).click();
  await page.waitForURL(`${app}/**`);
}

async function sees(page, head) {
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), heads[head]);
}

// isNobody makes sure that whoever has this browser sees nothing.
async function isNobody(page) {
  await page.goto(`${app}/`);
  await sees(page, 'login');
}

await play({
  async 'two factors'(page, context) {
    await logIn(page, 'tone', 'With two factors');
    await sees(page, 'home');
    const cookie = (await context.cookies(app)).find((c) => c.name === '__Host-kjentvei');
    assert.ok(cookie?.secure && cookie.httpOnly && cookie.sameSite === 'Lax', JSON.stringify(cookie));
    assert.ok(!page.url().includes('code=') && !page.url().includes('state='), page.url());
  },

  async 'a password alone'(page) {
    await logIn(page, 'tone', 'With a password');
    await sees(page, 'refused');
    await isNobody(page);
  },

  async 'a student'(page) {
    await logIn(page, 'even', 'With two factors');
    await sees(page, 'student');
    await isNobody(page);
  },

  async 'staff without a role'(page) {
    await logIn(page, 'nils', 'With two factors');
    await sees(page, 'stranger');
    await isNobody(page);
  },

  async 'going back, and the same answer again'(page) {
    let answer;
    page.on('request', (r) => { if (r.url().startsWith(`${app}/login/callback/`)) answer = r.url(); });
    await logIn(page, 'tone', 'With two factors');
    await sees(page, 'home');
    await page.goto(answer);
    await sees(page, 'refused');
  },

  // Escape, twice, hides the screen; the provider must ask again, and not remember.
  async 'hiding the screen'(page) {
    await logIn(page, 'tone', 'With two factors');
    await page.goto(`${app}/account`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL(`${app}/login/second`);
    await sees(page, 'hidden');
    await page.goBack();
    assert.equal(await page.getByText('Tone').count(), 0);
    await page.goto(`${app}/`);
    await sees(page, 'hidden');
    await page.getByRole('link', { name: /Feide/ }).click();
    await page.waitForURL(`${issuer}/who/**`);
    await page.getByLabel('User').fill('tone');
    await page.getByRole('button', { name: 'With two factors' }).click();
    await page.waitForURL(`${app}/account`);
  },

  // Somebody logs in, does not follow the last redirect, and has another follow it.
  async 'an answer meant for another browser'(page, context) {
    await page.goto(`${app}/login`);
    await page.getByRole('link', { name: /Feide/ }).click();
    await page.waitForURL(`${issuer}/who/**`);
    let response = await page.request.post(page.url(), { form: { user: 'tone', factor: 'two' }, maxRedirects: 0 });
    while (!response.headers().location.startsWith(app)) {
      response = await page.request.get(response.headers().location, { maxRedirects: 0 });
    }
    const answer = response.headers().location;
    const other = await (await context.browser().newContext({ locale: 'nb-NO' })).newPage();
    await other.goto(answer);
    await sees(other, 'refused');
    await isNobody(other);
    await other.context().close();
  },

  async 'logging out of both'(page, context) {
    await logIn(page, 'tone', 'With two factors');
    await sees(page, 'home');
    const before = await context.cookies(app);
    await page.locator('header form[action="/logout"] button').click();
    await page.waitForURL(`${issuer}/**`); // the provider asks whether to log out there too
    await page.getByRole('button', { name: /Yes/ }).click();
    await page.waitForURL(`${app}/login**`);
    await sees(page, 'login');
    await context.addCookies(before); // somebody has kept the cookie
    await page.goto(`${app}/`);
    await sees(page, 'expired');
    await page.goto(`${app}/login`);
    await page.getByRole('link', { name: /Feide/ }).click(); // and the provider asks anew
    await page.waitForURL(`${issuer}/who/**`);
  },
});
