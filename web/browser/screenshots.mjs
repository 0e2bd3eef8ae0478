// Pictures of the main screens, for the README: node screenshots.mjs '{"chromium": …,
// "kjentvei": the program, "into": a folder}'. It serves a demo of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { options } from './stage.mjs';

const data = mkdtempSync(join(tmpdir(), 'kjentvei-pictures-'));
const server = spawn(options.kjentvei, ['serve', '--demo', '--data', data, '--addr', '127.0.0.1:0', '--lang', 'en', '--now', '2026-09-01T10:40:00+02:00'], { stdio: ['ignore', 'pipe', 'ignore'] });
let app;
const passwords = {};
for await (const line of createInterface({ input: server.stdout })) {
  app ??= line.match(/answers on (\S+)/)?.[1];
  const account = line.match(/^(\w+) +([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}) /);
  if (account) passwords[account[1]] = account[2];
  if (line.includes('Ctrl-C')) break;
}

const go = (path) => (page) => page.goto(app + path);
// theFirst goes to the first of a list whose card says something.
const theFirst = (path, said) => async (page) => {
  await page.goto(app + path);
  await page.locator('main a.card').filter({ hasText: said }).first().click();
};

// screens are what is shown: a name, who looks, and how they get there.
const screens = [
  ['home', 'kjentmann', go('/')],
  ['acute', 'contact_teacher', go('/cases/new/intoxicated_at_school')],
  ['case', 'kjentmann', theFirst('/cases', /Eleven er her nå|The student is here now/)],
  ['signing', 'principal', theFirst('/sign', /2026-/)],
  ['routine', 'contact_teacher', go('/routines/kjentmann')],
];
const devices = {
  phone: { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1200, height: 800 } },
};

mkdirSync(options.into, { recursive: true });
const browser = await chromium.launch({ executablePath: options.chromium, headless: true, chromiumSandbox: false, args: ['--disable-gpu', '--no-first-run'] });
for (const [lang, locale] of [['nb', 'nb-NO'], ['en', 'en-GB']]) {
  for (const [device, look] of Object.entries(devices)) {
    for (const [screen, who, walk] of screens) {
      const context = await browser.newContext({ locale, reducedMotion: 'reduce', colorScheme: 'light', ...look });
      const page = await context.newPage();
      await page.goto(`${app}/login`);
      await page.locator('#user').fill(who);
      await page.locator('#password').fill(passwords[who]);
      await page.locator('form[action="/login"] button').click();
      await page.waitForURL(`${app}/`);
      await walk(page);
      await page.waitForLoadState('networkidle');
      const path = join(options.into, `${screen}-${device}-${lang}.png`);
      await page.screenshot({ path });
      console.log(`${path} ${Math.ceil(statSync(path).size / 1024)} KiB`);
      await context.close();
    }
  }
}
await browser.close();
server.kill();
await new Promise((ended) => server.once('exit', ended));
rmSync(data, { recursive: true });
