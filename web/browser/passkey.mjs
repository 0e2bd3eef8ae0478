// Setting up a passkey by invitation, and logging in with it. The authenticator is
// Chromium's virtual one. options: "app", "user", "code", "password", and "home",
// the heading of the first page.
import assert from 'node:assert/strict';
import { options, play } from './stage.mjs';

const { app, user, code, password, home } = options;

const head = (page) => page.getByRole('heading', { level: 1 }).textContent();

await play({
  async 'an invitation, a passkey, and back again'(page, context) {
    const chromium = await context.newCDPSession(page);
    await chromium.send('WebAuthn.enable');
    const { authenticatorId } = await chromium.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    });
    const keys = async () => (await chromium.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

    await page.goto(`${app}/invite`);
    await page.locator('#user').fill(user);
    await page.locator('#code').fill(code);
    await page.locator('#new').fill(password);
    await page.locator('form[action="/invite"] button').click();
    await page.waitForURL(`${app}/enrol`);
    await page.locator('form[action="/enrol/passkey"] button').click();
    await page.waitForURL(`${app}/enrol/passkey`);
    assert.equal(await page.locator('.codes li').count(), 10);
    assert.equal((await keys()).length, 1);

    const logOut = async () => {
      await page.locator('header form[action="/logout"] button').click();
      await page.waitForURL(`${app}/login`);
    };
    const showPassword = async () => {
      await page.goto(`${app}/login`);
      await page.locator('#user').fill(user);
      await page.locator('#password').fill(password);
      await page.locator('form[action="/login"] button').click();
      await page.waitForURL(`${app}/login/second`);
    };
    const passkey = page.locator('form[action="/login/passkey"] button');

    await logOut();
    await showPassword();
    await page.goto(`${app}/account`); // the password alone leads nowhere
    assert.equal(page.url(), `${app}/login/second`);
    await passkey.click();
    await page.waitForURL(`${app}/`);
    assert.equal(await head(page), home);
    assert.equal((await keys())[0].signCount > 1, true);

    await logOut();
    await showPassword();
    await chromium.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await passkey.click(); // somebody else's finger
    await page.waitForTimeout(500);
    await page.goto(`${app}/`);
    assert.equal(page.url(), `${app}/login/second`);
    await chromium.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await passkey.click(); // and the right one, after all
    await page.waitForURL(`${app}/`);
    assert.equal(await head(page), home);
  },
});
