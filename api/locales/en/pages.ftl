# The words of the pages. "You" is whoever reads them.

## Days

day = { $weekday } { $day } { $month } { $year }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = Day
date-month = Month
date-year = Year

## Around every page

service = Redress
service-about = When a promise to pupils or parents was not kept
skip = Skip to the main part
leave = Leave this page
acting = You act as { $role } for { $body }.
acting-change = Act as somebody else
languages = Read this in another language
danger = Is a child in danger?
danger-now-before = If a child is in danger now, call
danger-now-after = . Do not wait for an answer here.
danger-nspcc-before = If you are worried about a child, call the NSPCC on
danger-nspcc-after = , or tell the safeguarding lead at the school.
danger-childline-before = If you are a child, call Childline on
danger-childline-after = . Both are free.
more = More
nav-start = Make a complaint
nav-desk = Your complaints
nav-guarantees = The promises
nav-regimes = How complaints can go
nav-schools = Find a school
yes = Yes
no = No
error = Error
error-summary = There is a problem
back-to-case = Back to complaint { $reference }
done = Done: { $action }.

## Roles and bodies

role-complainant = the person who complains
role-representative = someone who speaks for the person who complains
role-head_teacher = head teacher
role-link_governor = link governor
role-chair = chair of the governing body
role-panel_member = member of the panel
role-clerk = clerk to the governing body
role-authority_officer = officer
role-intake_officer = intake officer
role-investigator = investigator
role-commissioner = Commissioner
role-official = official
role-secretary_of_state = Secretary of State
role-data_protection_officer = data protection officer
role-safeguarding_lead = safeguarding lead
role-researcher = researcher
role-auditor = auditor
role-administrator = administrator
role-system_clock = the clock of the service
body-family = your family
body-authority = { $name }, the local authority ({ $code })
body-ombudsman = the Local Government Ombudsman
body-department = the Secretary of State’s department
body-service = this service
party-complainant = complains
party-pupil = the pupil
party-representative = speaks for someone
party-withdrawn = has ended their complaint
person-you = You
flag-safeguarding_hold = A worry about a child’s safety is open
flag-parallel_proceedings = Someone else looks at the same matter
flag-third_party_dispute = Two people who may speak do not agree
flag-restricted_contact = Contact with a person is limited
flag-legal_hold = Nothing on this file may be thrown away
flag-erasure_restricted = Facts on this file cannot be wiped out for now

## A complaint

complaint = Complaint
your-complaint = Your complaint
complaint-sent = Complaint sent
reference-is = Your reference is
reference-keep = Write the reference down, or print this page. You can quote it to the school at any time.
facts-school = School
facts-level = Who has it
facts-stage = Where it is
facts-flags = To bear in mind
steps = The three steps
ladder-school = The school
ladder-ombudsman = The Ombudsman
ladder-secretary_of_state = The Secretary of State
ladder-here = It is here now
ladder-done = Done
ladder-ended = It ended here
ladder-skipped = Left out
ladder-ahead = Only if it is needed
next = What happens next
by-when = By when
clock-stands = The clock stands still for now.
clock-late = This day has gone by.
working = How we worked this out
working-moved = The day was changed after that. It is now { $day }.
working-source = Where this comes from: { $source }.
working-doubt = What can be argued about: { $doubt }
about = What it is about
about-promise = The promise
about-account = What happened
about-wanted = What would put it right
found-redirected = Sent to someone else
found-resolved = Settled
found-resolved-said = This was put right at the school.
found-stage_1 = The school’s first answer
found-panel = The panel of governors
found-ombudsman = The Ombudsman
found-nothing = Nobody has decided on this yet.
remedies = What should be put right
remedy-standing = How it stands
offers = What you can do now
offers-none = There is nothing you have to do now.
always = At any time
documents = Papers
documents-none = There are no papers on the file.
who = Who is who
happened = What has happened
happened-order = The newest is last.
coming-back = Coming back
coming-back-how = You stay signed in on this phone or computer for 12 hours. After that, come back with your reference and your access code.
as-the-family = Read it as the family does
as-the-family-hint = This page is told as the family reads it.
issue-said = Issue { $issue }: { $account }
recommendation-said = Recommendation { $recommendation }: { $text }

