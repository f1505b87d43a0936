# What stands above the form of a step that must be weighed. "You" is whoever takes the step.

aid-there = In place:
aid-missing = Look at this:
aid-go = Go to it
aid-somebody = someone on the file
aid-check = Check before you issue it
aid-checked = This is what the check found. Nothing was sent, and nothing was recorded.
aid-working = How this day was counted

## A statement, and other texts for the public

aid-statement = What the statement must hold
aid-statement-about = This comes from the file. It is kept with the statement when you issue it.
aid-names = Names in what you publish
aid-names-about = A text for the public must not say who somebody is.
aid-school = It must say which school it is about: { $school }.
aid-school-named = The text says which school it is about: { $school }.
aid-school-not_named = The text does not say which school it is about: { $school }.
aid-remedy = To put right what went wrong: { $recommendations }.
aid-remedy-none = Nothing is recommended to put right what went wrong.
aid-prevention = To stop it from happening again: { $recommendations }.
aid-prevention-none = Nothing is recommended to stop it from happening again.
aid-copies = When you have issued it, each of these must get a copy:
aid-names-unchecked = Use the button below the form to find the names of people in what you wrote.
aid-names-empty = There is no text yet to look for names in.
aid-names-none = { $field }: no name of anybody on the file stands in it.
aid-names-found = { $field }: these words are names of people on the file.
aid-names-reasoned = { $field }: these words are names of people on the file, and you say why that is needed.
aid-names-on_file = The text on the file
aid-names-others = { $count ->
    [one] One more word is the name of somebody.
   *[other] { $count } more words are names of people.
}

## What comes to the Ombudsman

aid-weighed = What the file says
aid-weighed-about = This is worked out from the file as it stands today. You decide.
aid-regime = The rules that count: { $regime }.
aid-powers-within = As the file stands, it is within the Ombudsman’s powers.
aid-powers-unknown = It cannot be said yet. Nobody knows on which day the family first knew of it.
aid-powers-outside = As the file stands, it is not within the Ombudsman’s powers.
aid-time-in_time = { $name }: in time. They first knew of it on { $noticed_on }, so the last day was { $last_day }. They complained on { $made_on }.
aid-time-late = { $name }: too late. They first knew of it on { $noticed_on }, so the last day was { $last_day }. They complained on { $made_on }.
aid-time-forgiven = { $name }: the time limit was done without. They complained on { $made_on }.
aid-time-unknown = { $name }: it is not known if they were in time. They complained on { $made_on }, and the file does not say when they first knew of it.
aid-not_written = { $name }: the complaint is not in writing.
aid-no_standing = { $name }: neither a pupil nor a parent who may still complain.
aid-opportunity-had = The governing body had its chance to answer first.
aid-opportunity-waived = It was decided not to wait for the governing body.
aid-opportunity-open = The governing body has not had its chance to answer first.
aid-office-none = No office of yours at this school is on record that keeps you from it.
aid-office-bars = You hold an office at this school, or held one in the five years before. So you must not deal with it.
aid-declared = You declared an interest in this school.
aid-commissioner-free = The Commissioner who decides holds no office at this school.
aid-commissioner-bars = The Commissioner who was named holds an office at this school, or held one in the five years before.
