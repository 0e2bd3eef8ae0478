// What a page must be for everybody to be able to use it, found by looking at it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { HtmlValidate } from 'html-validate';
import rules from './html-rules.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const validator = new HtmlValidate(rules);

// The success criteria that the law names, and the newer ones.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A screen of 1280 by 1024 at 400 %: WCAG 2.2, 1.4.10. */
export const narrow = { width: 320, height: 256 };

/** inspect lists what is wrong with a page. html is what the server sent; the page's
 * context must have been made with bypassCSP, since axe is put into it. */
export async function inspect(page, html) {
  const wide = page.viewportSize();
  const wrong = [...await validity(html), ...await accessibility(page), ...await focus(page)];
  await page.setViewportSize(narrow);
  wrong.push(...await reflow(page));
  await page.setViewportSize(wide);
  return wrong;
}

async function validity(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages).map((m) => `html: ${m.message} (${m.ruleId}) at ${m.line}: ${html.split('\n')[m.line - 1]?.trim().slice(0, 160)}`);
}

// accessibility is what axe finds with everything unfolded: what is folded away is
// part of the page, too. What is on its way to its place would lie over something.
async function accessibility(page) {
  await page.evaluate(async () => {
    document.querySelectorAll('details').forEach((d) => { d.open = true; });
    await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  });
  await page.evaluate(axe);
  const violations = await page.evaluate(async (values) => {
    const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return found.violations.map((v) => ({ id: v.id, nodes: v.nodes.map((n) => `${n.target.join(' ')}: ${n.failureSummary}`) }));
  }, tags);
  return violations.map((v) => `axe: ${v.id}, ${v.nodes.length} times, such as ${v.nodes[0].replace(/\s+/g, ' ')}`);
}

// focus: whatever can have the keyboard's focus shows that it has.
async function focus(page) {
  await page.keyboard.press('Tab'); // from here on the browser shows focus
  return page.evaluate(() => {
    const looks = (e) => {
      const of = [e, e.closest('label'), e.nextElementSibling].filter(Boolean);
      return of.map((x) => { const s = getComputedStyle(x); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor].join(' '); }).join('|');
    };
    const wrong = [];
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
      if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || e.tabIndex < 0) continue;
      document.activeElement.blur();
      const before = looks(e);
      e.focus();
      if (document.activeElement !== e) wrong.push(`focus: ${e.outerHTML.slice(0, 120)} cannot have it`);
      else if (looks(e) === before) wrong.push(`focus: is not to be seen on ${e.outerHTML.slice(0, 120)}`);
    }
    return wrong.slice(0, 3);
  });
}

// reflow: nothing is wider than a phone, but for what scrolls by itself.
function reflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 0.5 && !e.parentElement.closest('.wide'));
    return [`reflow: ${root.scrollWidth} px wide at ${root.clientWidth}, such as ${out.at(-1)?.outerHTML.slice(0, 200)}`];
  });
}
