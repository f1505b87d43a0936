# Geiriau’r tudalennau. “Chi” yw pwy bynnag sy’n eu darllen.

## Rolau a chyrff

role-complainant = y person sy’n cwyno
role-representative = rhywun sy’n siarad dros y person sy’n cwyno
role-head_teacher = pennaeth
role-link_governor = llywodraethwr cyswllt
role-chair = cadeirydd y corff llywodraethu
role-panel_member = aelod o’r panel
role-clerk = clerc y corff llywodraethu
role-authority_officer = swyddog
role-intake_officer = swyddog derbyn
role-investigator = ymchwilydd
role-commissioner = Comisiynydd
role-official = swyddog y llywodraeth
role-secretary_of_state = Ysgrifennydd Gwladol
role-data_protection_officer = swyddog diogelu data
role-safeguarding_lead = arweinydd diogelu
role-researcher = ymchwilydd ffigurau
role-auditor = archwilydd
role-administrator = gweinyddwr
role-system_clock = cloc y gwasanaeth
body-family = eich teulu
body-authority = yr awdurdod lleol, { $name } ({ $code })
body-ombudsman = yr Ombwdsmon Llywodraeth Leol
body-department = adran yr Ysgrifennydd Gwladol
body-service = y gwasanaeth hwn
party-complainant = yn cwyno
party-pupil = y disgybl
party-representative = yn siarad dros rywun
party-withdrawn = wedi dod â’i gŵyn i ben
person-you = Chi
flag-safeguarding_hold = Mae pryder am ddiogelwch plentyn yn agored
flag-parallel_proceedings = Mae rhywun arall yn edrych ar yr un mater
flag-third_party_dispute = Dydy dau berson a gaiff siarad ddim yn cytuno
flag-restricted_contact = Mae cysylltu â pherson wedi’i gyfyngu
flag-legal_hold = Ni chaiff dim ar y ffeil hon ei daflu
flag-erasure_restricted = Ni ellir dileu ffeithiau ar y ffeil hon am y tro

## Cwyn

