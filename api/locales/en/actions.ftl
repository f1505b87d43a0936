# Everything that can be done with a complaint: what the button says (the value), and what it means (.hint).

action-submit_complaint = Make a complaint

## Being received

action-link_issue_to_guarantee = Link an issue to its promise
    .hint = Say which promise an issue is about. It stays open which body must keep it.
action-accept_complaint = Take up the complaint
    .hint = The school will deal with it. The family is told.
action-decline_complaint = Do not take up the complaint
    .hint = Give one of the reasons, and explain it so that the family can understand it. They can still go to the Ombudsman.
action-redirect_complaint = Send one issue to a better place
    .hint = Only this issue leaves. Explain to the family where it goes and why.
action-acknowledge_complaint = Tell the family that you have it
    .hint = Say who deals with it, and how you understand the complaint.
action-confirm_transcript = Put a spoken complaint in writing
    .hint = What was said is written down, and the person who said it agrees that it is right.

## At the school

action-open_concern = Talk it over first
    .hint = The school and the family try to settle it by talking, before anything formal.
action-open_stage_1 = Begin the first step
    .hint = The school looks into it and writes its first answer. Nobody has to talk it over first.
action-record_informal_resolution = Record that it is settled
    .hint = The family must have agreed. What was agreed is kept on the file.
action-assign_investigator = Name who looks into it
action-record_involvement = Record who had to do with it
    .hint = Whoever had to do with the matter may not decide on it later.
action-issue_stage_1_decision = Give the first decision
    .hint = Decide on each issue with your reasons. The family can take it to the governing body.
action-extend_school_target = Move a date, with the reason
    .hint = Only the school’s own dates can be moved. The family is told the new day and why.
action-escalate_to_governing_body = Take it to the governing body
    .hint = Governors who had nothing to do with it look at it again. You can do this if you do not agree with the first answer.
action-record_escalation_refused = Say that the school did not let you go on
    .hint = If the school told you that you cannot take it further, write down what they said. The Ombudsman can then look at it.
action-acknowledge_escalation = Say that the governing body has the complaint
    .hint = Tell the family that it has come and what happens next.
action-send_panel_papers = Record that the panel’s papers were sent
action-convene_panel = Call the panel together
    .hint = Nobody on the panel may have had to do with the matter before.
action-hold_hearing = Record the hearing
action-issue_governing_body_decision = Give the governing body’s decision
    .hint = Decide on each issue with your reasons. Tell the family that they can go to the Ombudsman.
action-declare_no_response = Declare that no answer came

## The local authority

action-answer_as_authority = Answer for the local authority
action-complain_about_authority = Go to the Ombudsman about the local authority
    .hint = This is for the part of your complaint that the local authority had to keep, such as one-to-one lessons.
action-disapply_authority_time_limit = Do without the time limit for the authority
    .hint = Where the complaint about the authority came late, or nobody knows whether it did.
action-issue_authority_report = Report on the authority
action-notify_authority_action = Say what the authority will do
action-confirm_authority_action = Confirm that the authority has acted
action-accept_authority_action = Accept what the authority did
action-issue_further_report = Make a further report on the authority

## With the Ombudsman

action-give_consent = Agree that the school asks the Ombudsman
    .hint = The school may then pass the complaint on to the Ombudsman. You can change your mind.
action-withdraw_consent = Take that agreement back
    .hint = The school may then not pass the complaint on. You can still go to the Ombudsman yourself.
action-refer_to_ombudsman = Refer it to the Ombudsman
    .hint = The family must have agreed.
action-complain_to_ombudsman = Go to the Ombudsman
    .hint = The Ombudsman does not belong to the school. It is free. They look at what the school did, and can ask it to put things right.
action-disapply_requirement = Do without writing or the time limit
    .hint = For one person who complains, with your reason.
action-declare_interest = Declare an interest in the school
action-assign_commissioner = Name the Commissioner who decides
action-record_conversion = Record that the school became an academy
action-determine_jurisdiction = Determine whether it is within the Ombudsman’s powers
    .hint = The type of school, the area, the subject, who complains, the time and the form are checked. Say that nobody who decides is too close to the school.
action-return_to_governing_body = Send it back so that the governing body answers first
action-waive_school_opportunity = Do not wait for the governing body’s answer
action-begin_assessment = Take it up for assessment
action-decide_not_to_investigate = Decide not to investigate
    .hint = The family gets a statement with your reasons.
action-open_investigation = Open the investigation
    .hint = The governing body is invited to comment in any case, and so is the local authority where it must answer.
action-submit_comment = Comment on the matter
action-require_information = Require information or papers
action-produce_information = Give what was required
action-certify_obstruction = Certify obstruction to the High Court
action-appoint_mediator = Appoint a mediator
action-record_mediation_outcome = Record how the mediation ended
action-discontinue = End the investigation early
action-complete_investigation = Complete the investigation
    .hint = Find on each issue, and recommend what should be put right.
action-issue_statement = Issue the statement
    .hint = Names of people on the file are searched for. A name that must stay needs a reason.
action-serve_statement = Record that a copy was served
    .hint = The governing body’s time to answer runs from the day its copy came.
action-correct_service_date = Prove that a copy came on another day
action-serve_corrected_statement = Serve a corrected statement
action-publish_statement = Publish the statement or a summary

## What the governing body does about it

action-agree_longer_period = Agree in writing to a longer time
action-notify_action = Tell the Ombudsman what you did or will do
    .hint = Say for each recommendation what was done, will be done, or will not be done.
