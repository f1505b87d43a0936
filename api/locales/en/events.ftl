# One plain sentence or two for everything that can happen to a complaint. "You" is the family;
# `.staff` says it to everybody else.
# What stands in braces is filled in by api/src/words/tell.rs.


## Being received

event-complaint_submitted = You made your complaint on { $made_on }. { $received_later }
    .staff = The complaint was made on { $made_on }. { $received_later }
event-receipt_deemed = We worked out on which day the school counts as having your complaint. { $received }
    .staff = We worked out on which day the school counts as having the complaint. { $received }
event-regime_determined = We worked out how this complaint can go. { $regime }
event-issue_classified = { $whole } is about this promise: “{ $guarantee }”
event-complaint_accepted = The school took up your complaint.
    .staff = The school took up the complaint.
event-complaint_not_accepted = The school did not take up your complaint. { $reason }
    .staff = The school did not take up the complaint. { $reason }
event-issue_redirected = { $whole } is for someone else. { $reason } The place to go is { $send_to }.
event-complaint_redirected = Every part of your complaint is now with someone else. Nothing is left to do here.
    .staff = Every part of the complaint is now with someone else. Nothing is left to do here.
event-complaint_acknowledged = The school told you on { $on } that it has your complaint, and who will deal with it.
    .staff = The school told the complainant on { $on } that it has the complaint, and who will deal with it.
event-transcript_confirmed = What you said was written down, and you agreed that it is right.
    .staff = What the complainant said was written down, and they agreed that it is right.

## People

event-complainant_joined = Another person joined this complaint.
event-representative_authorised = Someone may now speak for you.
    .staff = Someone may now speak for the complainant.
event-representation_ended = The person who spoke for you does not do so any more.
    .staff = The person who spoke for the complainant does not do so any more.
event-party_died = A person on this file has died. Letters to them stop at once. We are sorry.
event-party_substituted = Someone now stands in for a person on this file.
event-pupil_reached_majority = The pupil turned 18 on { $on } and now speaks for themselves.
event-court_order_recorded = We noted a court order about who may be told what.
event-consent_given = You agreed that the school may pass your complaint to the Ombudsman.
    .staff = The complainant agreed that the school may pass the complaint to the Ombudsman.
event-consent_withdrawn = You no longer agree that the school may pass your complaint to the Ombudsman.
    .staff = The complainant no longer agrees that the school may pass the complaint to the Ombudsman.

## At the school

event-concern_opened = The school began to talk with you about what happened.
    .staff = The school began to talk with the family about what happened.
event-stage_1_opened = The school began the first step: to find out what happened.
event-resolved_informally = You and the school agreed on { $agreed_on } how to put { $issues } right.
    .staff = The complainant and the school agreed on { $agreed_on } how to put { $issues } right.
event-complaint_resolved = Nothing in your complaint is left to settle.
    .staff = Nothing in the complaint is left to settle.
event-investigator_assigned = The school chose someone to find out what happened.
event-involvement_recorded = The school noted who had a part in this. They cannot sit on the panel.
event-stage_1_decision_issued = The school gave its first answer on { $on }. { $outcomes } { $road }
event-school_target_extended = { $name }: the school has more time. The last day is now { $to }. Before, it was { $from }.
event-escalated_to_governing_body = You asked the governing body on { $on } to look again.
    .staff = The complainant asked the governing body on { $on } to look again.
event-independent_panel_required = The governors may be too close to this, so people from outside will look at it.
event-escalation_refused = On { $on } the school did not let your complaint go to the next step.
    .staff = On { $on } the school did not let the complaint go to the next step.
event-governing_body_failed_to_respond = The governing body did not answer. Its last day was { $due }, and we waited until { $waited_until }.
event-escalation_acknowledged = On { $on } the governing body told you that it has your complaint.
    .staff = On { $on } the governing body told the complainant that it has the complaint.
