# The words around every page, of every form, and of what stands in the place of a page. A language that is
# written for the public form alone has this file and form.ftl.

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
only-english = This part of the page is in English.
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
nav-return = Come back to your complaint
nav-figures = Figures
nav-check = Check a date
nav-receipt = Check a receipt
nav-manual = For programs
yes = Yes
no = No
error = Error
error-summary = There is a problem
back-to-case = Back to complaint { $reference }
done = Done: { $action }.

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