action-confirm_action = Show that it was done
action-report_remedy = Say if what was promised has come
    .hint = The Ombudsman and the school are told. You can say it again when something changes.
action-accept_confirmation = Accept that it is done
action-refuse_action = Find that it is not enough
action-record_no_notification = Record that no word came
action-record_no_confirmation = Record that nothing was shown to be done
action-record_unenforceable = Record that nobody is left who can do it
action-require_adverse_findings_notice = Require a public notice
action-agree_notice_form = Agree the words of the notice
action-record_publication = Record that the notice was published
action-declare_notice_default = Declare that the notice was not agreed or published
action-publish_in_default = Publish the notice in their place

## The Secretary of State

action-complain_to_secretary_of_state = Go to the Secretary of State
    .hint = You can ask the Secretary of State to order the school to act. Say what was not done.
action-consider_direction = Begin to consider a direction
action-give_direction = Direct the governing body
    .hint = The direction can be enforced by the High Court.
action-decline_to_direct = Decide that no direction is given
action-revoke_direction = Revoke the direction
action-report_direction_compliance = Report that the direction was complied with
action-accept_direction_compliance = Accept that the direction was complied with
action-record_direction_breach = Record that the direction was not complied with
action-seek_enforcement = Seek enforcement by the court

## A child’s safety

action-raise_safeguarding_concern = Say that a child may not be safe
    .hint = Only people who protect children read this. If a child is in danger now, call 999.
action-make_safeguarding_referral = Pass the worry to those who protect children
action-lift_safeguarding_hold = End the hold for a worry
action-raise_retaliation_concern = Say that someone is treated badly for complaining
    .hint = Nobody may be treated badly because of a complaint. Only people who protect children read this.

## People

action-join_complaint = Add someone who complains of the same
action-authorise_representative = Let someone speak for you or another
    .hint = They can then read the file and act in it. You can end it at any time.
action-end_representation = End that someone speaks for another
    .hint = They can then no longer read the file or act in it.
action-record_party_death = Record that someone has died
action-substitute_party = Let someone stand in for a complainant
action-record_majority = Record that the pupil is 18
action-record_court_order = Record a court order

## Beside the stage

action-record_parallel_route = Record that someone else looks at it too
action-end_parallel_route = Record that nobody else looks at it any more
action-record_third_party_dispute = Record that two people do not agree
action-end_third_party_dispute = Record that they have settled it
action-restrict_contact = Limit contact with a person
    .hint = The complaint goes on all the same.
action-end_contact_restriction = Make contact free again
action-place_legal_hold = Keep the file as it is
action-lift_legal_hold = End the hold on the file
action-propose_erasure = Ask for a person’s words to be wiped out
    .hint = Somebody else has to agree. What happened, and on which day, stays on the file.
action-reject_erasure = Do not agree to wipe out words
action-confirm_erasure = Agree to wipe out words
    .hint = This cannot be undone. Nobody will be able to read these words again.
action-restrict_erasure = Refuse to wipe out facts for now
action-lift_erasure_restriction = Let facts be wiped out on request again
action-make_data_request = Ask for a copy of what we hold about you
    .hint = You can read it here at any time. This gives you a copy to keep, and somebody looks through it first.
action-record_data_request = Note that a person asked for a copy of what is held about them
    .hint = For a letter or a call. The time for the answer runs from the day we knew it was them.
action-extend_data_request = Take longer to answer someone who asked for a copy
action-prepare_data_copy = Go through a copy and say what it shows
    .hint = Look at each thing. What is about other people is hidden already.
action-release_data_copy = Give out a copy
    .hint = From then on the person can fetch it. You cannot take it back.
action-refuse_data_request = Say no to someone who asked for a copy

## The file

action-ask_family = Ask the family something
    .hint = They read it on their page and can answer there. Your own clocks go on.
action-answer_question = Answer what the school asked
    .hint = The school and those who decide later read what you write.
action-add_document = Add a paper
    .hint = Say what it is. The paper itself stays with you for now.
action-redact_issue = Hide what is said of another person
    .hint = The school and the council then read your text. The family’s own words stay safe.
action-agree_adjustment = Record help that was agreed
    .hint = So that someone can take part. It stays with the complaint all the way.
action-record_disclosure = Record what was shown to whom
action-annotate_objection = Say that something on the file is wrong
    .hint = What you say is kept next to it. Nothing is taken away.
action-correct_record = Put a fact right
    .hint = Dates that rest on it are counted again.
action-join_campaign = Record that it belongs to a campaign
action-merge_duplicate = Mark it as the same as another complaint
action-unmerge_duplicate = Take that mark off again
action-pause_deadline = Stop one of the school’s clocks
    .hint = A time limit in an Act never stops.
action-resume_deadline = Start a stopped clock again
action-cancel_deadline = Give up one of the school’s clocks
    .hint = Only before its last day has gone by. A time limit in an Act cannot be given up.
action-move_deadlines = Move open days after a calendar has changed
    .hint = Only what a recorded decision has decided moves.
action-record_passed_deadline = Record that a last day has gone by
action-request_review = Ask the Ombudsman to look again
    .hint = You can ask if the decision rests on facts that are wrong, or if there are new facts.
action-decide_review = Decide a review
action-withdraw = Ask to stop the complaint
    .hint = Nothing stops yet. You will be asked to say it once more in writing.
action-confirm_withdrawal = Say in writing that it stops
    .hint = Your complaint then ends. You can make a new one at any time.
action-close_case = Close the file
action-reopen_case = Open the file again