event-panel_papers_sent = The papers for the panel were sent on { $on }.
event-panel_convened = A panel of governors was chosen. It meets on { $hearing_on }.
event-hearing_held = The panel met on { $on }. { $attended }
event-governing_body_decision_issued = The governing body gave its answer on { $on }. { $outcomes } { $changes } { $road }

## The local authority

event-authority_drawn_in = The local authority must answer about { $issue } too.
event-independent_advocate_needed = Someone who does not work for the local authority must speak for the child.
event-authority_answered = The local authority gave its answer about { $issue }.
event-authority_complaint_received = Your complaint about the local authority reached the Ombudsman on { $on }.
    .staff = The complaint about the local authority reached the Ombudsman on { $on }.
event-authority_time_limit_disapplied = The Ombudsman will look at your complaint about the local authority, even though it came late.
    .staff = The Ombudsman will look at the complaint about the local authority, even though it came late.
event-authority_report_issued = The Ombudsman wrote a report on how the local authority dealt with { $issue }. The authority got it on { $received_on }.
event-authority_action_notified = The local authority said what it will do about { $issue }.
event-authority_action_confirmed = The local authority says that it has put { $issue } right.
event-authority_action_accepted = The Ombudsman agrees that the local authority has put { $issue } right.
event-further_report_issued = The Ombudsman wrote a second report about { $issue }, because more has to be done.

## The Ombudsman

event-referred_to_ombudsman = The school passed your complaint to the Ombudsman, as you agreed.
    .staff = The school passed the complaint to the Ombudsman, as the complainant agreed.
event-ombudsman_complaint_received = Your complaint reached the Ombudsman on { $on }. { $written }
    .staff = The complaint reached the Ombudsman on { $on }. { $written }
event-issues_taken_up = The Ombudsman looks at { $issues } too, whatever the school did about it.
event-requirement_disapplied = The Ombudsman set a rule aside for you. { $requirement } { $only_since }
    .staff = The Ombudsman set a rule aside for the complainant. { $requirement } { $only_since }
event-interest_declared = Someone who works for the Ombudsman knows the school. { $bars }
event-commissioner_assigned = An Ombudsman took on your complaint.
    .staff = An Ombudsman took on the complaint.
event-respondent_converted = The school became an academy on { $on }. Your complaint goes on.
    .staff = The school became an academy on { $on }. The complaint goes on.
event-jurisdiction_determined = The Ombudsman may look at your complaint.
    .staff = The Ombudsman may look at the complaint.
event-out_of_jurisdiction = The Ombudsman may not look at your complaint. The reason given is: “{ $reasons }”
    .staff = The Ombudsman may not look at the complaint. The reason given is: “{ $reasons }”
event-returned_for_local_resolution = The Ombudsman lets the governing body answer first. On { $follow_up_on } the Ombudsman will ask what it did.
event-school_opportunity_waived = The Ombudsman will not wait for the governing body to answer first. { $why }
event-assessment_begun = The Ombudsman began to read your complaint, to decide if there will be an investigation.
    .staff = The Ombudsman began to read the complaint, to decide if there will be an investigation.

## The investigation

event-investigation_declined = The Ombudsman will not investigate. The reason given is: “{ $reasons }”
event-investigation_opened = The Ombudsman began to investigate on { $on }. People have until { $comment_by } to give their side.
event-comment_invited = The Ombudsman asked { $invited } for their side.
event-comment_received = Someone gave their side to the Ombudsman.
event-information_required = The Ombudsman asked for papers or facts, to come by { $by }.
event-information_produced = The Ombudsman got the papers or facts.
event-obstruction_certified = The Ombudsman told the High Court that papers or facts did not come.
event-mediator_appointed = Someone was chosen to help you and the school to agree. The time limits go on.
    .staff = Someone was chosen to help the complainant and the school to agree. The time limits go on.