complaint = Cwyn
your-complaint = Eich cwyn
facts-school = Ysgol
facts-level = Gan bwy mae hi
facts-stage = Ble mae hi
facts-flags = I’w gofio
steps = Y tri cham
ladder-school = Yr ysgol
ladder-ombudsman = Yr Ombwdsmon
ladder-secretary_of_state = Yr Ysgrifennydd Gwladol
ladder-here = Mae hi yma nawr
ladder-done = Wedi’i wneud
ladder-ended = Daeth i ben yma
ladder-skipped = Wedi’i adael allan
ladder-ahead = Dim ond os oes angen
next = Beth sy’n digwydd nesaf
by-when = Erbyn pryd
clock-stands = Mae’r cloc yn sefyll am y tro.
clock-late = Mae’r diwrnod hwn wedi mynd heibio.
working = Sut y gweithion ni hyn allan
working-moved = Cafodd y diwrnod ei newid ar ôl hynny. Nawr, y diwrnod yw { $day }.
working-source = O ble mae hyn yn dod:
working-doubt = Beth y gellir dadlau yn ei gylch:
about = Am beth mae hi
about-promise = Yr addewid
about-account = Beth ddigwyddodd
about-wanted = Beth fyddai’n rhoi pethau’n iawn
found-redirected = Wedi’i anfon at rywun arall
found-resolved = Wedi’i ddatrys
found-resolved-said = Cafodd hyn ei roi’n iawn yn yr ysgol.
found-stage_1 = Ateb cyntaf yr ysgol
found-panel = Y panel o lywodraethwyr
found-ombudsman = Yr Ombwdsmon
found-nothing = Does neb wedi penderfynu ar hyn eto.
answers = Yr atebion a ddaeth
answer-said = { $day }: { $said }
answer-about = Argymhelliad { $recommendation }
answer-understanding = Sut maen nhw’n ei deall
answer-handled_by = Pwy sy’n delio â hi
answer-answer = Yr ateb
answer-text = Y testun
answer-reasons = Pam
answer-investigated = Beth gafodd ei ymchwilio
answer-explanation = Beth maen nhw’n ei ddweud
answer-actions = Beth maen nhw’n ei wneud nawr
answer-detail = Beth maen nhw’n ei wneud
answer-evidence = Beth sy’n ei ddangos
answer-recommended_changes = Beth ddylai’r ysgol ei newid
answer-identifying = Pam mae’n dweud pwy yw rhywun
answer-reason = Pam
answer-next_step = Beth allwch chi ei wneud nesaf
remedies = Beth ddylai gael ei roi’n iawn
remedy-came = Dywedodd y teulu ar { $day } ei fod wedi dod.
remedy-not-come = Dywedodd y teulu ar { $day } nad yw wedi dod.
remedy-standing = Sut mae pethau
offers = Beth gallwch ei wneud nawr
offers-none = Does dim rhaid i chi wneud dim nawr.
always = Unrhyw bryd
contacts = Sut i’w cyrraedd
contacts-help = Beth sy’n eu helpu i gymryd rhan:
contacts-safe = Cyn i chi ysgrifennu neu ffonio: { $safe }
contacts-no_email = Peidiwch ag anfon dim i’r cyfeiriad e-bost. Gallai rhywun arall ei ddarllen.
contacts-email = Cyfeiriad e-bost
contacts-telephone = Rhif ffôn
contacts-address = Cyfeiriad
contacts-contact = Ble i’w cyrraedd
contacts-language = Iaith llythyrau
documents = Papurau
documents-none = Does dim papurau ar y ffeil.
who = Pwy yw pwy
happened = Beth sydd wedi digwydd
happened-order = Mae’r mwyaf newydd yn olaf.
coming-back = Dod yn ôl
coming-back-how = Rydych yn aros wedi mewngofnodi ar y ffôn neu’r cyfrifiadur hwn am 12 awr. Ar ôl hynny, dewch yn ôl gyda’ch cyfeirnod a’ch cod mynediad.
as-the-family = Ei darllen fel mae’r teulu’n ei darllen
as-the-family-hint = Mae’r dudalen hon wedi’i hadrodd fel mae’r teulu’n ei darllen.
issue-said = Pwynt { $issue }: { $account }
inquiry = Yr ymchwiliad
inquiry-invited = Pwy gafodd gais am eu hochr nhw
inquiry-required = Papurau a ffeithiau y gofynnwyd amdanyn nhw
inquiry-papers = Papurau neu ffeithiau
inquiry-asked = Gofynnwyd ar { $day }.
inquiry-by = I ddod erbyn { $day }.
inquiry-came = Daeth ar { $day }.
inquiry-open = Dydy hyn ddim wedi dod eto.
invitation-said = I { $invited }, gofynnwyd ar { $day }
requirement-said = Rhif { $requirement }, i ddod erbyn { $day } { $what }
recommendation-said = Argymhelliad { $recommendation }: { $text }

## Desg

desk = Eich desg
desk-family = Eich cwynion
desk-about = Yr hyn sydd i’w wneud gyntaf sy’n dod gyntaf.
desk-enter = Cofnodi cwyn a ddaeth mewn llythyr neu dros y ffôn
desk-empty = Does dim byd yma.
desk-empty-filtered = Does dim yma’n cyfateb. Tynnwch hidlydd i weld mwy.
desk-filter = Dangos dim ond
desk-stage = Ble mae hi
desk-any = Pob un
desk-only-overdue = Hwyr
desk-only-soon = Yn ddyledus yn fuan
desk-only-in_time = Mewn pryd
desk-only-paused = Wedi oedi
desk-only-mine = Fy rhai i
desk-only-unassigned = Heb neb eto
desk-show = Dangos
desk-filters = Eich hidlwyr eich hun
desk-filter-name = Cadw’r olwg hon dan enw
desk-filter-keep = Ei chadw
desk-filter-remove = Tynnu
mistake-filter-name = Rhowch enw o 60 llythyren ar y mwyaf i’r olwg
mistake-filter-many = Rydych yn cadw deuddeg golwg yn barod. Tynnwch un yn gyntaf
board-title = Argymhellion a hysbysiadau
board-about = Pob cwyn lle mae rhywbeth i’w wneud o hyd. Y cyntaf i’w wneud sydd gyntaf. Mae pennawd yn arwain at bob cwyn sydd yno.
board-act = Rhaid i’r corff llywodraethu weithredu
board-unmet = Heb ei wneud
board-notice = Hysbysiadau o ganfyddiadau anffafriol
board-direction = Gyda’r Ysgrifennydd Gwladol
board-none = Does dim byd yma.
board-left = { $count ->
    [zero] Does dim argymhelliad heb ei wneud.
    [one] Mae un argymhelliad heb ei wneud.
    [two] Mae dau argymhelliad heb eu gwneud.
    [few] Mae { $count } argymhelliad heb eu gwneud.
    [many] Mae { $count } argymhelliad heb eu gwneud.
   *[other] Mae { $count } argymhelliad heb eu gwneud.
}
desk-next = Y dudalen nesaf
desk-tick = Dewis { $reference }
desk-assign = Enwi pwy sy’n delio â sawl un
desk-assign-hint = Ticiwch gwynion yn y rhestr. Bydd pob un yn cael ei rhoi i’r person a ddewiswch.
desk-assign-to = Pwy?
desk-assign-do = Rhoi’r cwynion iddyn nhw
desk-not-done = { $reference }: { $why }
mistake-tick = Ticiwch o leiaf un gŵyn
desk-assigned = Gyda rhywun
desk-yours = Gyda chi
standing-late = Hwyr
standing-soon = I’w wneud yn fuan
standing-in_time = Mewn pryd
standing-paused = Wedi’i oedi
standing-undated = Dim dyddiad eto
standing-quiet = Dim i’w wneud

