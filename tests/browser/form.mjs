// The form for families: what each page is told, and the way through it.

export const ANSWERS = {
  told: { told: 'no' },
  who: { capacity: 'parent' },
  name: { name: 'Ruth Example' },
  child: { pupil_name: 'Sam Example' },
  school: { search: 'Sunny' },
  promise: { promises: ['PA-3.2'] },
  what: { account: 'I asked three times to see how my son is doing, and had no answer.', happened: '2012-03-30' },
  asked: { asked: 'A talk with the teacher.' },
  wanted: { wanted: 'A report each term, and an apology.' },
  reach: { email: 'ruth@family.example', safe_contact: 'Not by telephone, please.' },
  help: { adjustments: 'Large print.' },
};

/** The step that a visitor's page asks. */
export const stepOf = (page) => new URL(page.url()).pathname.split('/').pop();

/** Presses the button that goes on. */
export const goOn = (visitor) => visitor.follow(visitor.page.locator('#command > button[type="submit"]:not([name])'));

/** Goes through the form, and calls `at` on each page before it is answered; `others` are other answers than the usual. */
export async function lodge(visitor, school = 'Sunny', at = async () => {}, others = {}) {
  await visitor.go('/');
  await at('start');
  await visitor.open(/Start now|Go on/);
  for (const [step, answers] of Object.entries({ ...ANSWERS, ...others })) {
    if (stepOf(visitor.page) !== step) throw new Error(`expected ${step}, came to ${visitor.page.url()}`);
    await at(step);
    if (step === 'school') {
      await visitor.fill({ search: school });
      await visitor.press('Find the school');
      await at('school-found');
      await visitor.page.locator('input[name="school"]').first().check();
    } else await visitor.fill(answers);
    await goOn(visitor);
  }
  await at('check');
  await visitor.sees('Ruth Example', 'Sam Example', 'Large print.', 'Friday 30 March 2012');
  await visitor.fill({ declared: ['yes'] });
  await visitor.press('Send my complaint');
  await visitor.sees('Complaint sent', 'Your reference is', 'What happens next');
  const [reference, code] = await visitor.page.locator('.panel strong').allInnerTexts();
  return { complaint: stepOf(visitor.page), reference, code };
}

/** Comes back with the reference and the access code. */
export async function signIn(visitor, { reference, code, complaint }) {
  await visitor.go('/sign-in');
  await visitor.fill({ reference, code });
  await visitor.press('Open my complaint');
  if (!visitor.page.url().endsWith(complaint)) throw new Error(`not let in: ${visitor.page.url()}`);
}
