// Journeys from the form to the end, through the pages of everybody who takes part.

import { lodge, signIn } from './form.mjs';
import { demo } from './service.mjs';
import { Visitor } from './visitor.mjs';

const TWO_WAYS = [{ width: 320, script: false }, { width: 1280, script: true }];
const FOUR_WAYS = [...TWO_WAYS, { width: 320, script: true }, { width: 1280, script: false }];
const decision = {
  investigated: 'We spoke with the class teacher and read the file.', explanation: 'No report was sent.',
  actions: 'A report comes each term.', next_step: 'You can ask the governing body to look at it.',
};

/** A journey in each of the ways, each over a demo of its own, since time goes by in it. */
const journey = (name, tell, ways = TWO_WAYS) => ways.map((way) => ({
  name: `${name}, ${way.width} px wide, with${way.script ? '' : 'out'} script`,
  drives: true,
  run: async () => {
    const service = await demo();
    const parent = await Visitor.at(service, way);
    const staff = await Visitor.at(service, way);
    try { await tell({ parent, staff, as: (who) => staff.actAs(who) }); } finally {
      await parent.close();
      await staff.close();
      await service.stop();
    }
  },
}));

async function answered({ parent, staff, as }) {
  const mine = await lodge(parent);
  const { complaint } = mine;
  await as('clerk@school:100001');
  await staff.go('/desk');
  await staff.open(mine.reference);
  await staff.sees(mine.reference, 'Ruth Example');
  await staff.does(complaint, 'accept-complaint');
  await as('head_teacher@school:100001');
  await staff.does(complaint, 'acknowledge-complaint', {
    understanding: 'No word came.', unresolved: 'All of it.', wanted: 'A report.', handled_by: 'Ms Okafor',
  });
  await staff.does(complaint, 'open-stage-1');
  await staff.does(complaint, 'assign-investigator', { investigator: 'Mr Banks' });
  await staff.does(complaint, 'issue-stage-1-decision', {
    outcomes: [{ outcome: 'upheld', reasons: 'No report was sent.' }], document: decision, no_staff_outcome: true,
  });
  await parent.press('Sign out here');
  await signIn(parent, mine);
  await parent.sees('The school’s first answer', 'The school agrees');
  await staff.does(complaint, 'record-informal-resolution', {
    agreement: 'The family is content with the reports.', agreed_on: await staff.today(),
  });
  await as('clerk@school:100001');
  await staff.does(complaint, 'close-case', { reason: 'The family is content.' });
  await parent.go(`/complaints/${complaint}`);
  await parent.sees('It ended here');
  // Whoever keeps children safe reads of it in a file that is closed, and the clerk does not.
  await parent.does(complaint, 'raise-safeguarding-concern', { account: 'My son told me something that worries me.' });
  await as('safeguarding_lead@school:100001');
  await staff.go(`/cases/${complaint}`);
  await staff.unfold();
  await staff.sees('My son told me something that worries me.');
  await as('clerk@school:100001');
  await staff.go(`/cases/${complaint}`);
  await staff.unfold();
  if ((await staff.page.locator('main').innerText()).includes('worries me')) throw new Error('the clerk reads it');
}

/** Six weeks go by without an answer, and the family goes to the Ombudsman. */
async function unheard({ parent, staff, as }, mine, school, account) {
  await staff.wait(6);
  await as(`clerk@school:${school}`);
  await staff.does(mine.complaint, 'declare-no-response');
  await signIn(parent, mine);
  await parent.does(mine.complaint, 'complain-to-ombudsman', {
    written: true, account, noticed_on: await staff.today(-60),
  });
}

/** From the Ombudsman's door to an investigation. */
async function takenUp({ staff, as }, complaint, matter) {
  await as('intake_officer@ombudsman');
  await staff.does(complaint, 'determine-jurisdiction', { no_conflict: true });
  await as('investigator@ombudsman');
  await staff.does(complaint, 'begin-assessment');
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'open-investigation', {
    matter, comment_by: await staff.today(21), privacy_notice: 'The Ombudsman’s office alone reads it.',
  });
}

/** The Commissioner finds injustice and says what should be done. */
async function stated({ staff, as }, complaint, { reasons, remedy, text }) {
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'complete-investigation', {
    findings: [{ finding: 'injustice_found', reasons }],
    recommendations: [{ issue: 1, code: 'R-PROVIDE', purpose: 'remedy', text: remedy }],
  });
  await staff.does(complaint, 'issue-statement', { text, government_information: { none: {} } });
}

