# Parts of the sentences about events, which are there or not.


## part

part-received_later = The school was shut, so it counts from { $received_on }.
part-issue = Issue { $issue }: { $outcome }
part-one_school = school { $school }
part-at_school = School { $school }:
part-one_issue = issue { $issue }
part-this_issue = this
part-whole_issue = Issue { $issue }
part-whole = Your complaint
    .staff = The complaint
part-one_recommendation = recommendation { $recommendation }
part-and = and
part-changes = It also asked the school to change how it works.
part-attended = You were there.
    .staff = The complainant was there.
part-not_attended = You were not there.
    .staff = The complainant was not there.
part-not_written = It still has to be put in writing.
part-only_since = This is only for what happened since { $only_since }.
part-bars = They will have nothing to do with your complaint.
    .staff = They will have nothing to do with the complaint.
part-bars_not = They may still deal with your complaint, because of how long ago that was.
    .staff = They may still deal with the complaint, because of how long ago that was.
part-settled = You and the school agreed.
    .staff = The complainant and the school agreed.
part-not_settled = You and the school did not agree, so the Ombudsman goes on.
    .staff = The complainant and the school did not agree, so the Ombudsman goes on.
part-recommends = The Ombudsman asks the school to act.
part-due_by = It should be done by { $due }.
part-publish_by = It should be out by { $publish_by }.
part-published_all = The statement
part-published_summary = A short form of the statement
part-came = It came on { $received_on }.
part-counts_as = { $received_on } counts as the day it came.
part-reason_given = The reason given is: “{ $reason }”
part-without_notice = No notice was published before.
part-danger = A child may be in danger now.
part-last = No worry is left open.
part-review = It will be looked at again on { $review_on }.
part-others = Someone else goes on with it.
part-no_others = So the complaint ends here.
part-time_follows = The same people made both, so time counts from that day.
part-time_stays = Time in this one counts as before.
part-in_time = That was in time.
part-late = The last day was { $due }.
part-readings = The rule can be read in two ways, so nobody may call it late before { $not_lapsed_before }.
part-holidays = That day is in the school holidays.
part-limit = { $name }: { $due }.
part-remedy_came = It has come.
part-remedy_missing = It has not come.
part-no_last_day = { $name }: no last day is set.
part-no_date = { $name }: we cannot work out the last day yet, because we do not have all the dates, such as those of the school's terms.
part-counted_received = It counts from { $received_on }.
part-received_unknown = We do not have the school’s term dates yet, so we cannot say.
part-before = Before, it was { $from }.
part-now_due = The last day is now { $due }.
part-now_unknown = We cannot work out the last day yet.

## pause

pause-safeguarding = Others must act first, to keep a child safe.
pause-court_proceedings = A court is looking at the same matter.
pause-awaiting_complainant = You were asked for something, and it has not come yet.
    .staff = The complainant was asked for something, and it has not come yet.
pause-adjustment = Someone needs help first, so that they can take part.

## cancel

cancel-started_by_mistake = It was started by mistake.
cancel-agreed_with_complainant = It was agreed that it need not be done.
cancel-no_longer_possible = It can be done no more.

## requirement

requirement-writing = Your complaint does not have to be in writing.
    .staff = The complaint does not have to be in writing.
requirement-time = Your complaint may come late.
    .staff = The complaint may come late.

## invited

invited-respondent = the governing body
invited-authority = the local authority
invited-alleged = a person your complaint is about
    .staff = a person the complaint is about
invited-appears = a person who may have had a part in it

## said

said-taken = Recommendation { $recommendation }: it is done.
said-proposed = Recommendation { $recommendation }: it will be done.
said-none = Recommendation { $recommendation }: it will not be done.

## statement

statement-not_investigated = It says why there is no investigation.
statement-discontinued = It says why the investigation ended early.
statement-completed = It says what was found and why.

## recipient

recipient-complainant = You got a copy of the statement.
    .staff = The complainant got a copy of the statement.
recipient-parent = A parent got a copy of the statement.
recipient-governing_body = The governing body got its copy of the statement.
recipient-head_teacher = The head teacher got a copy of the statement.
recipient-named = A person named in the statement got a copy.

## side

side-governing_body = The governing body
side-commissioner = The Ombudsman

## notice_default

notice_default-not_agreed_in_time = The words of the notice were not agreed in time. The Ombudsman can now publish it.
notice_default-not_published = The governing body did not publish the notice. The Ombudsman can now publish it.

## directed

directed-section_220 = It must do what the Ombudsman asked for.
directed-section_496 = The order says what it must do.

## referred_to

referred_to-designated_officer = the local authority's officer for such worries
referred_to-childrens_services = the local authority's team that protects children
referred_to-police = the police

## elsewhere

elsewhere-court = a court
elsewhere-tribunal = a tribunal
elsewhere-ofsted = Ofsted
elsewhere-department = the Department for Education
elsewhere-local_authority = the local authority
elsewhere-member_of_parliament = a Member of Parliament

## correction

correction-noticed = It is the day you first knew: { $day }.
    .staff = It is the day the complainant first knew: { $day }.
correction-happened = It is the day when issue { $issue } happened: { $day }.
correction-received = It is the day the school got your complaint: { $day }.
    .staff = It is the day the school got the complaint: { $day }.
correction-particulars = Somebody’s name, or how to reach them, was put right.

## reopening

reopening-review_upheld = The decision had been taken back.
reopening-agreement_broken = What was agreed had not been done.
reopening-quashed = A court had set the decision aside.
reopening-closed_by_mistake = It had been closed by mistake.

## ground

ground-inaccurate_evidence = They say that it rests on facts that are wrong.
ground-new_information = They say that there are new facts.

## Who was shown a complaint. A family reads who it was by what they do, never by name.

disclosure-other = { $reader } opened your complaint on { $day }, after { $hour }. They could read { $fields }.
disclosure-own = You opened it on { $day }, after { $hour }.
disclosure-account = what you wrote
disclosure-name = names
disclosure-title = what the papers are called
disclosure-text = what was asked of the school
disclosure-contact = how to reach you
disclosure-answer = the answers that came
disclosure-rest = the notes in the file
reader-complainant = Someone in your family
reader-representative = The person who speaks for you
reader-head_teacher = The head teacher
reader-link_governor = The governor who talks with families
reader-chair = The chair of the governors
reader-panel_member = A governor on the panel
reader-clerk = The clerk
reader-authority_officer = Someone from the local authority
reader-intake_officer = Someone who opens the post at the Ombudsman
reader-investigator = The person who looks into it for the Ombudsman
reader-commissioner = The Ombudsman
reader-official = Someone who works for the Secretary of State
reader-secretary_of_state = The Secretary of State
reader-data_protection_officer = The person who keeps your facts safe
reader-safeguarding_lead = The person who keeps children safe
reader-researcher = Someone who counts complaints
reader-auditor = Someone who checks that nothing was changed
reader-administrator = The person who runs the computer
reader-system_clock = The computer

## feed

feed-due = { $reference }: { $name }
feed-late = Late: { $reference }: { $name }
road-governing_body = You can ask the governing body to look at it.
    .staff = The complainant can ask the governing body to look at it.
road-proprietor_panel = You can ask for a panel to look at it.
    .staff = The complainant can ask for a panel to look at it.
road-ombudsman = You can take it to the Ombudsman.
    .staff = The complainant can take it to the Ombudsman.
road-secretary_of_state = You can take it to the Secretary of State.
    .staff = The complainant can take it to the Secretary of State.