event-mediation_concluded = The talks ended. { $settled }
event-investigation_discontinued = The Ombudsman ended the investigation early. The reason given is: “{ $reason }”
event-investigation_completed = The Ombudsman ended the investigation. { $findings } { $recommends }
event-recommendation_made = { $at_school } Recommendation { $recommendation }: the Ombudsman asks the school for this. “{ $remedy }” { $purpose } { $due_by }

## The statement

event-statement_issued = The Ombudsman wrote a statement on { $on }. { $statement }
event-statement_served = { $at_school } { $recipient } { $came }
event-service_date_corrected = { $at_school } The governing body got the statement on { $received_on }, and not on { $from }.
event-corrected_statement_served = A mistake in the statement was put right on { $on }.
event-statement_published = { $published } was made public on { $on }. It does not name you.
    .staff = { $published } was made public on { $on }. It does not name the family.

## What the governing body does

event-period_extended_by_agreement = { $name }: more time was agreed. The last day is now { $to }. Before, it was { $from }.
event-action_notified = On { $on } the governing body said what it will do. { $actions }
event-no_action_decided = On { $on } the governing body said that it will do nothing. { $actions }
event-action_confirmation_received = On { $on } the governing body said that this is done: { $recommendations }.
event-remedy_reported = The family said how it is with { $recommendations }. { $came }
event-confirmation_accepted = The Ombudsman agrees that this is done: { $recommendations }.
event-recommendations_complied = All that the Ombudsman asked for is done.
event-not_satisfied = The Ombudsman thinks that what was done about { $recommendations } is not enough.
event-no_notification_received = { $at_school } The last day was { $period_ended }. The governing body had not said what it will do.
event-no_confirmation_received = { $at_school } The last day was { $period_ended }. The governing body had not shown that it did what it said.
event-recommendations_unenforceable = Nobody is left who can do { $recommendations }.

## The notice

event-adverse_findings_notice_required = The Ombudsman told the governing body to publish a notice about { $recommendations }. The reason given is: “{ $ground }” { $publish_by }
event-notice_form_signed = { $side } agreed to the words of the notice.
event-notice_form_agreed = The words of the notice are agreed.
event-notice_defaulted = { $notice_default }
event-notice_published = { $side } published the notice on { $on }.
event-costs_demanded = The Ombudsman asked the governing body to pay what the notice cost: £{ $pounds }.

## The Secretary of State

event-secretary_of_state_asked = You asked the Secretary of State to look at your complaint.
    .staff = The complainant asked the Secretary of State to look at the complaint.
event-direction_considered = The Secretary of State began to think about an order to the school. { $without_notice }
event-direction_given = On { $on } the Secretary of State ordered the school to act. { $directed } { $due_by }
event-direction_declined = The Secretary of State will not give an order.
event-direction_revoked = The Secretary of State took back the order.
event-direction_compliance_reported = On { $on } the governing body said that it has done what the order says.
event-direction_complied = The order has been obeyed.
event-direction_breached = The order has not been obeyed.
event-enforcement_sought = A court was asked to make the school obey the order.

## A child's safety: read only by those who protect children

event-safeguarding_concern_raised = Someone is worried about a child's safety. { $danger }
event-safeguarding_referral_made = The worry was passed on to { $referred_to }.
event-safeguarding_hold_lifted = People who protect children have looked at the worry. { $last }
event-retaliation_concern_raised = Someone fears that they or a child are treated badly because of the complaint.

## Beside the stage

event-parallel_route_recorded = This matter is also with { $elsewhere }.
event-parallel_route_ended = This matter is not with anyone else any more.
event-third_party_dispute_recorded = Two people who may speak about this do not agree. We note what each of them says.
event-third_party_dispute_ended = The two people who did not agree have settled it.
event-contact_restricted = There is one set way to get in touch for now. It will be looked at again on { $review_on }. The complaint goes on.
event-contact_restriction_ended = You can get in touch in any way again.
    .staff = The complainant can get in touch in any way again.