/** A school that does not answer, up to the Ombudsman's statement in the hands of its governing body. */
async function unanswered(people) {
  const { parent, staff, as } = people;
  const mine = await lodge(parent, 'St Brigid');
  const { complaint } = mine;
  await as('clerk@school:100003');
  await staff.does(complaint, 'accept-complaint');
  await unheard(people, mine, 100003, 'The school does not answer.');
  await takenUp(people, complaint, 'That a family was told nothing of how a pupil is doing.');
  await as('chair@school:100003');
  await staff.does(complaint, 'submit-comment', { invitation: 1, comment: 'The office was busy.' });
  await stated(people, complaint, {
    reasons: 'Nothing was sent.', remedy: 'Send a report each term.',
    text: 'The school told a family nothing for a year. It should send a report.',
  });
  await as('intake_officer@ombudsman');
  await served(staff, complaint);
  return mine;
}

const PROPOSED = { actions: [{ action: 'proposed', detail: 'The office will send it.' }] };

async function investigated(journey) {
  const { parent, staff, as } = journey;
  const { complaint } = await unanswered(journey);
  await as('clerk@school:100003');
  await staff.does(complaint, 'notify-action', PROPOSED);
  await staff.does(complaint, 'confirm-action', { evidence: 'A copy of the report of June.' });
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'accept-confirmation');
  await as('investigator@ombudsman');
  await staff.does(complaint, 'close-case', { reason: 'What was recommended is done.' });
  await parent.go(`/complaints/${complaint}`);
  await parent.sees('It ended here', 'Send a report each term.');
}

async function directed(journey) {
  const { parent, staff, as } = journey;
  const mine = await unanswered(journey);
  const { complaint } = mine;
  await as('clerk@school:100003');
  await staff.does(complaint, 'notify-action', PROPOSED);
  await staff.wait(13);
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'record-no-confirmation');
  await staff.does(complaint, 'require-adverse-findings-notice', {
    ground: 'c', manner: 'In the local newspaper.', received_on: await staff.today(), publish_by: await staff.today(45),
  });
  const not_taken = [{ recommendation: 1, detail: 'No report was sent.' }];
  await staff.does(complaint, 'agree-notice-form', { text: 'The governing body has not sent the report.', not_taken });
  await staff.wait(9);
  await staff.does(complaint, 'declare-notice-default');
  await staff.does(complaint, 'publish-in-default', {
    place: 'The newspaper', text: 'It has not sent the report.', not_taken, costs_pence: 41250,
  });
  await as('official@department');
  await staff.does(complaint, 'consider-direction');
  await as('secretary_of_state@department');
  await staff.does(complaint, 'give-direction', { text: 'The governing body is directed to send it.', due: await staff.today(30) });
  await as('clerk@school:100003');
  await staff.does(complaint, 'report-direction-compliance', { evidence: 'A copy of the report.' });
  await as('official@department');
  await staff.does(complaint, 'accept-direction-compliance');
  await as('investigator@ombudsman');
  await staff.does(complaint, 'close-case', { reason: 'The direction was complied with.' });
  await signIn(parent, mine);
  await parent.sees('It ended here');
}

/** Serves the statement by hand on everybody who must have it. */
async function served(staff, complaint) {
  for (const recipient of [{ governing_body: {} }, { head_teacher: {} }, { complainant: { person: 'Ruth Example' } }]) {
    await staff.does(complaint, 'serve-statement', {
      recipient, method: 'hand', sent_on: await staff.today(), received_on: await staff.today(),
    });
  }
}

/** A panel of governors, because the family does not agree with the first answer. */
async function heard({ parent, staff, as }) {
  const { complaint } = await lodge(parent, 'Riverside');
  await as('clerk@school:100002');
  await staff.does(complaint, 'accept-complaint');
  await as('head_teacher@school:100002');
  await staff.does(complaint, 'open-stage-1');
  await staff.does(complaint, 'assign-investigator', { investigator: 'Mr Adeyemi' });
  await staff.does(complaint, 'issue-stage-1-decision', {
    outcomes: [{ outcome: 'not_upheld', reasons: 'It comes in spring.' }], document: decision, no_staff_outcome: true,
  });
  await parent.does(complaint, 'escalate-to-governing-body', { reason: 'The promise holds for every year.' });
  await as('clerk@school:100002');
  const member = (name) => ({ member: name });
  await staff.does(complaint, 'convene-panel', {
    members: ['Mr Byrne', 'Mrs Stone', 'Mrs Orme'].map(member), hearing_on: await staff.today(14),
  });
  await staff.wait(4);
  await staff.does(complaint, 'hold-hearing', { on: await staff.today(-14), complainant_attended: true, note: 'Both sides were heard.' });
  await as('panel_member@school:100002');
  await staff.does(complaint, 'issue-governing-body-decision', {
    outcomes: [{ outcome: 'upheld', reasons: 'The promise names no year.' }], document: decision, no_staff_outcome: true,
  });
  await as('clerk@school:100002');
  await staff.does(complaint, 'close-case', { reason: 'The family is content.' });
}

