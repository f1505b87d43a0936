// Ways by which complaints come to where each step can be taken: who does what, past the pages. `@name` is that
// person's number, `@+21` the day three weeks from now, and a bare number lets weeks go by.

const clerk = 'clerk@school:100001';
const head = 'head_teacher@school:100001';
const family = 'complainant@family';
const intake = 'intake_officer@ombudsman';
const investigator = 'investigator@ombudsman';
const commissioner = 'commissioner@ombudsman';
const secretary = 'secretary_of_state@department';
const officer = 'authority_officer@authority:373';
const document = { investigated: 'a', explanation: 'b', actions: 'c', next_step: 'd' };
const outcomes = [{ issue: 1, outcome: 'not_upheld', reasons: 'Not so.' }];
const reason = 'There is a reason.';

const taken = [[clerk, 'accept-complaint', {}], [head, 'open-stage-1', {}]];
const answered = [...taken, [clerk, 'ask-family', { question: 'Which day was it?' }],
  [head, 'assign-investigator', { investigator: '@Ms Okafor' }],
  [head, 'issue-stage-1-decision', { outcomes, document, no_staff_outcome: true }]];
const silent = [[clerk, 'accept-complaint', {}], 6, [clerk, 'declare-no-response', {}],
  [family, 'complain-to-ombudsman', { written: true, noticed_on: '@-60' }]];
const opened = [...silent,
  [intake, 'determine-jurisdiction', { no_conflict: true }], [investigator, 'begin-assessment', {}],
  [commissioner, 'open-investigation', { matter: 'No word.', comment_by: '@+21', privacy_notice: 'It is read by us alone.' }]];
const found = [...opened, 4,
  [commissioner, 'complete-investigation', {
    findings: [{ issue: 1, finding: 'injustice_found', reasons: 'So.' }],
    recommendations: [{ issue: 1, code: 'R-PROVIDE', purpose: 'remedy', text: 'Send it.' }],
  }]];
const issued = [...found, [commissioner, 'issue-statement', {
    text: 'Something should be done.', government_information: { none: {} },
  }]];
const served = [...issued,
  [intake, 'serve-statement', { recipient: { governing_body: {} }, method: 'hand', sent_on: '@+0', received_on: '@+0' }]];
const unnotified = [...served, 14, [commissioner, 'record-no-notification', {}]];
const directed = [...unnotified,
  ['official@department', 'consider-direction', {}], [secretary, 'give-direction', { text: 'Send it.', due: '@+30' }]];

// A copy of the statement for everybody who must have one before a case can close.
const copies = [{ governing_body: {} }, { head_teacher: {} }, { complainant: { person: '@family' } }]
  .map((recipient) => [intake, 'serve-statement', { recipient, method: 'hand', sent_on: '@+0', received_on: '@+0' }]);

