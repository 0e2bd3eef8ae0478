// The ways in which people use a page: with a mouse, with a finger, and with the
// keyboard alone. Each counts what it does: presses, and words typed.
import assert from 'node:assert/strict';

class Hands {
  constructor(page) {
    this.page = page;
    this.presses = 0;
    this.words = 0;
  }

  async press(control) {
    this.presses++;
    await this.onto(control);
  }

  async write(field, text) {
    this.words += text.split(/\s+/).length;
    await field.fill(text);
  }

  /** pick ticks a box, or one of several answers. */
  async pick(choice) {
    if (await choice.isChecked()) return;
    await this.press(choice);
    assert.ok(await choice.isChecked(), 'pressed, and still not chosen');
  }

  async choose(list, value) {
    this.presses++;
    await list.selectOption(value);
  }
}

export class Mouse extends Hands {
  onto(control) { return control.click(); }
}

export class Finger extends Hands {
  onto(control) { return control.tap(); }
}

// furthest is how many presses of Tab somebody can be asked for on a page.
const furthest = 250;

export class Keyboard extends Hands {
  async onto(control) {
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  async write(field, text) {
    this.words += text.split(/\s+/).length;
    await this.reach(field);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async pick(choice) {
    if (await choice.isChecked()) return;
    this.presses++;
    if (await choice.getAttribute('type') === 'checkbox') {
      await this.reach(choice);
      await this.page.keyboard.press('Space');
    } else {
      await this.arrow(choice);
    }
    assert.ok(await choice.isChecked(), 'pressed, and still not chosen');
  }

  // arrow goes to a group of radio buttons, and within it to one of them.
  async arrow(choice) {
    const group = this.page.locator(`input[type=radio][name="${await choice.getAttribute('name')}"]`);
    const within = () => group.evaluateAll((all) => all.includes(document.activeElement));
    await this.tab(within);
    await this.page.keyboard.press('Space');
    for (let i = await group.count(); i > 0 && !await choice.isChecked(); i--) await this.page.keyboard.press('ArrowDown');
  }

  async choose(list, value) {
    this.presses++;
    await this.reach(list);
    for (let i = await list.locator('option').count(); i > 0 && await list.inputValue() !== value; i--) await this.page.keyboard.press('ArrowDown');
    assert.equal(await list.inputValue(), value);
  }

  reach(control) {
    return this.tab(() => control.evaluate((e) => e === document.activeElement), control);
  }

  async tab(there, control) {
    for (let i = 0; i < furthest; i++) {
      if (await there()) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`cannot be reached with the keyboard: ${control}`);
  }
}