/** One-to-one tuition: the local authority answers beside the school, and is reported on for itself. */
async function tuition(people) {
  const { parent, staff, as } = people;
  const mine = await lodge(parent, 'Hallam', undefined, { promise: { promises: ['PU-3.9'] } });
  const { complaint } = mine;
  await as('clerk@school:100004');
  await staff.does(complaint, 'accept-complaint');
  await as('authority_officer@authority:373');
  await staff.go('/desk');
  await staff.open(mine.reference);
  await staff.does(complaint, 'answer-as-authority', { issue: 1, answer: 'The places were paid for.' });
  await unheard(people, mine, 100004, 'There is still no tuition.');
  await parent.does(complaint, 'complain-about-authority', { issue: 1 });
  await takenUp(people, complaint, 'That a pupil who had fallen behind was given none of the tuition that was paid for.');
  await as('chair@school:100004');
  await staff.does(complaint, 'submit-comment', { invitation: 1, comment: 'We could not find a tutor.' });
  await as('authority_officer@authority:373');
  await staff.does(complaint, 'submit-comment', { invitation: 2, comment: 'We did not check whether the places were used.' });
  await stated(people, complaint, {
    reasons: 'It was due and was not given.', remedy: 'Give the pupil ten hours of tuition.',
    text: 'The school did not give a pupil tuition that was due.',
  });
  await staff.does(complaint, 'issue-authority-report', {
    issue: 1, report: 'The authority did not check that the places were used.', received_on: await staff.today(),
  });
  await as('intake_officer@ombudsman');
  await served(staff, complaint);
  await as('clerk@school:100004');
  await staff.does(complaint, 'notify-action', PROPOSED);
  await staff.does(complaint, 'confirm-action', { evidence: 'The tutor’s record.' });
  await as('authority_officer@authority:373');
  await staff.does(complaint, 'notify-authority-action', { issue: 1, action: 'We ask each school every term.' });
  await staff.does(complaint, 'confirm-authority-action', { issue: 1, evidence: 'The first round of answers.' });
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'accept-confirmation');
  await staff.does(complaint, 'accept-authority-action', { issue: 1 });
  await as('investigator@ombudsman');
  await staff.does(complaint, 'close-case', { reason: 'The school and the authority did what was recommended.' });
  await signIn(parent, mine);
  await parent.sees('It ended here', 'Give the pupil ten hours of tuition.');
}

/** A school that becomes an academy on the way: the complaint keeps its rules, and is settled at the school. */
async function converted({ parent, staff, as }) {
  const mine = await lodge(parent);
  const { complaint } = mine;
  await as('clerk@school:100001');
  await staff.does(complaint, 'accept-complaint');
  await parent.does(complaint, 'complain-to-ombudsman', {
    written: true, account: 'I still have no answer.', noticed_on: await staff.today(-60),
  });
  await staff.wait(1);
  await as('intake_officer@ombudsman');
  await staff.does(complaint, 'record-conversion', { on: await staff.today(), successor: 137001 });
  await staff.does(complaint, 'determine-jurisdiction', { no_conflict: true });
  await as('investigator@ombudsman');
  await staff.does(complaint, 'return-to-governing-body', {
    follow_up_on: await staff.today(28), reason: 'The governing body has not had its chance to answer.',
  });
  await signIn(parent, mine);
  await parent.sees('The school became an academy');
  await as('head_teacher@school:100001');
  await staff.does(complaint, 'record-informal-resolution', {
    agreement: 'The teacher met the family.', agreed_on: await staff.today(),
  });
  await staff.wait(4);
  await as('investigator@ombudsman');
  await staff.does(complaint, 'begin-assessment');
  await as('commissioner@ombudsman');
  await staff.does(complaint, 'decide-not-to-investigate', {
    reasons: ['satisfied_with_action'], explanation: 'The family is content.',
  });
  await staff.does(complaint, 'issue-statement', { text: 'The school has put the matter right.' });
  await as('intake_officer@ombudsman');
  await served(staff, complaint);
  await as('investigator@ombudsman');
  await staff.does(complaint, 'close-case', { reason: 'The matter was put right at the school.' });
  await signIn(parent, mine);
  await parent.sees('It ended here');
}

export const parts = [
  ...journey('tuition that did not come, with the local authority beside the school', tuition),
  ...journey('a school becomes an academy on the way', converted),
  ...journey('the Secretary of State directs a school that does nothing', directed),
  ...journey('a school that does not answer is investigated, and accepts', investigated),
  ...journey('the head teacher answers, and the family is content', answered, FOUR_WAYS),
  ...journey('a panel of governors puts right what the head teacher did not', heard),
];