export const PATHS = {
  'beside the stage': [
    [family, 'withdraw', {}], [family, 'authorise-representative', {
      principal: '@family', representative: { name: 'Uncle Example', contact: 'uncle@family.example', authority: 'A letter.' },
    }],
    [clerk, 'restrict-erasure', { reason }], [clerk, 'place-legal-hold', { reason }],
    [clerk, 'record-parallel-route', { with: 'court', note: 'A case.' }],
    [clerk, 'record-third-party-dispute', { note: 'Two parents.' }],
    [head, 'restrict-contact', { person: '@family', scope: 'By letter.', reason, review_on: '@+30' }],
    [family, 'raise-safeguarding-concern', { account: 'A worry.' }],
    [clerk, 'merge-duplicate', { complaint: '@other', made_on: '@+0' }], [clerk, 'accept-complaint', {}],
    [clerk, 'pause-deadline', { deadline: '@target', reason: 'awaiting_complainant', note: 'We wait.' }],
    [family, 'give-consent', {}],
  ],
  'two schools': { other_schools: [100002], steps: [[clerk, 'accept-complaint', {}],
    [family, 'complain-to-ombudsman', { written: true, noticed_on: '@-60' }],
    [intake, 'determine-jurisdiction', { no_conflict: true }],
    [commissioner, 'waive-school-opportunity', { ground: 'trust_lost', reason }], [investigator, 'begin-assessment', {}],
    [commissioner, 'open-investigation', {
      matter: 'No word.', comment_by: '@+21', privacy_notice: 'It is read by us alone.',
    }], 4,
    [commissioner, 'complete-investigation', {
      findings: [{ issue: 1, finding: 'injustice_found', reasons: 'So.' }],
      recommendations: [100001, 100002].map((school) => ({
        issue: 1, school, code: 'R-PROVIDE', purpose: 'remedy', text: 'Send it.',
      })),
    }],
    [commissioner, 'issue-statement', { text: 'Something should be done.', government_information: { none: {} } }],
    ...[100001, 100002].map((school) => [intake, 'serve-statement', {
      recipient: { governing_body: { school } }, method: 'hand', sent_on: '@+0', received_on: '@+0',
    }]), 14, [commissioner, 'record-no-notification', {}]] },
  'a spoken complaint': { channel: 'telephone', steps: [] },
  'a first answer': answered,
  'a panel': { school: 100002, steps: [
    ['clerk@school:100002', 'accept-complaint', {}], ['head_teacher@school:100002', 'open-stage-1', {}],
    ['head_teacher@school:100002', 'assign-investigator', { investigator: '@Mr Adeyemi' }],
    ['head_teacher@school:100002', 'issue-stage-1-decision', { outcomes, document, no_staff_outcome: true }],
    [family, 'escalate-to-governing-body', { reason }],
    ['clerk@school:100002', 'convene-panel', {
      members: ['@Mr Byrne', '@Mrs Stone', '@Mrs Orme'].map((member) => ({ member })), hearing_on: '@+14',
    }],
    4, ['clerk@school:100002', 'hold-hearing', { on: '@-14', complainant_attended: true, note: 'Heard.' }],
  ] },
  'the Ombudsman, too early': [[family, 'complain-to-ombudsman', { written: true, noticed_on: '@-60' }],
    [intake, 'determine-jurisdiction', { no_conflict: true }]],
  'an investigation': [...opened,
    [investigator, 'require-information', { what: 'The file.', by: '@+14' }],
    [investigator, 'appoint-mediator', { mediator: '@Mr Hollis', parties_agree: true }]],
  'a notice': [...unnotified,
    [commissioner, 'require-adverse-findings-notice', { ground: 'a1', manner: 'In print.', received_on: '@+0', publish_by: '@+45' }],
    [commissioner, 'agree-notice-form', {
      text: 'It was not done.', not_taken: [{ recommendation: 1, detail: 'It was not sent.' }],
    }], [clerk, 'agree-notice-form', {}], 9,
    [commissioner, 'declare-notice-default', {}]],
  'a review': [...issued, [family, 'request-review', { ground: 'new_information', account: 'A letter.' }]],
  'an action': [...served,
    [clerk, 'notify-action', { actions: [{ recommendation: 1, action: 'proposed', detail: 'Soon.' }] }],
    [clerk, 'confirm-action', { evidence: 'A copy.' }]],
  'an action of which no more is heard': [...served,
    [clerk, 'notify-action', { actions: [{ recommendation: 1, action: 'proposed', detail: 'Soon.' }] }], 26],
  'a school that will not take it up, before there was an Ombudsman for it': {
    school: 100009, made_on: '2011-08-24', guarantee: null,
    steps: [['clerk@school:100009', 'decline-complaint', { reason: 'already_answered', explanation: 'We wrote in July.' }]],
  },
  'a direction': [...directed, [clerk, 'report-direction-compliance', { evidence: 'A copy.' }]],
  'a direction that is broken': [...directed, 6, ['official@department', 'record-direction-breach', { reason }]],
  'an erasure': [...silent,
    [intake, 'determine-jurisdiction', { no_conflict: true }],
    [commissioner, 'decide-not-to-investigate', { reasons: ['satisfied_with_action'], explanation: 'It is done.' }],
    [commissioner, 'issue-statement', { text: 'It is done.' }], ...copies, [investigator, 'close-case', { reason }],
    [clerk, 'propose-erasure', { ground: 'no_longer_needed', reason }]],
  'a request for data': [...silent, [family, 'make-data-request', {}],
    ['data_protection_officer@ombudsman', 'prepare-data-copy', { request: '@request', decisions: '@items' }]],
  'the local authority': { school: 100004, guarantee: 'PU-3.9', steps: [
    [officer, 'answer-as-authority', { issue: 1, answer: 'We are at it.' }],
    ['clerk@school:100004', 'accept-complaint', {}], 6, ['clerk@school:100004', 'declare-no-response', {}],
    [family, 'complain-to-ombudsman', { written: true, noticed_on: '@-60' }], [family, 'complain-about-authority', { issue: 1 }],
    [intake, 'determine-jurisdiction', { no_conflict: true }], [investigator, 'begin-assessment', {}],
    [commissioner, 'open-investigation', {
      matter: 'No lessons.', comment_by: '@+21', privacy_notice: 'It is read by us alone.',
    }], 4,
    [commissioner, 'complete-investigation', {
      findings: [{ issue: 1, finding: 'injustice_found', reasons: 'So.' }],
      recommendations: [{ issue: 1, code: 'R-PROVIDE', purpose: 'remedy', text: 'Give them.' }],
    }],
    [commissioner, 'issue-statement', { text: 'Lessons should be given.', government_information: { none: {} } }],
    [commissioner, 'issue-authority-report', { issue: 1, report: 'The authority should act.', received_on: '@+0' }],
    [officer, 'notify-authority-action', { issue: 1, action: 'We will.' }],
    [officer, 'confirm-authority-action', { issue: 1, evidence: 'A list.' }],
  ] },
};