event-legal_hold_placed = Nothing on this file may be thrown away for now.
event-legal_hold_lifted = The file is kept for as long as any other.
event-erasure_restricted = Facts on this file cannot be wiped out for now.
event-erasure_restriction_lifted = You can ask again for facts on this file to be wiped out.
    .staff = Facts on this file may be wiped out again, if someone asks.
event-erasure_proposed = Someone asked to wipe out names and words on this file. Another person must agree first.
event-erasure_rejected = Nothing was wiped out this time. You can ask why.
    .staff = Nothing was wiped out this time.
event-personal_data_erased = Names and words on this file were wiped out for good. Only the dates and what was decided are left.
event-data_requested = { $asked_on }: a copy of all that is held about one person was asked for.
event-data_request_extended = The answer about the copy needs more time. { $ground } It was due on { $from }. Now it is due on { $to }.
event-data_copy_prepared = Someone went through the copy and wrote down what it shows.
event-data_copy_released = The copy was given out on { $on }.
event-data_request_refused = On { $on } the answer about the copy was no. { $ground } You can ask for a second look. You can also go to the Information Commissioner.
    .staff = On { $on } the answer about the copy was no. { $ground } Whoever asked can have a second look taken, or go to the Information Commissioner.

## The file

event-question_asked = The school asked you something. You can read it with the answers that came, and write back.
    .staff = The school asked the complainant something. It stands with the answers that came.
event-question_answered = You answered what the school asked.
    .staff = The complainant answered what the school asked.
event-document_added = A paper was added to the file.
event-adjustment_agreed = We agreed on help for you, so that you can take part. It stays with your complaint all the way. { $review }
    .staff = Help was agreed for the complainant, so that they can take part. It stays with the complaint all the way. { $review }
event-disclosed = Something on the file was shown to someone who may see it. We noted to whom and why.
event-fact_corrected = A fact on the file was put right. { $correction }
event-issue_redacted = Some words in the complaint were about another person. The school now reads them without that part. We kept your own words safe.
    .staff = Some words in the complaint were about another person. The school now reads them without that part. The complainant’s own words are kept safe.
event-objection_annotated = Someone does not agree with something on the file. What they say is kept next to it.
event-campaign_joined = Other people have complained about the same thing. Each one still gets looked at.
event-marked_duplicate_of = This is the same as another complaint. The first of the two was made on { $earliest_made_on }. { $time }
event-duplicate_unmarked = This is not the same as the other complaint after all. It goes on by itself.
event-withdrawal_requested = You said that you want to stop. Nothing stops until you say so in writing.
    .staff = The complainant said that they want to stop. Nothing stops until they say so in writing.
event-withdrawal_confirmed = You said in writing that you want to stop. { $others }
    .staff = The complainant said in writing that they want to stop. { $others }
event-case_closed = The file was closed.
event-case_reopened = The file was opened again. { $reopening }
event-review_requested = On { $on } someone asked the Ombudsman to look at the decision again. { $ground }
event-review_refused = The Ombudsman looked again. The decision stays as it is.
event-review_upheld = The Ombudsman looked again and took the decision back.

## The clocks

event-deadline_started = { $due } { $readings } { $holidays }
event-deadline_met = { $name }: done on { $on }. { $in_time }
event-deadline_cancelled = { $name }: there is no need to watch this date any more. { $why }
event-deadline_passed = { $name }: the last day was { $due }, and it has gone by.
event-deadline_paused = { $name }: the clock stands still from { $from }. { $pause }
event-deadline_resumed = { $name }: the clock runs again. The last day is now { $due }.
event-deadline_moved = { $name }: the days that count have changed. { $before } The last day is now { $due }.
event-move_notice_raised = We will write to you about the days that have moved.
    .staff = The parties will be written to about the days that have moved.
event-deadline_recomputed = { $name }: a fact was put right, so we counted again. { $now_due }