## A desk

desk = Your desk
desk-family = Your complaints
desk-about = What is due first stands first.
desk-empty = There is nothing here.
desk-empty-filtered = Nothing here fits. Take a filter away to see more.
desk-filter = Show only
desk-stage = Where it is
desk-any = All
desk-only-overdue = Late
desk-only-soon = Due soon
desk-only-in_time = In time
desk-only-paused = Paused
desk-only-mine = Mine
desk-only-unassigned = With nobody yet
desk-show = Show
desk-next = The next page
desk-tick = Choose { $reference }
desk-assign = Name who deals with several
desk-assign-hint = Tick complaints in the list. Each is given to the person you choose.
desk-assign-to = Who?
desk-assign-do = Give them the complaints
desk-not-done = { $reference }: { $why }
mistake-tick = Tick at least one complaint
desk-assigned = With someone
desk-yours = With you
standing-late = Late
standing-soon = Due soon
standing-in_time = In time
standing-paused = Paused
standing-undated = No date yet
standing-quiet = Nothing due

## Forms

form-optional = (you can leave this empty)
form-choose = Choose one
form-more = Add another
form-stale = Something happened since you opened this page
form-stale-hint = Read it. If your step still makes sense, press the button again. What you typed is still here.
mistake-missing = Fill this in
mistake-letters = Some letters did not reach us. Look for � and type it again
mistake-choose = Choose one
mistake-choose-some = Choose at least one
mistake-number = Give a whole number
mistake-rows = Fill in at least one
mistake-day-missing = Give the day, the month and the year
mistake-day-part = Give the day, the month and the year, or leave all three empty
mistake-day = Give a real day, such as 27 9 2011
mistake-changed = Something happened to this complaint while you were typing. Nothing was done. Read what is new, and press the button again if your step still makes sense.
action-not-now = This cannot be done where the complaint is now. Go back to the complaint to see what can be done.

## When a page cannot be shown

sorry-start = Go to the start
sorry-401 = You are not signed in
    .detail = We do not know who you are here. Open the page from which you came to us, and start again from there.
sorry-403 = This form was sent from another site
    .detail = For your safety we only take forms from our own pages. Open the page here and send it again.
sorry-404 = Page not found
    .detail = If you typed the address, check that it is right. To open your complaint again, choose “Come back to your complaint” below.
sorry-405 = This page cannot be used like that
    .detail = Go back, and use the links and buttons of the page.
sorry-409 = This cannot be done now
sorry-413 = That is too much at once
    .detail = What you sent is longer than we can take. Go back: what you typed should still be there. Make it shorter, and send the rest later.
sorry-415 = We could not read that
    .detail = Use the form on the page to send us something.
sorry-429 = Too many tries
    .detail = Wait a few minutes, then try again. Nothing that you did before is lost.
sorry-500 = Something went wrong on our side
    .detail = We are sorry. Go back and try again in a few minutes. What you typed should still be there.
sorry-503 = Many people are here just now
    .detail = Please try again in a few minutes. Nothing that you sent before is lost.
sorry-at_work = We are at work on the service
    .detail = Nothing that you sent before is lost. Please come back in half an hour. If you are writing a complaint, your answers are kept, all but those on the page you just sent.

## Figures, dates and the API

nav-figures = Figures
nav-check = Check a date
nav-manual = For programs
figures-title = Figures
figures-about = How often things happened, month by month. There is nobody in these figures: each is rounded to the nearest five, and where it was fewer than ten times, we do not say how often.
figures-none = There are no figures yet.
figures-month = Month
figures-count = How often
figures-few = fewer than ten
figures-data = The same figures for programs
figure-complaint_submitted = Complaints made
figure-complaint_accepted = Complaints that schools took up
figure-complaint_redirected = Complaints that were for someone else
figure-complaint_resolved = Complaints settled at school
figure-stage_1_decision_issued = First answers given
figure-governing_body_decision_issued = Answers of governing bodies
figure-ombudsman_complaint_received = Complaints to the Ombudsman
figure-investigation_completed = Investigations completed
figure-direction_given = Orders of the Secretary of State
figure-deadline_passed = Last days that went by
check-title = Check a date
check-about = Choose a time limit and the day it starts. You see the last day, and how it is counted. Nothing that you type is kept.
check-result = The last day
check-count = Count
field-check-rule = Which time limit?
field-check-start = The day it starts
    .hint = For example: 27 9 2011
