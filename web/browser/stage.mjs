// Plays scenes in Chromium, each with a browser that has never been anywhere, and
// prints a line of JSON for each: {"scene", "seconds", "error"}, without an error when it
// went as it should.
import { chromium } from 'playwright-core';

/** options: the first argument, JSON, with at least "chromium", the program. */
export const options = JSON.parse(process.argv[2]);

/** play plays scenes: by name, functions of a page and its context. Whoever works on
 * one sets SCENES to part of its name, and the others are left out. */
export function play(scenes) {
  return playBare(scenes, async (act, browser) => {
    const context = await browser.newContext({ locale: 'nb-NO' });
    context.setDefaultTimeout(20_000);
    try {
      await act(await context.newPage(), context);
    } finally {
      await context.close();
    }
  });
}

/** playBare plays scenes that open pages for themselves: functions of a browser. */
export async function playBare(scenes, perform = (act, browser) => act(browser)) {
  const browser = await chromium.launch({
    executablePath: options.chromium, headless: true, chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  for (const [scene, act] of Object.entries(scenes)) {
    if (!scene.includes(process.env.SCENES ?? '')) continue;
    const began = performance.now();
    let error;
    try {
      await perform(act, browser);
    } catch (e) {
      error = String(e.stack ?? e);
    }
    console.log(JSON.stringify({ scene, seconds: (performance.now() - began) / 1000, error }));
  }
  await browser.close();
}