## Ffigurau, dyddiadau a’r API

figures-title = Ffigurau
figures-about = Pa mor aml y digwyddodd pethau, fesul mis. Does neb i’w weld yn y ffigurau hyn: mae pob un wedi’i dalgrynnu i’r pump agosaf, a lle digwyddodd llai na deg gwaith, dydyn ni ddim yn dweud pa mor aml.
figures-none = Does dim ffigurau eto.
figures-month = Mis
figures-guarantee = Addewid
figures-authority = Awdurdod lleol
figures-phase = Math o ysgol
figures-term = Tymor
figures-outcome = Beth gafodd ei benderfynu
figures-limit = Terfyn amser
figures-in_time = Mewn pryd
figures-share = { $share } o bob 100
figure-by_guarantee = Yr addewidion mae cwynion amdanyn nhw
figure-by_authority = Cwynion yn ôl awdurdod lleol
figure-by_phase = Cwynion yn ôl math o ysgol
figure-by_term = Cwynion yn ôl tymor
figure-by_stage_1 = Beth benderfynodd penaethiaid
figure-by_panel = Beth benderfynodd cyrff llywodraethu
figure-by_finding = Beth ganfu’r Ombwdsmon
figure-in_time = Beth gafodd ei wneud mewn pryd
phase-0 = Ysgolion arbennig ac eraill
phase-1 = Meithrin
phase-2 = Cynradd
phase-3 = Canol, yn cyfrif fel cynradd
phase-4 = Uwchradd
phase-5 = Canol, yn cyfrif fel uwchradd
phase-6 = Dros 16
phase-7 = Pob oed
term-autumn = Hydref { $year }
term-spring = Gwanwyn { $year }
term-summer = Haf { $year }
figures-count = Pa mor aml
figures-few = llai na deg
figures-data = Yr un ffigurau ar gyfer rhaglenni
figure-complaint_submitted = Cwynion a wnaed
figure-complaint_accepted = Cwynion a dderbyniwyd gan ysgolion
figure-complaint_redirected = Cwynion oedd yn fater i rywun arall
figure-complaint_resolved = Cwynion a ddatryswyd yn yr ysgol
figure-stage_1_decision_issued = Atebion cyntaf a roddwyd
figure-governing_body_decision_issued = Atebion cyrff llywodraethu
figure-ombudsman_complaint_received = Cwynion i’r Ombwdsmon
figure-investigation_completed = Ymchwiliadau a gwblhawyd
figure-direction_given = Gorchmynion yr Ysgrifennydd Gwladol
figure-deadline_passed = Diwrnodau olaf a aeth heibio
check-title = Gwirio dyddiad
check-about = Dewiswch derfyn amser a’r diwrnod mae’n dechrau. Byddwch yn gweld y diwrnod olaf, a sut mae’n cael ei gyfrif. Does dim a deipiwch yn cael ei gadw.
check-result = Y diwrnod olaf
check-count = Cyfrif
field-check-rule = Pa derfyn amser?
field-check-start = Y diwrnod mae’n dechrau
    .hint = Er enghraifft: 27 9 2011
field-check-school_number = Rhif yr ysgol (URN)
    .hint = Dim ond lle mae dyddiau ysgol yn cael eu cyfrif. Rhaid bod yr ysgol wedi cyhoeddi ei thymhorau.