field-check-school_number = The school’s number (URN)
    .hint = Only where school days are counted. The school must have published its terms.
mistake-rule = This time limit was not in force on that day. Choose another one, or another day
manual-title = For programs
manual-action = Whoever may do this with the case:
manual-parameters = In the address and the headers
manual-body = What to send
manual-answer = What is answered
manual-statuses = Every answer
manual-needed = * must be there

## Schools, rules, promises and the demo

schools-hint = Type how its name begins, or its number (URN)
schools-none = We found no school whose name begins like that
schools-found = What we found
schools-number = Number (URN):
schools-closed = Closed on
regimes-about = The rules for a complaint depend on the kind of school, where it is, and the day the complaint was made. They are worked out once, and stay the same until the end.
regimes-time = For complaints made
regimes-ombudsman = The Ombudsman may look
regimes-source = Where this comes from
regimes-between = { $from } to { $to }
regimes-since = since { $from }
guarantees-about = This is what pupils and parents were promised, in plain words of ours. It is taken from: { $instrument }.
guarantees-elsewhere = Someone else looks at this:
guarantees-pupil = Promises to pupils
guarantees-parent = Promises to parents
demo-title = Look around
demo-about = This is a demo. The people and the schools are made up. Choose somebody to act as, then open a complaint.
demo-acting = You act as
demo-desk = Go to your desk
demo-complaints = Complaints
demo-hidden = You may not see this one.
demo-choose = Choose somebody first.
demo-time = Let time go by
demo-today = It is { $day } here.
demo-time-about = Let some weeks go by to see what is due then, and what can be done about a day that was missed.
demo-weeks = { $count ->
    [one] One week
   *[other] { $count } weeks
}
demo-people = People
demo-act = Act as

## Coming back and signing in

access-code-yours = Your new access code
access-code-old = The old code does not work any more. Anyone who was signed in with it is signed out.
to-your-complaint = Go to your complaint
access-code-write = Write it down now, together with your reference { $reference }. We show it only once. Keep it where only you can see it.
return-type = Type the code
return-mail = Get a code by e-mail
nav-return = Come back to your complaint
return-sent = If this is the e-mail address you gave us, we have sent a code of six numbers to it. It works for 15 minutes. You can try five times.
return-code = The code
return-paste = You can paste it here
return-open = Open my complaint
return-nothing = Did nothing come? Look in the folder for junk mail. You can also
return-again = ask again
return-use = use your access code
return-can = We can send a code to the e-mail address you gave us with your complaint.
return-reference = The reference of your complaint
return-reference-hint = For example: RD-7K3M9-QXC42
return-email = Your e-mail address
return-send = Send me a code
return-cannot = We do not send e-mail from here. Ask the school or the Ombudsman for a new access code.
access-code = Your access code
return-code-hint = 16 letters and numbers. Small letters are fine, and so are spaces
return-lost = Have you lost the access code?
return-ask = You can also ask the school, or the Ombudsman if they have your complaint. They can give you a new access code.
or = or
staff-title = For staff
staff-account = Sign in with the account of your school, authority or office.
staff-offices = You are signed in. These are your offices today.
staff-out = Sign out
staff-in = Sign in
provider-about = This is the demo's own sign-in. The people are made up. Choose who you are.
access-code-keep = Write this code down too, or print this page. We show it only once. With the reference and the code you can come back from any phone or computer. Keep it where only you can see it.
disclosures = Who has looked at this complaint
disclosures-family = Who has looked at your complaint
disclosures-about = The newest is first. Someone who looks more than once in an hour is listed once.
sign-out-here = Sign out here
sign-out-everywhere = Sign out on every phone and computer
access-code-new = Get a new access code
access-code-new-about = You get a new code, and the old one stops working. Do this if you have lost it, or if someone else may have seen it.
access-code-show = Show me a new code
mistake-sign-in = The reference and the code do not fit together, or the code is too old or was tried too often. Check both and try again, or get a new code
mistake-reference-email = Give the reference and the e-mail address
