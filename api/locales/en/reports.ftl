# What is due, how time limits are kept, calendar feeds, and how long a school gives itself.

## Ways there

back-to-desk = Back to your desk
desk-reports = More to see
desk-report = What is due, as a list
desk-compliance = How time limits are kept
desk-feeds = What is due, in your own calendar
desk-calendar = Your school’s days
desk-targets = How long your school gives itself

## What is due

report-title = What is due
report-about = All the days by which something must be done in your cases. What is due first stands first.
report-filter = Choose what to show
report-all = Show everything again
report-as_of = As it was on { $day }.
report-known_at = As it was on { $day }. What was written down after { $known } is left out.
report-totals = How many
report-incomplete = There are very many. Not all of them were counted.
report-days = The days
report-due = Last day
report-what = What
report-owner = Who must act
report-case = Complaint
report-standing = How it stands
report-csv = The same as a table for a spreadsheet
field-report-within = Due in how many days?
field-report-status = How does it stand?
field-report-stage = Where is the complaint?
field-report-rule = Which time limit?
field-report-basis = Who says so?
field-report-owed_by = Who must act?
field-report-school = The school’s number (URN)
field-report-authority = The local authority’s number
field-report-guarantee = Which Guarantee?
    .hint = For example: PA-3.1
field-report-as_of = As it was on which day?
    .hint = For example: 27 9 2011. Leave it empty for today.
field-report-known_at = As it was known at the end of which day?
    .hint = What was written down later is left out. Leave it empty for today.
choice-Standing-undated = No date yet
choice-Standing-in_time = In time
choice-Standing-overdue = Late
choice-Standing-paused = Paused
choice-Standing-met = Done in time
choice-Standing-met_late = Done late
choice-Standing-cancelled = No longer needed
choice-Basis-statute = An Act of Parliament
choice-Basis-regulations = Regulations
choice-Basis-statutory_guidance = Guidance that the law tells people to follow
choice-Basis-guidance = Guidance
choice-Basis-practice = What a body says it does
choice-Owner-complainant = The person who complains
choice-Owner-either_party = Either side
choice-Owner-school = The school
choice-Owner-head_teacher = The head teacher
choice-Owner-governing_body = The governing body
choice-Owner-clerk = The clerk to the governing body
choice-Owner-proprietor = The owner of the school
choice-Owner-governing_body_and_commissioner = The governing body and the Commissioner together
choice-Owner-local_commissioner = The Commissioner
choice-Owner-commission = The Commissioners together
choice-Owner-local_authority = The local authority
choice-Owner-organisation = The body complained about
choice-Owner-data_controller = The body that holds the data
choice-Owner-secretary_of_state = The Secretary of State
choice-Owner-nobody = Nobody

## How time limits are kept

compliance-title = How time limits are kept
compliance-about = For a school, or for all the schools of an area: how often things were done in time, and how long they took. Only the cases that you may see are counted.
compliance-whose = Choose the school, the area or the day
compliance-cases = { $count ->
    [one] { $count } case was counted.
   *[other] { $count } cases were counted.
}
compliance-limits = Time limits
compliance-stages = Stages
compliance-share = In time, of those that were due
compliance-ended = How often it ended
compliance-median = Half of them took no longer than
compliance-p90 = Nine in ten took no longer than
report-spread = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Calendar feeds

feeds-title = What is due, in your own calendar
feeds-about = Make an address, and put it into your calendar program. It then shows what is due in your cases. It tells no names. Whoever has the address can read it, so keep it to yourself.
feeds-open = Make an address
feeds-address = Your address
feeds-once = We show it only now. Copy it to your calendar program.
feeds-yours = Your addresses
feeds-one = Address { $feed }, read as: { $role }
feeds-close = Close address { $feed }
feeds-closed = The address is closed. Nobody can read it any more.

## How long a school gives itself

targets-title = How long the school gives itself
targets-about = No law says how long these steps may take, so each school can say so itself. What the law fixes is not in this list, and no school can change it.
targets-step = Step
targets-default = If the school says nothing
targets-now = What the school has said
targets-own = { $length }, from { $from }
targets-no_default = No time is set
targets-default_again = Nothing else
targets-change = Say how long
targets-keep = A step that has begun keeps the time it began with.
targets-do = Save
targets-done = Done: the time is saved.
targets-history = What was said before
targets-set = { $name }: { $length }, from { $from }. Said by the { $role } on { $day }.
field-target-rule = Which step?
field-target-length = How many days?
    .hint = 1 to 40. Leave it empty to go back to the usual time.
field-target-unit = Which days are counted?
field-target-from = From which day?
    .hint = Today or later. Leave it empty for today.
choice-Unit-school_days = School days
choice-Unit-working_days = Working days
choice-Unit-days = Every day

## A school's days

calendar-title = The school’s days
calendar-about = Some dates are counted in school days. For that we need to know when the school has lessons.
calendar-none = Nobody has told us the school’s days. A date that is counted in school days cannot be worked out, and we do not guess.
calendar-published = Told on { $day }. It is about the days from { $from } to { $to }.
calendar-unknown = It is not known who told us
calendar-terms = Terms
calendar-term = { $from } to { $to }
calendar-closed = Closed
calendar-open = Also open
calendar-differ = They do not agree
calendar-differ-about = They differ about these days. A date that rests on one of them cannot be worked out until somebody chooses.
calendar-more = And { $count } more days.
calendar-counts = This one counts.
calendar-choose = Whose days count?
calendar-do = Let these days count
calendar-done = Done. Dates that are running stay as they are until somebody decides that they move.
calendar-history = What happened before
calendar-said-published = { $day }: days told for { $body }, by the { $role }.
calendar-said-chosen = { $day }: the days of { $body } were chosen, by the { $role }.
