// What html-validate demands of our pages: all that it recommends, but for what is said
// here.
export default {
  extends: ['html-validate:recommended'],
  rules: {
    // A template leaves spaces around what it leaves out.
    'no-trailing-whitespace': 'off',
    // A button in a form sends it, and an input is for text: so it is by default (HTML 4.10.6, 4.10.5).
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    // Several answers to one question are boxes of one name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
    // Whole sentences are links that call.
    'tel-non-breaking': 'off',
    // What scrolls by itself around a table is a region, and no section of the text.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // <!DOCTYPE html> is how the standard itself writes it.
    'doctype-style': 'off',
    // A requirement of a routine is known by a number with a dot in it, and so is its place in the plan (HTML 3.2.6: any but spaces).
    'valid-id': ['error', { relaxed: true }],
    // A title names the case and the step, which can be long.
    'long-title': 'off',
  },
};
