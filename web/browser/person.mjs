// Somebody of the staff as they use the pages: by what stands there. It is read in
// bokmål.
import assert from 'node:assert/strict';
import { options } from './stage.mjs';

const { app, passwords } = options;

const begins = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export class Person {
  constructor(page, hands) {
    this.page = page;
    this.hands = hands;
  }

  async starts() {
    await this.page.goto(`${app}/`);
  }

  async logsIn(user) {
    await this.hands.write(this.page.getByLabel('Brukernavn'), user);
    await this.hands.write(this.page.getByLabel('Passord'), passwords[user]);
    await this.presses('Logg inn');
    assert.match(await this.head(), /^Hei, /);
  }

  head() { return this.page.getByRole('heading', { level: 1 }).textContent(); }

  /** presses a button or a link by what stands on it, within a part of the page. */
  async presses(name, within = this.page) {
    const control = within.getByRole('button', { name }).or(within.getByRole('link', { name })).first();
    await this.onward(() => this.hands.press(control));
  }

  // onward does what leads to another page, and waits until that is there.
  async onward(act) {
    const loaded = this.page.waitForEvent('domcontentloaded', { timeout: 15_000 }); // act gives up earlier, and says why
    await Promise.all([loaded, act()]);
  }

  /** opens a case from the start page, and gives it. answers are by label. */
  async opens(scenario, student, answers = {}) {
    await this.starts();
    if (scenario !== 'Jeg er usikker') await this.presses('Ny sak', this.page.getByRole('main'));
    await this.presses(scenario, this.page.getByRole('main'));
    if (student) await this.findsStudent(student);
    const form = this.page.locator('main form').first();
    await this.answers(form, answers);
    const submit = form.getByRole('button', { name: 'Åpne saken' });
    await this.onward(() => this.hands.press(submit.or(form.getByRole('button', { name: 'Ingenting tyder på det' })).first()));
    await this.isSaved();
    this.case = this.page.url();
    return this.case;
  }

  async findsStudent(student) {
    await this.hands.write(this.page.getByRole('textbox', { name: 'Finn eleven' }), student.name);
    await this.presses('Finn eleven', this.page.getByRole('main'));
    const found = this.page.getByRole('radio', { name: begins(student.name) });
    assert.ok(await found.isChecked(), 'the only one found is chosen');
  }

  /** comesTo a case that others have told of. */
  async comesTo(address) {
    await this.page.goto(address.split('?')[0]);
    this.case = address;
  }

  /** finds a case in the list, by the student's name. */
  async finds(student) {
    await this.starts();
    await this.presses('Saker', this.page.getByRole('banner'));
    await this.looksFor(student.name);
    await this.onward(() => this.hands.press(this.page.getByRole('main').getByRole('link', { name: begins(student.name) })));
    this.case = this.page.url();
  }

  /** looksFor cases by a name or a number, in the list of them; also those that are over. */
  async looksFor(text, over = false) {
    await this.hands.write(this.page.getByRole('searchbox'), text);
    if (over) await this.hands.pick(this.page.getByLabel('Vis de som er avsluttet'));
    await this.presses('Finn saker', this.page.getByRole('search'));
  }

  /** takes a step of the case that is open: answers by label, and what else must be
   * answered with whatever comes first. */
  async takes(step, answers = {}) {
    await this.submits(await this.formOf(step), answers);
    await this.isSaved();
  }

  // submits fills a form in and sends it: by its button, or by the answer that records
  // the step.
  async submits(form, answers) {
    await this.answers(form, answers);
    const last = form.locator('fieldset.answers');
    let button = form.locator('button:not([formaction])').last();
    if (await last.count() > 0) {
      const question = (await last.locator('legend').textContent()).trim();
      const [, answer] = Object.entries(answers).find(([label]) => question.startsWith(label)) ?? [];
      button = answer ? last.getByRole('button', { name: begins(answer) }).first() : last.getByRole('button').first();
    }
    await this.onward(() => this.hands.press(button));
  }

  /** takesAbout takes a step that must first be told what it is about. */
  async takesAbout(step, what, answers) {
    await this.answersOne(await this.formOf(step), ...what);
    await this.presses('Gå videre', this.page.getByRole('main'));
    await this.sends(answers);
  }

  /** recounts several things that were done before, in one form: pairs of a step and
   * its answers. */
  async recounts(...things) {
    await this.comesTo(this.case);
    await this.presses('Skriv inn flere ting som er gjort');
    const row = this.page.locator('form.step-form > fieldset').last();
    for (const [i, [step, answers]] of things.entries()) {
      if (i > 0) await this.presses('Legg til noe mer');
      await this.answersOne(row, 'Hva ble gjort?', step);
      await this.presses('Gå videre', row);
      await this.answers(row, answers);
    }
    await this.presses('Lagre alt');
    await this.isSaved();
  }

  /** putsRight corrects the last event of a step, where it stands. */
  async putsRight(step, answers) {
    const event = this.page.locator('.timeline > li').filter({ has: this.page.locator('strong', { hasText: new RegExp(`^${step}$`) }) }).last();
    await this.presses('Rett', event);
    await this.sends(answers);
  }

  /** decides takes a step whose form stands on a page that leads somewhere else than
   * to the case. */
  async decides(step, answers = {}) {
    const form = this.page.locator('form').filter({ has: this.page.locator('button', { hasText: new RegExp(`^${step}$`) }) });
    await this.unfold(form);
    await this.submits(form, answers);
  }

  /** talks with the page for the talk on the table, on which a text stands. */
  async talks(step, answers, text = step) {
    await this.formOf(step);
    await this.presses('Åpne siden for samtalen');
    await this.sees(text);
    await this.sends(answers);
  }

  /** fillsIn what a page asks for, by label, and presses a button. */
  async fillsIn(answers, button) {
    const main = this.page.getByRole('main');
    for (const [label, value] of Object.entries(answers)) {
      const group = main.getByRole('group', { name: begins(label) }).first();
      if (await group.count() > 0) await this.hands.pick(group.getByLabel(begins(value)));
      else await this.hands.write(main.getByRole('textbox', { name: begins(label) }).first(), value);
    }
    await this.presses(button, main);
  }

  async sends(answers) {
    await this.submits(this.page.locator('form.step-form'), answers);
    await this.isSaved();
  }

  async isSaved() {
    const said = await this.page.getByRole('alert').allTextContents();
    assert.match(this.page.url(), /\/cases\/[0-9a-f-]{36}(\?saved=1)?$/, `${this.page.url()}: ${said.join(' ')}`);
  }

  /** formOf opens the form of a step: where it stands, or on a page of its own. */
  async formOf(step) {
    const { page } = this;
    if (!page.url().startsWith(this.case.split('?')[0])) await this.comesTo(this.case);
    const named = new RegExp(`^${step}$`);
    const summary = page.locator('details.step > summary').filter({ has: page.locator('span:first-child', { hasText: named }) });
    const link = page.getByRole('main').locator('a', { hasText: named }).first();
    if (await summary.count() + await link.count() === 0) await this.comesTo(this.case); // others have done something meanwhile
    if (await summary.count() > 0) {
      const details = summary.first().locator('..');
      if (await details.getAttribute('open') === null) await this.hands.press(summary.first());
      const form = details.locator('form.step-form');
      await form.locator('button:not([formaction])').last().waitFor(); // it unfolds
      return form;
    }
    await this.unfold(link);
    await this.onward(() => this.hands.press(link));
    return page.locator('form.step-form');
  }

  // unfold opens what a control is folded away in.
  async unfold(control) {
    const folded = control.locator('xpath=ancestor::details[not(@open)]/summary');
    while (await folded.count() > 0) await this.hands.press(folded.first());
  }

  async answers(form, answers) {
    for (const [label, value] of Object.entries(answers)) await this.answersOne(form, label, value);
    const must = form.locator('.ds-field, fieldset:not(.answers)').filter({ hasNot: this.page.locator('> label .hint, > legend .hint'), visible: true });
    for (const field of await must.all()) await this.answersAnyhow(field);
  }

  async answersOne(form, label, value) {
    const field = form.locator('.ds-field, fieldset').filter({ has: this.page.locator('> label, > legend', { hasText: begins(label) }) }).first();
    await this.unfold(field);
    if (await field.evaluate((e) => e.classList.contains('answers'))) return; // it is pressed at last
    if (await field.evaluate((e) => e.tagName) === 'FIELDSET') {
      for (const one of [value].flat()) await this.hands.pick(field.getByLabel(begins(one)).first());
      return;
    }
    const control = field.locator('input, select, textarea').first();
    if (await control.evaluate((e) => e.tagName) !== 'SELECT') return this.hands.write(control, value);
    const option = control.locator('option').filter({ hasText: begins(value) }).first();
    await this.hands.choose(control, await option.getAttribute('value'));
  }

  // answersAnyhow gives the first answer where there is none.
  async answersAnyhow(field) {
    const choices = field.locator('input[type=radio], input[type=checkbox]');
    if (await choices.count() > 0) {
      if (await field.locator('input:checked').count() === 0) await this.hands.pick(choices.first());
      return;
    }
    const control = field.locator('input, select, textarea').first();
    if (await control.inputValue() !== '' || await control.getAttribute('id') === 'q') return;
    if (await control.evaluate((e) => e.tagName) === 'SELECT') return this.hands.choose(control, await control.locator('option').nth(1).getAttribute('value'));
    await this.hands.write(control, 'Slik var det');
  }

  /** reads why a step cannot be taken now. */
  async reads(step, reason) {
    await this.comesTo(this.case);
    const why = this.page.locator('dl').filter({ has: this.page.locator('dt', { hasText: new RegExp(`^${step}$`) }) }).first();
    await this.unfold(why);
    await this.sees(reason);
    assert.equal(await this.page.locator('details.step > summary', { hasText: new RegExp(`^\\s*${step}\\s*$`) }).count(), 0, `${step} is offered all the same`);
  }

  /** is refused: the form is sent, and the page says why. */
  async isRefused(step, answers, reason) {
    await this.submits(await this.formOf(step), answers);
    const said = (await this.page.getByRole('alert').allTextContents()).join(' ');
    assert.match(said, reason, `it is ${said ? 'refused for another reason' : 'taken'}: ${said}`);
  }

  /** cannotOpen a case: the student is not to be found, and typed in by hand refused. */
  async cannotOpen(scenario, student, answers, reason) {
    await this.starts();
    await this.presses('Ny sak', this.page.getByRole('main'));
    await this.presses(scenario, this.page.getByRole('main'));
    await this.hands.write(this.page.getByRole('textbox', { name: 'Finn eleven' }), student.name);
    await this.presses('Finn eleven', this.page.getByRole('main'));
    await this.sees('Vi fant ingen');
    await this.answers(this.page.locator('main form').first(), { 'Elevens navn': student.name, Klasse: student.class, ...answers });
    await this.hands.press(this.page.getByRole('button', { name: 'Åpne saken' }));
    await this.page.getByRole('alert').first().waitFor(); // on a page of its own, or with scripts in place of the form
    const said = (await this.page.getByRole('alert').allTextContents()).join(' ');
    assert.match(said, reason, `it is ${said ? 'refused for another reason' : 'opened'}: ${said}`);
  }

  /** doesNotOffer a choice in the form of a step. */
  async doesNotOffer(step, question, choice) {
    const field = (await this.formOf(step)).locator('.ds-field, fieldset').filter({ has: this.page.locator('> label, > legend', { hasText: begins(question) }) }).first();
    const text = await field.textContent();
    assert.ok(!text.includes(choice), `${choice} is offered: ${text}`);
    await this.comesTo(this.case);
  }

  async sees(text) {
    const main = this.page.getByRole('main');
    await main.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 5_000 }).catch(async () => {
      assert.fail(`${text} is not to be seen on ${this.page.url()}:\n${(await main.innerText()).slice(0, 2000)}`);
    });
  }

  /** canCall a number by pressing it. */
  async canCall(number, within = this.page.getByRole('main')) {
    await within.locator(`a[href="tel:${number}"]`).first().waitFor({ timeout: 5_000 });
  }

  /** reference is what the case that is open is called. */
  async reference() {
    return (await this.page.locator('.crumb').textContent()).match(/\d{4}-\d+/)[0];
  }

  async seesNot(text) {
    assert.equal(await this.page.getByText(text).count(), 0, `${text} is to be seen`);
  }

  /** finds nothing of a student: where they start, and where they look for cases. */
  async findsNothing(student) {
    await this.starts();
    await this.seesNot(student.name);
    await this.presses('Saker', this.page.getByRole('banner'));
    await this.looksFor(student.name);
    await this.seesNot(student.name);
  }

  /** isNobodyToIt: the case is not there for this reader. */
  async isNobodyToIt(address) {
    const response = await this.page.goto(address.split('?')[0]);
    assert.equal(response.status(), 404);
  }
}