mistake-rule = Doedd y terfyn amser hwn ddim mewn grym ar y diwrnod hwnnw. Dewiswch un arall, neu ddiwrnod arall
manual-title = Ar gyfer rhaglenni
manual-action = Pwy bynnag a gaiff wneud hyn gyda’r achos:
manual-parameters = Yn y cyfeiriad a’r penawdau
manual-body = Beth i’w anfon
manual-answer = Beth sy’n cael ei ateb
manual-statuses = Pob ateb
manual-needed = * rhaid iddo fod yno

## Ysgolion, rheolau, addewidion a’r demo

schools-hint = Teipiwch sut mae ei henw, ei thref neu ei chod post yn dechrau, neu ei rhif (URN)
schools-none = Ni chawsom hyd i ysgol fel hynny
schools-found = Beth gawsom hyd iddo
schools-number = Rhif (URN):
schools-closed = Caeodd ar d{ $day }.
regimes-about = Mae’r rheolau ar gyfer cwyn yn dibynnu ar y math o ysgol, ble mae hi, a’r diwrnod y gwnaed y gŵyn. Maen nhw’n cael eu gweithio allan unwaith, ac yn aros yr un fath tan y diwedd.
regimes-time = Ar gyfer cwynion a wnaed
regimes-ombudsman = Caiff yr Ombwdsmon edrych
regimes-source = O ble mae hyn yn dod
regimes-between = o d{ $from } hyd at d{ $to }
regimes-since = ers { $from }
guarantees-about = Dyma beth a addawyd i ddisgyblion a rhieni, mewn geiriau clir gennym ni. Mae wedi’i gymryd o:
guarantees-elsewhere = Mae rhywun arall yn edrych ar hyn:
guarantees-pupil = Addewidion i ddisgyblion
guarantees-parent = Addewidion i rieni
demo-title = Edrych o gwmpas
demo-about = Demo yw hwn. Mae’r bobl a’r ysgolion wedi’u dyfeisio. Dewiswch rywun i weithredu fel nhw, yna agorwch gŵyn.
demo-acting = Rydych yn gweithredu fel
demo-desk = Mynd i’ch desg
demo-complaints = Cwynion
demo-hidden = Chewch chi ddim gweld hon.
demo-choose = Dewiswch rywun yn gyntaf.
demo-time = Gadael i amser fynd heibio
demo-today = Yma, { $day } yw hi.
demo-time-about = Gadewch i rai wythnosau fynd heibio i weld beth sy’n ddyledus wedyn, a beth y gellir ei wneud am ddiwrnod a gollwyd.
demo-weeks = { $count ->
    [zero] { $count } wythnos
    [one] { $count } wythnos
    [two] { $count } wythnos
    [few] { $count } wythnos
    [many] { $count } wythnos
   *[other] { $count } wythnos
}
demo-people = Pobl
demo-act = Gweithredu fel

## Dod yn ôl a mewngofnodi

