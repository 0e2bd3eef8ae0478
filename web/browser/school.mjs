// The demo school: who works there, its students and its clock.
import assert from 'node:assert/strict';
import { Finger, Keyboard, Mouse } from './hands.mjs';
import { Person } from './person.mjs';
import { options } from './stage.mjs';

const { app, token } = options;

/** The ways in which a journey is made. */
export const desktop = { viewport: { width: 1280, height: 800 }, hands: Mouse };
export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, hands: Finger };
export const withoutScripts = { ...desktop, javaScriptEnabled: false };
export const keyboardAlone = { ...desktop, hands: Keyboard };

const states = new Map(); // who has logged in before, with what their browser kept

/** journey is a scene in which staff lead a case: act is given the school. */
export function journey(how, act) {
  return async (page, context) => {
    const school = new School(context.browser(), how);
    try {
      await act(school);
      assert.deepEqual(school.complaints, [], 'what the browser complained of');
    } finally {
      await school.close();
    }
  };
}

/** The ways to begin a case, and what others do in many of them. */
export const acute = 'Eleven er påvirket på skolen';
export const worried = 'Noen er bekymret for en elev';
export const asks = 'Eleven ber om hjelp';
export const contact = 'Skriv inn kontakt med foresatte';

/** signsAndCloses: the leadership signs what stands there, and the teacher closes. */
export async function signsAndCloses(principal, teacher) {
  await principal.comesTo(teacher.case);
  await principal.takes('Godkjenn saken');
  await closes(teacher);
}

/** closes what has been signed. */
export async function closes(teacher) {
  await teacher.comesTo(teacher.case);
  await teacher.takes('Lukk saken');
  await teacher.sees('Saken er avsluttet.');
}

const ways = Object.entries({ 'on a desktop': desktop, 'on a phone': phone });
/** today is one of the ways; tomorrow it is the other. */
export const today = ways[options.turn % ways.length][1];

/** eitherWay makes a scene of each journey, on a desktop or on a phone; with the turn
 * of the day it is the other's. Whoever has time plays all. */
export function eitherWay(journeys) {
  const scenes = {};
  for (const [i, [what, act]] of Object.entries(journeys).entries()) {
    for (const [n, [where, how]] of ways.entries()) {
      if (options.torture || (i + options.turn) % ways.length === n) scenes[`${what}, ${where}`] = journey(how, act);
    }
  }
  return scenes;
}

export class School {
  constructor(browser, how = desktop) {
    const { hands, ...device } = how;
    this.browser = browser;
    this.hands = hands;
    this.device = { locale: 'nb-NO', colorScheme: 'light', reducedMotion: 'reduce', ...device };
    this.people = new Map();
    this.complaints = [];
  }

  /** as is somebody who has logged in, at the start page. */
  async as(user) {
    if (this.people.has(user)) return this.people.get(user);
    const context = await this.browser.newContext({ ...this.device, storageState: states.get(user) });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on('pageerror', (e) => this.complaints.push(`${e}`));
    page.on('console', (m) => { // a status that is no success is what refusals have
      if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) this.complaints.push(m.text());
    });
    const person = new Person(page, new this.hands(page));
    this.people.set(user, person);
    await person.starts();
    if (page.url().includes('/login')) {
      await person.logsIn(user);
      states.set(user, await context.storageState());
    }
    return person;
  }

  async close() {
    for (const person of this.people.values()) await person.page.context().close();
  }
}

/** api calls the API as the principal. */
export const api = async (path, body) => {
  const response = await fetch(`${app}/api/v1${path}`, {
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, ...body && { method: 'POST', body: JSON.stringify(body) },
  });
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
};

const called = new Set(); // students of whom a scene has told

/** aStudent is one of whom there is no case yet, and whom such is true of. */
async function aStudent(such, led = false) {
  const taken = new Set(led ? [] : (await api('/cases?limit=100')).items.map((c) => c.student?.name));
  for (const q of ['2STA', '2MDA', '3STA', '3MDA', '3PBA', '2PBA', '3HSA', '1STA']) {
    for (const s of (await api(`/students?q=${q}`)).items) {
      if (taken.has(s.name) || called.has(s.name) || !such(s)) continue;
      called.add(s.name);
      return s;
    }
  }
  throw new Error('no such student');
}

let now = new Date(options.now);
const yearsOld = (s) => (now - new Date(s.birth_date)) / (365.2425 * 24 * 3600 * 1000);
/** soonOfAge turns 18 within the week, and has a case. */
export const soonOfAge = () => aStudent((s) => s.birth_date && yearsOld(s) > 17.97 && yearsOld(s) < 18, true);
/** colleaguesChild has a guardian who works at the school, and a case. */
export const colleaguesChild = () => aStudent((s) => s.id === 'rogn-205', true);
export const minor = () => aStudent((s) => s.birth_date && yearsOld(s) < 17.8);
export const adult = () => aStudent((s) => s.birth_date && yearsOld(s) > 18.1);

/** days and nextSchoolDay move the demo's clock. */
export async function days(n) {
  now = new Date((await api('/demo/clock', { now: new Date(now.getTime() + n * 24 * 3600 * 1000).toISOString() })).now);
}

export async function nextSchoolDay() {
  const weekday = now.getDay();
  await days(weekday === 5 ? 3 : weekday === 6 ? 2 : 1);
}
