# The public form. "You" is whoever complains.

## The start

start-title = Make a complaint about a school
start-about = Use this form if a school did not keep a promise of the Pupil or Parent Guarantee. It takes about ten minutes. You do not need an account, and it is free.
start-danger = Do not use this form to tell us.
start-right = Is this the right place?
start-right-about = It is, if something went wrong for a child at a school, and the school should put it right. Most things are put right fastest by talking to the teacher or the head teacher first. You can still complain here if you have not done so.
start-others = Some things are for someone else
start-others-place = a school place you did not get: the admission appeal panel
start-others-exclusion = a child sent away from school for good: the panel for exclusions
start-others-needs = special educational needs, or unfair treatment of a disabled child: the First-tier Tribunal
start-others-after = If you send us one of these, you are not turned away. You are told where to go.
start-how = How it works
start-how-about = We ask one thing at a time. Your answers are kept at every page, so you can stop and come back. The school gets what you write only when you send it.
start-now = Start now
start-again = Go on with your complaint
start-resume = Come back with a code
resume-title = Come back to your complaint
resume-code = Your code
resume-code-hint = It has 32 letters and digits. You can leave out the blanks.
resume-expired = Your answers are not here any more
resume-expired-about = We keep what you typed for 14 days after you last changed it. Then we throw it away, because it is yours. If you have your code and it is not that long ago, type it below.
mistake-code = We found nothing with this code. Check it, or start again

## The pages

step-told = Have you told the school?
    .hint = Schools can put most things right fast, once they know.
step-who = Who are you?
step-name = Your name
step-child = The child
step-school = Which school is it?
step-promise = What was promised and not kept?
    .hint = Choose one or more. If you are not sure, leave them all empty and go on. The school will work it out from what you write.
step-what = What happened?
step-asked = What did you ask the school for?
step-wanted = What would put it right?
step-reach = How can we reach you?
    .hint = Give one way. You do not need all of them.
step-help = Is there anything that would help you to take part?
step-check = Check your answers
form-number = Page { $count } of the form
form-back = Back
form-continue = Continue
form-find = Find the school
form-send = Send my complaint
form-change = Change
form-nothing = Nothing
form-later = Stop here and come back later
form-later-about = You can come back on this phone or computer for 14 days. On another one you need this code. Keep it to yourself: whoever has it can read what you typed.
form-lost = What you typed before is not here any more: we keep it for 14 days. What you typed on the last page is here.
form-asked-said = What I asked for:
form-told-said = Have I told the school?
form-spoken-said = Language:
field-form-told = Have you told the school about it?
choice-Told-yes = Yes
choice-Told-no = No, not yet
choice-Told-cannot = No, and I do not feel able to
field-form-capacity = Who are you?
choice-Capacity-pupil = A pupil, or someone who was one
choice-Capacity-parent = A parent or carer
choice-Capacity-other = Someone else
field-form-name = Your name
field-form-pupil_name = The child’s name
field-form-looked_after = The local authority looks after this child
field-form-search = Name of the school
    .hint = Type how its name begins, or its number (URN). For example: Sunny Bank
field-form-school = Choose the school
field-form-promises = Which promise was not kept?
field-form-account = What happened?
    .hint = Use your own words. Say what happened, and to whom. If you know, say who was there.
field-form-happened = When did it happen?
    .hint = If it went on for some time, say when it began. For example: 27 9 2011
field-form-asked = What did you ask for, and what was the answer?
field-form-wanted = What would put it right?
    .hint = For example: say sorry, think again, give extra help
field-form-email = E-mail address
field-form-no_email = Do not send anything to this e-mail address. Someone else may read it.
field-form-telephone = Telephone number
field-form-address = Address
field-form-safe_contact = Is there a safe way to reach you?
    .hint = Say if someone else reads your post, or if there is a time when we must not call. For example: only call before 3 o’clock
field-form-adjustments = What would help you?
    .hint = For example: large print, someone to explain, a call and not a letter
field-form-spoken = In which language would you like to talk?
field-form-declared = Before you send it
    .hint = The school gets what you write here, and your name. The Ombudsman gets it only if you go there later.
choice-Declared-yes = What I wrote is true as far as I know
mistake-school = We found no school whose name begins like that. Type the first word of its name, or its number (URN)
mistake-promises = Choose five at most. You can tell us about the others in your own words
mistake-future = The day it happened must be today or before today
mistake-reach = Give us an e-mail address, a telephone number or an address, so that the school can answer you
mistake-long = This is too long for one complaint. Make it shorter, and send the rest later

## The confirmation

complaint-sent = Complaint sent
reference-is = Your reference is
reference-keep = Write the reference down, or print this page. You can quote it to the school at any time.
access-code = Your access code
access-code-keep = Write this code down too, or print this page. We show it only once. With the reference and the code you can come back from any phone or computer. Keep it where only you can see it.