access-code-yours = Eich cod mynediad newydd
access-code-old = Dydy’r hen god ddim yn gweithio mwyach. Mae unrhyw un oedd wedi mewngofnodi gydag ef wedi’i allgofnodi.
to-your-complaint = Mynd at eich cwyn
access-code-write = Ysgrifennwch ef nawr, gyda’ch cyfeirnod { $reference }. Dim ond unwaith rydym yn ei ddangos. Cadwch ef lle gallwch chi yn unig ei weld.
return-type = Teipiwch y cod
return-mail = Cael cod drwy e-bost
return-sent = Os mai dyma’r cyfeiriad e-bost a roesoch i ni, rydym wedi anfon cod o chwe rhif iddo. Mae’n gweithio am 15 munud. Gallwch geisio bum gwaith.
return-code = Y cod
return-paste = Gallwch ei ludo yma
return-open = Agor fy nghwyn
return-nothing = Ddaeth dim? Edrychwch yn y ffolder post sothach. Gallwch hefyd
return-again = ofyn eto
return-use = ddefnyddio eich cod mynediad
return-can = Gallwn anfon cod i’r cyfeiriad e-bost a roesoch i ni gyda’ch cwyn.
return-reference = Cyfeirnod eich cwyn
return-reference-hint = Er enghraifft: RD-7K3M9-QXC42
return-email = Eich cyfeiriad e-bost
return-send = Anfonwch god ataf
return-cannot = Dydyn ni ddim yn anfon e-bost oddi yma. Gofynnwch i’r ysgol neu i’r Ombwdsmon am god mynediad newydd.
return-code-hint = 16 o lythrennau a rhifau. Mae llythrennau bach yn iawn, a bylchau hefyd
return-lost = Ydych chi wedi colli’r cod mynediad?
return-ask = Gallwch hefyd ofyn i’r ysgol, neu i’r Ombwdsmon os yw eich cwyn ganddo. Gallan nhw roi cod mynediad newydd i chi.
or = neu
staff-title = Ar gyfer staff
staff-account = Mewngofnodwch gyda chyfrif eich ysgol, eich awdurdod neu eich swyddfa.
staff-offices = Rydych wedi mewngofnodi. Dyma eich swyddi heddiw.
staff-out = Allgofnodi
staff-in = Mewngofnodi
provider-about = Dyma fewngofnodi’r demo ei hun. Mae’r bobl wedi’u dyfeisio. Dewiswch pwy ydych chi.
disclosures = Pwy sydd wedi edrych ar y gŵyn hon
disclosures-family = Pwy sydd wedi edrych ar eich cwyn
disclosures-about = Mae’r mwyaf newydd yn gyntaf. Mae rhywun sy’n edrych fwy nag unwaith mewn awr yn cael ei restru unwaith.
sign-out-here = Allgofnodi yma
sign-out-everywhere = Allgofnodi ar bob ffôn a chyfrifiadur
access-code-new = Cael cod mynediad newydd
access-code-new-about = Rydych yn cael cod newydd, ac mae’r hen un yn stopio gweithio. Gwnewch hyn os ydych wedi’i golli, neu os gall rhywun arall fod wedi’i weld.
access-code-show = Dangos cod newydd i mi
mistake-reference-email = Rhowch y cyfeirnod a’r cyfeiriad e-bost
mistake-sign-in = Dydy’r cyfeirnod a’r cod ddim yn cyd-fynd, neu mae’r cod yn rhy hen neu wedi’i drio’n rhy aml. Gwiriwch y ddau a rhowch gynnig arall arni, neu gofynnwch am god newydd
personal-title = Yr hyn sydd gennym amdanoch chi
personal-title-other = Yr hyn sydd gennym am un person
personal-about = Dyma’r hyn sydd yn y ffeil a ysgrifennoch chi, neu sydd amdanoch chi. Cewch ei argraffu a’i gadw.
personal-masked = Heb ei ddangos: mae am rywun arall
personal-erased = Cafodd hwn ei ddileu
personal-left-out = Yr hyn y gellir ei adael allan
personal-left-out-about = Mae’r gyfraith yn gadael i ni adael y pethau hyn allan. Os ydych yn meddwl i ni adael gormod allan, gofynnwch i ni. Cewch fynd at y Comisiynydd Gwybodaeth hefyd.
personal-data = I gyfrifiadur, mae’r un peth yn:
personal-link = Darllenwch bopeth sydd gennym amdanoch chi

## Letters

letter-code-subject = Eich cod
letter-code = Eich cod yw { $code }
letter-code-type = Teipiwch ef ar y dudalen lle gofynnoch amdano. Mae’n gweithio tan { $until }.
letter-code-not-asked = Oni ofynnoch am god? Yna does dim rhaid i chi wneud dim.
letter-code-keep = Peidiwch â dweud y cod wrth neb.
letter-replaced-subject = Eich cod mynediad newydd
letter-replaced = Mae gennych god mynediad newydd. Dydy’r hen un ddim yn gweithio mwyach.
letter-replaced-not-here = Dydyn ni ddim yn ysgrifennu’r cod newydd yma, er mwyn ei gadw’n ddiogel.
letter-replaced-not-asked = Oni ofynnoch am god newydd? Yna dywedwch wrth yr ysgol yn fuan.
letter-moved-subject = Mae rhai dyddiau wedi symud
letter-moved = Mae diwrnod sy’n cyfrif i’ch cwyn { $reference } wedi symud, am fod calendr wedi newid.
letter-moved-now = Dyma’r dyddiau nawr:
letter-moved-nothing = Does dim rhaid i chi wneud dim. Mae eich tudalen yn dangos sut cafodd pob diwrnod ei gyfrif.
